"""Looking up one thing by its name, and the problem where it is not there."""

from api.problems import not_found
from api.replies import passage_reply, programme_reply
from api.schemas import PassageContextReply, ProgrammeReply
from indexer.search_index import SearchIndex
from qa.assistant import Assistant


def passage_named(passage_id: str, index: SearchIndex) -> PassageContextReply:
    """Return a passage with its neighbours in its document; raises the problem `not-found`."""
    row = index.passages.row_of(passage_id)
    if row is None:
        raise not_found("この箇所はありません。検索し直してください。")
    here = index.passages[row]
    before, after = (
        passage_reply(index.passages[other], index.collection)
        if 0 <= other < len(index.passages) and index.passages[other].document_id == here.document_id
        else None
        for other in (row - 1, row + 1)
    )
    fields = passage_reply(here, index.collection).model_dump()
    return PassageContextReply(**fields, before=before, after=after)


def programme_named(name: str, assistant: Assistant) -> ProgrammeReply:
    """Return a programme by its id or by any of its names; raises the problem `not-found`."""
    found = assistant.programme(name)
    if found is None:
        raise not_found("この事業はありません。事業の一覧から選び直してください。")
    return programme_reply(found, assistant.index.collection)
