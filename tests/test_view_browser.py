"""The view as a reader meets it: opened from a file in headless Chromium, with the network off."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import Page, browser, require_browser
from facts import GROUP, PLAN, SOURCE, TEXT, assignment, member, notice, reading, sample_reading
from gongbao.graph.build import build
from gongbao.graph.view import write_view
from gongbao.ontology.model import Citation, Group, Reading, Span, Task
from selenium.webdriver import Chrome
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

pytestmark = pytest.mark.browser

MISCHIEF = (
    "<script>window.mischief=1</script>",
    '"><img src=x onerror="window.mischief=1">',
    "javascript:window.mischief=1",
    '<a href="https://elsewhere.example/" onclick="window.mischief=1">href</a>',
    "</script><script>window.mischief=1</script><!--",
    "'+window.mischief=1+'",
    "{{ 7*7 }}{% raw %}",
    "&lt;b&gt;\u2028\u2029",
)


def written(folder: Path, what: Reading, **options: Any) -> Path:
    source = folder / what.source
    source.write_text(TEXT, encoding="utf-8")
    build([source], folder / "store", read=lambda path: what, reader="test")
    write_view(folder / "store", folder / "graph.html", **options)
    return folder / "graph.html"


@pytest.fixture(scope="module")
def driver() -> Iterator[Chrome]:
    require_browser()
    with browser() as chrome:
        yield chrome


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("view"), sample_reading())


@pytest.fixture
def view(driver: Chrome, path: Path) -> Page:
    return Page(driver, path)


@pytest.fixture(scope="module")
def evil_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Text that would be markup if anyone let it, wherever a gazette has text."""
    quote = Span(SOURCE, 0, 5, 1, "".join(MISCHIEF))
    plan = notice(number=PLAN, title=MISCHIEF[0], issuers=(MISCHIEF[1],), promulgates=(MISCHIEF[4],))
    facts = [
        plan,
        Task(spans=(quote,), rule="tasks.item", directive=PLAN, path=("1.",), label="1.", title=MISCHIEF[3]),
        Group(
            spans=(quote,),
            rule=MISCHIEF[0],
            name=MISCHIEF[4],
            group_kind=MISCHIEF[5],
            directive=PLAN,
            action="established",
            office_host=MISCHIEF[2],
        ),
        Citation(
            spans=(quote,),
            rule="citations.number",
            directive=PLAN,
            number=MISCHIEF[6],
            title=MISCHIEF[7],
            relation="based_on",
        ),
        *(
            assignment(
                body,
                "lead",
                spans=(quote,),
                path=("1.",),
                task_label="1.",
                task_title=MISCHIEF[3],
                deadline=MISCHIEF[1],
            )
            for body in MISCHIEF
        ),
        *(
            member(name, MISCHIEF[0], MISCHIEF[1], group=MISCHIEF[4], directive=PLAN, spans=(quote,))
            for name in MISCHIEF
        ),
    ]
    return written(tmp_path_factory.mktemp("evil"), reading(*facts))


# Finding, choosing, reading


def test_page_opens_without_complaint_and_without_asking_the_network(view: Page) -> None:
    assert view.console() == []
    assert view.requests() == []


def test_name_is_found_chosen_and_its_printed_line_read(view: Page) -> None:
    view.type_search("三峰")
    assert view.texts("#results [role=option]") == ["张三峰\nOfficial"]
    view.wait_for("#search").send_keys(Keys.ENTER)
    assert view.texts("#panel h2") == ["张三峰"]
    assert (view.texts("#panel blockquote")[0], view.texts("#panel .source")[0]) == ("张三峰", SOURCE)
    assert (view.texts("#panel .line-number")[0], view.texts("#panel .rule")[0]) == ("5", "groups.members")


def test_name_is_found_by_its_short_form(view: Page) -> None:
    view.type_search("省财政厅")
    assert len(view.find("#results [role=option]")) == 1


def test_name_found_can_be_clicked(view: Page) -> None:
    view.type_search("李四维")
    view.find("#results [role=option]")[0].click()
    assert view.texts("#panel h2") == ["李四维"]


