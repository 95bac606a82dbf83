"""The rows of a member list: role, names and posts.

    组 长：吴 某	省长            a role, a name with a blank in it, a post
    成　员　李四　省财政厅厅长        a role without a colon
    李四 省财政厅厅长              the role of the row above goes on
    李四（省财政厅厅长）             the post in brackets
    省财政厅厅长 李四              the post before the name
    李四省财政厅厅长               no blank at all
    成员：王五、赵六、钱 七           names alone
    厅厅长                         the rest of a post that was cut

Names are set two or three characters wide, so a name of two has a blank in it (GB/T 9704-2012 sets text so).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice, pairwise
from typing import NamedTuple

from ..ontology.vocabulary import alternation, entries, meaning
from .labels import opens_item
from .text import Stretch

_TOKEN = re.compile(r"\S+")
_LABEL = re.compile(
    r"[\s●○*]*([^\s：:，。；、（(]{1,3}(?:[ \t\u3000]*[^\s：:，。；、（(]){0,7})[ \t\u3000]*"
    r"(?:[（(][^（）()：:]{1,16}[）)])?[：:]"
)
_BLANKS = re.compile(r"\s+")
_OTHER_BRACKET = re.compile(r"[〔［\[【〕］\]】]")
_YEAR_IN_BRACKET = re.compile(r"[〔［\[【]\d")
_ROUND = str.maketrans("〔［[【〕］]】", "（（（（））））")
# Characters that no personal name holds; they mark an agency, a place or a sentence.
_NOT_IN_NAME = re.compile(
    r"[省市县厅局委部院署室办员记各，。；：、《》（）()0-9A-Za-z“”〔〕的由]|.任|^关于|.副$|..(?:[镇乡村]|街道|[农林牧渔]场|公司)$"
)
_NAME = re.compile(r"[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]{2,}(?:[·•・][\u3400-\u9fff]+)+|[\u3400-\u9fff]{5,6}")
_DOTTED = r"[\u3400-\u9fff]{1,8}(?:[·•・][\u3400-\u9fff]{1,8}){1,2}"
_SENTENCE = re.compile(r"[。；！？：:]")
_BRACKETED = re.compile(
    r"\s*+([\u3400-\u9fff·•・ \t\u3000]{2,12}?)\s*[（(]([^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)*)[）)]\s*"
)
_LISTED = re.compile(r"[^、，,]+")
_LISTED_WHOLE = re.compile(r"(?:[^、，,（()）]|[（(][^（()）]*[）)])+")
_NAME_AND_BRACKET = re.compile(r"\s*(?P<name>[^（()）]{2,12}?)\s*(?:[（(](?P<post>[^（()）]*)[）)])?\s*")
_DOTTED_NAME = re.compile(r"[\u3400-\u9fff]{1,8}[·•・][\u3400-\u9fff]{2}")
_LONGEST_PART = 6
"""Characters of what follows the dot of a name, after the first two."""

# What a post begins with where no blank parts it from the name.
_PLACE = re.compile(r"[省市县区州旗盟镇乡全副常党武原]")
SEX_AND_PEOPLE = r"[（(](?:[男女]|[\u3400-\u9fff]{1,5}族)(?:[，,、](?:[男女]|[\u3400-\u9fff]{1,5}族))*[）)]"
"""（女，回族） behind a name: a piece of a pattern."""

# What stands beside a name and is neither name nor post: （女）, （藏族）, 同志.
_ASIDE = re.compile(
    rf"{SEX_AND_PEOPLE}"
    r"|(?<=[\u3400-\u9fff])[（(]兼[）)](?=[ \t\u3000]+[\u3400-\u9fff])"
    r"|(?<=[（(])(?:[男女]|[\u3400-\u9fff]{1,5}族)[，,、]|同志(?=[\s（(]|$)"
)
_REMARKED = re.compile(
    rf"(?P<name>[\u3400-\u9fff](?:[ \t\u3000]{{0,3}}[\u3400-\u9fff]){{1,3}}|{_DOTTED})[ \t\u3000]*"
    r"[（(](?P<remark>[\u3400-\u9fff]{1,8})[）)][ \t\u3000]*(?P<post>[\u3400-\u9fff][^：:。；]*)"
)
_STOPS = re.compile("[、，]")
_PARTED = re.compile("[^；;]+")
_ONLY_REMARK = re.compile(r"\s*[（(](?:以?按|以下|排名|以姓氏|按照)[^（）()]{1,20}[）)]\s*")
_SOUNDS_LIKE_POST = re.compile(r"[\u3400-\u9fff]{2}(?:[^人动党官学会职全成委]员|[^老厨]师|官)$")
_COMMA = re.compile(r"([\u3400-\u9fff]{2,4}|[\u3400-\u9fff][ \t\u3000]{1,3}[\u3400-\u9fff])[，,]([^；;。]+)")
_IN_A_SENTENCE = re.compile("同志|担任|兼任")
_ODD_NAME = re.compile(r"[\u3400-\u9fff]{2,3}")
# What stands in titles and numbers of directives, and in sentences.
_NOT_IN_POST = re.compile("[〔《的]|通知$")
# 张某 男, 王某 副 省长
_NEVER_LAST = tuple("男女副兼原正")
_TORN_POST = re.compile(r"[^全原现本各该外副正兼男女]省(?!长)[\u3400-\u9fff]{2}")
# 张某 女 回族 省粮食局局长
_ASIDE_TOKEN = re.compile(r"[男女][，,]?|[\u3400-\u9fff]{1,4}族[，,]?")
# A birthday, a telephone, 任组长, a change of persons: what a row goes on with is no post.
_ODD_POST = re.compile(
    r"\d{4}年|\d{5}|月生|(?<![主责委信离常])任(?!务)|替换|更换|接替|^[男女](?=[副省市县区州党原常])|同前|待定|另行|^.(?:[、，]|$)"
)
_IN_BRACKET = re.compile(r"[（(]([^（）()]{4,60})[）)]")
_OPENS_RANK = re.compile("副|原|常务|党(?:[委组]|工委|支部|总支)")
_LONGEST_ODD = 3
_ALSO = ("兼", "兼任")
_ALSO_AT_END = re.compile(r"[（(]兼[职任]?[）)]$")
_FRAGMENT_LENGTH = 16
"""A line longer than this is not the rest of a post: no post is printed over a whole line."""

_LONGEST_LINE = 2000
"""A line with more characters than this is no row: it would hold hundreds of names."""

_LONGEST_PLAIN_NAME = 4
"""A name with more characters has a dot in it, or begins as transliterated names do."""

_ANY_DOT = re.compile("[·•・]")
BODIES_END_IN = (
    "厅局委办部署院行府大协区队会联社室处组班关站心司团业田网场路务政信动通塔商店台议街学校所馆门位构地织体线统省市州县旗盟镇乡村）道"
    "安援警航象事检法指支央园厂矿段委党"
)
"""The last characters of what :func:`is_body` takes for a body: a cheap look before a dear one."""

_LONGEST_BODY = 40
# 不再由省水利厅, 列首位的不是牵头单位, 2024年底前省水利厅: names have a body's end, but are none.
_IN_NO_BODY = re.compile(r"(?<!自)由|(?<!目)的|不(?!动产)|前[省市县区]|\d年")
_INNER_COLON = re.compile("[：:]")
_PARTS_ROLES = " \t\u3000；;，,。、）)"
_LONGEST_OPENING = 40
_SPREAD_ROLE = 16
"""Characters of a role whose characters are set apart: 副　主　任."""

_LONGEST_ROLE = 8
"""Characters of 执行副总召集人, with some to spare."""


class Cell(NamedTuple):
    """One person of a row: where the name stands, and the pieces of the posts."""

    name: tuple[Stretch, ...]
    posts: tuple[Stretch, ...]

    def moved(self, offset: int) -> "Cell":
        """The same person, counted from a place ``offset`` characters further left."""
        return Cell(
            tuple(Stretch(start + offset, end + offset) for start, end in self.name),
            tuple(Stretch(start + offset, end + offset) for start, end in self.posts),
        )


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a member list.

    Attributes:
        role: Role without blanks; None where the line prints none.
        cells: The persons; empty for a role on a line of its own.
    """

    role: str | None
    cells: tuple[Cell, ...]


