"""A picture as a page that needs nothing but itself: one HTML file that never asks the network for anything.

vis-network is taken from the installed pyvis package and printed into the page; a content-security policy names every
script and style by its digest, so nothing else runs; and all text of gazettes travels as JSON, which the page's script
sets as text and never as HTML.
"""

import json
import re
from base64 import b64encode
from collections import Counter
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeAlias

import pyvis
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from pyvis.network import Network

from ..errors import ExportError
from ..ontology.traditional import pairs
from .drawing import KIND_STYLES, ROLE_STYLES, edge_id
from .picture import KINDS, Edge, Node, Picture, Quote, Statement, facts_at

Json: TypeAlias = dict[str, Any]

STATEMENTS_SHOWN = 80
"""A tie of more statements shows so many, and how many more there are: the page must open at once."""

QUOTE_SHOWN = 1500
"""Characters of a printed statement that the panel shows; a longer one ends in an ellipsis."""

SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)
"""A line by which developers' tools would look for a file beside the page."""

ESCAPES = str.maketrans({"<": r"\u003c", ">": r"\u003e", "&": r"\u0026", "\u2028": r"\u2028", "\u2029": r"\u2029"})
"""What must not stand inside a script element, as JSON writes it."""


def page(drawn: Network, picture: Picture, *, heading: str, note: str) -> str:
    """The HTML of a drawn picture.

    Args:
        drawn: The network, as :func:`.drawing.network` made it and its user may have changed it.
        picture: What it shows, for the panel.
        heading: Title of the page.
        note: One sentence on what is shown and what was left out.
    """
    styles = [_vis_network("vis-network.css"), _template("view.css")]
    scripts = [_vis_network("vis-network.min.js"), _template("view.js")]
    return (
        _environment()
        .get_template("view.html.j2")
        .render(
            heading=heading,
            note=note,
            policy=_policy(scripts=scripts, styles=styles),
            styles=[Markup(style) for style in styles],  # noqa: S704 - files of the package, checked by _inline
            scripts=[Markup(script) for script in scripts],  # noqa: S704
            data=Markup(to_json(_data(drawn, picture))),  # noqa: S704 - to_json leaves no character of HTML
            kinds=_kinds(picture),
            roles=_roles(picture),
        )
    )


def to_json(value: object) -> str:
    r"""JSON that can stand inside a script element whatever it holds.

    >>> to_json("</script>")
    '"\\u003c/script\\u003e"'
    """
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)


def _data(drawn: Network, picture: Picture) -> Json:
    """All that the page's script needs: the network as pyvis has it, styles by theme, and the facts."""
    quotes = _Numbered()
    drawn_at = facts_at(picture.edges)
    return {
        "nodes": drawn.nodes,
        "edges": drawn.edges,
        "options": _plain(drawn.options),
        "kinds": {
            kind: {"name": style.name, "light": style.light, "dark": style.dark} for kind, style in KIND_STYLES.items()
        },
        "roles": {
            role: {"verb": style.verb, "inverse": style.inverse, "light": style.light, "dark": style.dark}
            for role, style in ROLE_STYLES.items()
        },
        "about": {node.id: _about(node, picture, quotes, drawn=len(drawn_at[node.id])) for node in picture.nodes},
        "ties": {edge_id(edge): _tie(edge, picture, quotes) for edge in picture.edges},
        "centre": sorted(picture.centre),
        "quotes": quotes.records,
        "simplified": _simplified(picture),
    }


def _simplified(picture: Picture) -> dict[str, str]:
    """What the search takes for the same: traditional characters of, and for, those that names are made of."""
    used = {char for node in picture.nodes for name in (node.label, *node.also) for char in name}
    return {traditional: one for traditional, one in pairs().items() if traditional in used or one in used}


def _plain(options: Any) -> Json:
    """The options, whether set as a whole or one by one."""
    return dict(options) if isinstance(options, dict) else dict(json.loads(options.to_json()))


class _Numbered:
    """Quotes in the order in which they are first met, each stored once."""

    def __init__(self) -> None:
        self._numbers: dict[Quote, int] = {}

    def __call__(self, quotes: Iterable[Quote]) -> list[int]:
        """The numbers of some quotes."""
        return [self._numbers.setdefault(quote, len(self._numbers)) for quote in quotes]

    @property
    def records(self) -> list[Json]:
        """All quotes by number."""
        return [
            {"source": one.source, "line": one.line, "text": _clipped(one.text), "rule": one.rule}
            for one in self._numbers
        ]


def _clipped(text: str) -> str:
    return text if len(text) <= QUOTE_SHOWN else text[:QUOTE_SHOWN] + "…"


def _about(node: Node, picture: Picture, quotes: _Numbered, *, drawn: int) -> Json:
    return {
        "kind": node.kind,
        "label": node.label,
        "also": node.also,
        "rows": node.rows,
        "strength": node.strength,
        "missing": node.strength - drawn,
        "quotes": quotes(picture.quotes.get(node.id, ())),
    }


def _tie(edge: Edge, picture: Picture, quotes: _Numbered) -> Json:
    return {
        "role": edge.role,
        "rank": edge.rank,
        "roles": edge.roles,
        "counts": Counter(one.role for one in edge.statements),
        "statements": [_statement(one, picture, quotes) for one in edge.foremost(STATEMENTS_SHOWN)],
    }


def _statement(statement: Statement, picture: Picture, quotes: _Numbered) -> Json:
    return {
        "role": statement.role,
        "text": statement.text,
        "quotes": quotes(picture.quotes.get(statement.fact, ())),
    }


def _kinds(picture: Picture) -> list[Json]:
    """The kinds in the picture, for the legend."""
    return [
        {"id": kind, "count": count, **_named(KIND_STYLES[kind])}
        for kind in KINDS
        if (count := sum(node.kind == kind for node in picture.nodes))
    ]


def _named(style: Any) -> Json:
    return {"name": style.plural, "chinese": style.chinese, "shape": style.shape}


def _roles(picture: Picture) -> list[Json]:
    """The roles in the picture, for the legend."""
    present = {one.role for edge in picture.edges for one in edge.statements}
    return [
        {"id": role, "name": style.verb, "chinese": style.chinese, "dashed": style.dashed}
        for role, style in ROLE_STYLES.items()
        if role in present
    ]


def _policy(*, scripts: Iterable[str], styles: Iterable[str]) -> str:
    """A content-security policy under which the given scripts and styles run, and nothing else does or loads."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {_digests(scripts)}",
            f"style-src {_digests(styles)}",
            "img-src data:",
            "connect-src 'none'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _digests(texts: Iterable[str]) -> str:
    return " ".join(f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in texts)


def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("gongbao.graph"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _template(name: str) -> str:
    return _inline((Path(__file__).parent / "templates" / name).read_text(encoding="utf-8"))


def _vis_network(name: str) -> str:
    """A file of the newest vis-network that the installed pyvis carries.

    Raises:
        ExportError: It carries none.
    """
    found = sorted((Path(pyvis.__file__).parent / "templates" / "lib").glob(f"vis-*/{name}"))
    if not found:
        raise ExportError(f"the installed pyvis carries no {name}")
    return _inline(SOURCE_MAP.sub("", found[-1].read_text(encoding="utf-8")))


def _inline(text: str) -> str:
    """Text as a browser reads it back from a script or style element, so that its digest is the same.

    Raises:
        ExportError: It would end the element.
    """
    if "</script" in text.lower() or "</style" in text.lower() or "<!--" in text:
        raise ExportError("a script or style cannot be printed into a page")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
