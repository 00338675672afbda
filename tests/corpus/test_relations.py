"""Relations between documents, as titles and first pages say them."""

import pytest

from corpus.documents import Relation
from corpus.ingestion import NamedFile
from corpus.shelf import Shelf

PLAN = "国際研究交流推進計画"
OLD = ("plan.txt", f"{PLAN}\n\n令和2年4月1日\n\n交流を進める。")


def file(name, text):
    """Return a file that came by itself."""
    return NamedFile(name, text.encode)


def relations(*files):
    """Return the relations of documents by id, the quotes apart."""
    shelf = Shelf().with_files([file(*item) for item in files])
    return {
        document.document_id: [(item.relation, item.document_id) for item in document.record.relations]
        for document in shelf.documents
        if document.record.relations
    }


def told(words):
    """Return what a document that says this is to the plan."""
    return relations(OLD, ("new.txt", f"研究交流の指針\n\n{words}\n\n本文である。")).get("new", [])


SAID = {
    f"本指針は、「{PLAN}」（令和2年4月1日）を全面的に改定したものである。": "supersedes",
    f"本指針は、{PLAN}を廃止し、これに代わるものとして定める。": "supersedes",
    f"この指針は、{PLAN}に代えて定める。": "supersedes",
    f"附則　{PLAN}（令和2年4月1日決定）は、令和7年3月31日限り、廃止する。": "supersedes",
    f"（旧「{PLAN}」）": "supersedes",
    f"「{PLAN}」の一部を次のように改正する。": "supersedes",
    f"本資料は、{PLAN}の概要をまとめたものである。": "summarises",
    f"本資料は、{PLAN}から一部を抜粋したものである。": "excerpts",
}


@pytest.mark.parametrize("words", SAID)
def test_what_a_document_says_that_it_is_to_another_one_is_told(words):
    """In the forms of official papers, the date of the other one beside its name or not."""
    assert told(words) == [(SAID[words], "plan")]


NOT_SAID = [
    f"{PLAN}に基づき、交流を進める。",
    f"政府は昨年、{PLAN}を改定した。",
    f"{PLAN}の概要については別に示す。",
    f"本指針は、大学{PLAN}を廃止するものではないが、見直しを要する。",
    f"本指針は、交流計画を改定したものである。{PLAN}も参照のこと。",
    f"本指針は、新{PLAN}検討会の概要である。",
]


@pytest.mark.parametrize("words", NOT_SAID)
def test_a_name_alone_tells_nothing(words):
    """Nor does what others did, what is said of another paper, or a name inside a longer one."""
    assert told(words) == []


TITLES = {
    f"{PLAN}の概要": {"new": [("summarises", "plan")]},
    f"「{PLAN}」のポイント": {"new": [("summarises", "plan")]},
    f"{PLAN}（概要版）": {"new": [("summarises", "plan")]},
    f"{PLAN}（抜粋）": {"new": [("excerpts", "plan")]},
    f"{PLAN}（令和6年改訂版）": {"new": [("supersedes", "plan")]},
    f"{PLAN}の一部改正について": {"new": [("supersedes", "plan")]},
    f"旧{PLAN}": {"plan": [("supersedes", "new")]},
    f"新交流計画（旧{PLAN}）": {"new": [("supersedes", "plan")]},
    f"{PLAN}（廃止）": {"plan": [("supersedes", "new")]},
    f"{PLAN}の進捗状況": {},
}


@pytest.mark.parametrize("title", TITLES)
def test_titles_tell_relations(title):
    """That of the newer paper, or that of the older one."""
    assert relations(OLD, ("new.txt", f"{title}\n\n令和6年4月1日\n\n本文である。")) == TITLES[title]


def test_the_words_that_say_so_are_kept():
    """As they stand in the document."""
    words = f"本指針は、{PLAN}を改定したものである。"
    shelf = Shelf().with_files([file(*OLD), file("new.txt", f"研究交流の指針\n\n{words}")])
    assert shelf.documents[1].record.relations == (Relation("supersedes", "plan", words),)


def test_a_relation_is_told_only_while_both_documents_are_there():
    """Whichever comes first; the document itself stays the same object while nothing changes."""
    new = ("new.txt", f"{PLAN}の概要\n\n本文である。")
    alone = Shelf().with_files([file(*new)])
    assert alone.documents[0].record.relations == ()
    both = alone.with_files([file(*OLD)])
    assert [item.relation for item in both.documents[0].record.relations] == ["summarises"]
    more = both.with_files([file("other.txt", "別の文書\n\n本文。")])
    assert more.documents[0] is both.documents[0]
    assert both.without("plan").documents[0].record.relations == ()


def test_a_name_that_two_documents_have_means_neither():
    """No relation rather than a wrong one."""
    again = ("again.txt", OLD[1])
    assert relations(OLD, again, ("new.txt", f"{PLAN}の概要\n\n本文である。")) == {}
