"""A printed string becomes whole posts."""

import pytest
from gongbao.extract.posts import agency_of, split_posts


@pytest.mark.parametrize(
    "words, posts",
    [
        ("副省长", ("副省长",)),
        ("省水利厅副厅长、巡视员", ("省水利厅副厅长", "省水利厅巡视员")),
        ("省水利厅党组书记、厅长", ("省水利厅党组书记", "省水利厅厅长")),
        ("省政府副秘书长、省参事室主任", ("省政府副秘书长", "省参事室主任")),
        ("省委常委、常务副省长", ("省委常委", "常务副省长")),
        ("松江市委副书记、市长", ("松江市委副书记", "市长")),
        ("市委、市政府秘书长", ("市委、市政府秘书长",)),
        ("省水利厅副厅长，省移民局局长", ("省水利厅副厅长", "省移民局局长")),
        ("省水利厅副厅长兼省移民局局长", ("省水利厅副厅长", "省移民局局长")),
        ("省水利厅副厅长（兼）", ("省水利厅副厅长（兼）",)),
        ("省水利厅总工程师、一级巡视员", ("省水利厅总工程师", "省水利厅一级巡视员")),
        ("省公安厅党委委员、副厅长、督察长", ("省公安厅党委委员", "省公安厅副厅长", "省公安厅督察长")),
        ("省粮食局", ("省粮食局",)),
        ("", ()),
    ],
)
def test_posts_are_whole(words: str, posts: tuple[str, ...]) -> None:
    assert split_posts(words) == posts


@pytest.mark.parametrize(
    "post, agency",
    [
        ("省水利厅副厅长", "省水利厅"),
        ("省水利厅副厅长（兼）", "省水利厅"),
        ("省水利厅党组成员", "省水利厅"),
        ("省军区副司令员", "省军区"),
        ("松江市市长", "松江市"),
        ("松江市委副书记", "松江市委"),
        ("副省长", ""),
        ("巡视员", ""),
        ("", ""),
    ],
)
def test_the_agency_of_a_post_is_what_stands_before_the_title(post: str, agency: str) -> None:
    assert agency_of(post) == agency
