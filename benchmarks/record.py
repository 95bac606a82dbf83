"""Keeps the record of accuracy: what each kind of fact gained and lost against the last commit's figures.

    record.py FIGURES RECORD

FIGURES is what the scoring script wrote as JSON; RECORD is the file under version control that keeps them.
"""

import json
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

DIGITS = 4

Figures = Mapping[str, Mapping[str, float]]


def flat(figures: Mapping[str, object]) -> dict[str, dict[str, float]]:
    """The figures of each kind by name, attributes beside precision and recall, rounded; those of no kind last.

    >>> flat({"events": {"gold": 2, "recall": None, "attributes": {"opens": 0.5}}, "macro_f1": 0.97})
    {'events': {'gold': 2, 'opens': 0.5}, 'all': {'macro_f1': 0.97}}
    """
    kinds = {kind: dict(_named(values)) for kind, values in figures.items() if isinstance(values, Mapping)}
    return {**kinds, "all": dict(_named({name: one for name, one in figures.items() if name not in kinds}))}


def _named(values: Mapping[str, Any]) -> Iterator[tuple[str, float]]:
    for name, value in values.items():
        if isinstance(value, Mapping):
            yield from _named(value)
        elif isinstance(value, int | float):
            yield name, round(value, DIGITS)


def changes(before: Figures, now: Figures) -> list[tuple[str, str, float, float]]:
    """What differs: kind, measure, the figure before and now, losses first. A new kind was 0 before.

    >>> changes({"events": {"f1": 0.9, "recall": 0.8}}, {"events": {"f1": 0.8, "recall": 0.9}})
    [('events', 'f1', 0.9, 0.8), ('events', 'recall', 0.8, 0.9)]
    """
    found = [
        (kind, measure, before.get(kind, {}).get(measure, 0.0), now.get(kind, {}).get(measure, 0.0))
        for kind in sorted({*before, *now})
        for measure in sorted({*before.get(kind, {}), *now.get(kind, {})} - {"gold", "found"})
    ]
    return sorted((one for one in found if one[2] != one[3]), key=lambda one: one[3] - one[2])


def committed(record: Path) -> Figures:
    """The record of the last commit; empty where there is none."""
    shown = subprocess.run(
        ["git", "show", f"HEAD:./{record.name}"],
        cwd=record.parent,
        capture_output=True,
        check=False,
    )
    return json.loads(shown.stdout) if shown.returncode == 0 else {}


@click.command()
@click.argument("figures", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("record", type=click.Path(dir_okay=False, path_type=Path))
def main(figures: Path, record: Path) -> None:
    """Print gains and losses against the last commit, and keep the figures."""
    now = flat(json.loads(figures.read_text("utf-8")))
    differing = changes(committed(record), now)
    record.write_text(json.dumps(now, indent=1) + "\n", "utf-8")
    if not differing:
        click.echo("No figure differs from the last commit's.")
        return
    table = Table("kind", "measure", "last commit", "now", "change")
    for kind, measure, was, is_ in differing:
        table.add_row(kind, measure, f"{was:g}", f"{is_:g}", f"{is_ - was:+.{DIGITS}f}")
    Console().print(table)


if __name__ == "__main__":
    main()
