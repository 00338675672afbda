"""Scope: the name under which other front ends choose what may answer; `shirube` is all, `shirube/NAME` a collection."""

from api.problems import Problem
from corpus.collection import Collection
from qa.search.retrieval import RetrievalFilter

ALL = "shirube"


def scopes(collection: Collection) -> tuple[str, ...]:
    """Return the names that can be chosen, all documents first."""
    names = dict.fromkeys(document.record.collection for document in collection.documents)
    return (ALL, *(f"{ALL}/{name}" for name in names))


def where(name: str, collection: Collection) -> RetrievalFilter:
    """Return what may answer under ``name``; raises the problem `model_not_found`."""
    if name not in scopes(collection):
        raise Problem(
            404, "model_not_found", "見つかりません", "この名前はありません。/v1/models の一覧から選んでください。"
        )
    chosen = name.removeprefix(ALL).removeprefix("/")
    return RetrievalFilter(collections=(chosen,) if chosen else ())
