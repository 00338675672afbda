"""Reading HTML: the words of a page without what frames it, in whatever letters it is written."""

import pytest

from corpus.errors import Fault, UnreadableDocument
from corpus.parts import PartKind
from corpus.readers.formats import DocumentFormat, format_of
from corpus.readers.html import read_html


def read(body, head="", encoding="utf-8"):
    """Return what is read of a page."""
    page = f"<html><head>{head}</head><body>{body}</body></html>"
    return read_html(page.encode(encoding), "a.html")


def parts(read):
    """Return the kinds and words of the parts."""
    return [(part.kind, part.span.of(read.text)) for part in read.parts]


def told(read, kind=PartKind.ROW):
    """Return the cells of the rows of a kind."""
    return [[cell.of(read.text) for cell in part.cells] for part in read.parts if part.kind is kind]


def heads(read):
    """Return the heads of each row, those of a column joined."""
    rows = [part for part in read.parts if part.kind is PartKind.ROW]
    return [["/".join(head.of(read.text) for head in column) for column in row.heads] for row in rows]


@pytest.mark.parametrize(
    ("declaration", "encoding"),
    [
        ('<meta charset="shift_jis">', "cp932"),
        ("<meta charset=Shift_JIS>", "cp932"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=x-sjis">', "cp932"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=EUC-JP">', "euc_jp"),
        ('<meta charset="iso-2022-jp">', "iso2022_jp"),
        ('<meta charset="utf-8">', "utf-8"),
        ("", "utf-8"),
    ],
)
def test_a_page_is_read_in_the_letters_that_it_declares(declaration, encoding):
    """Japanese pages say in their head how they are written."""
    assert read("<p>研究計画の概要</p>", declaration, encoding).text == "研究計画の概要"


def test_shift_jis_of_pages_has_the_characters_of_windows():
    """Circled numbers and the wave dash, which the standard has not, are read in what is called Shift_JIS."""
    assert read("<p>①と髙～</p>", "<meta charset=shift_jis>", "cp932").text == "①と髙～"


@pytest.mark.parametrize("declared", ["shift_jis", "x-unknown"])
def test_a_wrong_declaration_is_not_believed(declared):
    """A page that is UTF-8, whatever it says, is read as such."""
    assert read("<p>本文のとおり、実施する。</p>", f"<meta charset={declared}>").text == "本文のとおり、実施する。"


@pytest.mark.parametrize(
    "framing",
    [
        "<nav>隠</nav>",
        "<footer>隠</footer>",
        "<aside>隠</aside>",
        "<textarea>隠</textarea>",
        "<script>隠</script>",
        "<style>隠</style>",
        "<noscript>隠</noscript>",
        "<template><p>隠</p></template>",
        "<select><option>隠</option></select>",
        "<button>隠</button>",
        "<p hidden>隠</p>",
        "<div style='color: red; Display : none'><p>隠</p></div>",
        "<span style='visibility:hidden'>隠</span>",
        "<!-- 隠 -->",
    ],
)
def test_what_frames_a_page_or_is_hidden_is_left_out(framing):
    """Menus, scripts, fields and what is not shown are no words of the page; what follows them is."""
    assert read(f"<p>前</p>{framing}<p>後</p>").text == "前\n後"
    assert read(f"<table><tr><td>前{framing}後</td></tr></table>").text == "前後"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>外</p><main><p>中の本文</p></main><p>外</p>", "中の本文"),
        ("<p>外</p><div role='main'><p>中の本文</p></div>", "中の本文"),
        ("<p>外</p><article><p>中の本文</p></article>", "中の本文"),
        ("<p>外の長い本文</p><article><p>中</p></article>", "外の長い本文\n中"),
        ("<article><p>一</p></article><article><p>二</p></article>", "一\n二"),
        ("<header>隠</header><p>文</p>", "文"),
        ("<article><header><h1>題</h1></header><p>文</p></article>", "題\n文"),
        ("<form><p>文</p><input value='隠'></form>", "文"),
    ],
)
def test_the_main_part_is_the_page(body, text):
    """The one main part that holds most of the words is read alone; the page's own head is left out, a part's is not."""
    assert read(body).text == text


def test_headings_are_as_deep_as_they_are_marked():
    """Each heading has its level; one without words is none."""
    found = read("<h1>題 <small>副題</small></h1><p>文</p><h3>節</h3><h2> </h2><p>文</p>")
    assert [(part.level, part.span.of(found.text)) for part in found.parts if part.level] == [(1, "題 副題"), (3, "節")]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>甲<b>乙</b>\n  丙</p>", "甲乙 丙"),
        ("<p>甲<br>乙</p>", "甲\n乙"),
        ("<div>甲<div>乙</div>丙</div>", "甲\n乙\n丙"),
        ("<dl><dt>語</dt><dd>意味</dd></dl>", "語\n意味"),
        ("<p><ruby>研究<rp>(</rp><rt>けんきゅう</rt><rp>)</rp></ruby>者</p>", "研究者"),
        ("<p>A&amp;B&nbsp;&#9312;</p>", "A&B ①"),
        ("<p>甲<a href='x'>乙</a><img alt='図'></p>", "甲乙"),
        ("<pre>甲\n  乙</pre>", "甲\n乙"),
    ],
)
def test_running_text_is_gathered_between_blocks(body, text):
    """Words in one block are one line, however they are marked; each block begins its own."""
    assert read(body).text == text


