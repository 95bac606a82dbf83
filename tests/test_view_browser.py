"""The view as a reader meets it: opened from a file in headless Chromium, with the network off."""

import csv
import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from browser import PATIENCE, Page, browser, require_browser
from facts import GROUP, PLAN, SOURCE, TEXT, assignment, member, notice, reading, sample_reading
from gongbao.graph.build import build
from gongbao.graph.drawing import KIND_STYLES
from gongbao.graph.view import write_view
from gongbao.ontology.model import Citation, Group, Reading, Span, Task
from selenium.webdriver import Chrome
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

pytestmark = pytest.mark.browser

MISCHIEF = (
    "<script>window.mischief=1</script>",
    '"><img src=x onerror="window.mischief=1">',
    "javascript:window.mischief=1",
    '<a href="https://elsewhere.example/" onclick="window.mischief=1">href</a>',
    "</script><script>window.mischief=1</script><!--",
    "'+window.mischief=1+'",
    "{{ 7*7 }}{% raw %}",
    "&lt;b&gt;\u2028\u2029\x01\x0b",
)


CONSOLE = "const it = document.getElementById('canvas').gongbao;"
"""What the page keeps for whoever looks from the console."""


def written(folder: Path, what: Reading, **options: Any) -> Path:
    folder.mkdir(exist_ok=True)
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
    assert (view.texts("#panel .line-number")[0], view.texts("#panel .rule")[0]) == ("line 5", "rule groups.members")


def test_name_is_found_by_its_short_form(view: Page) -> None:
    view.type_search("省财政厅")
    assert len(view.find("#results [role=option]")) == 1


def test_name_found_can_be_clicked(view: Page) -> None:
    view.type_search("李四维")
    view.find("#results [role=option]")[0].click()
    assert view.texts("#panel h2") == ["李四维"]


def test_name_that_is_not_there_is_not_found(view: Page) -> None:
    view.type_search("不在图中")
    (sentence,) = view.texts("#results li")
    assert sentence.startswith("No such name in this page.")


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
    script = (
        CONSOLE
        + """
        const [label, done] = arguments;
        const number = it.names.findIndex((name) => name.label === label && it.nodes.get(it.names.indexOf(name)));
        setTimeout(() => {
            const { x, y } = it.network.canvasToDOM(it.network.getPosition(number));
            done([x, y]);
        }, 600);"""
    )
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


def test_focus_stays_where_the_reader_is(view: Page) -> None:
    view.wait_for('[data-picture="lead-support"]').send_keys(Keys.ENTER)
    assert view.driver.switch_to.active_element.get_attribute("data-picture") == "lead-support"
    view.wait_for("#panel .pick").send_keys(Keys.ENTER)
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
    assert {"skip", "search", "language", "show-table", "fit", "vis-network", "pick"} <= reached


# Filters and theme


def kinds_drawn(view: Page) -> set[str]:
    return set(view.driver.execute_script(CONSOLE + "return it.nodes.getIds().map((id) => it.names[id].kind)"))


def roles_drawn(view: Page) -> set[str]:
    script = CONSOLE + "return it.edges.getIds().flatMap((id) => it.state.picture.ties[id].roles)"
    return set(view.driver.execute_script(script))


def test_kind_that_is_filtered_out_is_not_drawn(view: Page) -> None:
    assert "official" in kinds_drawn(view)
    view.wait_for('[data-kind="official"]').click()
    assert "official" not in kinds_drawn(view)


def test_tie_that_is_filtered_out_is_not_drawn(view: Page) -> None:
    assert "member" in roles_drawn(view)
    view.wait_for('[data-role="member"]').click()
    assert "member" not in roles_drawn(view)


def test_name_that_was_filtered_out_is_shown_again_when_it_is_looked_for(view: Page) -> None:
    view.wait_for('[data-kind="official"]').click()
    view.type_search("张三峰")
    view.wait_for("#search").send_keys(Keys.ENTER)
    assert view.wait_for('[data-kind="official"]').is_selected()
    assert "official" in kinds_drawn(view)


