"""Comparisons: a table with a row for each thing compared, every cell cited, an empty one said to be so."""

from collections.abc import Sequence

from corpus.collection import Collection
from corpus.names import NamedThing
from corpus.spans import Span
from corpus.statements import Statement
from qa.answer.figures.arithmetic import Told, compared, computed
from qa.answer.figures.values import tells, value_kinds
from qa.answer.papers.recency import newest_note
from qa.answer.rendering import Composed, marked, sentence_of
from qa.answers import AnswerSentence
from qa.citations import CitationMaker
from qa.finding import ComparedPart, Findings
from qa.question.analysed import AnalysedQuestion
from qa.reader.evidence import EvidenceStatement


def compose_comparison(collection: Collection, findings: Findings, maker: CitationMaker) -> Composed:
    """Return the table of what each thing's own statements say."""
    rows: list[str] = []
    used: list[EvidenceStatement] = []
    numbers: dict[int, None] = {}
    told: list[Told] = []
    parts: list[tuple[str, bool]] = []
    for part in findings.parts:
        best = _best_for(part.findings.question, part.findings.evidence)
        parts.append((part.name, best is not None))
        if best is None:
            rows.append(f"| {part.name} | 記載なし |")
            continue
        used.append(best)
        cell = sentence_of(collection, best.statement, maker, alone=part.thing is None)
        heading = _heading_span(collection, best.statement, part.thing) if part.thing else None
        cited = maker.cite(best.statement.document_id, (heading,)) if heading else ()
        numbers |= dict.fromkeys((*cell.citations, *cited))
        words = cell.text.rstrip("。").replace("\n", " ").replace("|", "／")
        name = _shown_name(part, best.statement)
        told.append(Told(name, words, cell.citations))
        rows.append(f"| {marked(name, cited)} | {marked(words, cell.citations)} |")
    if not used:
        return Composed(parts=tuple(parts))
    text = "\n".join(["| 対象 | 内容 |", "|---|---|", *rows]) + "\n"
    documents = () if findings.parts[0].thing else (item.statement.document_id for item in used)
    table = (AnswerSentence(text, tuple(numbers)), *newest_note(collection, documents))
    sentences = (*compared(findings.question, told), *table, *computed(findings.question, told))
    return Composed(sentences, tuple(used), tuple(parts))


def _best_for(question: AnalysedQuestion, evidence: Sequence[EvidenceStatement]) -> EvidenceStatement | None:
    kinds = value_kinds(question)
    telling = [item for item in evidence if any(tells(question, item, kind) for _, kind in kinds)]
    return next(iter(telling if kinds else [item for item in evidence if item.about]), None)


def _shown_name(part: ComparedPart, statement: Statement) -> str:
    above = " ".join(statement.path)
    names = part.thing.names if part.thing else ()
    return next((name for name in names if name in above), part.name)


def _heading_span(collection: Collection, statement: Statement, thing: NamedThing) -> Span | None:
    """Return where the headings above a statement name the thing."""
    document = collection.document(statement.document_id)
    at: int | None = statement.section
    while at is not None:
        section = document.sections[at]
        if section.heading_span and thing.stands_in(section.heading):
            return section.heading_span
        at = section.parent
    return None
