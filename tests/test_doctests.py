"""The examples in the documentation of every module hold."""

import doctest
import pkgutil
from importlib import import_module

import gongbao
import pytest

MODULES = sorted(
    module.name
    for part in ("extract", "extract.formats", "ontology", "graph")
    for module in pkgutil.iter_modules(import_module(f"gongbao.{part}").__path__, f"gongbao.{part}.")
)


def test_there_are_modules() -> None:
    assert f"{gongbao.__name__}.extract.pipeline" in MODULES


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_hold(name: str) -> None:
    assert doctest.testmod(import_module(name)).failed == 0