@cache
def _title() -> re.Pattern[str]:
    return re.compile(f"(?:{alternation('titles')})(?:（[^（）]*）|\\([^()]*\\))?")


@cache
def _body() -> re.Pattern[str]:
    return re.compile(alternation("bodies"))


@cache
def _title_at_end() -> re.Pattern[str]:
    return re.compile(f"{alternation('title_words')}(?:（[^（）]*）)?$")


@cache
def _opens_post() -> re.Pattern[str]:
    return re.compile(f"{_PLACE.pattern}|{alternation('fields')}")


@cache
def _opens_long_name() -> re.Pattern[str]:
    return re.compile(f"{alternation('surnames')}|{alternation('long_names')}")


@cache
def _never_name() -> re.Pattern[str]:
    return re.compile(alternation("never_names"))


@cache
def _no_name() -> re.Pattern[str]:
    return re.compile(alternation("not_names"))


@cache
def _opens_name() -> re.Pattern[str]:
    return re.compile(alternation("surnames"))


def opens_name(text: str, start: int = 0) -> bool:
    """Whether a name may begin at ``start``: with a surname, or as transliterated names do.

    >>> opens_name("王某"), opens_name("扎西"), opens_name("省长")
    (True, True, False)
    """
    return _opens_name().match(text, start) is not None


