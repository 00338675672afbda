"""Records: when a paper was made, told by the line at its beginning that gives its date."""

import re

from corpus.collection import Collection
from corpus.dates import find_dates
from corpus.normalisation import readable, search_text
from qa.answer.papers.recency import is_same_date, short_title
from qa.answer.rendering import Composed
from qa.answers import AnswerSentence
from qa.citations import CitationMaker
from qa.question.analysed import AnalysedQuestion

_ASKED = re.compile(
    r"(?:日付|作成日|公表日|発行日|発表日|作成時期|公表時期|作成年|発行年)(?:は|を|って|が|[?？]|$)|"
    r"いつ(?:の(?:文書|資料|もの|報告書?)|頃?(?:出|公表|発表|作成|作ら|取りまとめ|とりまとめ|まとめられ|書かれ|発行))"
)
_OPENING = 600  # characters within which a paper names its date


def asks_record(question: AnalysedQuestion) -> bool:
    """Say whether a question asks when the one paper that it names was made."""
    return len(question.documents) == 1 and _ASKED.search(question.text) is not None


def compose_record(collection: Collection, question: AnalysedQuestion, maker: CitationMaker) -> Composed:
    """Return the date of the paper that is named, as it prints it; empty where it prints none or none is asked for."""
    if not asks_record(question):
        return Composed()
    document = collection.document(question.documents[0])
    opening = search_text(document.text[:_OPENING])
    for date in find_dates(opening.text):
        if is_same_date(date.iso, document.record.date):
            span = opening.source(date.start, date.end)
            words = f"{short_title(collection, document.document_id)}の日付は{readable(span.of(document.text))}です。"
            return Composed((AnswerSentence(words, maker.cite(document.document_id, (span,))),), known=True)
    return Composed()