def test_name_that_is_not_there_is_not_found(view: Page) -> None:
    view.type_search("不在图中")
    assert view.texts("#results li") == ["No such name in this picture; gongbao view --about draws any name"]


def test_mark_is_chosen_by_a_click(view: Page) -> None:
    view.type_search("张三峰")
    view.wait_for("#search").send_keys(Keys.ENTER, Keys.ESCAPE)
    click(view, *place_of(view, "张三峰"))
    assert view.texts("#panel h2") == ["张三峰"]


def test_tie_is_chosen_by_a_click_and_shows_its_printed_line(view: Page) -> None:
    (from_x, from_y), (to_x, to_y) = place_of(view, "张三峰"), place_of(view, GROUP)
    click(view, (from_x + to_x) / 2, (from_y + to_y) / 2)
    assert view.texts("#panel .end") == ["张三峰", GROUP]
    assert view.texts("#panel .verb") == ["is a member of"]
    assert view.texts("#panel blockquote") == ["张三峰"]


def test_click_beside_everything_lets_go(view: Page) -> None:
    view.type_search("张三峰")
    view.wait_for("#search").send_keys(Keys.ENTER)
    click(view, 3, 3)
    assert view.texts("#panel h2") == []


def place_of(view: Page, label: str) -> tuple[float, float]:
    """Where a mark stands inside the canvas, once the picture has come to rest."""
    script = """
        const [label, done] = arguments;
        const id = Object.entries(gongbao.data.about).find(([, about]) => about.label === label)[0];
        setTimeout(() => {
            const { x, y } = gongbao.network.canvasToDOM(gongbao.network.getPosition(id));
            done([x, y]);
        }, 600);"""
    x, y = view.driver.execute_async_script(script, label)
    return x, y


def click(view: Page, x: float, y: float) -> None:
    """Click inside the canvas, and wait until vis-network knows that it was not a double click."""
    canvas = view.wait_for("#canvas canvas")
    across, along = x - canvas.size["width"] / 2, y - canvas.size["height"] / 2
    ActionChains(view.driver).move_to_element_with_offset(canvas, round(across), round(along)).click().pause(
        0.5
    ).perform()


# Keys


def test_slash_goes_to_the_search(view: Page) -> None:
    view.wait_for("body").send_keys("/")
    assert view.driver.switch_to.active_element.get_attribute("id") == "search"


def test_arrows_walk_through_the_picture_and_enter_reads(view: Page) -> None:
    frame = view.wait_for("#canvas .vis-network")
    frame.send_keys(Keys.ARROW_RIGHT)
    first = view.texts("#panel h2")
    frame.send_keys(Keys.ARROW_RIGHT)
    second = view.texts("#panel h2")
    assert first != second
    frame.send_keys(Keys.ENTER)
    assert view.driver.switch_to.active_element.get_attribute("id") == "panel"


def test_escape_lets_go(view: Page) -> None:
    view.type_search("张三峰")
    view.wait_for("#search").send_keys(Keys.ENTER)
    view.wait_for("#panel").send_keys(Keys.ESCAPE)
    assert view.texts("#panel h2") == []


def test_arrows_walk_through_what_the_search_found(view: Page) -> None:
    view.type_search("省")
    expected = view.texts("#results [role=option]")[1].splitlines()[0]
    view.wait_for("#search").send_keys(Keys.ARROW_DOWN, Keys.ENTER)
    assert view.texts("#panel h2") == [expected]


def test_everything_that_is_clicked_can_be_reached_with_the_tab_key(view: Page) -> None:
    view.driver.execute_script("document.activeElement.blur()")
    reached = set()
    for _ in range(60):
        view.driver.switch_to.active_element.send_keys(Keys.TAB)
        active = view.driver.switch_to.active_element
        reached.add(active.get_attribute("id") or active.get_attribute("class") or active.tag_name)
    assert {"search", "fit", "vis-network", "pick"} <= reached


# Filters and theme


def test_kind_that_is_filtered_out_is_hidden(view: Page) -> None:
    view.wait_for('[data-kind="official"]').click()
    script = "return gongbao.nodes.get().filter((node) => node.hidden).map((node) => node.group)"
    assert set(view.driver.execute_script(script)) == {"official"}


