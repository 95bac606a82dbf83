"""Web pages, Word documents and PDFs become text whose lines are evidence, and their facts come out."""

import io
import os
import zipfile
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from gongbao.cli import main
from gongbao.errors import MissingExtra, SourceError
from gongbao.extract import formats
from gongbao.extract.pipeline import extract_source
from gongbao.extract.read import SUFFIXES, bytes_to_source, find_sources, find_unread
from gongbao.extract.repair import repair
from gongbao.extract.text import Text
from gongbao.ontology.model import Assignment, Directive, Fact, Gap, Group, Member

NUMBER = "云政办〔2020〕5号"
ISSUER = "云岭省人民政府办公厅"
GROUP = "云岭省粮仓建设工作领导小组"
TITLE = f"{ISSUER}关于成立{GROUP}的通知"
PROSE = "各地区各部门要高度重视粮仓建设工作，落实责任，按期完成各项任务，并及时报告工作进展情况。"
NOTICE = (
    TITLE,
    NUMBER,
    "各市、自治州人民政府，省政府各委、办、厅、局：",
    f"为加强粮仓建设，省政府决定成立{GROUP}。组成人员如下：",
    "组　长：张三峰　副省长",
    "副组长：李四维　省财政厅厅长",
    "成　员：王五常　省发展改革委副主任",
    "　　　　赵六合　松江市副市长",
    "一、改造旧仓。更换通风设备，安装测温线路。（省粮食局牵头，省财政厅配合）",
    ISSUER,
    "2020年3月1日",
)
MEMBERS = [("张三峰", "组长"), ("李四维", "副组长"), ("王五常", "成员"), ("赵六合", "成员")]
ASSIGNED = {("省粮食局", "lead"), ("省财政厅", "support")}


def need(*modules: str) -> None:
    """Skip a test whose library is not installed; where all must be there, fail it."""
    for module in modules:
        try:
            import_module(module)
        except ModuleNotFoundError:
            reason = f"{module} is not installed: pip install 'gongbao[dev]'"
            if os.environ.get("GONGBAO_CI") == "1":
                pytest.fail(reason, pytrace=False)
            pytest.skip(reason)


def text_of(data: bytes, name: str) -> str:
    return bytes_to_source(data, name).text


def check_notice(folder: Path, name: str, data: bytes) -> list[Fact]:
    """The facts of a file, which must be those of the notice, each with its words in the text of the file."""
    file = folder / name
    file.write_bytes(data)
    facts = list(extract_source(file).facts)
    text = text_of(data, name)
    assert all(text[span.start : span.end] == span.text for fact in facts for span in fact.spans)
    assert all(text.count("\n", 0, span.start) + 1 == span.line for fact in facts for span in fact.spans)
    (directive,) = (fact for fact in facts if isinstance(fact, Directive))
    assert (directive.number, directive.title, directive.date) == (NUMBER, TITLE, "2020-03-01")
    assert [fact.name for fact in facts if isinstance(fact, Group)] == [GROUP]
    assert [(fact.person, fact.role) for fact in facts if isinstance(fact, Member)] == MEMBERS
    assert {(fact.body, fact.role) for fact in facts if isinstance(fact, Assignment)} == ASSIGNED
    return facts


# Web pages

