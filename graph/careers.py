"""Posts and seats over time: from when until when, as far as any text shows.

A tenure is what the texts show of one person at one post: the first and the last day on which it is shown, the day of
the appointment and that of the dismissal where they are printed. Between two of those days the person held the post;
before the first and after the last nobody can say. A dismissal ends a tenure, and so do more than ten years in which
no text shows it. Where another is appointed between to a post that one person holds, or the person to another post
of the agency, the tenure before and that after are two.

A list of members holds from the date of its directive until a later directive lists the group anew.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from .persons import POST_YEARS, HeldPost, Mention, Official

Holding: TypeAlias = tuple[Official, tuple[str, ...]]
"""A person and the key of a post."""


@dataclass(frozen=True, slots=True)
class Tenure:
    """What the texts show of one person at one post.

    Attributes:
        official: The person.
        post: The post.
        since: Day of the appointment, ISO 8601; empty where none is printed.
        first: First day on which a text shows the person at the post.
        last: Last such day.
        ended: Day of the dismissal; empty where none is printed.
        capacity: What brackets add: 挂职, 兼 …
        seen: Whether a text shows the person at the post other than by dismissing from it.
    """

    official: Official
    post: HeldPost
    since: str = ""
    first: str = ""
    last: str = ""
    ended: str = ""
    capacity: str = ""
    seen: bool = True

    def covers(self, date: str) -> bool:
        """Whether a day lies within what is shown."""
        return bool(date) and self.first <= date <= self.last


def find_tenures(people: Mapping[Mention, Official]) -> dict[Holding, tuple[Tenure, ...]]:
    """The tenures of all persons, by person and post, the earliest first.

    Posts that could be those of any place (县委书记) are left out: nobody can say which one it was.
    """
    showings: dict[Holding, list[tuple[Mention, HeldPost]]] = defaultdict(list)
    successions: dict[tuple[str, ...], set[tuple[str, Official]]] = defaultdict(set)
    moves: dict[tuple[Official, str, str], set[tuple[str, tuple[str, ...]]]] = defaultdict(set)
    for mention, official in people.items():
        for post in mention.posts:
            if post.agency:
                showings[official, post.key].append((mention, post))
                if mention.kind == "appoint" and mention.date and not post.is_aside:
                    if post.is_sole:
                        successions[post.key].add((mention.date, official))
                    if post.is_full:
                        moves[official, post.place, post.agency].add((mention.date, post.key))
    found: dict[Holding, tuple[Tenure, ...]] = {}
    for (official, key), shown in showings.items():
        post = shown[0][1]
        cuts = {date for date, other in successions.get(key, ()) if other != official} if post.is_sole else set()
        own = moves.get((official, post.place, post.agency), ()) if post.is_full else ()
        kept = {mention.date for mention, _ in shown}  # A day that names both posts moves nobody from one to the other.
        cuts |= {date for date, other in own if other != key and date not in kept}
        found[official, key] = tuple(_tenures(official, shown, sorted(cuts)))
    return found


_ORDER = {"dismiss": 0, "seat": 1, "event": 1, "appoint": 2}
"""Of one day, a dismissal ends what was before it and an appointment begins what follows."""


def _tenures(official: Official, shown: Sequence[tuple[Mention, HeldPost]], cuts: Sequence[str]) -> Iterable[Tenure]:
    dated = sorted(
        ((mention, post) for mention, post in shown if mention.date),
        key=lambda one: (one[0].date, _ORDER[one[0].kind], one),
    )
    if not dated:
        post = min(post for _, post in shown)
        return [Tenure(official, replace(post, capacity=""), capacity=_capacity(post for _, post in shown))]
    tenures: list[Tenure] = []
    for mention, post in dated:
        current = tenures[-1] if tenures else None
        if current is None or _is_over(current, mention, cuts):
            tenures.append(_begun(official, mention, post))
        else:
            tenures[-1] = _continued(current, mention, post)
    return tenures


def _is_over(tenure: Tenure, mention: Mention, cuts: Sequence[str]) -> bool:
    if tenure.ended:
        return not (mention.kind == "dismiss" and mention.date == tenure.ended)
    after = bisect_right(cuts, tenure.last)
    if after < len(cuts) and cuts[after] < mention.date:
        return True
    return int(mention.date[:4]) - int(tenure.last[:4]) > POST_YEARS


def _begun(official: Official, mention: Mention, post: HeldPost) -> Tenure:
    tenure = Tenure(
        official, replace(post, capacity=""), first=mention.date, last=mention.date, seen=mention.kind != "dismiss"
    )
    return _continued(tenure, mention, post)


def _continued(tenure: Tenure, mention: Mention, post: HeldPost) -> Tenure:
    begins = mention.kind == "appoint" and not tenure.since and tenure.first == mention.date
    return replace(
        tenure,
        last=mention.date,
        since=mention.date if begins else tenure.since,
        ended=mention.date if mention.kind == "dismiss" else tenure.ended,
        capacity=_joined(tenure.capacity, post.capacity),
        seen=tenure.seen or mention.kind != "dismiss",
    )


def _capacity(posts: Iterable[HeldPost]) -> str:
    return _joined(*(post.capacity for post in posts))


def _joined(*capacities: str) -> str:
    return "、".join(sorted({word for words in capacities for word in words.split("、") if word}))


def find_lists(mentions: Iterable[Mention]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """The dates of the lists of each group, in order: of directives that seat at least :data:`FULL_LIST` on it.

    A directive that seats fewer changes single seats and replaces no list.
    """
    seats: dict[tuple[tuple[str, ...], str], set[str]] = defaultdict(set)
    for mention in mentions:
        if mention.kind == "seat" and mention.group and mention.date:
            seats[mention.group, mention.date].add(mention.name)
    lists: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for (group, date), names in seats.items():
        if len(names) >= FULL_LIST:
            lists[group].add(date)
    return {group: tuple(sorted(dates)) for group, dates in lists.items()}


FULL_LIST = 3
"""Members from which a list is a whole one."""