def test_tie_that_is_filtered_out_is_hidden(view: Page) -> None:
    view.wait_for('[data-role="member"]').click()
    script = "return gongbao.edges.get().filter((e) => e.hidden).map((e) => gongbao.data.ties[e.id].roles.join())"
    assert set(view.driver.execute_script(script)) == {"member"}


def test_name_that_was_filtered_out_is_shown_again_when_it_is_looked_for(view: Page) -> None:
    box = view.wait_for('[data-kind="official"]')
    box.click()
    view.type_search("张三峰")
    view.wait_for("#search").send_keys(Keys.ENTER)
    assert box.is_selected()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_theme_follows_the_system(driver: Chrome, path: Path, theme: str) -> None:
    feature = {"name": "prefers-color-scheme", "value": theme}
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})
    view = Page(driver, path)
    colour = driver.execute_script("return gongbao.nodes.get().find((n) => n.group === 'agency').color.background")
    assert colour == driver.execute_script(f"return gongbao.data.kinds.agency.{theme}")
    assert view.console() == []


# Mischief


def test_text_of_a_gazette_is_never_more_than_text(driver: Chrome, evil_path: Path) -> None:
    view = Page(driver, evil_path)
    for index in range(len(view.driver.execute_script("return gongbao.data.nodes"))):
        view.driver.execute_script("gongbao.select({ node: gongbao.data.nodes[arguments[0]].id })", index)
        open_all(view)
        assert view.find("#panel script, #panel img, #panel a, #panel b, #panel iframe") == []
    for index in range(len(view.driver.execute_script("return gongbao.data.edges"))):
        view.driver.execute_script("gongbao.select({ edge: gongbao.data.edges[arguments[0]].id })", index)
    view.type_search("mischief")
    assert view.find("#results script, #results img, #results a") == []
    assert driver.execute_script("return window.mischief") is None
    assert view.console() == []
    assert view.requests() == []


@pytest.mark.parametrize("name", MISCHIEF[:6])
def test_mischievous_name_is_shown_as_it_is_printed(driver: Chrome, evil_path: Path, name: str) -> None:
    view = Page(driver, evil_path)
    view.type_search(name)
    view.wait_for("#search").send_keys(Keys.ENTER)
    assert name in view.texts("#panel h2")


def test_mischievous_quote_is_shown_as_it_is_printed(driver: Chrome, evil_path: Path) -> None:
    view = Page(driver, evil_path)
    view.type_search(MISCHIEF[4])
    view.wait_for("#search").send_keys(Keys.ENTER)
    (quote, *_) = view.find("#panel blockquote")
    assert quote.get_property("textContent") == "".join(MISCHIEF)


@pytest.mark.parametrize("name", MISCHIEF[:6])
def test_mischievous_heading_is_text(driver: Chrome, tmp_path: Path, name: str) -> None:
    what = reading(notice(number=PLAN), assignment(name, "lead"))
    view = Page(driver, written(tmp_path, what, about=name))
    assert view.texts("h1") == [name]
    assert view.driver.title == f"{name} · Gongbao"
    assert view.console() == []


def open_all(view: Page) -> None:
    view.driver.execute_script("document.querySelectorAll('#panel details').forEach((one) => one.open = true)")


# Size


def test_picture_of_three_hundred_names_opens_within_a_second(driver: Chrome, tmp_path: Path) -> None:
    people = [f"某{chr(0x4E00 + number)}" for number in range(150)]
    bodies = [f"省{chr(0x5000 + number)}局" for number in range(150)]
    what = reading(
        notice(number=PLAN),
        *(member(name, "成员", group=f"第{number % 10}领导小组") for number, name in enumerate(people)),
        *(assignment(body, "lead") for body in bodies),
    )
    view = Page(driver, written(tmp_path, what, limit=300))
    assert len(view.driver.execute_script("return gongbao.data.nodes")) == 300
    timing = "return performance.getEntriesByName('drawn')[0].startTime"
    assert view.driver.execute_script(timing) < 1000
