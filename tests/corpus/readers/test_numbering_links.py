"""Lists of a DOCX that are told in a roundabout way: through a style of lists, with levels set anew, or uncounted."""

import pytest
from made_files import docx, word_part
from made_word import item, level, lists, styled, styles

from corpus.readers.docx import read_docx

PLAIN = level(0, "decimal", "%1.")


def marks(body, *parts):
    """Return the numbers of the paragraphs."""
    return [part.mark for part in read_docx(docx(body, *parts), "a.docx").parts]


def test_an_empty_paragraph_of_a_list_counts():
    """Word gives it a number, so that the next one has the number after that."""
    assert marks(item("甲") + item("") + item("乙"), lists(PLAIN)) == ["1.", "3."]


def test_a_list_that_names_a_style_of_lists_is_that_of_the_style():
    """A list without levels of its own has those of the list that defines its style."""
    body = (
        "<w:abstractNum w:abstractNumId='0'><w:numStyleLink w:val='L'/></w:abstractNum>"
        f"<w:abstractNum w:abstractNumId='1'><w:styleLink w:val='L'/>{PLAIN}</w:abstractNum>"
        "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"
    )
    assert marks(item("甲") + item("乙"), ("word/numbering.xml", word_part(body, "numbering"))) == ["1.", "2."]


def test_a_level_that_is_set_anew_has_its_new_format():
    """A use of a list may change a level; the other uses keep it."""
    anew = f"<w:lvlOverride w:ilvl='0'>{level(0, 'decimalEnclosedCircle', '%1')}</w:lvlOverride>"
    numbers = "".join(
        f"<w:num w:numId='{key}'><w:abstractNumId w:val='0'/>{more}</w:num>" for key, more in ((1, ""), (2, anew))
    )
    body = item("甲", number=2) + item("乙", number=2) + item("丙", number=1)
    assert marks(body, lists(PLAIN, numbers=numbers)) == ["①", "②", "1."]


@pytest.mark.parametrize(("more", "last"), [("", "(1)"), ("<w:lvlRestart w:val='0'/>", "(2)")])
def test_a_level_may_count_on_through_higher_ones(more, last):
    """A level restarts below each higher one unless it says that it does not."""
    listed = lists(PLAIN, level(1, "decimal", "(%2)", more))
    body = item("甲") + item("乙", 1) + item("丙") + item("丁", 1)
    assert marks(body, listed) == ["1.", "(1)", "2.", last]


def test_lines_of_the_contents_do_not_count():
    """A line of the contents in a style without a list leaves the numbers of the headings alone."""
    numbered = "<w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr>"
    told = styles(("H", "heading 1", numbered), ("T", "toc 1", ""))
    assert marks(styled("1. 目的", "T") + styled("目的", "H"), told, lists(PLAIN)) == ["1."]
