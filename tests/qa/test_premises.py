"""Premises that only reading finds: what a question takes for granted and the best statement denies."""

from dataclasses import dataclass, replace

import pytest
from doubles import HashEmbedder, OverlapReader

from indexer.generations import GenerationStore
from indexer.search_index import build_index, open_index
from qa.answers import Outcome
from qa.assistant import Assistant

PLAN = """地域共創推進計画

令和6年4月

1. 推進体制

推進会議は、地方大学の学長が議長を務めている。

計画の評価は、外部の有識者が行う。
"""


@dataclass
class DenyingReader(OverlapReader):
    """Reads as the double does, and finds with one probability that a window with ``word`` denies the question."""

    word: str
    contradicts: float

    def read(self, question, windows, /):
        """Return the readings with the denial."""
        read = super().read(question, windows)
        return [
            replace(item, contradicts=self.contradicts if self.word in window else 0.0)
            for item, window in zip(read, windows, strict=True)
        ]


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
    ("word", "contradicts", "wrong"), [("議長", 0.95, True), ("議長", 0.8, False), ("評価", 0.95, False)]
)
def test_the_best_statement_corrects_what_it_surely_contradicts(index, word, contradicts, wrong):
    """In its own words; neither doubt nor a statement further down decides."""
    answer = Assistant(index, DenyingReader(word, contradicts)).ask("推進会議で知事が議長を務めているのはなぜですか")
    assert (answer.outcome is Outcome.FALSE_PREMISE) is wrong
    assert not wrong or "地方大学の学長" in answer.sentences[1].text