@cache
def _surname() -> re.Pattern[str]:
    """Surnames proper, without the first characters of transliterated names."""
    return re.compile("|".join(entry.pattern for entry in entries("surnames") if entry.means != "transliterated"))


def is_role(word: str) -> bool:
    """Whether a word is a role on a group or in its office.

    >>> is_role("副组长"), is_role("办公室主任"), is_role("厅长")
    (True, True, False)
    """
    return meaning("member_roles", word) is not None or meaning("office_roles", word) is not None


def is_name(word: str) -> bool:
    """Whether a word can be a person's name by its form alone.

    >>> is_name("索南丹增"), is_name("副省长"), is_name("省财政厅")
    (True, False, False)
    """
    if not _NAME.fullmatch(word) or _NOT_IN_NAME.search(word):
        return False
    if len(word) > _LONGEST_PLAIN_NAME and not _ANY_DOT.search(word) and not _opens_long_name().match(word):
        return False
    return not ends_post(word) and not _never_name().fullmatch(word)


def has_surname(word: str) -> bool:
    """Whether a word is a person's name by its form, a surname at its head.

    >>> has_surname("李四"), has_surname("你们"), has_surname("附件")
    (True, False, False)
    """
    return is_name(word) and _surname().match(word) is not None and not _no_name().match(word)


def may_be_name(word: str) -> bool:
    """Whether a word can be a name where its place says that one stands there: also 刘永长, which ends as a post does.

    >>> may_be_name("刘永长"), may_be_name("王局长"), may_be_name("省财政厅")
    (True, False, False)
    """
    odd = bool(_ODD_NAME.fullmatch(word)) and bool(_surname().match(word)) and not _NOT_IN_NAME.search(word)
    return is_name(word) or (odd and len(word) == _LONGEST_ODD and not _title_at_end().search(word[1:]))


@lru_cache(maxsize=1 << 12)
def is_body(words: str) -> bool:
    """Whether a string is, by its form alone, the name of one body.

    >>> is_body("省财政厅"), is_body("加强领导")
    (True, False)
    """
    return 1 < len(words) <= _LONGEST_BODY and bool(_body().fullmatch(words)) and not _IN_NO_BODY.search(words)


def ends_post(words: str) -> bool:
    """Whether a string ends as a post does, so that nothing of it is missing.

    >>> ends_post("省人力资源社会保障厅厅长"), ends_post("省人力资源社会保障")
    (True, False)
    """
    return bool(_title().fullmatch(words))


def is_whole_post(words: str) -> bool:
    """Whether a string is a title, or a body with a title, and no more.

    >>> is_whole_post("省水利厅副厅长"), is_whole_post("明副省长")
    (True, False)
    """
    title = _title_at_end().search(words)
    return title is not None and (not words[: title.start()] or is_body(words[: title.start()]))


def _round_brackets(line: str) -> str:
    """A row whose posts the scan put in 〔〕, [] or 【】, with round ones: of a year's brackets none is touched."""
    return line.translate(_ROUND) if _OTHER_BRACKET.search(line) and not _YEAR_IN_BRACKET.search(line) else line


