"""Tables: the cell that is asked for, told by what names its row and what heads its column."""

import re
from collections.abc import Sequence

from corpus.collection import Collection
from corpus.documents import Block, BlockKind
from corpus.normalisation import normalise
from corpus.spans import Fragments
from corpus.statements import Statement
from corpus.values import find_values
from qa.answer.figures.values import value_kinds
from qa.answer.rendering import Composed, field_sentence, marked
from qa.answers import AnswerSentence
from qa.citations import CitationMaker
from qa.question.analysed import AnalysedQuestion
from qa.question.asked import AnswerType
from qa.reader.evidence import EvidenceStatement
from qa.search.words import pairs_of

_ANSWERS = 0.1  # probability from which a row answers
_LONGEST = 40  # rows of a table before and after the best that are told with it
_MOST = 6  # columns of a record that are told where none is asked for
_WHOLE = 0.5  # share of a head that the question must have
_UNIT = re.compile(
    r"[（(](?:単位\s*[:：]?\s*)?(?P<unit>[^（）()0-9]{0,4}(?:円|人|名|件|%|％|校|機関|か国|ヶ国|日|年|月|回|本|倍))[)）]"
)
_CAPTION_UNIT = re.compile(r"単位\s*[:：]\s*(?P<unit>[^\s（）()、]{1,6})[)）]?\s*$")
_FIGURE = re.compile(r"[▲△\-]?[0-9０-９][0-9０-９,，.．]*")


def compose_row(
    collection: Collection,
    question: AnalysedQuestion,
    evidence: Sequence[EvidenceStatement],
    maker: CitationMaker,
) -> Composed:
    """Return what the best row of a table with a head says of what is asked; empty where no such row is the best."""
    if not evidence or not evidence[0].statement.record:
        return Composed()
    asked = normalise(question.text)
    best = _row_of_named(collection, evidence[0], evidence, asked)
    named, heads = _named(best.statement, asked), _heads_in(best.statement, asked)
    if not named and (question.asks(AnswerType.LIST) or len(heads) > 1):
        return _whole(collection, best, heads or list(range(len(best.statement.record))), maker)
    known = bool(named and heads)
    if not known and best.answers < _ANSWERS:
        return Composed()
    sentence = _sentence(collection, question, best.statement, maker)
    return Composed((sentence,), (best,), known=known) if sentence else Composed()


def _row_of_named(
    collection: Collection, best: EvidenceStatement, evidence: Sequence[EvidenceStatement], asked: str
) -> EvidenceStatement:
    """Return the row of the best one's table that the question names most of; the best one where it names none."""
    header = _block(collection, best.statement).header
    same = [item for item in evidence if item.statement.record and _block(collection, item.statement).header == header]
    return max(same, key=lambda item: sum(len(item.statement.record[at][1]) for at in _named(item.statement, asked)))


def _named(statement: Statement, asked: str) -> list[int]:
    """Return the columns whose cell the question gives."""
    return [at for at, (_, cell) in enumerate(statement.record) if cell and _stands_in(normalise(cell), asked)]


def _stands_in(cell: str, asked: str) -> bool:
    """Say whether a cell stands in a question, and not as a part of a longer number or a lone sign."""
    edges = (r"(?<![0-9.,])" if cell[:1].isdigit() else "", r"(?![0-9.,年月日])" if cell[-1:].isdigit() else "")
    return len(cell) > 1 and re.search(f"{edges[0]}{re.escape(cell)}{edges[1]}", asked) is not None


def _heads_in(statement: Statement, asked: str) -> list[int]:
    """Return the columns whose head the question gives."""
    return [at for at, (head, _) in enumerate(statement.record) if _bare(head) and normalise(_bare(head)) in asked]


def _sentence(
    collection: Collection, question: AnalysedQuestion, statement: Statement, maker: CitationMaker
) -> AnswerSentence | None:
    """Return what one row says of what is asked."""
    record, asked = statement.record, normalise(question.text)
    filled = [at for at, (_, cell) in enumerate(record) if cell]
    keys = _named(statement, asked) or filled[:1]
    others = [at for at in range(len(record)) if at not in keys]
    asked_for = _asked_for(question, record, others)
    told = [at for at in asked_for or others[:_MOST] if record[at][1]]
    if not told:
        return None  # the cell that is asked for is empty
    caption, unit = _caption_unit(collection, statement)
    cells = [(_bare(record[at][0]), _with_unit(record[at][1], record[at][0], unit)) for at in told]
    words = _told([record[at][1] for at in keys], cells, asked)
    columns = _block(collection, statement).columns
    heads = tuple(span for at in told for span in columns[at][0])
    caption = (
        caption
        if unit and any(unit in cell and unit not in record[at][1] for at, (_, cell) in zip(told, cells, strict=True))
        else ()
    )
    return AnswerSentence(words, _cited(collection, statement, maker, (*caption, *heads)))


