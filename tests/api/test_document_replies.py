"""What is told of the documents: notices, how sure recognised text is, relations and earlier versions."""

from api.replies import citation_reply, document_reply, documents_reply, text_reply
from corpus.collection import document_of, gathered
from corpus.documents import Record
from corpus.ingestion import NamedFile
from corpus.library import library_of
from corpus.shelf import Shelf
from corpus.sources import Source
from corpus.spans import Span
from qa.citations import make_citation, recognised_notice

RECORD = Record("scan", "scan.pdf", "要領", "2024", "", "", "ja", "")
NOTICE = "文字認識：1 ページの文字を画像から読み取りました（確信度 93%）。誤りがあり得ます。"
SCAN = document_of(Source(RECORD, "印刷の頁。\n認識した頁。", (6,), (NOTICE,), confidences={2: 0.93}))


def file(name, text):
    """Return a file that came by itself."""
    return NamedFile(name, text.encode)


def test_a_document_tells_its_notices_and_its_pages_how_sure_they_are():
    """A page that holds text says nothing of the kind."""
    assert document_reply(SCAN).notices == [NOTICE]
    assert [page.confidence for page in text_reply(SCAN, 0, 12).pages] == [None, 0.93]


def test_a_citation_of_recognised_text_is_marked():
    """With how sure it is, and once more under the answer."""
    collection = gathered((SCAN,))
    printed, recognised = (
        make_citation(collection, number, "scan", span) for number, span in ((1, Span(0, 5)), (2, Span(6, 12)))
    )
    assert citation_reply(printed).confidence is None
    assert citation_reply(recognised).confidence == 0.93
    assert recognised_notice([printed]) == ()
    assert recognised_notice([printed, recognised]) == (
        "[2] は文字認識で読み取った文です（確信度 93%）。原本と照らしてください。",
    )


def test_relations_are_told_with_the_words_that_say_so_and_earlier_versions_by_name():
    """Each document tells its own."""
    words = "本指針は、国際研究交流推進計画を改定したものである。"
    shelf = Shelf().with_files([file("plan.txt", "国際研究交流推進計画\n\n古い文。")])
    old = shelf.documents[0].version
    shelf = shelf.with_files(
        [file("plan.txt", "国際研究交流推進計画\n\n新しい文。"), file("new.txt", f"指針\n\n{words}")]
    )
    plan, new = documents_reply(library_of(shelf), ()).documents
    assert plan.earlier_versions == [old]
    assert new.earlier_versions == []
    assert [item.model_dump() for item in new.relations] == [
        {"relation": "supersedes", "document_id": "plan", "quote": words}
    ]