def row_role(line: str) -> tuple[str, int] | None:
    """The role that opens a line, without blanks, and where the rest of the line begins; None where none does."""
    label = _LABEL.match(line) if "：" in line or ":" in line else None
    role = _BLANKS.sub("", label.group(1)) if label else ""
    if label is None or not is_role(role):
        return None
    return role, label.end()


def bare_role(line: str) -> str | None:
    """The role that opens a line without a colon, though the line may be no row: 成　员 （略）; None where none does.

    >>> bare_role("成　员 （略）"), bare_role("省水利厅 厅长")
    ('成员', None)
    """
    tokens = [Stretch(*match.span()) for match in _TOKEN.finditer(line[:_LONGEST_OPENING])]
    roles = (joined(line, tokens[:count]) for count in range(1, min(len(tokens), _LONGEST_ROLE)))
    return next((role for role in roles if is_role(role)), None)


def inner_roles(line: str) -> tuple[int, ...]:
    """Where on a line further roles begin: 副组长：张某（副县长）　副组长：李某（县政府办主任）.

    >>> inner_roles("组　长：张某 县长  副 组 长：李某 副县长")
    (11,)
    """
    opening = row_role(line)
    floor = opening[1] if opening else len(line)
    places = (_role_before(line, floor, colon.start()) for colon in _INNER_COLON.finditer(line, floor))
    return tuple(place for place in places if place)


def _role_before(line: str, floor: int, colon: int) -> int:
    """Where the role right before a colon begins, after a blank or a stop; 0 where no such role stands there."""
    for start in range(colon - 1, max(floor, colon - _SPREAD_ROLE), -1):
        parted = line[start - 1] in _PARTS_ROLES and not line[start].isspace()
        if parted and line[floor:start].strip() and is_role(_BLANKS.sub("", line[start:colon])):
            return _whole_role(line, floor, start, colon)
    return 0


def _whole_role(line: str, floor: int, start: int, colon: int) -> int:
    """副 组 长 ends in 组 长: where the longest role begins."""
    starts = [
        one
        for one in range(max(floor, colon - _SPREAD_ROLE), start + 1)
        if line[one - 1] in _PARTS_ROLES and is_role(_BLANKS.sub("", line[one:colon])) and not line[one].isspace()
    ]
    return min(starts) if line[floor : min(starts)].strip() else 0


@lru_cache(maxsize=1 << 12)
def parse_row(line: str) -> Row | None:
    """The row that a line prints; None where it is no row of a member list.

    >>> row = parse_row("成 员： 胡 斌 省水利厅厅长")
    >>> row.role, ["".join("成 员： 胡 斌 省水利厅厅长"[a:b] for a, b in row.cells[0].name)]
    ('成员', ['胡斌'])
    >>> parse_row("各级政府要高度重视。") is None
    True
    """
    if len(line) > _LONGEST_LINE:
        return None
    line = _round_brackets(line)
    opening = row_role(line)
    role, start = opening if opening else (None, 0)
    if role is not None and _ONLY_REMARK.fullmatch(line, start):
        return Row(role, ())  # 委员：（按姓氏笔画排序）
    if role is not None and (parted := _parted_cells(line, start)):
        return Row(role, parted)
    if _SENTENCE.search(line.rstrip("；;。"), start):
        return None
    line = _ASIDE.sub(lambda match: " " * len(match.group()), line)
    if opens_item(line):
        return None
    tokens = [Stretch(*match.span()) for match in _TOKEN.finditer(line.rstrip("；;。"), start)]
    if role is not None:
        cells = _cells(line, tokens) or _listed_names(line, start) or _mixed_cells(line, start) if tokens else ()
        read = cells and (_are_persons(line, cells) or _is_padded_name(cells))
        return Row(role, cells) if read or not tokens else None
    row = _unlabelled_row(line, tokens)
    return row if row is not None and _are_persons(line, row.cells) else None


