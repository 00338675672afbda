"""Automatic numbers and headings of a DOCX: what Word shows before a paragraph, and how deep a heading is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_files import docx
from made_word import item, level, lists, styled, styles

from corpus.parts import PartKind
from corpus.readers.docx import read_docx
from corpus.readers.number_formats import counted


def read(body, *parts):
    """Return what is read from a DOCX."""
    return read_docx(docx(body, *parts), "a.docx")


def marks(body, *parts):
    """Return the numbers of the paragraphs."""
    return [part.mark for part in read(body, *parts).parts]


@pytest.mark.parametrize(
    ("form", "pattern", "shown"),
    [
        ("decimal", "第%1章", ["第1章", "第2章", "第3章"]),
        ("decimalFullWidth", "%1．", ["１．", "２．", "３．"]),
        ("decimalEnclosedCircle", "%1", ["①", "②", "③"]),
        ("aiueo", "%1", ["ア", "イ", "ウ"]),
        ("aiueoFullWidth", "(%1)", ["(ア)", "(イ)", "(ウ)"]),
        ("iroha", "%1", ["イ", "ロ", "ハ"]),
        ("japaneseCounting", "%1", ["一", "二", "三"]),
        ("japaneseLegal", "第%1条", ["第壱条", "第弐条", "第参条"]),
        ("lowerRoman", "%1)", ["i)", "ii)", "iii)"]),
        ("upperLetter", "%1.", ["A.", "B.", "C."]),
        ("bullet", "", ["・", "・", "・"]),
        ("none", "", ["", "", ""]),
    ],
)
def test_a_list_counts_in_its_format(form, pattern, shown):
    """Each paragraph has the number that Word shows before it."""
    assert marks(item("甲") + item("乙") + item("丙"), lists(level(0, form, pattern))) == shown


@pytest.mark.parametrize(
    ("number", "form", "shown"),
    [
        (10, "japaneseCounting", "十"),
        (21, "japaneseCounting", "二十一"),
        (110, "japaneseCounting", "百十"),
        (10, "japaneseLegal", "壱拾"),
        (105, "ideographDigital", "一〇五"),
        (20, "decimalEnclosedCircle", "⑳"),
        (21, "decimalEnclosedCircle", "㉑"),
        (36, "decimalEnclosedCircle", "㊱"),
        (51, "decimalEnclosedCircle", "51"),
        (48, "aiueo", "イイ"),
        (47, "iroha", "ス"),
        (48, "iroha", "ン"),
        (27, "lowerLetter", "aa"),
        (49, "upperRoman", "XLIX"),
        (3, "ideographTraditional", "丙"),
        (2, "ideographZodiac", "丑"),
        (4, "a format of another time", "4"),
    ],
)
def test_counts_beyond_the_first_few_are_written_as_they_are(number, form, shown):
    """Tens, hundreds, circles beyond twenty and letters after the last follow the rules of their format."""
    assert counted(number, form) == shown


@given(st.integers(1, 9_999))
def test_kanji_counts_can_be_read_back(number):
    """No two numbers below ten thousand are written alike: the words give the number again."""
    told, value, digit = counted(number, "japaneseCounting"), 0, 0
    for character in told:
        unit = {"十": 10, "百": 100, "千": 1_000}.get(character)
        value += (digit or 1) * unit if unit else 0
        digit = 0 if unit else "〇一二三四五六七八九".index(character)
    assert value + digit == number


DEEP = lists(level(0, "decimal", "第%1章"), level(1, "decimal", "%1.%2"), level(2, "decimalEnclosedCircle", "%3"))


def test_a_deeper_level_begins_anew_below_each_higher_one():
    """1.2 is followed by 2.1 once the chapter changes, and a circled count restarts below each section."""
    body = "".join(item("文", at) for at in (0, 1, 2, 2, 1, 2, 0, 1))
    assert marks(body, DEEP) == ["第1章", "1.1", "①", "②", "1.2", "①", "第2章", "2.1"]


def test_a_level_without_one_above_counts_from_the_start_of_that():
    """A section before any chapter is 1.1, as Word shows it."""
    assert marks(item("文", 1), DEEP) == ["1.1"]


def test_legal_numbering_writes_the_counts_of_higher_levels_in_figures():
    """第一章 holds 1.1, not 一.1, where the level asks for plain figures."""
    legal = lists(level(0, "japaneseCounting", "第%1章"), level(1, "decimal", "%1.%2", "<w:isLgl/>"))
    other = lists(level(0, "japaneseCounting", "第%1章"), level(1, "decimal", "%1.%2"))
    body = item("章") + item("節", 1)
    assert marks(body, legal) == ["第一章", "1.1"]
    assert marks(body, other) == ["第一章", "一.1"]


def test_a_list_begins_at_its_start():
    """A list whose first number is 5 counts on from there."""
    assert marks(item("甲") + item("乙"), lists(level(0, "decimal", "%1.", "<w:start w:val='5'/>"))) == ["5.", "6."]


TWO = (
    "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num><w:num w:numId='2'><w:abstractNumId w:val='0'/>"
    "<w:lvlOverride w:ilvl='0'>{}</w:lvlOverride></w:num>"
)


def test_a_start_that_is_overridden_begins_the_list_anew_once():
    """A second use of a list with its own start begins there and counts on; without one it counts on from the first."""
    body = item("甲") + item("乙") + item("丙", number=2) + item("丁", number=2)
    plain = level(0, "decimal", "%1.")
    anew = lists(plain, numbers=TWO.format("<w:startOverride w:val='1'/>"))
    assert marks(body, anew) == ["1.", "2.", "1.", "2."]
    assert marks(body, lists(plain, numbers=TWO.format(""))) == ["1.", "2.", "3.", "4."]


def test_numbers_are_no_words_of_items_and_words_of_headings():
    """The number of an item is its mark alone; a heading is shown with it."""
    told = styles(("H", "heading 1", "<w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr>"))
    found = read(styled("目的", "H") + item("甲", 2), told, DEEP)
    assert found.text == "第1章 目的\n① 甲"
    assert [(part.kind, part.span.of(found.text), part.mark) for part in found.parts] == [
        (PartKind.HEADING, "第1章 目的", "第1章"),
        (PartKind.ITEM, "甲", "①"),
    ]


def test_a_style_gives_its_paragraphs_numbers_at_the_level_that_names_it():
    """The level of a style is the one of the list that names it, and a style based on another counts with it."""
    numbered = "<w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr>"
    told = styles(("One", "Kopf", numbered), ("Two", "Unter", numbered), ("Three", "Enkel", "<w:basedOn w:val='Two'/>"))
    listed = lists(level(0, "decimal", "%1."), level(1, "decimal", "%1.%2", "<w:pStyle w:val='Two'/>"))
    body = styled("甲", "One") + styled("乙", "Two") + styled("丙", "Three")
    assert marks(body, told, listed) == ["1.", "1.1", "1.2"]


def test_a_paragraph_without_a_number_of_its_own_style_has_none():
    """Number 0 takes a paragraph out of the list that its style would put it in."""
    told = styles(("One", "Kopf", "<w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr>"))
    out = "<w:numPr><w:numId w:val='0'/></w:numPr>"
    body = styled("甲", "One") + styled("乙", "One", out) + styled("丙", "One")
    assert marks(body, told, lists(level(0, "decimal", "%1."))) == ["1.", "", "2."]


def test_the_level_of_a_paragraph_goes_before_that_of_its_style():
    """A paragraph that gives only a level stands there in the list of its style."""
    told = styles(("One", "Kopf", "<w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr>"))
    deeper = "<w:numPr><w:ilvl w:val='1'/></w:numPr>"
    assert marks(styled("甲", "One") + styled("乙", "One", deeper), told, DEEP) == ["第1章", "1.1"]


def test_lists_of_a_table_count_in_the_order_of_the_page():
    """A numbered cell has its number in its words, and the list goes on behind the table."""
    cells = "".join(f"<w:tc>{item(words)}</w:tc>" for words in ("乙", "丙"))
    body = item("甲") + f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>" + item("丁")
    assert read(body, lists(level(0, "decimal", "%1."))).text == "1. 甲\n2.乙\t3.丙\n4. 丁"


@pytest.mark.parametrize(
    "part",
    [
        lists(),
        lists("<w:lvl/>"),
        lists(numbers="<w:num/>"),
        lists(level("x", "decimal", "%9"), numbers="<w:num w:numId='1'><w:abstractNumId w:val='7'/></w:num>"),
    ],
)
def test_lists_that_are_not_there_give_no_number(part):
    """A number that names no list, or a list without levels, leaves the words as they are."""
    assert read(item("甲"), part).text == "甲"


def test_styles_that_are_based_on_each_other_end():
    """Two styles that name each other as their base are read all the same."""
    told = styles(("A", "a", "<w:basedOn w:val='B'/>"), ("B", "b", "<w:basedOn w:val='A'/>"))
    assert read(styled("甲", "A"), told).text == "甲"
