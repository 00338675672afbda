"""はい and いいえ before what decides."""

from dataclasses import dataclass

import pytest
from doubles import HashEmbedder, OverlapReader

from indexer.generations import GenerationStore
from indexer.search_index import build_index, open_index
from qa.answer.affirmation import claim_of
from qa.assistant import Assistant
from qa.reader.reader import Support

PLAN = """地域共創推進計画

令和6年4月

1. 推進体制

推進会議は、地方大学の学長が議長を務めている。
"""


@pytest.mark.parametrize(
    ("question", "claim"),
    [
        ("推進会議の議長は学長ですか？", "推進会議の議長は学長"),
        ("予算は増えましたか", "予算は増えました"),
        ("応募できるのでしょうか。", "応募できる"),
        ("学生も応募できるの？", "学生も応募できる"),
        ("予算はいくらですか", ""),
        ("誰が議長なのか", ""),
        ("推進会議の議長", ""),
    ],
)
def test_what_is_asked_to_be_confirmed_is_a_statement(question, claim):
    """A question that asks for something else has none."""
    assert claim_of(question) == claim


@dataclass
class DecidingReader(OverlapReader):
    """Finds every window that it reads an answer, and gives every claim one verdict."""

    supports: float
    contradicts: float

    def judge(self, claim, windows, /):
        """Return the verdict."""
        rest = 1 - self.supports - self.contradicts
        return [Support(self.supports, self.contradicts, rest) for _ in windows]


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    """Return the index of an invented plan."""
    folder = tmp_path_factory.mktemp("plan")
    (folder / "texts").mkdir()
    (folder / "texts" / "plan.txt").write_text(PLAN, "utf-8")
    store = GenerationStore(folder / "index")
    build_index(store, folder / "texts", HashEmbedder())
    return open_index(store, HashEmbedder())


@pytest.mark.parametrize(
    ("supports", "contradicts", "question", "first"),
    [
        (0.9, 0.0, "推進会議の議長は学長が務めていますか", "はい。"),
        (0.1, 0.9, "推進会議の議長は知事が務めていますか", "いいえ。"),
        (0.7, 0.2, "推進会議の議長は学長が務めていますか", "推進会議は、地方大学の学長が議長を務めている。"),
        (0.9, 0.0, "推進会議の議長は誰が務めていますか", "推進会議は、地方大学の学長が議長を務めている。"),
    ],
)
def test_the_answer_begins_with_yes_or_no_where_a_statement_decides(index, supports, contradicts, question, first):
    """Then comes the statement; in doubt, and where something else is asked, it comes alone."""
    answer = Assistant(index, DecidingReader(supports, contradicts)).ask(question)
    assert answer.sentences[0].text == first
    assert answer.sentences[-1].text == "推進会議は、地方大学の学長が議長を務めている。"