def _whole(collection: Collection, best: EvidenceStatement, columns: Sequence[int], maker: CitationMaker) -> Composed:
    """Return the columns asked for of all rows of the table that the best row stands in."""
    statement = best.statement
    header = _block(collection, statement).header
    rows = [
        item
        for item in collection.statements[max(statement.number - _LONGEST, 0) : statement.number + _LONGEST]
        if item.document_id == statement.document_id and item.record and _block(collection, item).header == header
    ]
    first = min(at for at, (_, cell) in enumerate(statement.record) if cell)
    caption, unit = _caption_unit(collection, statement)
    shown = [first, *(at for at in columns if at != first)]
    lines = [[_bare(statement.record[at][0]) for at in shown], ["---"] * len(shown)]
    numbers: dict[int, None] = {}
    for row in rows:
        cited = _cited(collection, row, maker, caption)
        numbers |= dict.fromkeys(cited)
        cells = [
            _with_unit(row.record[at][1], row.record[at][0], unit).replace("|", "／") if at < len(row.record) else ""
            for at in shown
        ]
        lines.append([*cells[:-1], marked(cells[-1], cited)])
    text = "".join(f"| {' | '.join(line)} |\n" for line in lines)
    return Composed((AnswerSentence(text, tuple(numbers)),), (best,))


def _block(collection: Collection, statement: Statement) -> Block:
    return collection.document(statement.document_id).blocks[statement.sentence.block]


def _asked_for(question: AnalysedQuestion, record: Sequence[tuple[str, str]], columns: Sequence[int]) -> list[int]:
    """Return the columns whose head the question gives best, else those that hold a value of the kind asked for."""
    shares = {at: _share(normalise(record[at][0]), normalise(question.text)) for at in columns}
    best = max(shares.values(), default=0.0)
    if best >= _WHOLE:
        return [at for at in columns if shares[at] >= min(best, 1.0)]
    kinds = {kind for _, kind in value_kinds(question)}
    return [
        at
        for at in columns
        if kinds & {value.kind for value in find_values(normalise(_with_unit(record[at][1], record[at][0], "")))}
    ]


def _share(head: str, question: str) -> float:
    """Return how much of a head a question gives: the share of its pairs of characters, more where it stands whole."""
    bare = _bare(head)
    if bare and bare in question:
        return 1.0 + len(bare)
    pairs = pairs_of(bare)
    return sum(pair in question for pair in pairs) / len(pairs) if pairs else 0.0


def _bare(head: str) -> str:
    return _UNIT.sub("", head).strip()


def _with_unit(cell: str, head: str, unit: str) -> str:
    """Return a bare figure with the unit that its head or the table's caption gives: 2,481千円."""
    found = _UNIT.search(head)
    named = found["unit"] if found else unit
    return f"{cell}{named}" if named and _FIGURE.fullmatch(cell) else cell


def _caption_unit(collection: Collection, statement: Statement) -> tuple[Fragments, str]:
    """Return where the unit of a table stands right above it (単位：千円), and the unit; empty where none does."""
    document = collection.document(statement.document_id)
    at = statement.sentence.block
    header = document.blocks[at].header
    while at >= 0 and document.blocks[at].kind is BlockKind.ROW and document.blocks[at].header == header:
        at -= 1
    caption = document.blocks[at] if at >= 0 else None
    if caption is None or caption.section != statement.section:
        return (), ""
    found = _CAPTION_UNIT.search(normalise(caption.span.of(document.text)))
    return ((caption.span,), found["unit"]) if found else ((), "")


def _told(keys: Sequence[str], cells: Sequence[tuple[str, str]], asked: str) -> str:
    """Return the cells with what names them, in the order in which the question names it."""
    if len(cells) > 1:
        return f"{'・'.join(keys)}：" + "、".join(f"{head}は{cell}" if head else cell for head, cell in cells) + "。"
    head, cell = cells[0]
    key = "・".join(keys)
    if head and 0 <= asked.find(normalise(head)) < asked.find(normalise(keys[0])):
        head, key = key, head  # 乙事業の年間上限額: the column is what is asked of, the row is what is asked
    return field_sentence(f"{key}の{head}" if head else key, cell)


def _cited(
    collection: Collection, statement: Statement, maker: CitationMaker, above: Fragments = ()
) -> tuple[int, ...]:
    """Return the citations of a row: of what stands above it, of a merged cell, and of itself."""
    places = (*above, *statement.context, _block(collection, statement).span)
    return maker.cite(statement.document_id, tuple(dict.fromkeys(places)))
