"""What proves by itself that mentions of one name are one person."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from .dates import POST_YEARS, runs_of
from .mentions import HeldPost, Mention

Proof: TypeAlias = Callable[[Sequence[Mention]], Iterator[tuple[Sequence[Mention], str]]]
"""From the mentions of a name to sets of them that are one person, each with the reason."""


def same_post(namesakes: Sequence[Mention]) -> Iterator[tuple[Sequence[Mention], str]]:
    """The same name at the same post, with no more than ten years between two mentions."""
    holders: dict[tuple[str, ...], list[Mention]] = defaultdict(list)
    labels: dict[tuple[str, ...], str] = {}
    for mention in namesakes:
        for post in mention.posts:
            if post.proves:
                holders[post.key].append(mention)
                labels[post.key] = post.label
    for key in sorted(holders):
        for run in runs_of(holders[key], POST_YEARS):
            yield run, f"same name and post: {labels[key]}"


def same_list(namesakes: Sequence[Mention]) -> Iterator[tuple[Sequence[Mention], str]]:
    """One list names the person twice: in the group and in its office, or once more without posts."""
    lists: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for mention in namesakes:
        if mention.scope:
            lists[mention.list].append(mention)
    for (_, scope), seats in sorted(lists.items()):
        posts = [mention for mention in seats if mention.posts and not mention.staff]
        bare = [mention for mention in seats if not mention.staff and not mention.posts]
        # Two members of one name, both with posts: nobody can say whose a third seat is.
        if len(seats) > 1 and _most_printed(posts) <= 1:
            with_staff = any(mention.staff for mention in seats) and (posts or bare)
            reason = f"same name in {scope} and in its office" if with_staff else f"same name twice in {scope}"
            yield seats, f"{reason}: {seats[0].directive}".rstrip(": ")


def _most_printed(seats: Sequence[Mention]) -> int:
    """How many of the seats stand in one source; a list that two sources print is one list."""
    return max(Counter(mention.source for mention in seats).values(), default=0)


def same_notice(namesakes: Sequence[Mention]) -> Iterator[tuple[Sequence[Mention], str]]:
    """One notice relieves the name of one post and appoints it to another."""
    notices: dict[str, list[Mention]] = defaultdict(list)
    for mention in namesakes:
        if mention.kind in ("appoint", "dismiss") and mention.directive:
            notices[mention.paper].append(mention)
    for paper in sorted(notices):
        acts = notices[paper]
        posts = {kind: {one.posts for one in acts if one.kind == kind} for kind in ("appoint", "dismiss")}
        if len(posts["appoint"]) == len(posts["dismiss"]) == 1:
            yield acts, f"appointed and dismissed by one notice: {acts[0].directive}"


def same_print(namesakes: Sequence[Mention]) -> Iterator[tuple[Sequence[Mention], str]]:
    """The same list of the same numbered directive, printed more than once."""
    prints: dict[tuple[str, str, bool, tuple[HeldPost, ...]], list[Mention]] = defaultdict(list)
    for mention in namesakes:
        if mention.scope and mention.is_numbered:
            prints[*mention.list, mention.staff, mention.posts].append(mention)
    for key in sorted(prints):
        if len({mention.source for mention in prints[key]}) > 1:
            yield prints[key], f"same list printed again: {prints[key][0].directive}"


PROOFS: tuple[Proof, ...] = (same_post, same_list, same_notice, same_print)
"""What proves by itself that mentions of one name are one person; the docstring of each is its reason."""
