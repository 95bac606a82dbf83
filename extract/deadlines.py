"""By when a task is to be done, where its text says so and the statement about its bodies does not."""

import re
from functools import lru_cache

from .text import Stretch

_YEAR = r"(?:19|20)\d{2}\s*年"
# 2017年底前, 2024年6月底前, 2025年3月1日前; 到2018年底, and 2017年底，各地要…, where only what is to come is meant.
_BY = re.compile(
    rf"(?<![\d至到—－~-]){_YEAR}(?:\s*\d{{1,2}}\s*月(?:\s*\d{{1,2}}\s*日)?)?\s*(?:上?半年|[底末初中])?\s*(?:以|之)?前(?![期述款置沿])"
    rf"|(?<![\d年月日])到\s*{_YEAR}\s*(?:\d{{1,2}}\s*月\s*)?[底末](?:前(?![期述款置沿]))?"
    rf"|(?<![\d至到—－~-]){_YEAR}[底末](?=[，,]?[^，。；了已]{{0,8}}(?:[要应须]|力争|争取|确保))"
)
# 年底前, 年内完成: of the year in which the directive speaks.
_BY_END_OF_YEAR = re.compile(
    r"(?<=[，。；：、\s])(?:今年)?(?:年底前|年内(?=[要应]|完成|实现|建成|全面|基本|力争|争取|出台|启动))"
)


# Asked once for each statement of a paragraph.
@lru_cache(maxsize=1 << 4)
def deadline_in(words: str) -> Stretch | None:
    """Where the text of a task prints its one deadline; None where it prints none, or several.

    A deadline that names its year goes before one that does not.

    >>> deadline_in("要在2017年底前建成网上服务平台。（省政府办公厅牵头）")
    Stretch(start=2, end=9)
    >>> deadline_in("2017年底前完成一期，2018年底前完成二期。") is None
    True
    >>> words = "做好培训，年内完成两期。（省粮食局负责）"
    >>> words[slice(*deadline_in(words))]
    '年内'
    """
    if "年" not in words:
        return None
    patterns = (_BY, _BY_END_OF_YEAR)
    found = next((found for pattern in patterns if (found := list(pattern.finditer(words)))), [])
    return Stretch(*found[0].span()) if len(found) == 1 else None
