"""Writing a file that a user names: whole or not at all, and nothing that is more than a file is replaced."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex


@contextmanager
def replaced(path: Path) -> Iterator[Path]:
    """A file to write into that takes the place of ``path`` in the end, and is gone if anything fails.

    A link stays, and what it leads to is replaced. What is there and is no file, such as a pipe or a device, is
    written into as it is: a file must never take its place.
    """
    if path.exists() and not path.is_file():
        yield path
        return
    target = path.resolve()
    # A name of its own: the target's may be as long as names can be.
    temporary = target.parent / f".gongbao-{os.getpid()}-{token_hex(4)}.new"
    try:
        yield temporary
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
