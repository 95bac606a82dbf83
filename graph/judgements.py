"""What an analyst has decided and what it does: it goes before all rules and survives every build.

How judgements are written is in :mod:`.judgement_lines`. One whose mentions stand in sources that the store does not
hold sleeps.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations, count

from ..errors import JudgementError
from ..ontology.model import Appointment, Event, Fact, Member, Participant, Reading
from ..ontology.traditional import simplified
from .judgement_lines import ANY, FILE, Judgement, Place, body_and_source, nearest, parse_judgements, read_place
from .namings import Naming, Printed, named_in, namings
from .persons import Judged, Mention


@dataclass(frozen=True)
class Judgements:
    """The judgements that count, ready to be applied.

    Attributes:
        lines: As they stand in the file.
        file: Its name, for errors.
    """

    lines: tuple[str, ...] = ()
    file: str = FILE

    @cached_property
    def all(self) -> tuple[Judgement, ...]:
        """The judgements that are not superseded."""
        return parse_judgements(self.lines, file=self.file)

    @cached_property
    def _names(self) -> Mapping[tuple[str, int, str], Mapping[int, str]]:
        """The right name of each renamed or ignored mention, by its number; empty for one that is no person."""
        found: dict[tuple[str, int, str], dict[int, str]] = defaultdict(dict)
        for one in self.all:
            for mention in one.of if one.judgement in ("rename", "ignore") else ():
                at = self._place(one, mention)
                known = found[at.line_of_name]
                others = known.values() if at.number == ANY else [known[n] for n in (ANY, at.number) if n in known]
                if any(other != one.to for other in others):
                    raise JudgementError(f"{self._where(one)}: {mention} has been judged otherwise")
                known[at.number] = one.to
        return found

    @cached_property
    def bodies(self) -> Mapping[str, Mapping[str, str]]:
        """The agency of each body in simplified characters, by source; under an empty name, in all other sources."""
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for one in self.all:
            for printed in one.of if one.judgement == "is-agency" else ():
                body, source = body_and_source(printed)
                known = found[source].setdefault(body, one.to)
                if known != one.to:
                    raise JudgementError(f"{self._where(one)}: {printed} has been judged to be {known}")
        everywhere = found.get("", {})
        return {source: {**everywhere, **own} for source, own in found.items()}

    def apply(self, reading: Reading) -> Reading:
        """A reading with its names put right and without what is no person."""
        if not any(source == reading.source for source, _, _ in self._names):
            return reading
        numbers = {(one.line, one.name, one.start): one.number for one in namings(reading)}
        facts = (self._put_right(fact, numbers) for fact in reading.facts)
        return replace(reading, facts=tuple(fact for fact in facts if fact is not None))

    def _put_right(self, fact: Fact, numbers: Mapping[tuple[int, str, int], int]) -> Fact | None:
        names = [self._name(fact, person, start, numbers) for person, start in named_in(fact)]
        if isinstance(fact, Member | Appointment):
            return replace(fact, person=names[0]) if names[0] else None
        if isinstance(fact, Event):
            people = zip(names, fact.participants, strict=True)
            return replace(fact, participants=tuple(Participant(name, one.posts) for name, one in people if name))
        return fact

    def _name(self, fact: Fact, person: str, start: int, numbers: Mapping[tuple[int, str, int], int]) -> str:
        line, name = fact.span.line, simplified(person)
        if (fact.span.source, line, name) not in self._names:
            return person
        return self._right_name(Place(name, fact.span.source, line, numbers[line, name, start]), person)

    def _right_name(self, at: Place, name: str) -> str:
        renamed = self._names.get(at.line_of_name, {})
        return renamed.get(at.number, renamed.get(ANY, name))

    def written(self, reading: Reading) -> Iterator[tuple[Naming, str, str]]:
        """Each naming of a reading as printed, the name after renaming, and how a judgement writes the mention."""
        found = namings(reading)
        several = {(one.line, one.name) for one in found if one.number > 1}
        for one in found:
            right = self._right_name(Place(one.name, reading.source, one.line, one.number), one.name)
            number = f"#{one.number}" if (one.line, one.name) in several else ""
            if right:
                yield one, simplified(right), f"{one.name}@{reading.source}:{one.line}{number}"

    def check(self, printed: Printed, sources: Collection[str]) -> tuple[Judgement, ...]:
        """Make sure that everything that is judged is there.

        Args:
            printed: What the sources print of it.
            sources: Names of the sources of the store.

        Returns:
            Judgements that sleep: what they judge stands in a source that the store does not hold.

        Raises:
            JudgementError: A mention or a body is not there; the sentence lists the nearest.
        """
        asleep = []
        _ = self._names, self.bodies  # What contradicts itself is said here, and not when facts are read.
        for one in self.all:
            named = {self._check_body(one, body, printed, sources) for body in one.of if one.judgement == "is-agency"}
            named |= {
                self._check_mention(one, text, printed, sources) for text in one.of if one.judgement != "is-agency"
            }
            if not named <= {"", *sources}:
                asleep.append(one)
        return tuple(asleep)

    def _check_mention(self, one: Judgement, mention: str, printed: Printed, sources: Collection[str]) -> str:
        """The source of a mention, which names it there if the store holds it."""
        at = self._place(one, mention)
        times = printed.mentions.get(at.line_of_name, 0)
        if at.source in sources and not times:
            near = _near_mentions(at.name, at.source, at.line, printed.mentions)
            raise JudgementError(f"{self._where(one)}: {at.name} is not named at {at.source}:{at.line}{near}")
        if at.source in sources and at.number > times:
            raise JudgementError(
                f"{self._where(one)}: there is no {mention}: {at.name} is named there {times} times; "
                f"the nearest is {at.name}@{at.source}:{at.line}#{times}"
            )
        return at.source

    def _check_body(self, one: Judgement, text: str, printed: Printed, sources: Collection[str]) -> str:
        """The source of a body, which prints it if the store holds it; empty where any source will do."""
        body, source = body_and_source(text)
        looked_at = {source} & {*sources} if source else {*sources}
        known = {other for one_source in looked_at for other in printed.bodies.get(one_source, ())}
        if looked_at and body not in known:
            where = f"{source} does not print" if source else "no source prints"
            raise JudgementError(f"{self._where(one)}: {where} the body {body}{nearest(body, known)}")
        return source

    def sources(self) -> frozenset[str]:
        """Names of the sources in which what is judged stands, as far as judgements name them."""
        return frozenset(
            source
            for one in self.all
            for text in one.of
            if (source := body_and_source(text)[1] if one.judgement == "is-agency" else self._place(one, text).source)
        )

    def judged(self, mentions: Iterable[Mention]) -> Judged:
        """What is decided about mentions, by their names after renaming.

        Raises:
            JudgementError: Mentions are judged the same and different.
        """
        pairs = [one for one in self.all if one.judgement in ("same", "different")]
        if not pairs:
            return Judged()
        by_place: dict[tuple[str, int, str], set[Mention]] = defaultdict(set)
        for mention in mentions:
            by_place[mention.source, mention.line, mention.name].add(mention)
        same: list[tuple[frozenset[Mention], str]] = []
        different: list[tuple[tuple[frozenset[Mention], ...], str]] = []
        for one in pairs:
            found = [self._found(one, mention, by_place) for mention in dict.fromkeys(one.of)]
            self._of_one_name(one)
            if one.judgement == "same":
                same.append((frozenset().union(*found), _because(one)))
            else:
                different.append((tuple(mentions for mentions in found if mentions), _because(one)))
        _agree(same, different, self.file)
        return Judged(tuple(same), tuple(different))

    def _of_one_name(self, one: Judgement) -> None:
        """Make sure that those who are judged the same bear one name."""
        names = {}
        for mention in one.of if one.judgement == "same" else ():
            at = self._place(one, mention)
            names[simplified(self._right_name(at, at.name))] = mention
        if len(names) > 1:
            first, second = sorted(names.values())[:2]
            raise JudgementError(
                f"{self._where(one)}: {first} and {second} are two names; where one is misread, use rename first"
            )

    def _found(
        self, one: Judgement, mention: str, by_place: Mapping[tuple[str, int, str], set[Mention]]
    ) -> frozenset[Mention]:
        at = self._place(one, mention)
        right = simplified(self._right_name(at, at.name))
        found = by_place.get((at.source, at.line, right), set())
        if at.number != ANY and right == at.name:
            return frozenset(mention for mention in found if mention.start == self._start(one, at, found))
        if _names_two(found):
            written = "、".join(
                f"{at.name}@{at.source}:{at.line}#{n}" for n in range(1, len({m.start for m in found}) + 1)
            )
            raise JudgementError(
                f"{self._where(one)}: {mention} is named more than once on that line, and nobody can say which is "
                f"meant; write {written}, counted as the line names them"
            )
        return frozenset(found)

    def _start(self, one: Judgement, at: Place, found: Iterable[Mention]) -> int | None:
        """Where a numbered mention stands, of those that keep their name; the others have numbers of their own."""
        if any(
            (source, line) == (at.source, at.line) and name != at.name and at.name in map(simplified, renamed.values())
            for (source, line, name), renamed in self._names.items()
        ):
            raise JudgementError(
                f"{self._where(one)}: another name on line {at.line} is renamed to {at.name}, and nobody can say which "
                "mention is meant; rename both to what tells them apart, or put the two on lines of their own"
            )
        gone = {n for n, to in self._names.get(at.line_of_name, {}).items() if simplified(to) != at.name}
        starts = iter(sorted({mention.start for mention in found}))
        number = 0
        for start in starts:
            number = next(n for n in count(number + 1) if n not in gone)
            if number == at.number:
                return start
        return None

    def _place(self, one: Judgement, mention: str) -> Place:
        return read_place(mention, where=self._where(one))

    def _where(self, one: Judgement) -> str:
        return f"{self.file} line {one.line}"


def _names_two(found: Iterable[Mention]) -> bool:
    """Whether one list or item names two."""
    places = {(one.scope, one.staff, one.start) for one in found if one.kind in ("seat", "event")}
    return len({place[:2] for place in places}) < len(places)


def _because(one: Judgement) -> str:
    said = " ".join(filter(None, (one.who, one.when)))
    return ": ".join(filter(None, (said, one.why))) or "no reason is given"


def _agree(
    same: Sequence[tuple[frozenset[Mention], str]],
    different: Sequence[tuple[tuple[frozenset[Mention], ...], str]],
    file: str,
) -> None:
    """Make sure that none are judged both the same, over however many lines, and different."""
    set_of: dict[Mention, set[Mention]] = {}
    for mentions, _ in same:
        joined = set(mentions).union(*(set_of.get(one, ()) for one in mentions))
        set_of.update(dict.fromkeys(joined, joined))
    for here, there in (pair for sets, _ in different for pair in combinations(sets, 2)):
        for one in sorted(here):
            for other in sorted(there & set_of.get(one, {one})):
                raise JudgementError(
                    f"{file}: {_mention_to_text(one)} and {_mention_to_text(other)} are judged the same and different"
                )


def _near_mentions(name: str, source: str, line: int, printed: Collection[tuple[str, int, str]]) -> str:
    """The same name elsewhere, else who is named near the line."""
    elsewhere = sorted(
        (abs(at - line) if of == source else 10**9, who, of, at) for of, at, who in printed if who == name
    )
    here = sorted((abs(at - line), who, of, at) for of, at, who in printed if of == source)
    near = (elsewhere or here)[:3]
    return "; the nearest are " + ", ".join(f"{who}@{of}:{at}" for _, who, of, at in near) if near else ""


def _mention_to_text(mention: Mention) -> str:
    return f"{mention.person}@{mention.source}:{mention.line}"


NO_JUDGEMENTS = Judgements()
"""What counts where nobody has judged."""