def _are_persons(line: str, cells: Sequence[Cell]) -> bool:
    """Whether no post is what is none (1970年5月生), and what stands without one looks like a name: not 若干."""
    alone = [_may_stand_alone(_BLANKS.sub("", joined(line, cell.name))) for cell in cells if not cell.posts]
    odd = any(_is_odd_post(joined(line, cell.posts)) for cell in cells if cell.posts)
    # 王 小 强 李 刚: names set apart that are cut at the wrong place.
    spread = [joined(line, cell.name) for cell in cells if len(cell.name) > 1 and not cell.posts]
    if not odd and spread and len(cells) > 1 and _are_set_apart(cells):
        return not any(map(_no_name().match, spread)) and any(alone)
    return not odd and all(map(_may_stand_alone, spread)) and (sum(alone) * 2 > len(alone) or not alone)


def _is_padded_name(cells: Sequence[Cell]) -> bool:
    """Whether a row prints one name of two characters alone, set as wide as three: 组长：王　一."""
    return len(cells) == 1 and not cells[0].posts and len(cells[0].name) == 2


def _are_set_apart(cells: Sequence[Cell]) -> bool:
    """Whether the blanks between names are all wider than those inside them: 王　一　　李四　　张　三."""
    inside = [end.start - start.end for cell in cells for start, end in pairwise(cell.name)]
    between = [after.name[0].start - before.name[-1].end for before, after in pairwise(cells) if not before.posts]
    return bool(inside and between) and max(inside) < min(between)


def _may_stand_alone(name: str) -> bool:
    """Whether a word without a post beside it may be a name."""
    begins = _opens_long_name().match(name) or _ANY_DOT.search(name)
    return bool(begins) and not _no_name().match(name)


def _is_odd_post(post: str) -> bool:
    """Whether what stands behind a name is no post, or holds another person: 副厅长（王某处长联络员）."""
    return bool(_ODD_POST.search(post)) or any(
        has_surname(inside[:end]) and (is_whole_post(inside[end:]) or ends_post(inside[end:-3]))
        for inside in _IN_BRACKET.findall(post)
        for end in (2, 3)
    )


def _unlabelled_row(line: str, tokens: Sequence[Stretch]) -> Row | None:
    """A row whose role is printed without a colon, or goes on from the row above."""
    if len(tokens) > 2 and all(end - start == 1 for start, end in tokens) and not _are_pairs(tokens):
        return None  # 水 利 部: a name of a body, spread out
    for count in range(1, min(len(tokens), _LONGEST_ROLE)):
        role = joined(line, tokens[:count])
        if is_role(role) and (cells := _cells(line, tokens[count:])):
            return Row(role, cells)
    cells = _cells(line, tokens)
    return Row(None, cells) if cells and _is_row(line, cells) else None


def _are_pairs(tokens: Sequence[Stretch]) -> bool:
    """Whether single characters stand two by two, with wider blanks between the pairs: 王　一　　李　四."""
    gaps = [after.start - before.end for before, after in pairwise(tokens)]
    return len(gaps) > 2 and len(gaps) % 2 == 1 and max(gaps[::2]) < min(gaps[1::2])


def _is_row(line: str, cells: Sequence[Cell]) -> bool:
    """Without a role, a line is a row where each person has a post that looks like one, or where all are names."""
    posts = [joined(line, cell.posts) for cell in cells]
    if not any(posts):
        return len(cells) > 1
    return all(_looks_like_post(post) for post in posts)


def _looks_like_post(post: str) -> bool:
    return all(map(_is_like_post, post.rstrip("，").split("，")))


def _is_like_post(post: str) -> bool:
    if _NOT_IN_POST.search(post):
        return False
    told = ends_post(post) or bool(_body().match(post)) or post.endswith("、")
    return len(post) > 1 and (told or _SOUNDS_LIKE_POST.search(post) is not None)


def _cells(line: str, tokens: Sequence[Stretch]) -> tuple[Cell, ...]:
    """The persons of a line, in whichever way it sets name and post; empty where some of it is neither."""
    if not tokens:
        return ()
    for read in (_bracketed_cells, _remarked_cell, _spaced_cells, _post_first_cell, _glued_cell, _comma_cell):
        if cells := read(line, tokens):
            return cells
    return ()


