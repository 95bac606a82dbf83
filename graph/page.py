"""A picture as a page that needs nothing but itself: one HTML file that never asks the network for anything.

vis-network is taken from the installed pyvis package and printed into the page; a content-security policy names every
script and style by its digest, so nothing else runs; and all text of gazettes travels as JSON, which the page's script
sets as text and never as HTML.
"""

import json
import re
from base64 import b64encode
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any, Generic, TypeAlias, TypeVar

import pyvis
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from pyvis.network import Network

from ..errors import ExportError
from ..ontology.traditional import pairs
from .communities import communities
from .drawing import KIND_STYLES, ROLE_STYLES
from .picture import Edge, Node, Picture, Quote, Role, Statement, facts_at
from .pinyin import pinyin_keys, pinyin_reader

Json: TypeAlias = dict[str, Any]
Drawing: TypeAlias = tuple[Network, Picture]
T = TypeVar("T")

NAME = "公报 Gongbao"
GENERATOR = "Gongbao view"
"""By this a build knows a page of its own among the sources of a folder, and passes over it."""

SCRIPTS = (
    "model",
    "words",
    "state",
    "elements",
    "colours",
    "drawing",
    "labels",
    "panel",
    "choice",
    "search",
    "filters",
    "table",
    "save",
    "main",
)
"""Files of the page's script, in the order in which they build on one another."""

_TEMPLATES = Path(__file__).parent / "templates"

STATEMENTS_SHOWN = 80
"""A tie of more statements shows so many, and how many more there are: the page must open at once."""

QUOTE_SHOWN = 1500
"""Characters of a printed statement that the panel shows; a longer one ends in an ellipsis."""

SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)
"""A line by which developers' tools would look for a file beside the page."""

ESCAPES = str.maketrans({"<": r"\u003c", ">": r"\u003e", "&": r"\u0026", "\u2028": r"\u2028", "\u2029": r"\u2029"})
"""What must not stand inside a script element, as JSON writes it."""


def page(
    drawings: Sequence[Drawing],
    *,
    heading: str = "",
    gazettes: int = 0,
    language: str | None = None,
    base: str = "",
) -> str:
    """The HTML of some drawn pictures.

    Args:
        drawings: Each picture with its network, as :func:`.drawing.network` made it and its user may have changed it.
        heading: The names that the page is about; empty where it is about the whole graph.
        gazettes: Number of sources of the graph.
        language: ``en`` or ``zh``; by default that of the reader's browser.
        base: Where identifiers begin; addresses of single names on the page leave it out.
    """
    styles = [_vis_network("vis-network.css"), _template("view.css")]
    scripts = [_vis_network("vis-network.min.js"), _script()]
    data, facts = _data(drawings, base=base)
    data |= {"heading": heading, "gazettes": gazettes, "language": language, "words": _words()}
    return (
        _environment()
        .get_template("view.html.j2")
        .render(
            title=f"{heading} · {NAME}" if heading else NAME,
            generator=GENERATOR,
            policy=_policy(scripts=scripts, styles=styles),
            styles=[Markup(style) for style in styles],  # noqa: S704 - files of the package, checked by _inline
            scripts=[Markup(script) for script in scripts],  # noqa: S704
            data=Markup(to_json(data)),  # noqa: S704 - to_json leaves no character of HTML
            facts=Markup(to_json(facts)),  # noqa: S704
        )
    )


def to_json(value: object) -> str:
    r"""JSON that can stand inside a script element whatever it holds.

    >>> to_json("</script>")
    '"\\u003c/script\\u003e"'
    """
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)


def _data(drawings: Sequence[Drawing], *, base: str) -> tuple[Json, Json]:
    """What the page's script needs at once (names, ties, places, styles), and what it needs to tell of one of them."""
    nodes = _all_nodes(drawings)
    number = {name: index for index, name in enumerate(nodes)}
    quotes, statements = _Numbered[Quote](), _Numbered[_Told]()
    printed: dict[str, tuple[Quote, ...]] = {}
    for _, picture in drawings:
        printed |= picture.quotes
    pictures = [_picture(network, picture, number, statements) for network, picture in drawings]
    about = [quotes.numbers(printed.get(name, ())) for name in nodes]
    told = [_statement(one, printed, quotes) for one in statements]
    data = {
        "names": [_name(node, base=base) for node in nodes.values()],
        "pictures": pictures,
        "options": _plain(drawings[0][0].options),
        "kinds": {
            kind: {"light": one.light, "dark": one.dark, "shape": one.shape} for kind, one in KIND_STYLES.items()
        },
        "roles": {
            role: {"light": one.light, "dark": one.dark, "dashed": one.dashed} for role, one in ROLE_STYLES.items()
        },
        "simplified": _simplified(nodes.values()),
    }
    facts = {
        "rows": [node.rows for node in nodes.values()],
        "about": about,
        "statements": told,
        "quotes": [_quote(one) for one in quotes],
    }
    return _with_keys(data, nodes.values()), facts


def _all_nodes(drawings: Sequence[Drawing]) -> dict[str, Node]:
    """Every name of any picture, once, in the order of the pictures."""
    found: dict[str, Node] = {}
    for _, picture in drawings:
        for node in picture.nodes:
            found.setdefault(node.id, node)
    return found


def _name(node: Node, *, base: str) -> Json:
    """A name; its identifier without the base is what an address of it ends in."""
    return {
        "id": node.id.removeprefix(base),
        "kind": node.kind,
        "label": node.label,
        "also": node.also,
        "strength": node.strength,
        "year": node.year,
    }


