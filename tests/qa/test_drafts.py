"""The draft check: the sentences of a draft, what is in scope, what is judged, and what is found."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.normalisation import normalise
from qa.claims.judgements import Verdict
from qa.drafts.checking import MAXIMUM_CHARACTERS
from qa.drafts.draft import read_draft
from qa.drafts.findings import Status
from qa.drafts.scope import in_scope
from qa.errors import DraftUnusable

NEUTRAL = """東南アジアとの防災研究に関する国際共同研究の企画案

１．目的
本事業は、良質な研究成果の創出を目的とする。

２．背景
{}

３．実施内容
研究データは両機関が共同で管理し、利用条件を開始前に覚書で定める。
"""
CANTEEN = "社員食堂の献立見直しについて\n\n来月から昼食の献立を週替わりにする。\n野菜の小鉢を増やし、価格は据え置く。\n"


def facts(assistant, words):
    """Return the verdicts on the statements of fact in a neutral draft with these words."""
    return assistant.check(NEUTRAL.format(words)).facts


ODD = [
    "１．目的",
    "・項目を置く。",
    "| 年 | 件 |",
    "|---|---|",
    "費目\t金額",
    "",
    "\u3000",
    "# 題",
    "①研究する。次に進む。",
    "研究を「行う。」と述べた。続ける",
    "**強調**：内容",
    "※ 注",
    "🙂𠮷が。",
    "3",
    "a. b. c",
    "\u2028",
    "。。。",
]
LINES = st.lists(st.sampled_from(ODD) | st.text(max_size=30))


@given(LINES, st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_sentences_stand_in_the_text_in_order(lines, line_end):
    """Every sentence is a stretch of the text with words in it, after the one before."""
    text = line_end.join(lines)
    draft = read_draft(text)
    end = 0
    for number, sentence in enumerate(draft.sentences):
        assert sentence.number == number
        assert end <= sentence.span.start < sentence.span.end <= len(text)
        assert sentence.text == normalise(sentence.span.of(text))
        assert sentence.span.of(text) == sentence.span.of(text).strip()
        end = sentence.span.end


def test_headings_lists_and_rows_are_told_apart():
    """A heading is no sentence, a list item and a table row are one each, and each knows its heading."""
    draft = read_draft("企画案\n\n１．体制\n・室長を置く。次長も置く。\n| 年 | 件数 |\n|---|---|\n| 1年 | 3件 |\n")
    assert draft.title == "企画案"
    assert draft.headings == ("企画案", "体制")
    words = [sentence.span.of(draft.text) for sentence in draft.sentences]
    assert words == ["室長を置く。", "次長も置く。", "年 | 件数", "1年 | 3件"]
    assert {sentence.heading for sentence in draft.sentences} == {"体制"}


def test_a_canteen_is_out_of_scope(assistant):
    """A text about something else is not judged; a plan for research is."""
    report = assistant.check(CANTEEN)
    assert (report.in_scope, report.items, report.purposes, report.facts) == (False, (), (), ())
    assert in_scope(read_draft(NEUTRAL.format("")))


def test_a_parroting_draft_addresses_nothing(assistant, collection):
    """Repeating the guidance and promising efforts is not a measure: every item is touched, none addressed."""
    said = (item.text.rstrip("。か？") for item in collection.guidance.considerations)
    report = assistant.check("国際共同研究の企画案\n\n" + "".join(f"{words}よう努める。\n" for words in said))
    assert report.in_scope
    assert {item.status for item in report.items} == {Status.PARTIAL}


@pytest.mark.parametrize(
    "plan",
    [
        "本事業では、若手研究者10名を5年間派遣する。",
        "本提案の予算は年間3億円とし、令和9年度に開始する。",
        "我々は2年間でセミナーを4回開く。",
    ],
)
def test_plans_are_not_judged(assistant, plan):
    """What a draft says of itself is no statement of fact, whatever figures it has."""
    assert facts(assistant, plan) == ()


CONTRADICTIONS = [
    ("海外特別研究員事業の支援期間は5年間である。", "2年"),
    ("先端国際共同研究推進事業（ASPIRE）の支援期間は原則10年とされている。", "5年"),
    ("SATREPSの令和5年度の予算額は9,999百万円である。", "1,878百万円"),
]


@pytest.mark.parametrize(("words", "told"), CONTRADICTIONS)
def test_an_added_contradiction_is_found_with_its_source(assistant, words, told):
    """A wrong figure in a neutral draft is the one contradiction, cited from a document that says otherwise."""
    assert assistant.check(NEUTRAL.format("")).counts["contradicted"] == 0
    (found,) = facts(assistant, words)
    assert found.verdict is Verdict.CONTRADICTED
    assert found.span.of(NEUTRAL.format(words)) == words
    assert told in normalise(found.document_value)
    text = assistant.index.collection.document(found.citation.document_id).text
    assert found.citation.quote in text
    assert told in normalise(found.citation.quote)


@pytest.mark.parametrize("text", ["", " \u3000\n", "研" * (MAXIMUM_CHARACTERS + 1)])
def test_drafts_that_cannot_be_checked_are_refused(assistant, text):
    """A draft without words, or with too many, is an error that does not repeat it."""
    with pytest.raises(DraftUnusable) as refused:
        assistant.check(text)
    assert len(str(refused.value)) < 100


@settings(max_examples=40)
@given(LINES)
def test_any_draft_is_checked(assistant, lines):
    """Whatever a draft holds, the report's spans are of its text."""
    text = "国際共同研究の企画案\n\n研究データを管理する。\n" + "\n".join(lines)
    report = assistant.check(text)
    spans = [span for item in (*report.items, *report.purposes) for span in item.evidence]
    assert all(span.of(text).strip() for span in [*spans, *(fact.span for fact in report.facts)])
