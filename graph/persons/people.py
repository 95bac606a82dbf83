"""The persons behind mentions: what proves joins them, then what weighs enough, and nothing that contradicts."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from .bench import NO_LINEAGE, NOT_JUDGED, Bench, Judged, Lineage
from .blocking import pairs_to_weigh
from .clusters import Bond, Joined, merge, settle
from .contradictions import CONTRADICTIONS, DOUBTS, Contradiction, Node, find_contradiction
from .ledger import Comparison, Told, decisions
from .mentions import Mention
from .officials import Official, alone, name_officials
from .proofs import PROOFS
from .weights import ENOUGH, Pair, weigh


@dataclass(frozen=True, slots=True)
class People:
    """The person behind each mention, and every decision."""

    officials: Mapping[Mention, Official] = field(default_factory=dict)
    ledger: tuple[Comparison, ...] = ()


def tell_people(
    mentions: Iterable[Mention],
    *,
    lineage: Lineage = NO_LINEAGE,
    reshaped: Lineage = NO_LINEAGE,
    judged: Judged = NOT_JUDGED,
) -> People:
    """The persons behind mentions.

    Args:
        mentions: In any order; equal ones count once.
        lineage: Agencies and those that carried them on.
        reshaped: Those of them that were merged or split on the way, which not all of their people went.
        judged: What an analyst has decided.

    Returns:
        The person of each mention, and the decisions, in the order of the names.
    """
    by_name: dict[str, set[Mention]] = defaultdict(set)
    company: dict[tuple[str, str], set[str]] = defaultdict(set)
    for mention in mentions:
        by_name[mention.name].add(mention)
        if mention.scope:
            company[mention.list].add(mention.name)
    bench = Bench(lineage, reshaped, company)
    judged_of = judged.by_name()
    officials: dict[Mention, Official] = {}
    ledger: list[Comparison] = []
    for name in sorted(by_name):
        known = replace(bench, judged=judged_of[name]) if name in judged_of else bench
        people, found = _tell_apart(name, sorted(by_name[name]), known)
        officials.update(people)
        ledger.extend(found)
    return People(officials, tuple(ledger))


def _tell_apart(
    name: str, namesakes: Sequence[Mention], bench: Bench
) -> tuple[Mapping[Mention, Official], Iterable[Comparison]]:
    if len(namesakes) == 1:
        return {namesakes[0]: alone(namesakes[0])}, ()
    judged = merge([(mention,) for mention in namesakes], list(_judgements(namesakes, bench.judged)))
    proved = settle(judged.nodes, list(_proofs(judged.nodes, namesakes)), _contradicted(bench, doubts=False))
    pairs = list(_weighed(proved.nodes, bench))
    joined = settle(proved.nodes, _enough(pairs), _contradicted(bench, doubts=True))
    reasons = _reasons((judged, proved, joined))
    officials = name_officials(joined.nodes, reasons)
    told = Told(
        name=name,
        nodes={officials[node[0]]: node for node in joined.nodes},
        officials=officials,
        reasons=reasons,
        refusals=(*proved.refusals, *joined.refusals),
        pairs=pairs,
        judged=bench.judged,
        contradicted=lambda nodes, doubts: _contradicted(bench, doubts=doubts)(nodes),
    )
    return officials, decisions(told)


def _contradicted(bench: Bench, *, doubts: bool) -> Callable[[Sequence[Node]], Contradiction | None]:
    """What looks for contradictions; with doubts, for those too that only keep apart whom no proof joins."""
    checks = (*CONTRADICTIONS, *DOUBTS) if doubts else CONTRADICTIONS
    return lambda nodes: find_contradiction(nodes, bench, checks)


def _judgements(namesakes: Sequence[Mention], judged: Judged) -> Iterator[Bond]:
    number_of = {mention: number for number, mention in enumerate(namesakes)}
    for mentions, why in judged.same:
        known = tuple(sorted(mentions & number_of.keys()))
        if len(known) > 1:
            yield Bond(tuple(number_of[one] for one in known), (f"judged the same: {why}",), known)


def _proofs(nodes: Sequence[Node], namesakes: Sequence[Mention]) -> Iterator[Bond]:
    node_of = {mention: number for number, node in enumerate(nodes) for mention in node}
    for proof in PROOFS:
        for mentions, reason in proof(namesakes):
            numbers = tuple(sorted({node_of[mention] for mention in mentions}))
            if len(numbers) > 1:
                yield Bond(numbers, (reason,), tuple(mentions))


def _weighed(nodes: Sequence[Node], bench: Bench) -> Iterator[Pair]:
    """All pairs of nodes for which something speaks."""
    for one, other in pairs_to_weigh(nodes, bench):
        findings = weigh(nodes[one], nodes[other], bench)
        if findings:
            yield Pair((one, other), tuple(findings))


def _enough(pairs: Iterable[Pair]) -> list[Bond]:
    return [Bond(pair.nodes, pair.reasons, pair.mentions) for pair in pairs if pair.score >= ENOUGH]


def _reasons(steps: Iterable[Joined]) -> Mapping[Mention, set[str]]:
    """Why a mention is one person with others, by the bonds that hold."""
    found: dict[Mention, set[str]] = defaultdict(set)
    for bond in (bond for step in steps for bond in step.kept):
        for mention in bond.mentions:
            found[mention].add(bond.because)
    return found
