"""The verdict on a sentence of a draft: from its clauses, none of which is right by default."""

from dataclasses import dataclass

import pytest
from doubles import OverlapReader
from invented import index_of

from qa.assistant import Assistant
from qa.claims.judgements import Verdict
from qa.reader.reader import Support

PLAN = """地域共創推進計画

令和6年4月

1. 推進する事業

共創拠点整備事業（KKS）

事業スキーム

支援期間\t4年間

共創拠点整備事業は、大学を対象として共同研究を支援している。
"""
OPENING = "国際共同研究の企画案。大学の研究者が研究を行う。\n\n"
TWO = "共創拠点整備事業は、共同研究を支援しており、地方の企業を対象としている。"


@dataclass
class ClauseReader(OverlapReader):
    """Gives claims with a word a verdict: the first words are supported, the second contradicted."""

    right: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()

    def judge(self, claim, windows, /):
        """Return the same verdict for every window."""
        if any(word in claim for word in self.wrong):
            return [Support(0.0, 0.95, 0.05) for _ in windows]
        if any(word in claim for word in self.right):
            return [Support(0.98, 0.0, 0.02) for _ in windows]
        return [Support(0.0, 0.0, 1.0) for _ in windows]


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    """Return the index of an invented plan."""
    return index_of(tmp_path_factory.mktemp("plan"), PLAN)


def fact(index, sentence, reader):
    """Return what is found of one sentence, and the words of its clauses with their verdicts."""
    report = Assistant(index, reader).check(OPENING + sentence)
    found = next(item for item in report.facts if item.span.of(report.draft.text) == sentence)
    return found, [(item.span.of(report.draft.text), item.verdict) for item in found.clauses]


@pytest.mark.parametrize(
    ("right", "wrong", "verdict", "clauses"),
    [
        (("支援して", "対象と"), (), Verdict.SUPPORTED, [Verdict.SUPPORTED, Verdict.SUPPORTED]),
        (("支援して",), (), Verdict.PARTLY, [Verdict.SUPPORTED, Verdict.NOT_IN_DOCUMENTS]),
        (("支援して",), ("対象と",), Verdict.CONTRADICTED, [Verdict.SUPPORTED, Verdict.CONTRADICTED]),
        ((), (), Verdict.NOT_IN_DOCUMENTS, [Verdict.NOT_IN_DOCUMENTS, Verdict.NOT_IN_DOCUMENTS]),
    ],
)
def test_a_sentence_is_as_good_as_its_clauses(index, right, wrong, verdict, clauses):
    """One wrong clause contradicts it; with one that was not checked it is confirmed in part alone."""
    found, told = fact(index, TWO, ClauseReader(right, wrong))
    assert found.verdict is verdict
    assert [item for _, item in told] == clauses
    assert [words for words, _ in told] == ["共創拠点整備事業は、共同研究を支援しており", "地方の企業を対象としている"]


def test_a_figure_that_agrees_confirms_no_more_than_itself(index):
    """The rest of its clause was not checked; what was is shown with its source."""
    found, told = fact(index, "共創拠点整備事業の支援期間は4年間であり、経済産業省が所管している。", ClauseReader())
    assert found.verdict is Verdict.PARTLY
    assert told[0][1] is Verdict.PARTLY
    assert (found.draft_value, found.document_value) == ("4年間", "4年間")
    assert found.citation is not None
    assert found.clauses[0].citation == found.citation
    assert found.clauses[1].citation is None


def test_a_figure_that_is_wrong_contradicts_whatever_the_rest_says(index):
    """Though the reader finds the clause supported."""
    found, _ = fact(index, "共創拠点整備事業の支援期間は9年間である。", ClauseReader(("支援期間",)))
    assert found.verdict is Verdict.CONTRADICTED


def test_of_a_long_draft_the_first_statements_are_read_and_the_user_is_told(index):
    """The rest is held against figures and words alone: no draft takes minutes."""
    read = []

    class CountingReader(ClauseReader):
        def judge(self, claim, windows, /):
            read.append(claim)
            return super().judge(claim, windows)

    sentence = "共創拠点整備事業は、共同研究を支援している。"
    report = Assistant(index, CountingReader()).check(OPENING + "\n".join([sentence] * 70))
    assert len(report.facts) == 70
    assert read.count(sentence.rstrip("。")) == 60 - 1  # one is in the opening
    assert any("60 文目" in notice for notice in report.notices)
    assert not any("60 文目" in notice for notice in Assistant(index, ClauseReader()).check(OPENING + sentence).notices)


def test_words_in_common_confirm_nothing_by_themselves(index):
    """Where the reader is silent, only a sentence in a document's very words is called right."""
    found, _ = fact(index, "共創拠点整備事業は、共同研究を対象として大学を支援している。", ClauseReader())
    assert found.verdict is Verdict.NOT_IN_DOCUMENTS
    same, _ = fact(index, "共創拠点整備事業は、大学を対象として共同研究を支援している。", ClauseReader())
    assert same.verdict is Verdict.SUPPORTED


def test_the_same_figure_in_another_unit_is_no_contradiction(index):
    """Figures are compared and not read, whatever the reader makes of them."""
    found, _ = fact(index, "共創拠点整備事業の支援期間は48か月である。", ClauseReader(wrong=("支援期間",)))
    assert found.verdict is not Verdict.CONTRADICTED


def test_a_sentence_that_is_denied_as_a_whole_is_confirmed_in_part_at_most(index):
    """Though each of its clauses is supported by itself."""
    reader = ClauseReader(right=("支援して", "対象と"), wrong=("おり、地方",))
    found, told = fact(index, TWO, reader)
    assert found.verdict is Verdict.PARTLY
    assert [item for _, item in told] == [Verdict.SUPPORTED, Verdict.SUPPORTED]


def test_words_in_common_confirm_what_a_figure_in_them_confirms(index):
    """A clause with the document's figure and the document's words is right, though the reader is silent."""
    found, _ = fact(index, "共創拠点整備事業の支援期間は4年間である。", ClauseReader())
    assert found.verdict in (Verdict.SUPPORTED, Verdict.PARTLY)
    assert found.document_value
