"""Overviews of programmes and papers, and lists by the statement that answers best."""

import pytest
from doubles import HashEmbedder, OverlapReader

from corpus.normalisation import normalise
from indexer.generations import GenerationStore
from indexer.search_index import build_index, open_index
from qa.answers import Outcome
from qa.assistant import Assistant

PLAN = """# 地域共創推進計画

## 基本的な考え方

地域の課題は住民と大学が共に解くことが重要である。担い手の減少に備えることが急務である。

## 推進の体制

計画の推進に当たっては、市町村と大学が協議会を設置し、毎年度の実施状況を点検する。協議会は年に二回開催する。

## 評価の方法

実施状況は第三者の委員会が毎年度評価し、その結果を公表することとしている。評価の結果は次年度の計画に反映する。

## 審査の観点

- 住民の参加が十分に得られるか
- 企業との連携の見通しがあるか
- 若手職員の育成につながるか
"""


@pytest.fixture(scope="module")
def plan(tmp_path_factory):
    """Return an assistant over one invented plan."""
    folder = tmp_path_factory.mktemp("plan")
    (folder / "texts").mkdir()
    (folder / "texts" / "plan.md").write_text(PLAN, "utf-8")
    store = GenerationStore(folder / "index")
    build_index(store, folder / "texts", HashEmbedder())
    return Assistant(open_index(store, HashEmbedder()), OverlapReader())


def test_a_programme_is_told_on_one_screen(assistant):
    """What it is for, for whom, how much and how long, each from its sheet with its source."""
    told = assistant.ask("ASPIREについて教えて")
    assert told.outcome is Outcome.ANSWERED
    text = normalise(told.text)
    for part in ("国際共同研究を両国FAが協働しつつ支援", "支援期間は原則5年です。", "支援対象", "予算額は"):
        assert part in text
    assert all(sentence.citations for sentence in told.sentences)


def test_one_attribute_of_a_programme_is_no_overview(assistant):
    """について教えて after a value asks for the value."""
    told = assistant.ask("ASPIREの支援期間について教えて")
    assert "5年" in normalise(told.text)
    assert "支援対象" not in told.text


def test_a_paper_is_told_by_its_chapters(plan):
    """Each chapter with one of its own sentences, in order."""
    told = plan.ask("この文書の要点は？")
    assert told.outcome is Outcome.ANSWERED
    lines = [sentence.text for sentence in told.sentences]
    assert [line.split("：")[0] for line in lines] == ["・基本的な考え方", "・推進の体制", "・評価の方法"]
    assert all(line.split("：")[1].strip().rstrip("。") in PLAN for line in lines)


def test_a_theme_in_a_paper_is_not_the_paper(plan):
    """What asks about one matter is answered by its statement."""
    told = plan.ask("この文書では実施状況の評価結果の公表について要点は何と書かれていますか")
    assert not any(sentence.text.startswith("・基本的な考え方") for sentence in told.sentences)


def test_the_list_is_told_whole_where_its_member_answers(plan):
    """All members, though the question names one of them."""
    told = plan.ask("住民の参加が得られるかなど、審査で見る点を全部挙げて")
    assert all(member in told.text for member in ("住民の参加", "企業との連携", "若手職員の育成"))
