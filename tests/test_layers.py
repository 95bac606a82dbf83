"""Which part of the package may import which."""

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import gongbao
import pytest

ROOT = Path(gongbao.__file__).parent
ALL = frozenset({"errors", "ontology", "extract", "graph", "sample", "cli"})
MAY_IMPORT = {
    "ontology": frozenset({"ontology", "errors"}),
    "extract": frozenset({"extract", "ontology", "errors"}),
    "graph": frozenset({"graph", "ontology", "errors"}),
    "sample": frozenset[str](),
    "errors": frozenset[str](),
    "__init__": frozenset[str](),
    "cli": ALL,
    "__main__": ALL,
}
"""Each part with the parts that it may import; a part not listed may import nothing."""

MODULES = sorted(
    [*ROOT.glob("*.py"), *(file for part in MAY_IMPORT for file in (ROOT / part).rglob("*.py"))],
)
PATHS = [pytest.param(path, id=path.relative_to(ROOT).as_posix()) for path in MODULES]


def imports(path: Path) -> Iterator[ast.Import | ast.ImportFrom]:
    """All imports of a module, those within functions too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield node


def part_of(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imported_parts(path: Path, node: ast.ImportFrom) -> set[str]:
    """The parts of the package that a relative import reaches."""
    depth = len(path.relative_to(ROOT).parts) - node.level
    inside = [*path.relative_to(ROOT).parts[:depth], *(node.module or "").split(".")]
    names = [name for name in inside if name]
    return {names[0]} if names else {alias.name for alias in node.names} - {"__version__"}


@pytest.mark.parametrize("path", PATHS)
def test_a_part_imports_only_what_it_may(path: Path) -> None:
    relative = [node for node in imports(path) if isinstance(node, ast.ImportFrom) and node.level]
    reached = {part for node in relative for part in imported_parts(path, node)}
    assert reached <= MAY_IMPORT.get(part_of(path), frozenset())


@pytest.mark.parametrize("path", PATHS)
def test_imports_within_the_package_are_relative(path: Path) -> None:
    absolute = [
        name
        for node in imports(path)
        for name in ([node.module or ""] if isinstance(node, ast.ImportFrom) else [one.name for one in node.names])
        if name.split(".")[0] == "gongbao" and not (isinstance(node, ast.ImportFrom) and node.level)
    ]
    assert absolute == []


@pytest.mark.parametrize("path", PATHS)
def test_no_import_leads_out_of_the_package(path: Path) -> None:
    depth = len(path.relative_to(ROOT).parts)
    assert all(node.level <= depth for node in imports(path) if isinstance(node, ast.ImportFrom))


def test_the_root_imports_nothing() -> None:
    assert list(imports(ROOT / "__init__.py")) == []


def imported_modules(path: Path) -> set[Path]:
    """The modules of the package that a module imports at its top."""
    found: set[Path] = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ImportFrom) and node.level:
            folder = path.parents[node.level - 1].joinpath(*(node.module or "").split("."))
            inside = [folder / f"{alias.name}.py" for alias in node.names if (folder / f"{alias.name}.py").exists()]
            found.update(inside or [folder.with_suffix(".py") if not folder.is_dir() else folder / "__init__.py"])
    return found


def test_no_modules_import_one_another_in_a_circle() -> None:
    graph = {path: imported_modules(path) for path in MODULES}
    assert list(TopologicalSorter(graph).static_order())


PERSONS = (
    "mentions",
    "dates",
    "bench",
    "proofs",
    "contradictions",
    "weights",
    "blocking",
    "clusters",
    "officials",
    "ledger",
    "people",
    "__init__",
)
"""The modules that tell persons apart, each of which imports only those before it."""


def test_the_modules_of_persons_build_on_one_another() -> None:
    folder = ROOT / "graph" / "persons"
    assert {path.stem for path in folder.glob("*.py")} == set(PERSONS)
    later = {
        (name, other.stem)
        for place, name in enumerate(PERSONS)
        for other in imported_modules(folder / f"{name}.py")
        if other.parent == folder and other.stem not in PERSONS[:place]
    }
    assert later == set()


def test_a_wrong_direction_would_be_seen() -> None:
    (node,) = ast.parse("from ..graph import store").body
    assert isinstance(node, ast.ImportFrom)
    assert imported_parts(ROOT / "extract" / "pipeline.py", node) == {"graph"}


def test_a_part_named_after_the_dots_would_be_seen() -> None:
    (node,) = ast.parse("from .. import graph").body
    assert isinstance(node, ast.ImportFrom)
    assert imported_parts(ROOT / "extract" / "pipeline.py", node) == {"graph"}
