"""Names that are not in the register and come near to one that is: slips of the scan, and words cut short.

What is found is a proposal with a score and a reason, for an analyst to judge. Nothing is merged.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from .agencies import AgencyName
from .places import NATION, Place, prefixes
from .register import Form, Register, shipped

MOST = 3
"""Proposals for one name."""
SHORTEST = 3
"""Characters of a name of which one may be wrong: two that differ in one have little in common."""

BARE = 0.9
CUT = 0.75


@dataclass(frozen=True, slots=True)
class Variant:
    """A proposal that a name is that of an agency that the register knows.

    Attributes:
        name: Canonical name of the agency.
        score: From 0 to 1.
        reason: Why, as the end of a sentence.
    """

    name: str
    score: float
    reason: str


def variants(name: AgencyName, *, register: Register | None = None) -> tuple[Variant, ...]:
    """What a provisional name may be a slip for or cut from, the likeliest first; nothing for any other name.

    Only agencies of its own place are thought of.

    >>> variants(AgencyName("云岭省民厅", "云岭省", provisional=True))[0]
    Variant(name='云岭省民政厅', score=0.67, reason='one character away from 民政厅')
    """
    if not name.provisional or not name.place or name.place == NATION:
        return ()
    known = shipped() if register is None else register
    place = Place((name.place,))
    words, bare = _words(name, place)
    if bare and words[:1] in _OTHER_LEVELS:
        return ()
    best: dict[str, Variant] = {}
    for official, known_words in _names_at(place, known):
        variant = _compare(words, known_words, official, bare=bare)
        if variant is not None and (official not in best or best[official].score < variant.score):
            best[official] = variant
    likeliest = sorted(best.values(), key=lambda one: (-one.score, one.name))
    return tuple(one for one in likeliest if one.score == BARE or likeliest[0].score < BARE)[:MOST]


_OTHER_LEVELS = tuple("省市州县区旗")
"""How a name begins that says a level which the place is not of."""


def _words(name: AgencyName, place: Place) -> tuple[str, bool]:
    """A name without its place, and whether it has none."""
    for prefix in (name.place, *prefixes(place)):
        if name.name.startswith(prefix):
            return name.name[len(prefix) :], False
    return name.name, True


@lru_cache(maxsize=1 << 10)
def _names_at(place: Place, register: Register) -> tuple[tuple[str, str], ...]:
    """Official names of a place's agencies, each with the words that stand for it behind the place."""
    return tuple((_official(form, place), words) for form, words in _listed(register) if _has(form, place))


def _listed(register: Register) -> Iterator[tuple[Form, str]]:
    for form in register.forms:
        if not form.pattern and form.kind in ("department", "party"):
            openings = ("委", "") if form.kind == "party" else ("",)
            yield from ((form, f"{one}{words}") for words in form.words if "{" not in words for one in openings)
        elif form.kind == "organization":
            yield from ((form, words.removeprefix(form.jurisdiction)) for words in form.words)


def _has(form: Form, place: Place) -> bool:
    if form.kind == "organization":
        return form.jurisdiction == place.name
    return not form.levels or place.level in form.levels


def _official(form: Form, place: Place) -> str:
    if form.kind == "organization":
        return form.label
    return form.label.format_map({"place": place.name, "party": place.party})


def _compare(words: str, known: str, official: str, *, bare: bool) -> Variant | None:
    if words == known:
        return Variant(official, BARE, "printed without its place") if bare else None
    if len(words) < SHORTEST and len(known) < SHORTEST:
        return None
    if _one_apart(words, known):
        longest = max(len(words), len(known))
        return Variant(official, round(1 - 1 / longest, 2), f"one character away from {known}")
    return Variant(official, CUT, f"cut from {known}") if _is_cut(words, known) else None


def _one_apart(one: str, other: str) -> bool:
    """Whether one character put in, left out or exchanged makes one word the other.

    >>> _one_apart("民厅", "民政厅"), _one_apart("民政厅", "民改厅"), _one_apart("财政厅", "民改厅")
    (True, True, False)
    """
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    longer, shorter = (one, other) if len(one) >= len(other) else (other, one)
    return longer[start + 1 :] == shorter[start + (len(one) == len(other)) :]


def _is_cut(words: str, known: str) -> bool:
    """Whether words are a name with characters left out between its first and its last two."""
    if not SHORTEST <= len(words) < len(known) or (words[:2], words[-1]) != (known[:2], known[-1]):
        return False
    rest = iter(known)
    return all(char in rest for char in words)
