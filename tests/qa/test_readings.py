"""What the reader says of a claim, and the statements that it is held against."""

from dataclasses import dataclass

import pytest
from invented import index_of

from qa.assistant import Assistant
from qa.claims.claim import make_claim
from qa.claims.judgements import Verdict
from qa.claims.readings import judge_by_reading, says_the_same
from qa.reader.reader import Support

PLAN = """地域共創推進計画

令和6年4月

1. 推進する事業

共創拠点整備事業は、地方大学を対象として産業界との共同研究を支援している。

地域人材循環プログラムは、市町村を対象として人材の派遣を支援している。

共創拠点整備事業を行うべきではないか。
"""
CLAUSE = "企業を対象として共同研究を支援している。"


@dataclass
class WordReader:
    """Judges a window by a word in it: contradicted with the first, supported with the second."""

    wrong: str
    right: str
    sure: float = 0.98

    identity = "word reader"

    def __post_init__(self):
        """Remember what is asked."""
        self.claims, self.windows = [], []

    def read(self, question, windows, /):
        """Read nothing."""
        raise NotImplementedError

    def judge(self, claim, windows, /):
        """Return the verdicts by the words."""
        self.claims.append(claim)
        self.windows.append(list(windows))
        return [Support(*self._shares(window)) for window in windows]

    def _shares(self, window):
        if self.wrong and self.wrong in window:
            return 0.0, self.sure, 1 - self.sure
        return (self.sure, 0.0, 1 - self.sure) if self.right and self.right in window else (0.0, 0.0, 1.0)


@pytest.fixture(scope="module")
def sources(tmp_path_factory):
    """Return the sources of an invented plan."""
    return Assistant(index_of(tmp_path_factory.mktemp("plan"), PLAN), WordReader("", "")).sources


def claim(text, *things):
    """Return a claim of one clause."""
    return make_claim(text, things, [(0, len(text))])


def thing(sources, name):
    """Return a thing that the plan names."""
    return next(item for item in sources.subjects.things if name in item.names)


@pytest.mark.parametrize(
    ("wrong", "right", "sure", "verdict"),
    [
        ("地方大学", "", 0.98, Verdict.CONTRADICTED),
        ("", "地方大学", 0.98, Verdict.SUPPORTED),
        ("地方大学", "", 0.6, None),
        ("", "", 0.98, None),
    ],
)
def test_a_clause_has_the_verdict_that_a_statement_surely_gives(sources, wrong, right, sure, verdict):
    """With the clause, the statement's words and its place; doubt gives none."""
    found = list(judge_by_reading(claim(CLAUSE), sources, WordReader(wrong, right, sure)))
    assert [item.verdict for item in found] == [verdict] * (verdict is not None)
    assert all((item.draft_value, item.weight) == (CLAUSE, sure) for item in found)
    assert all("地方大学" in item.document_value and item.fragments for item in found)


def test_a_claim_about_a_programme_is_read_with_what_is_said_of_that(sources):
    """Other programmes' statements decide nothing, and the clause is read with its subject's name."""
    reader = WordReader("市町村", "")
    about = thing(sources, "共創拠点整備事業")
    assert list(judge_by_reading(claim(CLAUSE, about), sources, reader)) == []
    assert all("共創拠点整備事業" in window for window in reader.windows[0])
    assert reader.claims == [f"共創拠点整備事業について、{CLAUSE}"]


def test_a_clause_that_names_its_subject_is_read_as_it_stands(sources):
    """Its name is not put before it a second time."""
    reader = WordReader("", "")
    text = "共創拠点整備事業は企業を支援している。"
    list(judge_by_reading(claim(text, thing(sources, "共創拠点整備事業")), sources, reader))
    assert reader.claims == [text]


def test_what_only_asks_and_what_is_too_short_decides_nothing(sources):
    """No statement that asks is read, and no clause of a few characters."""
    reader = WordReader("", "")
    list(judge_by_reading(claim(CLAUSE), sources, reader))
    assert not any("べきではないか" not in window and window.endswith("か。") for window in reader.windows[0])
    assert list(judge_by_reading(claim("支援する。"), sources, WordReader("支援", ""))) == []


def test_a_documents_own_words_are_supported_without_reading(sources):
    """Whatever the reader says of them, marks aside; a denial of them is read."""
    text = "地域人材循環プログラムは市町村を対象として人材の派遣を支援している"
    (found,) = judge_by_reading(claim(text), sources, WordReader("市町村", ""))
    assert (found.verdict, found.weight) == (Verdict.SUPPORTED, 1.0)
    assert says_the_same("人材の派遣を支援している", "市町村を対象として、人材の派遣を支援している。")
    assert not says_the_same("人材の派遣を支援している", "人材の派遣を支援しているわけではない。")


@pytest.mark.parametrize(("sure", "verdict"), [(0.85, Verdict.SUPPORTED), (0.75, None)])
def test_support_is_surer_where_the_statement_gives_the_figures(sources, sure, verdict):
    """A clause whose figures stand in the statement needs less than one without."""
    text = "共創拠点整備事業の要綱は令和6年4月に出た。"
    found = list(judge_by_reading(claim(text), sources, WordReader("", "令和6年4月", sure)))
    assert [item.verdict for item in found] == [verdict] * (verdict is not None)
