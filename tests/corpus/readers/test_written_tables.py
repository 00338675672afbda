"""The tables that the writer is told: what heads them, and where their merged cells stand."""

import pytest

from corpus.parts import PartKind
from corpus.readers.writer import TableCell, TextWriter


def written(rows):
    """Return what is read of one table."""
    writer = TextWriter("a")
    writer.table(rows)
    return writer.read()


def cells(*words, **more):
    """Return a row of cells."""
    return [TableCell(word, **more) for word in words]


def told(read, kind=PartKind.ROW):
    """Return the cells of the rows of a kind."""
    return [[cell.of(read.text) for cell in part.cells] for part in read.parts if part.kind is kind]


def heads(read):
    """Return the heads of each row, those of a column joined."""
    rows = [part for part in read.parts if part.kind is PartKind.ROW]
    return [["/".join(head.of(read.text) for head in column) for column in row.heads] for row in rows]


def test_marked_rows_head_a_table():
    """Rows that the format marks head all rows below, up to three of them, whatever they look like."""
    head = [cells("区分", "これは見出しである。", heads=True), cells("", "内訳", heads=True)]
    read = written([*head, cells("甲", "1"), cells("乙", "2")])
    assert told(read, PartKind.HEAD) == [["区分", "これは見出しである。"], ["", "内訳"]]
    assert told(read) == [["甲", "1"], ["乙", "2"]]
    assert heads(read) == [["区分", "これは見出しである。/内訳"]] * 2


def test_a_table_of_nothing_but_marked_rows_has_no_head():
    """Where every row is marked, all of them are rows."""
    read = written([cells("甲", "1", heads=True), cells("乙", "2", heads=True)])
    assert told(read) == [["甲", "1"], ["乙", "2"]]
    assert heads(read) == [[], []]


@pytest.mark.parametrize(
    ("first", "is_head"),
    [
        (("名称", "額", "率"), True),
        (("", "額", "率"), True),
        (("名称", "", "率"), False),
        (("甲", "甲", "甲"), False),
        (("名称", "額", "率を示す。"), False),
        (("名称", "額", "率" * 40), True),
        (("名称", "額", "率" * 41), False),
        (("名称", "額"), False),
        (("名称", "12", "率"), False),
    ],
)
def test_a_first_row_heads_the_table_where_it_looks_like_one(first, is_head):
    """Three short names and more, not all alike and none a sentence, head the rows below; two columns are a form."""
    read = written([cells(*first), cells(*"甲乙丙"[: len(first)])])
    assert told(read, PartKind.HEAD) == ([list(first)] if is_head else [])
    assert heads(read)[-1] == (list(first) if is_head else [])


@pytest.mark.parametrize("marked", [False, True])
def test_a_form_of_two_columns_has_no_head(marked):
    """Where the first column names what the second says, marked or not, the first row is like the others."""
    read = written([[TableCell(name, heads=marked), TableCell("5年")] for name in ("期間", "延長")])
    assert told(read) == [["期間", "5年"], ["延長", "5年"]]
    assert heads(read) == [[], []]


def test_a_cell_over_two_columns_heads_both():
    """A head over columns that are divided in the row below is the outer head of each of them."""
    rows = [
        [TableCell("区分"), TableCell("予算", columns=2)],
        [TableCell("", continues=True), TableCell("前年度"), TableCell("本年度")],
        cells("甲", "1", "2"),
    ]
    read = written(rows)
    assert read.text == "区分\t予算\n\t前年度\t本年度\n甲\t1\t2"
    assert told(read, PartKind.HEAD) == [["区分", "予算", "予算"], ["区分", "前年度", "本年度"]]
    assert heads(read) == [["区分", "予算/前年度", "予算/本年度"]]


def test_a_cell_over_two_columns_of_a_body_stands_in_both():
    """What is said of two columns at once is said of each."""
    read = written([cells("名称", "額", "率"), [TableCell("甲"), TableCell("未定", columns=2)]])
    assert told(read) == [["甲", "未定", "未定"]]
    assert heads(read) == [["名称", "額", "率"]]


def test_a_cell_that_goes_on_is_the_cell_above():
    """A cell over three rows stands once in the text and in each of the rows."""
    rows = [cells("区分", "名称", "額"), cells("甲", "一", "1")]
    rows += [[TableCell("無視される", continues=True), *cells(name, "2")] for name in "二三"]
    read = written(rows)
    assert read.text.split("\n")[1:] == ["甲\t一\t1", "\t二\t2", "\t三\t2"]
    assert told(read) == [["甲", "一", "1"], ["甲", "二", "2"], ["甲", "三", "2"]]
    assert len({part.cells[0] for part in read.parts[1:]}) == 1


def test_a_cell_that_goes_on_from_nothing_is_empty():
    """In the first row, or beyond the end of the row above, there is nothing to go on from."""
    read = written([[TableCell("甲"), TableCell("x", continues=True)], [*cells("乙", "1"), TableCell("x", 1, True)]])  # noqa: FBT003
    assert told(read) == [["甲", ""], ["乙", "1", ""]]


def test_a_row_of_another_width_has_no_heads():
    """A row that does not fit the heads is told without them rather than under the wrong ones."""
    read = written([cells("名称", "額", "率"), cells("甲", "1"), cells("乙", "1", "2")])
    assert heads(read) == [[], ["名称", "額", "率"]]


def test_an_empty_row_is_a_line_and_no_part():
    """A row without words keeps its line."""
    read = written([cells("甲", "1"), cells("", ""), cells("乙", "2")])
    assert read.text == "甲\t1\n\t\n乙\t2"
    assert told(read) == [["甲", "1"], ["乙", "2"]]


def test_lines_of_one_cell_above_and_below_are_no_rows():
    """A caption over the heads and a note under the rows are text; such a line between is a row."""
    rows = [cells("令和6年度", "", ""), cells("名称", "額", "率"), cells("甲", "1", "2"), cells("計", "", "")]
    read = written([*rows, cells("注：速報値", "", "")])
    assert [(part.kind, part.span.of(read.text)) for part in read.parts] == [
        (PartKind.PARAGRAPH, "令和6年度"),
        (PartKind.HEAD, "名称\t額\t率"),
        (PartKind.ROW, "甲\t1\t2"),
        (PartKind.ROW, "計"),
        (PartKind.PARAGRAPH, "注：速報値"),
    ]
