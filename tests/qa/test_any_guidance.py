"""A draft held against the guidance of any paper, and what the documents do of the kind."""

from pathlib import Path

import pytest

from indexer.generations import GenerationStore
from indexer.search_index import build_index, open_index
from qa.assistant import Assistant
from qa.drafts.findings import Status
from qa.errors import DraftUnusable, UnknownFilter

CALL = Path(__file__).parents[1] / "corpus" / "guidelines" / "koubo.md"
DRAFT = """ブルターニュ大学への渡航計画

1. 目的
地方の大学の研究力を強くするため、海外の研究者とのつながりを広げることを目的とする。

2. 計画
渡航先は世界に一台しかない潮流観測水槽を持ち、そこでなければ渦の計測ができないため、研究の問いに答えるにはこの滞在が要る。
令和8年4月は装置の調整、5月から9月は計測、10月は解析とし、滞在中の工程を月ごとに定める。
受入機関の長が署名した受入承諾書を申請書に添付して提出する。
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory, embedder, reader):
    """Return an assistant over a call for applications alone."""
    folder = tmp_path_factory.mktemp("call")
    (folder / "texts").mkdir()
    (folder / "texts" / CALL.name).write_bytes(CALL.read_bytes())
    (folder / "texts" / "letter.txt").write_text("各位\n\n来週の会議は中止する。\n", "utf-8")
    store = GenerationStore(folder / "index")
    build_index(store, folder / "texts", embedder)
    return Assistant(open_index(store, embedder), reader)


def statuses(report):
    """Return the statuses by id."""
    return {item.guideline.guideline_id: item.status for item in report.items}


def test_a_draft_is_held_against_a_guidance_that_no_head_was_fitted_to(assistant):
    """What the draft does is found, and what it does not speak of is missing."""
    found = statuses(assistant.check(DRAFT))
    assert found["Q1-2"] is found["Q2-2"] is Status.ADDRESSED
    assert found["Q2-1"] is Status.PARTIAL  # a reason is given, and nothing done
    assert found["Q1-4"] is found["Q2-3"] is found["Q2-4"] is Status.MISSING


def test_the_evidence_for_it_is_the_sentence_that_does_it(assistant):
    """Each with its place in the draft."""
    report = assistant.check(DRAFT)
    evidence = {
        item.guideline.guideline_id: [span.of(report.draft.text) for span in item.evidence] for item in report.items
    }
    assert evidence["Q1-2"] == ["受入機関の長が署名した受入承諾書を申請書に添付して提出する。"]


def test_one_document_can_be_named_as_the_guidance(assistant):
    """Whatever the scope of the collection's own is; one that asks nothing, or is not there, is refused with a reason."""
    named = next(iter(assistant.index.collection.guidances))
    report = assistant.check("来月から昼食の献立を変える。\n", guidance=named)
    assert report.in_scope
    assert len(report.items) == 8
    other = next(item for item in assistant.index.collection.by_id if item != named)
    with pytest.raises(DraftUnusable, match="要件や観点の一覧が見つかりません"):
        assistant.check(DRAFT, guidance=other)
    with pytest.raises(UnknownFilter):
        assistant.check(DRAFT, guidance="nowhere")