def _with_keys(data: Json, nodes: Iterable[Node]) -> Json:
    """The data with the pinyin of each name, by which it can be looked for, if anything here reads pinyin."""
    read = pinyin_reader()
    if read is not None:
        for name, node in zip(data["names"], nodes, strict=True):
            spelled = {
                key
                for one in (node.label, *node.also)
                for key in pinyin_keys(one, read, person=node.kind == "official")
            }
            name["keys"] = sorted(spelled)
    return data


def _picture(network: Network, picture: Picture, number: Mapping[str, int], statements: "_Numbered[_Told]") -> Json:
    groups = communities(picture)
    drawn_at = facts_at(picture.edges)
    return {
        "name": picture.name,
        "centre": sorted(number[name] for name in picture.centre),
        "drawn": picture.drawn,
        "nodes": [
            {
                **_mark(drawn),
                "id": number[drawn["id"]],
                "community": groups.get(drawn["id"], -1),
                "facts": len(drawn_at[drawn["id"]]),
            }
            for drawn in network.nodes
        ],
        "edges": [
            {**_line(drawn, edge), "from": number[drawn["from"]], "to": number[drawn["to"]], **_tie(edge, statements)}
            for drawn, edge in zip(network.edges, picture.edges, strict=True)
        ],
        "leftOut": dict(picture.left_out),
        "years": _year_heads(network, picture),
    }


def _year_heads(network: Network, picture: Picture) -> list[Json]:
    """Where each year stands, in a picture that goes by years."""
    if picture.name != "lineage":
        return []
    places: dict[int, list[int]] = defaultdict(list)
    for drawn, node in zip(network.nodes, picture.nodes, strict=True):
        places[node.year].append(drawn["x"])
    return [{"year": year, "x": (min(found) + max(found)) / 2} for year, found in sorted(places.items()) if year]


_SAID_OTHERWISE = frozenset({"id", "group", "shape", "borderWidth"})
_LINE_DEFAULTS = frozenset({"id", "from", "to", "arrows"})


def _mark(drawn: Json) -> Json:
    """A mark without what its kind says already, unless its user has changed it."""
    style = KIND_STYLES.get(drawn.get("group", ""))
    kept = {key: value for key, value in drawn.items() if key not in _SAID_OTHERWISE}
    if style is not None and drawn.get("shape") != style.shape:
        kept["shape"] = drawn.get("shape")
    return kept


def _line(drawn: Json, edge: Edge) -> Json:
    """A line without what its role says already, unless its user has changed it."""
    style = ROLE_STYLES[edge.role]
    given = {"color": style.light, "dashes": style.dashed}
    return {key: value for key, value in drawn.items() if key not in _LINE_DEFAULTS and given.get(key) != value}


def _tie(edge: Edge, statements: "_Numbered[_Told]") -> Json:
    """How many statements of each role and year make a tie, and the numbers of the foremost."""
    tally: dict[Role, Counter[int]] = defaultdict(Counter)
    for one in edge.statements:
        tally[one.role][one.year] += 1
    return {
        "rank": edge.rank,
        "tally": {role: tally[role] for role in edge.roles},
        "said": statements.numbers(map(_told, edge.foremost(STATEMENTS_SHOWN))),
    }


_Told: TypeAlias = tuple[Statement, tuple[str, ...]]
"""A statement without its place in a list, and the facts it rests on: equal ones are stored once."""


def _told(statement: Statement) -> _Told:
    return replace(statement, rank=0), statement.facts


def _statement(told: _Told, printed: Mapping[str, Sequence[Quote]], quotes: "_Numbered[Quote]") -> Json:
    one, facts = told
    record = {"role": one.role, "text": one.text, "deadline": one.deadline, "manner": one.manner, "year": one.year}
    numbers = dict.fromkeys(number for fact in facts for number in quotes.numbers(printed.get(fact, ())))
    return {**{key: value for key, value in record.items() if value}, "quotes": list(numbers)}


def _quote(quote: Quote) -> Json:
    return {"source": quote.source, "line": quote.line, "text": _clipped(quote.text), "rule": quote.rule}


class _Numbered(Generic[T]):
    """Values in the order in which they are first met, each stored once."""

    def __init__(self) -> None:
        self._numbers: dict[T, int] = {}

    def numbers(self, values: Iterable[T]) -> list[int]:
        """The numbers of some values."""
        return [self._numbers.setdefault(value, len(self._numbers)) for value in values]

    def __iter__(self) -> Iterator[T]:
        return iter(self._numbers)


def _simplified(nodes: Iterable[Node]) -> dict[str, str]:
    """What the search takes for the same: traditional characters of, and for, those that names are made of."""
    used = {char for node in nodes for name in (node.label, *node.also) for char in name}
    return {traditional: one for traditional, one in pairs().items() if traditional in used or one in used}


def _plain(options: Any) -> Json:
    """The options, whether set as a whole or one by one."""
    return dict(options) if isinstance(options, dict) else dict(json.loads(options.to_json()))


def _clipped(text: str) -> str:
    return text if len(text) <= QUOTE_SHOWN else text[:QUOTE_SHOWN] + "…"


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
    return _inline((_TEMPLATES / name).read_text(encoding="utf-8"))


def _script() -> str:
    """The page's own script: its files in order, in one function, so that none of them leaves a global name."""
    parts = "\n".join((_TEMPLATES / "js" / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS)
    return _inline(f'(() => {{\n"use strict";\n{parts}}})();\n')


def _words() -> Json:
    """What the page says, in every language that it speaks."""
    words: Json = json.loads((_TEMPLATES / "words.json").read_text(encoding="utf-8"))
    return words


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