def _bracketed_cells(line: str, tokens: Sequence[Stretch]) -> tuple[Cell, ...]:
    """李四（省财政厅厅长）, one or several."""
    cells = []
    position, end = tokens[0].start, tokens[-1].end
    while position < end:
        match = _BRACKETED.match(line, position, end)
        if match is None or not may_be_name(_BLANKS.sub("", match.group(1))):
            return ()
        post = match.group(2).strip()
        also = post in _ALSO
        if not also and not _looks_like_post(post):
            return ()
        inside = Stretch(match.end(2) - len(match.group(2).lstrip()), match.end(2))
        cells.append(Cell((Stretch(*match.span(1)),), () if also else (inside,)))
        position = match.end()
        while position < end and line[position] in "、，, ":
            position += 1
    return tuple(cells)


def _remarked_cell(line: str, tokens: Sequence[Stretch]) -> tuple[Cell, ...]:
    """李四（挂职）省财政厅副厅长: what a short bracket between name and post remarks is neither."""
    match = _REMARKED.fullmatch(line, tokens[0].start, tokens[-1].end)
    if match is None or ends_post(match["remark"]) or not may_be_name(_BLANKS.sub("", match["name"])):
        return ()
    if not all(map(ends_post, _STOPS.split(_BLANKS.sub("", match["post"])))):
        return ()
    # 李四（省财政厅）副厅长: this bracket holds a part of the post.
    body = (Stretch(*match.span("remark")),) if is_body(match["remark"]) else ()
    return (Cell((Stretch(*match.span("name")),), (*body, Stretch(*match.span("post")))),)


def _spaced_cells(line: str, tokens: Sequence[Stretch]) -> tuple[Cell, ...]:
    """李四 省财政厅厅长, one or several; or names alone."""
    cells = []
    index = 0
    while index < len(tokens):
        name = _name_at(line, tokens, index)
        if not name:
            return ()
        index += len(name)
        while index < len(tokens) - 1 and _ASIDE_TOKEN.fullmatch(line, *tokens[index]):
            index += 1
        posts: list[Stretch] = []
        while index < len(tokens) and not _opens_cell(line, tokens, index, posts):
            posts.append(tokens[index])
            index += 1
        cells.append(_whole_name(line, name, posts))
    return tuple(cells)


def _whole_name(line: str, name: tuple[Stretch, ...], posts: Sequence[Stretch]) -> Cell:
    """朱某 杰省教育厅副厅长: no province has a name of one character, so it is the last of the person's."""
    first = posts[0] if posts else Stretch(0, 0)
    if len(joined(line, name)) != 2 or not _TORN_POST.match(line, *first) or not _surname().match(line, name[0].start):
        return Cell(name, tuple(posts))
    end = Stretch(first.start, first.start + 1)
    return Cell((*name, end), (Stretch(end.end, first.end), *posts[1:]))


def _post_first_cell(line: str, tokens: Sequence[Stretch]) -> tuple[Cell, ...]:
    """省财政厅厅长 李四."""
    tokens = _without_also(line, tokens)
    for count in (1, 2):
        posts, name = tokens[:-count], tuple(tokens[-count:])
        spread = count == 1 or all(end - start == 1 for start, end in name)
        post = joined(line, posts)
        whole = all(map(is_whole_post, post.split("、"))) or is_body(post)
        apart = name[0].start - posts[-1].end > 1 if posts else False
        if (
            posts
            and spread
            and is_name(joined(line, name))
            and whole
            and _is_behind_post(joined(line, name), post, apart)
        ):
            return (Cell(name, tuple(posts)),)
    return ()


def _without_also(line: str, tokens: Sequence[Stretch]) -> Sequence[Stretch]:
    """省财政厅厅长 李四（兼）: tokens without what the bracket behind the name adds."""
    start, end = tokens[-1]
    also = _ALSO_AT_END.search(line, start, end)
    return tokens if also is None or also.start() == start else [*tokens[:-1], Stretch(start, also.start())]


def _is_behind_post(word: str, post: str, apart: bool) -> bool:
    """Whether a word behind a post is a name: 省财政厅 安排资金 gives a body's duty."""
    if is_body(post):
        return len(word) <= _LONGEST_ODD and has_surname(word)
    in_a_column = apart and len(word) == _LONGEST_ODD and not _no_name().match(word)
    return in_a_column or _may_stand_alone(word)


