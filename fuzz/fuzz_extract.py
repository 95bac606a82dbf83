"""Look for texts that the readers fall over, that they read wrongly, or that take them too long.

Atheris (Apache-2.0) follows which lines of the readers each text reaches and varies those that reach new ones::

    make fuzz FUZZ_SECONDS=600

Inputs go three ways, by their first byte: as the bytes of a file, as a text of cues (``tests/hostile.py``), or as a
line of a file of facts. Whatever happens must be a reading that holds together, or an error of our own. An input that
fails is written to the folder of findings, one for each place in the code, and so is one that takes longer than
``SLOW`` seconds. The first failure ends the run; with ``--keep-going`` none does.
"""

import os
import signal
import sys
from pathlib import Path
from traceback import extract_tb
from types import FrameType

import atheris

HERE = Path(__file__).resolve().parent
sys.path.append(str(HERE.parent / "tests"))

with atheris.instrument_imports(include=["gongbao"]):
    from gongbao.errors import FactError, GongbaoError
    from gongbao.extract.read import Source, bytes_to_source
    from gongbao.ontology.stream import fact_to_json, json_to_fact, read_reading
    from hostile import check, source_of, words

FINDINGS = Path(os.environ.get("FUZZ_FINDINGS", HERE / "findings"))
SLOW = float(os.environ.get("FUZZ_SLOW", "4"))
"""Seconds; following every line makes the readers several times slower."""

LONGEST = 10_000
KEEP_GOING = "--keep-going" in sys.argv


def read_bytes(data: bytes) -> None:
    """As a file."""
    _check(bytes_to_source(data, "fuzz.txt"))


def read_cues(data: bytes) -> None:
    """As a text of cues."""
    text = words(data)
    if text.strip():
        _check(source_of(text[:LONGEST]))


def read_line(data: bytes) -> None:
    """As a line of a file of facts, and as its first line."""
    line = data.decode("utf-8", "surrogatepass") if _is_utf8(data) else data.decode("latin-1")
    try:
        fact = json_to_fact(line)
    except FactError:
        read_reading([line])
        return
    assert json_to_fact(fact_to_json(fact)) == fact


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True


def _check(source: Source) -> None:
    check(source)


WAYS = (read_cues, read_bytes, read_cues, read_line, read_cues, read_bytes, read_cues, read_cues)


class TooSlow(Exception):
    """An input takes longer than it may."""


def run(data: bytes) -> None:
    """One input."""
    if len(data) < 2:
        return
    signal.setitimer(signal.ITIMER_VIRTUAL, SLOW)
    try:
        WAYS[data[0] % len(WAYS)](data[1:])
    except GongbaoError:
        pass
    except TooSlow as error:
        _keep(data, "slow", error)
    except BaseException as error:
        _keep(data, "crash", error)
        if not KEEP_GOING:
            raise
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def _stop(signum: int, frame: FrameType | None) -> None:
    raise TooSlow(f"longer than {SLOW} s")


_places: set[str] = set()
"""Where inputs have failed already: one finding of each is enough."""


def _keep(data: bytes, kind: str, error: BaseException) -> None:
    frames = [one for one in extract_tb(error.__traceback__) if Path(one.filename).resolve() != Path(__file__)]
    where = f"{kind}-{Path(frames[-1].filename).stem}-{frames[-1].lineno}" if frames else kind
    if where in _places:
        return
    _places.add(where)
    FINDINGS.mkdir(parents=True, exist_ok=True)
    (FINDINGS / where).write_bytes(data)
    print(f"{FINDINGS / where}: {error!r:.300}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    signal.signal(signal.SIGVTALRM, _stop)
    atheris.Setup([one for one in sys.argv if one != "--keep-going"], run)
    atheris.Fuzz()
