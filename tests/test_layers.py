"""Which part of the package may import which."""

import ast
from collections.abc import Iterator
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


def test_a_wrong_direction_would_be_seen() -> None:
    (node,) = ast.parse("from ..graph import store").body
    assert isinstance(node, ast.ImportFrom)
    assert imported_parts(ROOT / "extract" / "pipeline.py", node) == {"graph"}


def test_a_part_named_after_the_dots_would_be_seen() -> None:
    (node,) = ast.parse("from .. import graph").body
    assert isinstance(node, ast.ImportFrom)
    assert imported_parts(ROOT / "extract" / "pipeline.py", node) == {"graph"}
