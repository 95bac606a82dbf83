"""By when a task is to be done, where its text says so and the statement about its bodies does not."""

import re
from functools import lru_cache

from .text import Stretch

# 2017年底前, 2024年6月底前, 2025年3月1日前: a day that is named, not 年底前, which leaves the year open.
_BY = re.compile(
    r"(?<![\d至到—－~-])(?:19|20)\d{2}\s*年(?:\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?)?\s*(?:上?半年|[底末初中])?\s*(?:以|之)?前(?![期述款置沿])"
)


# Asked once for each statement of a paragraph.
@lru_cache(maxsize=1 << 4)
def deadline_in(words: str) -> Stretch | None:
    """Where the text of a task prints its one deadline; None where it prints none, or several.

    >>> deadline_in("要在2017年底前建成网上服务平台。（省政府办公厅牵头）")
    Stretch(start=2, end=9)
    >>> deadline_in("2017年底前完成一期，2018年底前完成二期。") is None
    True
    """
    found = [Stretch(*match.span()) for match in _BY.finditer(words)] if "前" in words else []
    return found[0] if len(found) == 1 else None