def test_years_that_are_not_chosen_are_not_drawn(driver: Chrome, tmp_path: Path) -> None:
    old = notice(number="云政〔2012〕1号", title="云岭省人民政府关于建仓的通知", date="2012-01-05")
    facts = (old, notice(), member("张三峰", "组长"), member("周旧年", "组长", group="旧仓小组", directive=old.number))
    view = Page(driver, written(tmp_path, reading(*facts)))
    assert "周旧年" in names_in_table(view)
    view.wait_for("#year-from").send_keys(Keys.END)
    view.wait_for("#undated").click()
    assert "周旧年" not in names_in_table(view)
    assert "张三峰" in names_in_table(view)


def names_in_table(view: Page) -> list[str]:
    """Names in the picture, as its table tells them."""
    view.wait_for("#show-table").click()
    return view.texts("#names-table tbody th")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_theme_follows_the_system(driver: Chrome, path: Path, theme: str) -> None:
    feature = {"name": "prefers-color-scheme", "value": theme}
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})
    view = Page(driver, path)
    script = CONSOLE + "return it.nodes.get().find(({ id }) => it.names[id].kind === 'agency').color.background"
    assert driver.execute_script(script) == getattr(KIND_STYLES["agency"], theme)
    assert view.console() == []


def test_communities_have_colours_of_their_own(view: Page) -> None:
    script = CONSOLE + "return it.nodes.get().map(({ color }) => color.background)"
    before = view.driver.execute_script(script)
    view.wait_for("#by-community").click()
    assert view.driver.execute_script(script) != before


# How much is drawn


@pytest.fixture(scope="module")
def sparse_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("sparse"), sample_reading(), limit=3)


@pytest.fixture
def sparse(driver: Chrome, sparse_path: Path) -> Page:
    return Page(driver, sparse_path)


def drawn_number(view: Page) -> int:
    number: int = view.driver.execute_script(CONSOLE + "return it.nodes.length")
    return number


def test_name_that_is_not_drawn_is_found_and_joins_the_picture(sparse: Page) -> None:
    before = drawn_number(sparse)
    sparse.type_search("钱七宝")
    assert sparse.texts("#results small") == ["Official · not drawn yet"]
    sparse.wait_for("#search").send_keys(Keys.ENTER)
    assert sparse.texts("#panel h2") == ["钱七宝"]
    assert drawn_number(sparse) > before


def test_names_beside_a_name_are_drawn_on_demand(sparse: Page) -> None:
    sparse.type_search(GROUP)
    sparse.wait_for("#search").send_keys(Keys.ENTER)
    before = drawn_number(sparse)
    sparse.wait_for("#expand").click()
    assert drawn_number(sparse) > before
    assert sparse.find("#expand") == []


def test_slider_draws_all_names(sparse: Page) -> None:
    sparse.wait_for("#detail").send_keys(Keys.END)
    all_names = sparse.driver.execute_script(CONSOLE + "return it.state.picture.order.length")
    assert drawn_number(sparse) == all_names
    assert f"{all_names} of {all_names} names drawn" in sparse.texts("#note")[0]


# Pictures and addresses


def test_other_picture_is_opened_by_its_button(view: Page) -> None:
    view.wait_for('[data-picture="lead-support"]').click()
    assert roles_drawn(view) == {"coordinates"}
    assert view.wait_for('[data-picture="lead-support"]').get_attribute("aria-pressed") == "true"


def test_address_leads_back_to_the_name_in_its_picture(view: Page) -> None:
    view.wait_for('[data-picture="lead-support"]').click()
    view.type_search("省发展改革委")
    view.wait_for("#search").send_keys(Keys.ENTER)
    name = view.texts("#panel h2")
    address = view.driver.current_url
    assert address.partition("#")[2].startswith("lead-support/agency/")
    view.driver.get("about:blank")
    view.driver.get(address)
    view.wait_for("[data-drawn]")
    assert view.texts("#panel h2") == name
    assert view.wait_for('[data-picture="lead-support"]').get_attribute("aria-pressed") == "true"


