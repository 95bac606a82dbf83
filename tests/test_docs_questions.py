"""docs/questions.md says of every named question what its header says.

``GONGBAO_FIX=1 pytest tests/test_docs_questions.py`` writes it anew.
"""

import os
from pathlib import Path

from gongbao.graph.ask import Question, list_questions
from gongbao.graph.options import Option

PAGE = Path(__file__).parents[1] / "docs" / "questions.md"
HEAD = """# Questions

`gongbao ask NAME` asks one of these of a store and prints a table; `--format csv`, `json` or `markdown` prints it for
other programs. `gongbao ask NAME --help` says what a question can be told. In Python,
`gongbao.graph.frames.frame(store, NAME, **options)` gives a data frame.

Options that name a time (`--year`, `--from`, `--to`) take a day, a month or a year, and count only what lies in it
whole; what has no date is left out, and how much that is stands below the table (`--undated` shows it). In the same way
`--jurisdiction` keeps what belongs to one place.
"""


def page() -> str:
    """What the file is to hold."""
    return "\n".join([HEAD, *map(_section, list_questions())])


def _section(question: Question) -> str:
    told = "".join(map(_line, question.options))
    return f"## {question.name}\n\n**{question.title}** {question.title_zh}\n\n{question.about}\n\n{told}"


def _line(option: Option) -> str:
    state = "required" if option.required else f"by default {option.default}" if option.default else ""
    return f"- `--{option.name}`{f' ({state})' if state else ''}: {option.about}\n"


def test_every_question_is_described_as_its_header_has_it() -> None:
    if os.environ.get("GONGBAO_FIX") == "1":
        PAGE.write_text(page(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page()
