"""Outlines: what a paper says as a whole, by its own chapters and the sentence of each that the others are nearest to."""

import re
from collections.abc import Sequence

import numpy as np

from corpus.documents import BlockKind, Document, Section
from corpus.statements import Statement
from indexer.search_index import SearchIndex
from qa.answer.rendering import Composed, sentence_of
from qa.answers import AnswerSentence
from qa.citations import CitationMaker
from qa.question.analysed import AnalysedQuestion
from qa.question.asked import AnswerType
from qa.reader.evidence import EvidenceStatement

_MOST, _FEWEST = 6, 2  # chapters
_SHORTEST, _LONGEST = 25, 160  # characters of a sentence that stands for a chapter
_WHOLE = re.compile(
    r"(?:この|本|当該|ここ)(?:の)?(?:文書|資料|報告|ペーパー|計画|戦略|まとめ|で)|資料|文書|報告書|中間まとめ|全体|結局"
)
_THIS = re.compile(r"(?:この|本|当該)(?:文書|資料|報告書?|ペーパー|計画|戦略|まとめ)")
_ASKING = re.compile(
    r"概要|要点|要約|あらまし|全体像|ざっくり|大まか|ポイント|内容|簡単|手短|書い|言っ|述べ|教え|[0-9一二三四五]つ"
)
_FEW_WORDS = 2  # that a question about a paper as a whole may have beside those that name it
_SAYING = re.compile(r"(?:である|ます|する|された|している|した|ある|いる|重要|必要|べき|推進|強化)。?$")


def compose_outline(
    index: SearchIndex,
    question: AnalysedQuestion,
    evidence: Sequence[EvidenceStatement],
    maker: CitationMaker,
) -> Composed:
    """Return the chapters of the paper that is asked about as a whole, a sentence each; empty where none is."""
    document = _asked_about(index, question, evidence, maker)
    if document is None:
        return Composed()
    own = [item for item in index.collection.statements if item.document_id == document.document_id]
    told = [(chapter, _central(index, own, chapter)) for chapter in _chapters(document)]
    lines = [(chapter, found) for chapter, found in told if found is not None]
    if len(lines) < _FEWEST:
        return Composed()
    return Composed(tuple(_line(index, chapter, found, maker) for chapter, found in lines[:_MOST]), known=True)


def _asked_about(
    index: SearchIndex, question: AnalysedQuestion, evidence: Sequence[EvidenceStatement], maker: CitationMaker
) -> Document | None:
    """Return the paper: the one that is named, the only one that may answer, or the one that most evidence is of."""
    if not question.asks(AnswerType.OVERVIEW) or question.programmes or question.value_kinds:
        return None
    if _has_theme(index, question):
        return None
    if len(question.documents) == 1:
        return index.collection.document(question.documents[0])
    if _WHOLE.search(question.text) is None:
        return None
    allowed = [item.document_id for item in index.collection.documents if maker.may_cite(item.document_id)]
    if len(allowed) == 1:
        return index.collection.document(allowed[0])
    counts: dict[str, float] = {}
    for item in evidence:
        counts[item.statement.document_id] = counts.get(item.statement.document_id, 0.0) + item.answers
    return index.collection.document(max(counts, key=lambda key: counts[key])) if counts else None


def _has_theme(index: SearchIndex, question: AnalysedQuestion) -> bool:
    """Say whether a question asks of a theme in a paper rather than of the paper: few words of it name no paper."""
    titles = (index.collection.document(item).record for item in question.documents)
    named = index.tokenizer.words(" ".join(f"{item.title} {item.kind} {item.issuing_body}" for item in titles))
    own = _WHOLE.sub(" ", _ASKING.sub(" ", question.core))
    few = _FEW_WORDS if _THIS.search(question.text) is None else 2 * _FEW_WORDS
    return len(set(index.tokenizer.words(own)) - set(named)) > few


def _chapters(document: Document) -> list[Section]:
    """Return the headings of the highest level that has several, spread over the paper where there are many."""
    headed = [section for section in document.sections[1:] if section.heading_span]
    for level in range(1, 5):
        found = [section for section in headed if section.level == level]
        if len(found) >= _FEWEST:
            step = max(1, -(-len(found) // _MOST))
            return found[::step]
    return []


def _central(index: SearchIndex, statements: Sequence[Statement], chapter: Section) -> Statement | None:
    """Return the sentence of a chapter that lies nearest to the middle of all of its sentences (Radev et al. 2004)."""
    inside = [
        statement
        for statement in statements
        if chapter.span.holds(statement.sentence.span)
        and statement.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM)
        and _SHORTEST <= len(statement.text) <= _LONGEST
    ]
    saying = [statement for statement in inside if _SAYING.search(statement.text)] or inside
    if not saying:
        return None
    vectors = index.statement_vectors.vectors([statement.number for statement in saying])
    nearness = vectors @ vectors.mean(axis=0)
    return saying[int(np.argmax(nearness))]


def _line(index: SearchIndex, chapter: Section, statement: Statement, maker: CitationMaker) -> AnswerSentence:
    told = sentence_of(index.collection, statement, maker, alone=True)
    heading = maker.cite(statement.document_id, (chapter.heading_span,) if chapter.heading_span else ())
    return AnswerSentence(f"・{chapter.heading}：{told.text}\n", (*heading, *told.citations))
