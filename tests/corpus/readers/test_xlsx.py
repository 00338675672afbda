"""Reading XLSX: sheets, tables between empty rows, merged cells, and values as their sheet shows them."""

import datetime as dt
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_files import packed
from openpyxl import Workbook

from corpus.errors import Fault, UnreadableDocument
from corpus.parts import PartKind
from corpus.readers.formats import DocumentFormat, format_of
from corpus.readers.isolation import read_file
from corpus.readers.xlsx import read_xlsx, shown


def made(fill):
    """Return a workbook that ``fill`` has filled."""
    book = Workbook()
    book.active.title = "表"
    fill(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def read(fill):
    """Return what is read of it."""
    return read_xlsx(made(fill), "a.xlsx")


def sheet(*rows, more=lambda sheet: None):
    """Return what fills the first sheet with rows."""

    def fill(book):
        for row in rows:
            book.active.append(row)
        more(book.active)

    return fill


def rows(read):
    """Return the rows, each as pairs of its heads and its cell."""
    return [
        [
            ("/".join(head.of(read.text) for head in heads), cell.of(read.text))
            for heads, cell in zip(part.heads or [()] * len(part.cells), part.cells, strict=True)
        ]
        for part in read.parts
        if part.kind is PartKind.ROW
    ]


@pytest.mark.parametrize(
    ("value", "form", "words"),
    [
        (None, "General", ""),
        ("  二 行\nの語 ", "General", "二 行 の語"),
        (True, "General", "TRUE"),
        (False, "General", "FALSE"),
        (12.0, "General", "12"),
        (0.1 + 0.2, "General", "0.3"),
        (1234567, "General", "1234567"),
        (1234567, "#,##0", "1,234,567"),
        (1234567, '#,##0"千円"', "1,234,567千円"),
        (1234.56, "#,##0.0", "1,234.6"),
        (-1234, "#,##0", "-1,234"),
        (-1234, "#,##0;-#,##0", "-1,234"),
        (3, '0"人"', "3人"),
        (3, '0"人";"なし"', "3人"),
        (3.14159, "0.00", "3.14"),
        (0.5, "0%", "50%"),
        (0.125, "0.0%", "12.5%"),
        (2025, "@", "2025"),
        (dt.date(2025, 4, 1), "yyyy/mm/dd", "2025年4月1日"),
        (dt.datetime(2025, 4, 1), "yyyy/mm/dd", "2025年4月1日"),  # noqa: DTZ001 - a sheet knows no zones
        (dt.datetime(2025, 4, 1, 9, 5), "yyyy/mm/dd h:mm", "2025年4月1日 9:05"),  # noqa: DTZ001
    ],
)
def test_a_value_is_read_as_it_is_shown(value, form, words):
    """Separators, decimals, percent and the unit of a number format are part of what a person sees."""
    assert shown(value, form) == words


@given(st.integers(-(10**15), 10**15), st.sampled_from(["#,##0", '#,##0"円"', "0"]))
def test_a_whole_number_keeps_its_digits(number, form):
    """However it is shown, a whole number can be read back."""
    assert int(shown(number, form).replace(",", "").removesuffix("円")) == number


def test_dates_and_percentages_of_a_sheet_keep_their_form():
    """What the workbook stores as a number is read as the date or share that it is."""

    def forms(sheet):
        sheet["B2"].number_format, sheet["C2"].number_format = "0.0%", '#,##0"千円"'

    found = read(sheet(["日", "率", "額"], [dt.date(2025, 4, 1), 0.052, 2481], more=forms))
    assert rows(found) == [[("日", "2025年4月1日"), ("率", "5.2%"), ("額", "2,481千円")]]


def test_a_sheet_is_a_page_under_its_name():
    """Each sheet that is shown begins a page, and its name is a heading."""

    def fill(book):
        book.active.append(["甲"])
        book.create_sheet("別表").append(["乙"])

    found = read(fill)
    assert found.text == "表\n甲\n別表\n乙"
    assert [found.text[at:] for at in found.page_breaks] == ["別表\n乙"]
    assert [part.span.of(found.text) for part in found.parts if part.kind is PartKind.HEADING] == ["表", "別表"]


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_hidden_sheets_are_left_out(state):
    """A sheet that nobody sees is not read."""

    def fill(book):
        book.active.append(["甲"])
        hidden = book.create_sheet("隠れ")
        hidden.append(["乙"])
        hidden.sheet_state = state

    assert read(fill).text == "表\n甲"


def test_hidden_rows_are_left_out():
    """A row that nobody sees is not read, and does not part the table."""

    def hide(sheet):
        sheet.row_dimensions[2].hidden = True

    found = read(sheet(["名", "額", "率"], ["秘", 1, 2], ["甲", 3, 4], more=hide))
    assert "秘" not in found.text
    assert [row[0][1] for row in rows(found)][-1] == "甲"


def test_several_tables_stand_apart():
    """An empty row ends a table: each has its own head, wherever on the sheet it stands."""
    found = read(
        sheet(["名", "額", "率"], ["甲", 1, 2], [], [None, None, "科目", "前", "後"], [None, None, "乙", 3, 4])
    )
    assert rows(found) == [
        [("名", "甲"), ("額", "1"), ("率", "2")],
        [("科目", "乙"), ("前", "3"), ("後", "4")],
    ]
    assert found.is_sound


def test_lines_above_a_table_are_its_caption():
    """Rows of one cell before the first fuller one are text, not rows; those within the table are rows."""
    found = read(sheet(["令和6年度決算"], [None, None, "（単位：千円）"], ["名", "額", "率"], ["甲", 1, 2], ["計"]))
    kinds = [(part.kind, part.span.of(found.text)) for part in found.parts[1:3]]
    assert kinds == [(PartKind.PARAGRAPH, "令和6年度決算"), (PartKind.PARAGRAPH, "（単位：千円）")]
    assert rows(found)[1] == [("名", "計"), ("額", ""), ("率", "")]


def test_a_cell_merged_down_stands_in_each_row():
    """A cell over two rows is in both of them, and once in the text."""
    found = read(
        sheet(["区分", "年度", "額"], ["甲", "前", 1], [None, "後", 2], more=lambda sheet: sheet.merge_cells("A2:A3"))
    )
    assert rows(found) == [
        [("区分", "甲"), ("年度", "前"), ("額", "1")],
        [("区分", "甲"), ("年度", "後"), ("額", "2")],
    ]
    assert found.text.count("甲") == 1


def test_the_result_of_a_formula_is_read_and_not_the_formula():
    """A cell that was never computed is empty; its formula is no words."""
    found = read(sheet(["名", "額", "率"], ["甲", "=1+1", 3]))
    assert rows(found) == [[("名", "甲"), ("額", ""), ("率", "3")]]


def test_no_more_rows_and_columns_are_read_than_are_allowed(monkeypatch):
    """A sheet that claims to be endless is read up to the limits."""
    monkeypatch.setattr("corpus.readers.xlsx._MOST_ROWS", 2)
    monkeypatch.setattr("corpus.readers.xlsx._MOST_COLUMNS", 2)
    assert read(sheet(["一", "二", "三"], ["四", "五", "六"], ["七"])).text == "表\n一\t二\n四\t五"


def test_a_workbook_is_known_by_its_parts_and_a_broken_one_refused():
    """The format is told by what the package holds; one whose parts are not listed is damaged."""
    data = made(sheet(["甲"]))
    assert format_of(data, "a.xlsx") is DocumentFormat.XLSX
    whole = zipfile.ZipFile(io.BytesIO(data))
    cut = packed([(part, whole.read(part)) for part in whole.namelist() if part != "[Content_Types].xml"])
    with pytest.raises(UnreadableDocument) as refused:
        read_file(cut, "a.xlsx")
    assert refused.value.fault is Fault.DAMAGED
    assert read_file(data, "a.xlsx").text == "表\n甲"