def test_items_of_lists_have_their_marks():
    """Bullets stand for items without order, numbers for those with one; a list in an item comes after its words."""
    found = read("<ul><li>甲<ul><li>甲の一</li></ul></li><li><p>乙</p></li></ul><ol><li>一</li><li>二</li></ol>")
    assert [(part.kind, part.mark, part.span.of(found.text)) for part in found.parts] == [
        (PartKind.ITEM, "・", "甲"),
        (PartKind.ITEM, "・", "甲の一"),
        (PartKind.ITEM, "・", "乙"),
        (PartKind.ITEM, "1.", "一"),
        (PartKind.ITEM, "2.", "二"),
    ]


def test_heads_over_several_columns_and_rows_head_each_of_them():
    """What stands in the head of a table is told for each column, the outermost first."""
    found = read(
        "<table><thead><tr><th rowspan=2>区分<th colspan=2>予算</tr><tr><td>前<td>後</tr></thead>"
        "<tbody><tr><th>甲</th><td>1<td>2</tr></tbody></table>"
    )
    assert told(found) == [["甲", "1", "2"]]
    assert heads(found) == [["区分", "予算/前", "予算/後"]]


def test_rows_of_marked_cells_head_a_table_of_two_columns():
    """Without a marked head such a table is a form; a marked cell at the left of each row makes none."""
    assert heads(read("<table><tr><th>名<th>額</tr><tr><td>甲<td>1</tr></table>")) == [["名", "額"]]
    found = read("<table><tr><th>期間<td>5年</tr><tr><th>対象<td>若手</tr></table>")
    assert (told(found), heads(found)) == ([["期間", "5年"], ["対象", "若手"]], [[], []])


@pytest.mark.parametrize(
    ("body", "rows"),
    [
        ("<tr><td rowspan=2>甲<td>1<td>2</tr><tr><td colspan=2>3</tr>", [["甲", "1", "2"], ["甲", "3", "3"]]),
        ("<tr><td colspan=2 rowspan=2>甲<td>2</tr><tr><td>3</tr>", [["甲", "甲", "2"], ["甲", "甲", "3"]]),
        ("<tr><td>1<td rowspan=2>2<td rowspan=2>3</tr><tr><td>4</tr>", [["1", "2", "3"], ["4", "2", "3"]]),
        (
            "<tr><td rowspan=x>甲<td colspan=0>1<td>2</tr><tr><td>乙<td>3<td>4</tr>",
            [["甲", "1", "2"], ["乙", "3", "4"]],
        ),
    ],
)
def test_merged_cells_stand_in_each_place_that_they_cover(body, rows):
    """A cell over rows and columns is in each of them; a span that is no number is one."""
    assert told(read(f"<table><tr><th>名<th>前<th>後</tr>{body}</table>")) == rows


def test_a_table_that_only_places_blocks_is_no_table():
    """What stands in it is read as if it stood alone; a table inside is one."""
    found = read("<table><tr><td><h2>題</h2><p>文</p><table><tr><td>甲<td>1</tr></table></td></tr></table>")
    assert parts(found) == [(PartKind.HEADING, "題"), (PartKind.PARAGRAPH, "文"), (PartKind.ROW, "甲\t1")]


def test_the_title_is_that_of_the_head():
    """The title is no word of the page itself."""
    found = read("<p>文</p>", "<title>\n 計画の\n題 </title>")
    assert (found.title, found.text) == ("計画の 題", "文")


def test_a_page_is_known_by_its_first_element_and_one_without_words_refused():
    """A page without a suffix is told by how it begins; one of scripts alone says nothing."""
    assert format_of(b"<!-- x -->\n<!DOCTYPE html><p>a</p>", "a") is DocumentFormat.HTML
    with pytest.raises(UnreadableDocument) as refused:
        read("<script>x()</script>")
    assert refused.value.fault is Fault.EMPTY


def test_rows_without_a_cell_are_no_rows():
    """At the beginning, between and at the end of a table."""
    rows = "<tr></tr><tr><td>甲</td><td>1</td></tr><tr></tr><tr><td>乙</td><td>2</td></tr><tr></tr>"
    assert read_html(f"<body><table>{rows}</table></body>".encode(), "a.html").text.split() == ["甲", "1", "乙", "2"]
