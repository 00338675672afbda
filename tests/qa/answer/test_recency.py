"""Which document is the newer, where two of them do not say the same or where it is asked."""

import json

import pytest

from indexer.generations import GenerationStore
from indexer.search_index import build_index, open_index
from qa.answer.papers.recency import is_older
from qa.answers import Outcome
from qa.assistant import Assistant
from qa.search.retrieval import RetrievalFilter

SLIDE = """{title}

湖沼観測事業（KKJ）

令和{year}年度予算額 : {budget}百万円

事業スキーム

支援対象\t大学
支援期間\t{period}年間

観測の方針

{policy}
"""
PAPERS = (
    ("plan-2022", "湖沼観測計画", "2022-04", 4, 300, 3, "観測の点検は、年に一度、専門家の会合で行う。"),
    ("review-2024", "湖沼観測の見直し", "2024-04", 6, 450, 5, "観測の点検は、四半期ごとに、外部の委員会で行う。"),
)


@pytest.fixture(scope="module")
def lakes(tmp_path_factory, embedder, reader):
    """Return an assistant over two invented papers of different dates about one programme."""
    folder = tmp_path_factory.mktemp("lakes")
    (folder / "texts").mkdir()
    records = []
    for key, title, date, year, budget, period, policy in PAPERS:
        text = SLIDE.format(title=title, year=year, budget=budget, period=period, policy=policy)
        (folder / "texts" / f"{key}.txt").write_text(text, "utf-8")
        records.append(
            {
                "document_id": key,
                "file": f"{key}.txt",
                "title": title,
                "date": date,
                "issuing_body": "県",
                "kind": "計画",
            }
        )
    catalogue = json.dumps({"format": 1, "documents": records}, ensure_ascii=False)
    (folder / "texts" / "catalogue.json").write_text(catalogue, "utf-8")
    store = GenerationStore(folder / "index")
    build_index(store, folder / "texts", embedder)
    return Assistant(open_index(store, embedder), reader)


def test_figures_that_differ_by_date_are_told_newest_first(lakes):
    """Both values are given, each with its source, and it is said which paper is the newer."""
    answer = lakes.ask("湖沼観測事業の支援期間は何年ですか。")
    assert answer.outcome is Outcome.ANSWERED
    assert answer.text.index("5年間") < answer.text.index("3年間")
    assert "新しいのは「湖沼観測の見直し」の記載です。" in answer.text
    assert {citation.document_id for citation in answer.citations} == {"plan-2022", "review-2024"}


def test_one_papers_figure_stands_alone_where_the_other_may_not_answer(lakes):
    """As of a day before the newer paper, the older one answers, and nothing is said of newer ones."""
    answer = lakes.ask("湖沼観測事業の支援期間は何年ですか。", where=RetrievalFilter(as_of="2023-01-01"))
    assert "3年間" in answer.text
    assert "5年間" not in answer.text
    assert "新しい" not in answer.text


def test_documents_that_are_compared_are_put_in_order_of_time(lakes):
    """A table of two papers ends with which of them is the newer."""
    answer = lakes.ask("観測の点検について、湖沼観測計画と湖沼観測の見直しは、それぞれ何と言っていますか？")
    assert "四半期" in answer.text
    assert "年に一度" in answer.text
    assert answer.text.endswith("新しいのは「湖沼観測の見直し」の記載です。")


@pytest.mark.parametrize(
    "question", ["観測の点検について、どの文書が一番新しいですか。", "観測の点検を定めた最新の文書はどれですか"]
)
def test_asked_for_the_newest_paper_the_answer_is_a_paper(lakes, question):
    """The newest of those that speak of it is named, with what it says and where each begins."""
    answer = lakes.ask(question)
    assert answer.text.startswith("最も新しいのは「湖沼観測の見直し」で、次いで「湖沼観測計画」です。")
    assert "四半期" in answer.text


@pytest.mark.parametrize(
    ("date", "other", "older"),
    [
        ("2022-04", "2024", True),
        ("2024", "2024-05", False),
        ("2024-05-01", "2024-05", False),
        ("2024-04", "2024-05", True),
    ],
)
def test_dates_are_compared_as_far_as_both_are_known(date, other, older):
    """A year says nothing of the months in it."""
    assert is_older(date, other) is older
