"""What a store holds, in files for other tools: tables, RDF, networks, property graphs, entities.

Each file is written beside its place first and renamed, so an export is there whole or not at all. Formats stand in
modules of their own; what they need beyond Python's own library and the graph's is loaded by them alone.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO, TypeAlias

from ...errors import ExportError
from ..files import replaced
from ..formats import FORMATS as FORMATS
from ..progress import Progress, silent, sparing
from ..store import OpenStore, check_outside, open_store
from .excel import write_workbook
from .ftm import write_ftm
from .gephi import write_gexf, write_graphml
from .neo4j import write_neo4j
from .rdf import write_jsonld, write_nquads, write_turtle
from .tables import TABLES as TABLES
from .tables import write_tables

FileWriter: TypeAlias = Callable[[OpenStore, IO[bytes], Progress], None]
FolderWriter: TypeAlias = Callable[[OpenStore, Path, Progress], tuple[Path, ...]]

_FOLDERS: Mapping[str, FolderWriter] = {"csv": write_tables, "neo4j": write_neo4j}
_FILES: Mapping[str, FileWriter] = {
    "xlsx": write_workbook,
    "ttl": write_turtle,
    "nq": write_nquads,
    "jsonld": write_jsonld,
    "graphml": write_graphml,
    "gexf": write_gexf,
    "ftm": write_ftm,
}


def export(store: Path, fmt: str, out: Path, *, progress: Progress = silent) -> tuple[Path, ...]:
    """Write what a store holds.

    Args:
        store: Folder that a build wrote.
        fmt: One of :data:`.formats.FORMATS`.
        out: File, or folder for ``csv`` and ``neo4j``; the folder that it stands in must be there. What is there is
            replaced, and other files of a folder stay.
        progress: Told how far the export is.

    Returns:
        The files written.

    Raises:
        ExportError: The format is unknown or its library is not installed, or ``out`` cannot be written or is a part
            of the store.
        StoreError: The folder is not a store.
    """
    opened = open_store(store)
    if fmt not in FORMATS:
        raise ExportError(f"{fmt} is not a format of export; there are {', '.join(FORMATS)}")
    if not out.absolute().parent.is_dir():
        raise ExportError(f"{out} cannot be written: there is no folder {out.absolute().parent}")
    check_outside(out, store)
    try:
        return (
            _export_folder(opened, fmt, out, progress) if fmt in _FOLDERS else _export_file(opened, fmt, out, progress)
        )
    except OSError as error:
        raise ExportError(f"{out} cannot be written: {error.strerror or error}") from error


def export_stream(store: Path, fmt: str, out: IO[bytes], *, progress: Progress = silent) -> None:
    """Write what a store holds into an open stream, in any format but those that are folders.

    Raises:
        ExportError: The format is unknown, needs a folder, or its library is not installed.
        StoreError: The folder is not a store.
    """
    if fmt not in _FILES:
        raise ExportError(f"{fmt} cannot be written into a stream; {', '.join(_FILES)} can")
    _FILES[fmt](open_store(store), out, sparing(progress))


def is_folder(fmt: str) -> bool:
    """Whether a format is a folder of files.

    >>> is_folder("csv"), is_folder("nq")
    (True, False)
    """
    return fmt in _FOLDERS


def _export_folder(store: OpenStore, fmt: str, out: Path, progress: Progress) -> tuple[Path, ...]:
    if out.exists() and not out.is_dir():
        raise ExportError(f"{out} is a file; {fmt} is a folder of {'tables' if fmt == 'csv' else 'files'}")
    return _FOLDERS[fmt](store, out, sparing(progress))


def _export_file(store: OpenStore, fmt: str, out: Path, progress: Progress) -> tuple[Path, ...]:
    if out.is_dir():
        raise ExportError(f"{out} is a folder; {fmt} is one file")
    with replaced(out) as temporary, temporary.open("wb") as stream:
        _FILES[fmt](store, stream, sparing(progress))
    return (out,)