@pytest.mark.parametrize("fragment", ["%", "nowhere", "lead-support/nobody", "<img src=x onerror=window.mischief=1>"])
def test_address_that_names_nothing_is_passed_over(driver: Chrome, path: Path, fragment: str) -> None:
    driver.get("about:blank")
    driver.get(f"{path.resolve().as_uri()}#{fragment}")
    view = Page.__new__(Page)
    view.driver, view.path = driver, path
    view.wait_for("[data-drawn]")
    assert view.texts("#panel h2") == []
    assert view.console() == []


# Languages

CHINESE = re.compile(r"[\u4e00-\u9fff]")


def own_words(view: Page) -> str:
    """All that the page itself says: what is shown, without names, printed lines and the other language's button."""
    script = """
        const copy = document.body.cloneNode(true);
        const language = document.documentElement.lang;
        for (const one of copy.querySelectorAll("script, style, noscript, .vis-network")) one.remove();
        for (const one of copy.querySelectorAll("[lang]")) if (one.lang !== language || language !== "en") one.remove();
        return copy.textContent + [...copy.querySelectorAll("[aria-label]")].map((one) => one.ariaLabel).join(" ");"""
    words: str = view.driver.execute_script(script)
    return words


@pytest.mark.parametrize("picture", ["overview", "lead-support", "lineage"])
def test_english_page_says_no_chinese_of_its_own(view: Page, picture: str) -> None:
    view.wait_for(f'[data-picture="{picture}"]').click()
    view.wait_for("#show-table").click()
    assert not CHINESE.search(own_words(view))


@pytest.mark.parametrize("name", ["张三峰", GROUP, "省财政厅", PLAN])
def test_english_panel_says_no_chinese_of_its_own(view: Page, name: str) -> None:
    view.type_search(name)
    view.wait_for("#search").send_keys(Keys.ENTER)
    assert view.texts("#panel h2") != []
    assert not CHINESE.search(own_words(view))


def test_chinese_page_says_no_english_of_its_own(view: Page) -> None:
    view.wait_for("#language").click()
    view.wait_for("#show-table").click()
    view.type_search("张三峰")
    view.wait_for("#search").send_keys(Keys.ENTER)
    assert view.driver.execute_script("return document.documentElement.lang") == "zh-Hans"
    shown = "\n".join(
        view.texts("header p, #pictures, #legend, #tools, #panel .says, #panel h3, #panel .do, thead, caption")
    )
    assert not re.findall(r"[A-Za-z]{2,}", re.sub("Enter|Esc", "", shown))
    assert (view.texts("#panel .part")[0], view.texts("#panel .line-number")[0]) == ("参加", "第 5 行")


def test_language_can_be_set_when_the_page_is_written(driver: Chrome, tmp_path: Path) -> None:
    view = Page(driver, written(tmp_path, sample_reading(), language="zh"))
    assert view.texts("h1") == ["公报所载"]


def test_pinyin_finds_a_name_and_is_never_shown(driver: Chrome, tmp_path: Path) -> None:
    pytest.importorskip("pypinyin")
    view = Page(driver, written(tmp_path, sample_reading()))
    for typed in ("zhangsanfeng", "zsf", "zhang san feng"):
        view.type_search(typed)
        assert view.texts("#results [role=option]")[0] == "张三峰\nOfficial"
    view.wait_for("#search").send_keys(Keys.ENTER)
    assert "zhang" not in view.wait_for("body").text.lower()


# The table and files


def test_table_tells_what_the_picture_shows(view: Page) -> None:
    names = names_in_table(view)
    assert {"张三峰", GROUP} <= set(names)
    assert len(names) == drawn_number(view)
    ties = view.texts("#ties-table tbody tr")
    assert any(row.startswith("张三峰") and f"{SOURCE}:5" in row for row in ties)


