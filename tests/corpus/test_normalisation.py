"""Search text and the way back from it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.normalisation import normalise, readable, search_text

JAPANESE = st.text(
    st.sampled_from("あがｶﾞﾊﾟ⽇⻑ 　\n\t**・\uf06cA1（）㈱①㍻\u200b\u3099国際戦略。、STI０９"), max_size=60
)


@given(st.one_of(st.text(max_size=80), JAPANESE))
def test_normalising_twice_changes_nothing(text):
    """A search text is its own search text."""
    once = normalise(text)
    assert normalise(once) == once


@given(st.one_of(st.text(max_size=80), JAPANESE))
def test_each_character_comes_from_a_stretch_of_the_text(text):
    """Every stretch of a search text maps back to a stretch of the text whose own search text holds it."""
    searched = search_text(text)
    previous = 0
    for at in range(len(searched.text)):
        span = searched.source(at, at + 1)
        assert 0 <= span.start < span.end <= len(text)
        assert span.start >= previous or searched.starts[at] == searched.starts[at - 1]
        previous = span.start


@given(JAPANESE)
def test_a_span_found_in_search_text_is_found_again_in_its_source(text):
    """What is found in the search text stands, normalised, inside the search text of the place that it maps to."""
    searched = search_text(text)
    if len(searched.text) >= 3:
        span = searched.source(0, 3)
        assert searched.text[:3].strip() in normalise(text[: span.end]) + "\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("⻑期の⻭⽌め", "長期の歯止め"),
        ("ｶﾞﾊﾟﾅﾝｽ", "ガパナンス"),
        ("㈱しるべ ㍻", "(株)しるべ 平成"),
        ("**強調**された", "強調された"),
        ("国 際 戦 略 委 員 会", "国際戦略委員会"),
        ("成長戦略の\n\n中核", "成長戦略の中核"),
        ("Principal\nInvestigator", "Principal Investigator"),
        ("STI の分野", "STIの分野"),
        ("氏名 所属", "氏名 所属"),
        ("\uf06c項目", "・項目"),
        ("②2023年", "②2023年"),
        ("A\u200bB\U000e0041", "AB"),
        ("支援\t2年", "支援\t2年"),
        ("葛\U000e0100城", "葛城"),
    ],
)
def test_one_spelling(text, expected):
    """Forms that look alike are spelt alike."""
    assert normalise(text) == expected


def test_readable_keeps_full_width_forms():
    """What is shown to a reader keeps the document's own full-width signs and mends only what is broken."""
    assert readable("⽀援規模（最⻑）：\n1億円～／年") == "支援規模（最長）：1億円～／年"


def test_source_refuses_an_empty_stretch():
    """An empty stretch has no source."""
    with pytest.raises(ValueError, match="not a stretch"):
        search_text("あ").source(0, 0)


@given(st.text(st.sampled_from("本事業は、A-1「支援」~。ー゙が５* \n・〈研〉'Ⅱ⻑"), max_size=24))
def test_a_text_that_needs_no_change_is_told_at_a_glance(text):
    """Whatever is taken as it stands, the steps would have left so, with the same places."""
    glanced = search_text(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("corpus.normalisation._PLAIN", re.compile(r"(?!)"))
        assert glanced == search_text(text)
