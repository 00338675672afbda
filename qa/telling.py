"""The last step of ranking: passages whose statements tell what is asked come before those that are only near it."""

import re
from collections.abc import Iterable, Sequence

from indexer.search_index import SearchIndex
from qa.citations import Citation
from qa.retrieval import RetrievedPassage


def telling_first(
    index: SearchIndex, passages: Sequence[RetrievedPassage], telling: Iterable[Citation]
) -> tuple[RetrievedPassage, ...]:
    """Return ``passages`` with those first that hold the places ``telling``, in that order.

    It is the same whether an answer is then given or declined, and for a search. A passage that words and vectors did
    not bring, such as that of a further member of a list, is added with the score 0.
    """
    found = {passage.row: passage for passage in passages}
    once = {
        re.sub(r"\W", "", item.quote): item for item in reversed(list(telling))
    }  # said again elsewhere, it comes later
    places = sorted(once.values(), key=lambda item: item.number)
    rows = [int(row) for item in places for row in index.passages.rows_at(item.document_id, item.span)]
    first = [
        found.get(row) or RetrievedPassage(row, index.passages[row], 0.0, None, None) for row in dict.fromkeys(rows)
    ]
    return (*first, *(passage for passage in passages if passage.row not in set(rows)))