def test_name_in_the_table_can_be_chosen(view: Page) -> None:
    view.wait_for("#show-table").click()
    view.find("#names-table tbody button")[0].click()
    assert view.texts("#panel h2") == view.texts("#names-table tbody th")[:1]


def saved(view: Page, folder: Path, *, what: str, end: str) -> bytes:
    """The file that one of the buttons under Save writes."""
    folder.mkdir(exist_ok=True)
    setting = {"behavior": "allow", "downloadPath": str(folder)}
    view.driver.execute_cdp_cmd("Browser.setDownloadBehavior", setting)
    view.wait_for("#save summary").click()
    view.wait_for(f"#save-{what}").click()
    WebDriverWait(view.driver, PATIENCE).until(lambda _: list(folder.glob(f"*{end}")))
    (path,) = folder.glob(f"*{end}")
    return path.read_bytes()


def test_picture_is_saved_as_png(view: Page, tmp_path: Path) -> None:
    assert saved(view, tmp_path, what="png", end=".png").startswith(b"\x89PNG")


def test_picture_is_saved_as_svg_with_every_name(view: Page, tmp_path: Path) -> None:
    tree = ElementTree.fromstring(saved(view, tmp_path, what="svg", end=".svg"))
    texts = "".join(tree.itertext())
    assert {"张三峰", "李四维"} <= set(re.findall("张三峰|李四维", texts))
    assert tree.tag == "{http://www.w3.org/2000/svg}svg"


def test_tables_are_saved_as_csv(view: Page, tmp_path: Path) -> None:
    text = saved(view, tmp_path, what="ties", end="-ties.csv").decode("utf-8-sig")
    rows = list(csv.reader(text.splitlines()))
    assert rows[0] == ["From", "Relation", "To", "Statements", "Years", "First printed line"]
    assert ["张三峰", "is a member of", GROUP, "1", "2020", f"{SOURCE}:5"] in rows


def test_no_cell_of_a_csv_is_taken_for_a_formula(driver: Chrome, tmp_path: Path) -> None:
    view = Page(
        driver, written(tmp_path / "page", reading(notice(), member("=1+1", "组长"), member("@SUM(A1)", "成员")))
    )
    text = saved(view, tmp_path / "saved", what="names", end="-names.csv").decode("utf-8-sig")
    firsts = {row[0] for row in csv.reader(text.splitlines())}
    assert {"'=1+1", "'@SUM(A1)"} <= firsts


# Small screens, and those who listen


