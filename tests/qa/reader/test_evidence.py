"""Statements that were read, and passages by them."""

from dataclasses import dataclass, field, replace

import pytest
from doubles import OverlapReader
from invented import index_of

from qa.assistant import Assistant
from qa.reader.evidence import READ, by_evidence, interleave

PLAN = """地域共創推進計画

令和6年4月

1. 推進する事業

共創拠点整備事業（KKS）

事業スキーム

支援対象\t地方大学
支援期間\t4年間

地域人材循環プログラム（CJP）

事業スキーム

支援対象\t市町村
支援期間\t2年間

2. 会議

第2回推進会議は、令和4年6月に高松市で開催した。

第3回推進会議は、令和5年10月に松山市で開催した。
"""


MEETINGS = "会議の記録\n\n令和6年4月\n\n" + "\n\n".join(
    f"第{number}回推進会議は、{place}市で開催した。"
    for number, place in enumerate(
        ["松山", "高松", "徳島", "高知", "岡山", "広島", "鳥取", "松江", "山口", "福岡", "佐賀", "長崎"], start=1
    )
)


@pytest.fixture(scope="module")
def plan(tmp_path_factory):
    """Return an assistant over an invented plan, without any model."""
    return assistant(tmp_path_factory.mktemp("plan"), PLAN)


@pytest.fixture(scope="module")
def meetings(tmp_path_factory):
    """Return an assistant over a dozen meetings."""
    return assistant(tmp_path_factory.mktemp("meetings"), MEETINGS)


def assistant(folder, text):
    """Return an assistant over one text, without any model."""
    return Assistant(index_of(folder, text), OverlapReader())


def evidence(plan, question):
    """Return the evidence for a question."""
    return plan.draft(question).findings.evidence


def test_each_statement_is_read_once_and_no_more_than_can_be(plan):
    """The best candidates come once each, best first."""
    found = evidence(plan, "支援期間は何年ですか")
    numbers = [item.statement.number for item in found]
    assert len(numbers) == len(set(numbers)) <= READ
    assert [item.score for item in found] == sorted((item.score for item in found), reverse=True)


@dataclass
class CountingReader(OverlapReader):
    """Says that windows with ``sure`` in them surely answer and no others, and remembers how many it read at once."""

    sure: str
    batches: list[int] = field(default_factory=list)

    def read(self, question, windows, /):
        """Return the readings of the double with the probability set."""
        self.batches.append(len(windows))
        read = super().read(question, windows)
        return [
            replace(item, answers=0.95 if self.sure in window else 0.1)
            for item, window in zip(read, windows, strict=True)
        ]


@pytest.mark.parametrize(("sure", "batches"), [("徳島", [8]), ("何もない", [8, 4]), ("高松", [8, 4])])
def test_more_is_read_only_where_none_of_the_first_surely_answers(meetings, sure, batches):
    """Eight at first, the others of the best where these leave doubt; another meeting's place is no answer."""
    reader = CountingReader(sure)
    Assistant(meetings.index, reader).draft("第3回推進会議はどこで")
    assert reader.batches == batches


def test_a_statement_of_another_programme_comes_after_those_of_the_one_named(plan):
    """Under the page of another programme the same field is not about the question."""
    found = evidence(plan, "CJPの支援期間は何年ですか")
    fields = [item for item in found if item.statement.label == "支援期間"]
    assert [item.about for item in fields] == [True, False]
    assert "2年間" in fields[0].statement.text


@pytest.mark.parametrize(
    ("question", "fitting"), [("第3回推進会議はどこで", "松山"), ("令和4年の推進会議はどこで", "高松")]
)
def test_a_statement_of_another_turn_or_year_does_not_fit(plan, question, fitting):
    """Of two meetings only the one of the number or the year named fits, and it comes first."""
    meetings = [item for item in evidence(plan, question) if "推進会議は" in item.statement.text]
    assert [item.fits for item in meetings] == [True, False]
    assert fitting in meetings[0].statement.text


def test_the_answer_lies_in_the_statement(plan):
    """Its place is one of the statement's text, whatever stands before that in the window."""
    for item in evidence(plan, "支援期間は何年ですか"):
        assert 0 <= item.answer.start <= item.answer.end <= len(item.statement.text)


def test_the_passage_of_the_best_statement_comes_first(plan):
    """Passages are ordered by the search and by what was read in them, each once."""
    findings = plan.draft("第3回推進会議はどこで").findings
    ranked = by_evidence(findings.passages, findings.evidence)
    assert ranked[0].row == findings.evidence[0].passage.row
    assert len({item.row for item in ranked}) == len(ranked)


def test_rankings_take_turns(plan):
    """First the best of each, then the second of each; what stands in several comes once."""
    passages = plan.draft("支援期間").findings.passages
    one, two = passages[:2], passages[1:3]
    assert [item.row for item in interleave([one, two])] == list(
        dict.fromkeys([one[0].row, two[0].row, one[1].row, two[1].row])
    )
    assert interleave([]) == ()
