"""Reading files as text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import Fault, UnreadableDocument
from corpus.readers.text import read_text

SENTENCE = "国際交流・協力の目的を明確にする。カタカナとひらがなも書く。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp932", "euc_jp", "iso2022_jp"])
def test_japanese_encodings_are_told_apart(encoding):
    """The same sentence is read from each encoding that Japanese files come in."""
    assert read_text((SENTENCE * 3).encode(encoding), "a.txt").text == SENTENCE * 3


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", Fault.EMPTY),
        (b" \n\t ", Fault.EMPTY),
        (b"\x00\x00\x00", Fault.EMPTY),
        (bytes(range(128, 256)) * 4, Fault.ENCODING),
        (b"\xef\xbb\xbf\xff\xfe", Fault.ENCODING),
        (SENTENCE.encode()[:-1], Fault.ENCODING),
        (SENTENCE.encode("utf-16-le"), Fault.ENCODING),
        (SENTENCE.encode() + SENTENCE.encode("cp932"), Fault.ENCODING),
        (b"\xe0\xa4" * 4, Fault.AMBIGUOUS_ENCODING),
        (b"x" * 20_000_001, Fault.TOO_LARGE),
    ],
)
def test_what_is_no_text_is_refused_with_its_fault(data, fault):
    """A file that cannot be read as text is named with what is wrong, never guessed at."""
    with pytest.raises(UnreadableDocument) as refused:
        read_text(data, "a.txt")
    assert refused.value.fault is fault
    assert refused.value.name == "a.txt"


def test_line_ends_become_one_and_controls_go():
    """CRLF and CR become line feeds; control characters go; tabs stay."""
    assert read_text(b"a\r\nb\rc\x00\x1bd\te", "a.txt").text == "a\nb\ncd\te"


def test_form_feeds_begin_pages():
    """The offsets of form feeds are kept as page breaks, the characters are not."""
    read = read_text("一頁\fニ頁\f三頁".encode(), "a.txt")
    assert read.text == "一頁ニ頁三頁"
    assert read.page_breaks == (2, 4)


@given(st.text(min_size=1, max_size=100))
def test_utf8_text_without_controls_is_kept_to_the_letter(text):
    """What the file said is what is stored, but for line ends and controls."""
    kept = "".join(c for c in text if c in {"\n", "\t"} or not (ord(c) < 32 or 127 <= ord(c) < 160))
    if kept.strip() and not text.startswith("\ufeff") and "\r" not in text:
        assert read_text(text.encode("utf-8", "surrogatepass"), "a.txt").text == kept


@pytest.mark.parametrize("data", [b"\xff\x00\n\x00\xd8\x00\xd8\xff", b"\xff\x00\n\x00\x00", b"\xff\xfe\x00"[::-1]])
def test_bytes_that_are_no_utf_16_are_refused(data):
    """What only looks like it is no text, and no error of ours."""
    with pytest.raises(UnreadableDocument) as refused:
        read_text(data, "a.txt")
    assert refused.value.fault is Fault.ENCODING


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_told_by_its_line_ends(encoding):
    """Either order of its bytes."""
    assert read_text("令和7年の計画\n本文である。\n".encode(encoding), "a.txt").text == "令和7年の計画\n本文である。\n"