def _glued_cell(line: str, tokens: Sequence[Stretch]) -> tuple[Cell, ...]:
    """李四省财政厅厅长: a surname, a given name of two characters or one, and what a post begins with."""
    start, end = tokens[0].start, tokens[-1].end
    if dotted := _DOTTED_NAME.match(line, start, end):
        cuts = range(dotted.end(), dotted.end() + min(_LONGEST_PART, end - dotted.end()))
        ends = (cut for cut in cuts if _opens_post_of_row(line, cut) and _are_whole_posts(line[cut:end]))
        return tuple((Cell((Stretch(start, cut),), (Stretch(cut, end),))) for cut in islice(ends, 1))
    if len(tokens) == 2 and tokens[0].end - start == 1:
        return _glued_to_padded_name(line, tokens)
    surname = _surname().match(line, start)
    if surname is None or len(tokens) > 1 or _IN_A_SENTENCE.search(line, start, end):
        return ()
    for given in (2, 1):
        cut = surname.end() + given
        if given > 1 and _is_rank(line[cut - 1 : end]):
            continue  # 张明副省长
        if is_name(line[start:cut]) and _opens_post_of_row(line, cut) and _are_whole_posts(line[cut:end]):
            return (Cell((Stretch(start, cut),), (Stretch(cut, end),)),)
    return ()


def _glued_to_padded_name(line: str, tokens: Sequence[Stretch]) -> tuple[Cell, ...]:
    """李　四财政厅厅长: a name of two set as wide as three, so that its end is known."""
    cut, end = tokens[1].start + 1, tokens[1].end
    name = line[tokens[0].start] + line[tokens[1].start]
    whole = is_name(name) and _opens_post_of_row(line, cut) and all(map(ends_post, _STOPS.split(line[cut:end])))
    return (Cell((tokens[0], Stretch(tokens[1].start, cut)), (Stretch(cut, end),)),) if whole else ()


def _opens_post_of_row(line: str, start: int) -> bool:
    return line.startswith("自治", start) or bool(_opens_post().match(line, start))


def _are_whole_posts(words: str) -> bool:
    return all(map(is_whole_post, _STOPS.split(words)))


def _is_rank(words: str) -> bool:
    """Whether words are posts of which the first begins as ranks do: 副省长, 党组书记, 原副省长."""
    return bool(_OPENS_RANK.match(words)) and all(map(is_whole_post, re.split("[、，]", words.removeprefix("原"))))


def _comma_cell(line: str, tokens: Sequence[Stretch]) -> tuple[Cell, ...]:
    """李四，省财政厅厅长."""
    match = _COMMA.fullmatch(line, tokens[0].start, tokens[-1].end)
    if match is None or not is_name(_BLANKS.sub("", match.group(1))) or not ends_post(match.group(2)):
        return ()
    return (Cell((Stretch(*match.span(1)),), (Stretch(*match.span(2)),)),)


def _mixed_cells(line: str, start: int) -> tuple[Cell, ...]:
    """柳某、雷某（市城管局局长） after a role: names, some of them with a post in brackets."""
    cells: list[Cell] = []
    for piece in _LISTED_WHOLE.finditer(line.rstrip("。；;、，, "), start):
        match = _NAME_AND_BRACKET.fullmatch(piece.group())
        if match is None or not may_be_name(_BLANKS.sub("", match["name"])):
            return ()
        post = match["post"]
        if post is not None and post not in _ALSO and not _looks_like_post(post):
            return ()
        place = Stretch(piece.start() + match.start("name"), piece.start() + match.end("name"))
        told = post is not None and post not in _ALSO
        posts = (Stretch(piece.start() + match.start("post"), piece.start() + match.end("post")),) if told else ()
        cells.append(Cell((place,), posts))
    return tuple(cells) if len(cells) > 1 else ()


def _parted_cells(line: str, start: int) -> tuple[Cell, ...]:
    """李四，省财政厅厅长；王五，省水利厅厅长 after a role: persons whom semicolons part, each with a post."""
    end = len(line.rstrip("；;。 "))
    pieces = [match.span() for match in _PARTED.finditer(line, start, end)]
    if len(pieces) < 2 or _INNER_COLON.search(line, start) or "。" in line[start:end]:
        return ()
    rows = [_cells(line, [Stretch(*token.span()) for token in _TOKEN.finditer(line, *piece)]) for piece in pieces]
    cells = tuple(cell for row in rows for cell in row)
    read = all(rows) and all(cell.posts for cell in cells) and _are_persons(line, cells)
    return cells if read and all(_looks_like_post(joined(line, cell.posts)) for cell in cells) else ()