HEAD = f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=CHARSET">
<title>{TITLE}_政府文件_云岭省人民政府</title><script>document.write("<p>假的</p>")</script></head><body>
<div class="top"><a href="/">云岭省人民政府</a>
<ul><li><a href="/a">首页</a></li><li><a href="/b">政务公开</a></li></ul></div>
<div>当前位置：<a href="/">首页</a> &gt; <a href="/b">政务公开</a></div>"""
LABELS = f"""<table><tr><td><b>索 引 号：</b></td><td>0001/2020-00005</td><td><b>主题分类：</b></td><td>粮食</td></tr>
<tr><td><b>发文字号：</b></td><td>{NUMBER}</td><td><b>发布日期：</b></td><td>2020年03月03日</td></tr></table>"""
TOOLS = """<div><span>来源：云岭省粮食局</span></div>
<div>【字体：<a>大</a> <a>中</a> <a>小</a>】 <a>打印</a> <a>关闭</a></div>
<div>分享到：<a>微信</a> <a>微博</a></div>"""
FOOT = """<div><h3>相关链接</h3><ul><li><a>云岭省人民政府办公厅关于修路的通知</a></li></ul></div>
<div>扫一扫在手机打开当前页</div><div><p>版权所有：云岭省人民政府</p><p>云ICP备00000001号</p></div></body></html>"""
BODY = "".join(f"<p>　　{line.strip()}</p>\n" for line in NOTICE[1:])
LABEL_LINES = ["索 引 号：0001/2020-00005", "主题分类：粮食", f"发文字号：{NUMBER}", "发布日期：2020年03月03日"]


def page(body: str = BODY, *, charset: str = "utf-8") -> bytes:
    head = HEAD.replace("CHARSET", charset)
    encoding = "gb18030" if charset.startswith("gb") else charset
    return f"{head}<div>{LABELS}<h1>{TITLE}</h1>{TOOLS}<div class='TRS_Editor'>{body}</div></div>{FOOT}".encode(
        encoding
    )


def html_lines(body: str) -> list[str]:
    """The lines of a page that holds this and no more."""
    need("lxml")
    return text_of(f"<html><body>{body}</body></html>".encode(), "a.html").splitlines()


@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "gbk"])
@pytest.mark.parametrize("suffix", [".html", ".htm", ".shtml"])
def test_the_facts_of_a_page_are_those_of_its_notice(tmp_path: Path, charset: str, suffix: str) -> None:
    need("lxml")
    check_notice(tmp_path, f"notice{suffix}", page(charset=charset))


def test_a_page_is_its_labels_title_and_text_without_the_site() -> None:
    need("lxml")
    lines = text_of(page(), "a.html").splitlines()
    assert lines == [*LABEL_LINES, TITLE, "来源：云岭省粮食局", *(f"　　{line.strip()}" for line in NOTICE[1:])]


def test_a_page_whose_system_is_unknown_is_read_too(tmp_path: Path) -> None:
    need("lxml")
    check_notice(tmp_path, "a.html", page().replace(b"TRS_Editor", b"xyz"))


def test_a_page_laid_out_by_tables_is_read(tmp_path: Path) -> None:
    need("lxml")
    body = (
        f"<table><tr><td>左</td><td><table><tr><td>{TITLE}</td></tr><tr><td>{BODY}</td></tr></table></td></tr></table>"
    )
    check_notice(tmp_path, "a.html", f"<html><body>{body}</body></html>".encode())


def test_a_text_cut_by_breaks_is_read(tmp_path: Path) -> None:
    need("lxml")
    check_notice(tmp_path, "a.html", f"<body><div>{'<br/>'.join(NOTICE)}</div></body>".encode())


def test_a_text_that_is_set_as_it_stands_is_read(tmp_path: Path) -> None:
    need("lxml")
    notice = "\n".join(NOTICE)
    check_notice(tmp_path, "a.html", f"<body><pre>{notice}</pre></body>".encode())


def test_an_annex_beside_the_main_element_stays() -> None:
    annex = "<div class='fj'><p>附件：粮仓名单</p><p>一、松江市粮仓，位于松江市区，由松江市人民政府管理。</p></div>"
    lines = html_lines(f"<div>{BODY}</div>{annex}")
    assert lines[-2:] == ["附件：粮仓名单", "一、松江市粮仓，位于松江市区，由松江市人民政府管理。"]


def test_links_to_annexes_stay_and_links_to_other_notices_go() -> None:
    links = "<p><a>附件：分工表.doc</a></p><p><a>云岭省人民政府关于修路的通知</a></p>"
    assert html_lines(f"<div>{BODY}</div>{links}")[-2:] == ["　　2020年3月1日", "附件：分工表.doc"]


def test_labels_in_a_list_stand_with_their_values() -> None:
    items = "<ul><li><b>索引号：</b><p>0001</p></li><li>文号：</li><li>主题分类：<span>粮食</span></li></ul>"
    assert html_lines(f"{items}<p>{PROSE}</p>")[:3] == ["索引号：0001", "文号：", "主题分类：粮食"]


def test_a_label_without_a_colon_is_parted_from_its_value() -> None:
    items = f"<ul><li><label>文号</label><span>{NUMBER}</span></li><li><b>来源</b></li></ul><p><b>来源</b>于群众。</p>"
    assert html_lines(f"{items}<p>{PROSE}</p>")[:3] == [f"文号：{NUMBER}", "来源", "来源于群众。"]


def test_a_table_is_rows_that_say_by_themselves_what_belongs_together() -> None:
    table = (
        "<table><tr><th rowspan=2>项目</th><th colspan=2>单位</th></tr><tr><th>牵头</th><th>配合</th></tr>"
        "<tr><td rowspan=2>改造\n  旧仓</td><td>省粮<br>食局</td><td><p>省财政厅</p><p>省水利厅</p></td></tr>"
        "<tr><td>省教育厅</td><td></td></tr></table>"
    )
    assert html_lines(table) == [
        "| 项目 | 单位 |  |",
        "| 项目 | 牵头 | 配合 |",
        "| 改造旧仓 | 省粮食局 | 省财政厅、省水利厅 |",
        "| 改造旧仓 | 省教育厅 |  |",
    ]


def test_a_row_of_a_table_does_not_go_on_in_the_paragraph_below() -> None:
    rows = "| 项目 | 单位 |\n| 改造旧仓，更换设备，安装测温线路 | 省粮食局、省财政厅 |\n"
    assert repair(Text.of(f"{rows}{PROSE}\n")).value == f"{rows}{PROSE}\n"


def test_what_is_hidden_or_a_comment_is_not_read() -> None:
    hidden = "<p style='display:none'>假</p><!-- 假 --><p hidden>假</p><textarea>假</textarea>"
    assert html_lines(f"<p>{PROSE}{hidden}</p>") == [PROSE]


def test_a_page_damaged_in_a_few_bytes_is_read_in_its_own_encoding() -> None:
    need("lxml")
    data = (
        page(charset="gb2312").replace("报告".encode("gbk"), b"\xff", 1).replace(b"</body>", b"<p>\xff\xff</p></body>")
    )
    source = bytes_to_source(data, "a.html")
    assert TITLE in source.text


def test_a_page_that_is_not_in_its_encoding_is_refused() -> None:
    need("lxml")
    with pytest.raises(SourceError, match=r"is not in|is not a text"):
        text_of(b"<meta charset=utf-8>" + b"\xff\xfe\x81" * 200, "a.html")


@pytest.mark.parametrize("depth", [400, 100_000])
def test_tags_within_tags_are_a_text_or_an_error(depth: int) -> None:
    need("lxml")
    data = ("<div>" * depth + PROSE + "</div>" * depth).encode()
    try:
        assert PROSE in text_of(data, "a.html")
    except SourceError as error:
        assert "nested too deeply" in str(error)
        assert depth > 1000


def test_a_page_of_one_long_line_is_read() -> None:
    need("lxml")
    assert len(text_of(f"<p>{PROSE * 60_000}</p>".encode(), "a.html")) == len(PROSE) * 60_000 + 1


def test_cells_that_claim_to_be_huge_do_not_grow_the_text() -> None:
    row = "<tr>" + "<td rowspan=65000 colspan=1000>省粮食局要修粮仓</td>" * 40 + "</tr>"
    table = f"<table>{row * 50}</table>"
    assert len("\n".join(html_lines(table))) < 40 * len(table)


@pytest.mark.parametrize("data", [b"<html></html>", b"<html><body> &nbsp; </body></html>", b"<!-- -->"])
def test_a_page_without_words_is_empty(data: bytes) -> None:
    need("lxml")
    with pytest.raises(SourceError, match=r"^a\.html is empty$"):
        text_of(data, "a.html")


# Word documents


def docx(fill: Callable[[Any], None]) -> bytes:
    """The bytes of a document that ``fill`` has written."""
    need("docx", "lxml")
    document = import_module("docx").Document()
    fill(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def docx_lines(fill: Callable[[Any], None]) -> list[str]:
    return text_of(docx(fill), "a.docx").splitlines()


def add_lines(document: Any, lines: Sequence[str] = NOTICE) -> None:
    for line in lines:
        document.add_paragraph(line)


def xml(words: str) -> Any:
    """An element of a document."""
    from docx.oxml import parse_xml

    uri = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return parse_xml(words.replace(">", f' xmlns:w="{uri}">', 1))


def test_the_facts_of_a_document_are_those_of_its_notice(tmp_path: Path) -> None:
    check_notice(tmp_path, "notice.docx", docx(add_lines))


def test_heads_and_feet_of_a_document_go() -> None:
    def fill(document: Any) -> None:
        document.sections[0].header.paragraphs[0].text = "云岭省人民政府公报"
        document.sections[0].footer.paragraphs[0].text = "第1页"
        add_lines(document, [PROSE])

    assert docx_lines(fill) == [PROSE]


def test_numbers_of_lists_are_printed() -> None:
    levels = (("chineseCountingThousand", "%1、"), ("chineseCountingThousand", "（%2）"), ("decimal", "%3."))
    definition = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{words}"/></w:lvl>'
        for depth, (kind, words) in enumerate(levels)
    )

    def fill(document: Any) -> None:
        numbering = document.part.numbering_part.element
        numbering.insert(0, xml(f'<w:abstractNum w:abstractNumId="77">{definition}</w:abstractNum>'))
        numbering.append(xml('<w:num w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
        for depth, line in ((0, "总则"), (1, "目标"), (1, "原则"), (2, "节约"), (0, "任务"), (1, "改造")):
            properties = document.add_paragraph(line)._p.get_or_add_pPr()
            properties.append(xml(f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="77"/></w:numPr>'))

    assert docx_lines(fill) == ["一、总则", "（一）目标", "（二）原则", "1.节约", "二、任务", "（一）改造"]


def test_a_table_in_a_document_is_rows_with_merged_cells_repeated() -> None:
    def fill(document: Any) -> None:
        table = document.add_table(3, 3)
        words = (("项目", "牵头单位", "配合单位"), ("改造旧仓", "省粮食局", "省财政厅"), ("", "省水利厅", "省教育厅"))
        for row, cells in enumerate(words):
            for column, cell in enumerate(cells):
                table.cell(row, column).text = cell
        table.cell(1, 0).merge(table.cell(2, 0))

    assert docx_lines(fill) == [
        "| 项目 | 牵头单位 | 配合单位 |",
        "| 改造旧仓 | 省粮食局 | 省财政厅 |",
        "| 改造旧仓 | 省水利厅 | 省教育厅 |",
    ]


def test_what_was_inserted_is_read_and_what_was_deleted_is_not() -> None:
    def fill(document: Any) -> None:
        paragraph = document.add_paragraph("组长：")._p
        paragraph.append(xml("<w:del><w:r><w:delText>钱七方</w:delText></w:r></w:del>"))
        paragraph.append(xml("<w:ins><w:r><w:t>张三峰</w:t></w:r></w:ins>"))

    assert docx_lines(fill) == ["组长：张三峰"]


def test_a_document_packed_like_a_bomb_is_refused() -> None:
    need("lxml")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("word/document.xml", "w") as part:
        for _ in range(101):
            part.write(b" " * 1_000_000)
    with pytest.raises(SourceError, match="unpacks to more than"):
        text_of(out.getvalue(), "a.docx")


def test_entities_of_a_document_are_not_expanded(tmp_path: Path) -> None:
    need("lxml")
    secret = tmp_path / "secret"
    secret.write_text("密", encoding="utf-8")
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    part = (
        f'<!DOCTYPE d [<!ENTITY a "{"假" * 99}"><!ENTITY x SYSTEM "{secret.as_uri()}">]>'
        f"<w:document {w}><w:body><w:p><w:r><w:t>通知&x;&a;</w:t></w:r></w:p></w:body></w:document>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", part)
    assert text_of(out.getvalue(), "a.docx") == "通知\n"


def test_an_old_word_file_under_a_new_name_is_told() -> None:
    need("lxml")
    with pytest.raises(
        SourceError, match=r"^a\.docx is locked, or an old Word file under a new name: save it as \.docx"
    ):
        text_of(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.docx")


# PDFs

A4 = (595, 842)


class Sheets:
    """A PDF as it is drawn; places are in points from the upper left corner."""

    def __init__(self) -> None:
        need("reportlab", "pypdfium2", "pdfplumber")
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.cidfonts import UnicodeCIDFont
        from reportlab.pdfgen.canvas import Canvas

        pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
        self.out = io.BytesIO()
        self.canvas: Any = Canvas(self.out, pagesize=A4)

    def put(self, left: float, top: float, *lines: str, size: float = 10) -> "Sheets":
        self.canvas.setFont("STSong-Light", size)
        for number, line in enumerate(lines):
            self.canvas.drawString(left, A4[1] - top - number * 1.6 * size, line)
        return self

    def scan(self) -> "Sheets":
        """A page that is a picture."""
        from reportlab.lib.utils import ImageReader

        image = import_module("PIL.Image").new("L", (60, 80), 200)
        self.canvas.drawImage(ImageReader(image), 0, 0, *A4)
        return self.turn_page()

    def grid(self, columns: Sequence[float], rows: Sequence[float]) -> "Sheets":
        self.canvas.grid(columns, [A4[1] - row for row in rows])
        return self

    def turn_page(self) -> "Sheets":
        self.canvas.showPage()
        return self

    def data(self, **options: Any) -> bytes:
        self.canvas.save()
        return self.out.getvalue()

    def lines(self) -> list[str]:
        return text_of(self.data(), "a.pdf").splitlines()


def folded(words: str, width: int) -> list[str]:
    """Running text as a column sets it."""
    return [words[start : start + width] for start in range(0, len(words), width)]


def test_the_facts_of_a_pdf_are_those_of_its_notice(tmp_path: Path) -> None:
    sheets = Sheets().put(60, 80, NOTICE[0], size=14).put(60, 120, *NOTICE[1:])
    check_notice(tmp_path, "notice.pdf", sheets.data())


def test_the_facts_of_a_notice_in_two_columns_come_out(tmp_path: Path) -> None:
    lines = [piece for line in NOTICE[2:] for piece in folded(line, 22)]
    lines[2:2] = folded(PROSE * 3, 22)
    half = (len(lines) + 1) // 2
    sheets = Sheets().put(60, 60, TITLE, size=15).put(250, 90, NUMBER)
    sheets.put(60, 120, *lines[:half]).put(312, 120, *lines[half:])
    check_notice(tmp_path, "notice.pdf", sheets.data())


@pytest.mark.parametrize("count", [1, 2, 3])
def test_columns_are_read_one_after_the_other(count: int) -> None:
    width = {1: 46, 2: 22, 3: 14}[count]
    words = folded(PROSE * 12, width)
    per = -(-len(words) // count)
    sheets = Sheets().put(60, 40, "云岭省人民政府公报　2020年第1期")
    for number in range(count):
        sheets.put(60 + number * (width + 2) * 10, 80, *words[number * per : (number + 1) * per])
    sheets.put(290, 810, "— 3 —")
    assert sheets.lines() == ["云岭省人民政府公报　2020年第1期", *words, "— 3 —"]


def test_a_title_over_two_columns_parts_what_is_above_it_from_what_is_below() -> None:
    above, below = folded(PROSE * 4, 22), folded(PROSE[::-1] * 4, 22)
    sheets = Sheets()
    for top, words in ((60, above), (260, below)):
        sheets.put(60, top, *words[: len(words) // 2]).put(312, top, *words[len(words) // 2 :])
    sheets.put(120, 230, "关于修建粮仓和做好防汛抗旱工作的通知", size=18)
    assert [line.strip() for line in sheets.lines()] == [*above, "关于修建粮仓和做好防汛抗旱工作的通知", *below]


FIRST = [
    "组　长：张三峰　副省长",
    "副组长：李四维　省财政厅厅长",
    "成　员：王五常　省教育厅副厅长",
    "　　　　赵六合　松江市副市长",
]
SECOND = [
    "　　　　孙八达　省公安厅副厅长",
    "　　　　周九成　省民政厅副厅长",
    "　　　　吴十全　省司法厅副厅长",
    "　　　　郑百川　省审计厅副厅长",
]


def test_a_member_list_in_two_columns_is_read_column_by_column() -> None:
    sheets = Sheets().put(60, 60, PROSE).put(60, 100, *FIRST).put(312, 100, *SECOND).put(60, 200, PROSE)
    assert [line.strip() for line in sheets.lines()] == [PROSE, *(line.strip() for line in FIRST + SECOND), PROSE]


def test_names_and_posts_set_apart_are_no_columns() -> None:
    names, posts = zip(*(line.rsplit("　", 1) for line in FIRST + SECOND), strict=True)
    lines = Sheets().put(60, 60, *names).put(300, 60, *posts).lines()
    assert [line.split()[-1] for line in lines] == list(posts)
    assert all("".join(name.split()) in "".join(line.split()) for name, line in zip(names, lines, strict=True))


def test_columns_of_most_pages_are_columns_of_a_short_last_page() -> None:
    words = folded(PROSE * 12, 22)
    sheets = Sheets()
    for _ in range(2):
        sheets.put(60, 60, *words[:12]).put(312, 60, *words[12:24]).turn_page()
    lines = sheets.put(60, 60, *words[:3]).put(312, 60, *words[3:5]).lines()
    assert lines[-5:] == words[:5]


def test_a_ruled_table_is_rows() -> None:
    sheets = Sheets().put(60, 60, PROSE).grid([60, 160, 300, 500], [100, 125, 165, 190])
    sheets.put(65, 117, "项目").put(165, 117, "牵头单位").put(305, 117, "配合单位")
    sheets.put(65, 140, "改造旧仓").put(165, 140, "省粮食局、省发展", "改革委").put(305, 140, "省财政厅")
    sheets.put(65, 182, "培训人员").put(165, 182, "省教育厅").put(60, 240, PROSE)
    assert sheets.lines() == [
        PROSE,
        "| 项目 | 牵头单位 | 配合单位 |",
        "| 改造旧仓 | 省粮食局、省发展改革委 | 省财政厅 |",
        "| 培训人员 | 省教育厅 |  |",
        PROSE,
    ]


def test_a_cell_over_two_ruled_rows_is_repeated() -> None:
    sheets = Sheets().put(65, 125, "改造旧仓").put(165, 117, "省粮食局").put(165, 142, "省财政厅")
    for line in ((60, 100, 300, 100), (160, 125, 300, 125), (60, 150, 300, 150)):
        sheets.canvas.line(line[0], A4[1] - line[1], line[2], A4[1] - line[3])
    for left in (60, 160, 300):
        sheets.canvas.line(left, A4[1] - 100, left, A4[1] - 150)
    assert sheets.lines() == ["| 改造旧仓 | 省粮食局 |", "| 改造旧仓 | 省财政厅 |"]


def test_a_frame_around_text_is_no_table() -> None:
    assert Sheets().grid([50, 550], [40, 200]).put(60, 60, PROSE, PROSE).lines() == [PROSE, PROSE]


def test_a_page_turned_on_its_side_is_read_upright() -> None:
    sheets = Sheets()
    sheets.canvas.rotate(90)
    sheets.canvas.translate(0, -A4[0])
    sheets.canvas.setFont("STSong-Light", 10)
    for number, line in enumerate(FIRST):
        sheets.canvas.drawString(60, 400 - number * 16, line)
    assert sheets.lines() == FIRST


def test_a_scanned_page_is_told_where_it_stands_and_as_a_gap(tmp_path: Path) -> None:
    sheets = Sheets().put(60, 80, *NOTICE[:8]).turn_page().scan().put(60, 80, *NOTICE[8:])
    facts = check_notice(tmp_path, "notice.pdf", sheets.data())
    (gap,) = (fact for fact in facts if isinstance(fact, Gap))
    assert gap.reason == "page 2 has no text layer"
    assert gap.spans[0].text == "——第2页没有文字层，此处未读。"


def test_a_scan_is_refused() -> None:
    with pytest.raises(SourceError, match=r"^a\.pdf is a scan without a text layer: have its text recognised"):
        text_of(Sheets().scan().scan().data(), "a.pdf")


def test_an_empty_pdf_is_empty() -> None:
    with pytest.raises(SourceError, match=r"^a\.pdf is empty$"):
        text_of(Sheets().turn_page().data(), "a.pdf")


def test_a_locked_pdf_is_told() -> None:
    need("reportlab", "pypdfium2", "pdfplumber")
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas: Any = Canvas(out, encrypt=StandardEncryption("secret", canPrint=0))
    canvas.drawString(60, 700, "Notice")
    canvas.save()
    with pytest.raises(SourceError, match=r"^a\.pdf is locked with a password: save it without one$"):
        text_of(out.getvalue(), "a.pdf")


# All formats


@pytest.mark.parametrize("suffix", sorted(formats.FORMATS))
@pytest.mark.parametrize(
    "data", [b"", b"\x00" * 99, bytes(range(256)) * 9, b"PK\x03\x04" + bytes(99), b"%PDF-1.7\n1 0 obj<<"]
)
def test_rubbish_is_refused_in_one_sentence(tmp_path: Path, suffix: str, data: bytes) -> None:
    need("lxml", "pypdfium2", "pdfplumber")
    file = tmp_path / f"a{suffix}"
    file.write_bytes(data)
    with pytest.raises(SourceError, match=r"^a\.[a-z]+ [^\n]+$"):
        extract_source(file)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_file_cut_off_is_a_text_or_one_sentence(share: float) -> None:
    for name, data in (
        ("a.docx", docx(add_lines)),
        ("a.pdf", Sheets().put(60, 80, *NOTICE).data()),
        ("a.html", page()),
    ):
        try:
            assert text_of(data[: int(len(data) * share)], name).endswith("\n")
        except SourceError as error:
            assert "\n" not in str(error)


@pytest.mark.parametrize("name", ["a.doc", "a.wps", "a.ofd", "a.PNG"])
def test_a_kind_that_is_not_read_is_told_with_what_to_do(name: str) -> None:
    with pytest.raises(SourceError, match=r"is of a kind that Gongbao does not read: (save|print|have) "):
        text_of(b"\xd0\xcf\x11\xe0", name)


@pytest.mark.parametrize(("name", "extra"), [("a.html", "html"), ("a.docx", "docx"), ("a.pdf", "pdf")])
def test_a_missing_extra_is_named(name: str, extra: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(data: bytes, name: str) -> tuple[str, str]:
        raise ModuleNotFoundError("No module named 'x'", name="x")

    monkeypatch.setattr(formats, "FORMATS", {f".{extra}": (extra, missing)})
    with pytest.raises(MissingExtra, match=rf"^{name} needs the {extra} extra: pip install 'gongbao\[{extra}\]'$"):
        text_of(b"x", name)


def test_a_folder_is_searched_for_all_formats(tmp_path: Path) -> None:
    for suffix in SUFFIXES:
        (tmp_path / f"a{suffix}").write_bytes(b"x")
    assert {file.suffix for file in find_sources(tmp_path)} == set(SUFFIXES)
    assert set(formats.FORMATS) <= set(SUFFIXES)


@pytest.mark.parametrize("folder", ["notice_files", "notice.files"])
def test_what_lies_beside_a_saved_page_is_no_source(tmp_path: Path, folder: str) -> None:
    (tmp_path / folder).mkdir()
    for name in ("notice.html", f"{folder}/frame.html", f"{folder}/seal.png", "~$notice.docx", "other_files.txt"):
        (tmp_path / name).write_bytes(b"x")
    assert [file.name for file in find_sources(tmp_path)] == ["notice.html", "other_files.txt"]
    assert find_unread(tmp_path) == []


def test_a_folder_that_only_ends_like_one_of_a_page_is_searched(tmp_path: Path) -> None:
    (tmp_path / "my_files").mkdir()
    (tmp_path / "my_files" / "a.txt").write_bytes(b"x")
    assert [file.name for file in find_sources(tmp_path)] == ["a.txt"]


# The commands


def run(*args: str | Path, stdin: bytes | None = None) -> Any:
    return CliRunner().invoke(main, [str(arg) for arg in args], input=stdin, catch_exceptions=False)


def test_the_text_command_prints_the_text_in_which_lines_are_counted(tmp_path: Path) -> None:
    need("lxml")
    file = tmp_path / "notice.html"
    file.write_bytes(page())
    result = run("text", file)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == bytes_to_source(page(), "notice.html").text


@pytest.mark.parametrize("kind", ["html", "docx", "pdf"])
def test_a_page_or_document_is_known_on_standard_input(kind: str) -> None:
    need("lxml")
    data = page() if kind == "html" else docx(add_lines) if kind == "docx" else Sheets().put(60, 80, *NOTICE).data()
    assert TITLE in run("text", "-", stdin=data).stdout


def test_files_that_are_passed_over_are_told(tmp_path: Path) -> None:
    folder = tmp_path / "gazettes"
    folder.mkdir()
    (folder / "a.txt").write_text("\n".join(NOTICE), encoding="utf-8")
    for name in ("b.doc", "c.wps"):
        (folder / name).write_bytes(b"\xd0\xcf\x11\xe0")
    result = run("build", folder, "--store", tmp_path / "store")
    assert result.exit_code == 0
    assert "2 files of kinds that are not read were passed over (.doc, .wps)" in result.stderr


def test_a_folder_of_files_to_be_converted_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.doc").write_bytes(b"x")
    with pytest.raises(SourceError, match=r"holds no text .*, but 1 of kinds that have to be converted first$"):
        list(find_sources(tmp_path))


def test_a_damaged_document_fails_alone(tmp_path: Path) -> None:
    need("lxml")
    (tmp_path / "a.txt").write_text("\n".join(NOTICE), encoding="utf-8")
    (tmp_path / "b.docx").write_bytes(b"x")
    result = run("extract", tmp_path)
    assert result.exit_code == 1
    assert GROUP in result.stdout
    assert result.stderr.startswith("gongbao: b.docx is a damaged or locked Word document")