@pytest.fixture
def narrow(driver: Chrome) -> Iterator[None]:
    size = {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    yield
    driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


@pytest.mark.usefixtures("narrow")
def test_nothing_is_wider_than_a_narrow_screen(driver: Chrome, path: Path) -> None:
    view = Page(driver, path)
    view.wait_for("#legend-open").click()
    assert view.wait_for('[data-role="member"]').is_displayed()
    assert driver.execute_script("return document.documentElement.scrollWidth") <= 390


@pytest.mark.usefixtures("narrow")
def test_whole_picture_lies_on_a_narrow_screen(driver: Chrome, path: Path) -> None:
    Page(driver, path)
    script = CONSOLE + "return it.nodes.getIds().map((id) => it.network.canvasToDOM(it.network.getPosition(id)))"
    canvas = driver.find_element("id", "canvas").size
    for place in driver.execute_script(script):
        assert 0 < place["x"] < canvas["width"]
        assert 0 < place["y"] < canvas["height"]


LABELS = (
    CONSOLE
    + """
    const done = arguments[0];
    setTimeout(() => done(it.labels().map(({ left, top, right, bottom }) => [left, top, right, bottom])), 600);"""
)


@pytest.mark.parametrize("width", [390, 1440])
def test_labels_cover_no_other_and_lie_on_the_screen(driver: Chrome, tmp_path: Path, width: int) -> None:
    people = [f"某{chr(0x4E00 + number)}{chr(0x5000 + number)}" for number in range(40)]
    bodies = [f"云岭省第{number}次全面检查工作领导小组办公室" for number in range(12)]
    what = reading(
        notice(number=PLAN),
        *(member(name, "成员", group=f"第{number % 7}领导小组") for number, name in enumerate(people)),
        *(assignment(body, "lead") for body in bodies),
    )
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    try:
        Page(driver, written(tmp_path, what))
        labels = driver.execute_async_script(LABELS)
        canvas = driver.find_element("id", "canvas").size
    finally:
        driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    assert len(labels) > 10
    for left, top, right, bottom in labels:
        assert left >= 0 <= top
        assert right <= canvas["width"]
        assert bottom <= canvas["height"]
    for one, other in combinations(labels, 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def test_choice_is_said_to_those_who_listen(view: Page) -> None:
    view.type_search("张三峰")
    view.wait_for("#search").send_keys(Keys.ENTER)
    said = view.wait_for("#said")
    assert said.get_attribute("aria-live") == "polite"
    assert str(said.get_property("textContent")).startswith("Official 张三峰, ")


def test_every_control_has_a_name(view: Page) -> None:
    script = """
        const named = (one) => one.ariaLabel || one.textContent.trim() || one.closest("label")?.textContent.trim();
        return [...document.querySelectorAll("button, input, summary, [role=application]")]
          .filter((one) => !named(one)).map((one) => one.outerHTML);"""
    assert view.driver.execute_script(script) == []


def test_page_leaves_no_global_but_the_library_s(view: Page) -> None:
    script = """
        const frame = document.body.appendChild(document.createElement("iframe"));
        const own = Object.keys(window).filter((name) => !(name in frame.contentWindow));
        frame.remove();
        return own.filter((name) => Number.isNaN(Number(name)));"""
    drivers = re.compile("cdc_|ret_|se_")  # what ChromeDriver leaves
    left = {name for name in view.driver.execute_script(script) if not drivers.match(name)}
    assert left <= {"vis", "regeneratorRuntime"}


# Mischief


def test_text_of_a_gazette_is_never_more_than_text(driver: Chrome, evil_path: Path) -> None:
    view = Page(driver, evil_path)
    for number in view.driver.execute_script(CONSOLE + "return it.state.picture.order"):
        view.driver.execute_script(CONSOLE + "it.choose(arguments[0])", number)
        open_all(view)
        assert view.find("#panel script, #panel img, #panel a, #panel b, #panel iframe") == []
    for number in view.driver.execute_script(CONSOLE + "return it.state.picture.ties.map(({ id }) => id)"):
        view.driver.execute_script(CONSOLE + "it.select({ tie: it.state.picture.ties[arguments[0]] })", number)
    assert view.find("#panel script, #panel img, #panel a, #panel b, #panel iframe") == []
    view.wait_for("#show-table").click()
    assert view.find("#table script, #table img, #table a, #table iframe") == []
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
    assert view.driver.title == f"{name} · 公报 Gongbao"
    assert view.console() == []


def test_mischievous_picture_is_saved_as_text(driver: Chrome, evil_path: Path, tmp_path: Path) -> None:
    tree = ElementTree.fromstring(saved(Page(driver, evil_path), tmp_path, what="svg", end=".svg"))
    tags = {one.tag.rpartition("}")[2] for one in tree.iter()}
    assert tags == {"svg", "rect", "g", "path", "text", "tspan"}
    assert not [name for one in tree.iter() for name in one.attrib if name.startswith("on") or "href" in name]


def test_right_to_left_mark_in_a_name_turns_nothing_around_it(driver: Chrome, tmp_path: Path) -> None:
    name = "张\u202e三峰"
    view = Page(driver, written(tmp_path, reading(notice(), member(name, "组长"))))
    view.type_search("三峰")
    view.wait_for("#search").send_keys(Keys.ENTER)
    (heading,) = view.find("#panel h2")
    assert heading.get_property("textContent") == name
    assert heading.value_of_css_property("unicode-bidi") == "isolate"


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
    assert drawn_number(view) == 300
    timing = "return performance.getEntriesByName('drawn')[0].startTime"
    assert view.driver.execute_script(timing) < 1000