def _listed_names(line: str, start: int) -> tuple[Cell, ...]:
    """王五、赵六、钱 七 after a role."""
    pieces = [Stretch(*match.span()) for match in _LISTED.finditer(line.rstrip("。；; "), start)]
    if len(pieces) < 2 or not all(is_name(_BLANKS.sub("", line[a:b])) for a, b in pieces):
        return ()
    return tuple(Cell((piece,), ()) for piece in pieces)


def _name_at(line: str, tokens: Sequence[Stretch], index: int) -> tuple[Stretch, ...]:
    """The tokens that make up a name: one, or two of one character each (杨 扬)."""
    pair = tuple(tokens[index : index + 2])
    if _is_spread_name(line, tokens, index):
        return tuple(tokens[index : index + 3])
    if _is_torn_name(line, tokens[index : index + 3]):
        return pair
    lengths = [end - start for start, end in pair]
    if lengths == [1, 1] and is_name(joined(line, pair)):
        return pair
    if lengths == [1, 2] and has_surname(joined(line, pair)):
        return pair  # 王 小明
    return pair[:1] if is_name(joined(line, pair[:1])) or _is_odd_name(line, pair) else ()


def _is_spread_name(line: str, tokens: Sequence[Stretch], index: int) -> bool:
    """李 明 华 省粮食局局长: a name of three characters set apart, with nothing behind it or a whole post."""
    three, rest = tokens[index : index + 3], joined(line, tokens[index + 3 :])
    if len(three) < 3 or any(end - start != 1 for start, end in three) or (index and not rest):
        return False
    name = joined(line, three)
    title = _opens_post().match(name, 2) or name[2] in _NEVER_LAST or meaning("title_words", name[2] + rest) is not None
    return has_surname(name) and not title and (not rest or (len(rest) > 1 and _looks_like_post(rest)))


def _is_torn_name(line: str, tokens: Sequence[Stretch]) -> bool:
    """朱某 杰 省教育厅副厅长: a name of three characters that the scan tore, with a post after it."""
    if len(tokens) < 3 or not _looks_like_post(joined(line, tokens[2:])):
        return False
    name = joined(line, tokens[:2])
    whole = len(name) == 3 and is_name(name) and bool(_surname().match(name))
    return whole and name[2] not in _NEVER_LAST


def _is_odd_name(line: str, pair: Sequence[Stretch]) -> bool:
    """A name that looks like a post (刘永长) or holds the word for a place, with a whole post right after it."""
    if len(pair) < 2:
        return False
    name, post = line[slice(*pair[0])], line[slice(*pair[1])]
    odd = bool(_ODD_NAME.fullmatch(name)) and bool(_surname().match(name))
    return odd and name[-1] != "副" and not is_whole_post(name) and is_whole_post(post)


def _opens_cell(line: str, tokens: Sequence[Stretch], index: int, posts: Sequence[Stretch]) -> bool:
    """Whether the next person begins here: after a whole post, or where no post was printed."""
    if not posts and is_body(joined(line, tokens[index : index + 1])):
        return False  # 松江大学 教授
    return bool(_name_at(line, tokens, index)) and (not posts or ends_post(joined(line, posts)))


def joined(line: str, stretches: Sequence[Stretch]) -> str:
    """The words of some stretches of a line, one right after the other."""
    return "".join(line[start:end] for start, end in stretches)


def is_fragment(line: str) -> bool:
    """Whether a line can be the rest of a post whose beginning stands on an earlier line."""
    word = _BLANKS.sub("", line)
    return 0 < len(word) <= _FRAGMENT_LENGTH and ends_post(word) and not row_role(line)


def is_open(line: str) -> bool:
    """Whether a row ends in a post that is cut short.

    >>> is_open("杨某 省人力资源社会保障"), is_open("杨某 副省长")
    (True, False)
    """
    row = parse_row(line)
    if row is None or not row.cells or not row.cells[-1].posts:
        return False
    return not ends_post(joined(line, row.cells[-1].posts)) and not line.rstrip().endswith(("）", ")"))
