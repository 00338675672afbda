"""Measures of answers to judged questions; a question without an answer counts as declined, never as absent."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from corpus.normalisation import normalise
from qa.evaluation.judgments import GivenAnswer, GoldQuote, JudgedQuestion, Needle

_OPENING_SHORT, _OPENING_LONG = 200, 600  # characters within which an answer must come to the point
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


def folded(text: str) -> str:
    """Return ``text`` without white space and emphasis, in its one spelling."""
    return "".join(normalise(text).replace("**", "").split())


def folded_answer(text: str) -> str:
    """Return ``text`` folded, in lower case and without thousands separators."""
    return _THOUSANDS.sub("", folded(text).lower())


def holds_needle(text: str, needle: Needle) -> bool:
    """Say whether a folded answer holds a needle or one of its variants, not as part of a longer number."""
    variants = [needle] if isinstance(needle, str) else needle
    return any(_holds(text, folded_answer(variant)) for variant in variants)


def _holds(text: str, needle: str) -> bool:
    before = r"(?<![0-9])(?<![0-9]\.)" if needle[:1].isdigit() else ""
    after = r"(?![0-9])(?!\.[0-9])" if needle[-1:].isdigit() else ""
    return bool(needle) and re.search(f"{before}{re.escape(needle)}{after}", text) is not None


@dataclass(frozen=True, slots=True)
class QuestionScore:
    """What one answer is worth; a measure that does not apply is None."""

    question: JudgedQuestion
    answered: bool
    recall: Mapping[int, float] | None
    reciprocal_rank: float | None
    right: bool | None
    concise: bool | None
    declined_rightly: bool | None
    corrected: bool
    citations: int
    valid: int
    precise: int
    passage_characters: tuple[int, ...]


def score(question: JudgedQuestion, given: GivenAnswer | None, documents: Mapping[str, str]) -> QuestionScore:
    """Measure one answer; ``documents`` are the folded texts by id."""
    answered = given is not None and given.answered
    answer = given.answer if given else ""
    gold = question.gold if question.answerable else (question.correction.gold if question.correction else [])
    valid = precise = 0
    if given and answered:
        checked = [_citation(quote.doc, folded(quote.quote), gold, given, documents) for quote in given.citations]
        valid, precise = sum(ok for ok, _ in checked), sum(near for _, near in checked)
    ranks = [_first_rank(group, given) for group in question.gold] if question.answerable else []
    correction = question.correction
    return QuestionScore(
        question=question,
        answered=answered,
        recall={k: float(all(rank is not None and rank <= k for rank in ranks)) for k in (1, 3, 5)} if ranks else None,
        reciprocal_rank=_reciprocal(ranks) if ranks else None,
        right=answered and _right(question, answer) if question.answerable else None,
        concise=answered and _right(question, answer, _opening(question)) if question.answerable else None,
        declined_rightly=None if question.answerable else not answered,
        corrected=bool(
            correction and all(holds_needle(folded_answer(answer), needle) for needle in correction.must_include)
        ),
        citations=len(given.citations) if given and answered else 0,
        valid=valid,
        precise=precise,
        passage_characters=tuple(len(folded(passage.text)) for passage in given.passages) if given else (),
    )


def _right(question: JudgedQuestion, answer: str, opening: int | None = None) -> bool:
    start = folded_answer(folded(answer)[:opening])
    return all(holds_needle(start, needle) for needle in question.must_include) and not any(
        holds_needle(folded_answer(answer), needle) for needle in question.must_not_include
    )


def _opening(question: JudgedQuestion) -> int:
    longer = question.category in ("list", "comparison") or question.difficulty == "multi"
    return _OPENING_LONG if longer else _OPENING_SHORT


def _first_rank(group: Sequence[GoldQuote], given: GivenAnswer | None) -> int | None:
    for rank, passage in enumerate(given.passages if given else [], start=1):
        text = folded(passage.text)
        if any(passage.doc == gold.doc and folded(gold.quote) in text for gold in group):
            return rank
    return None


def _reciprocal(ranks: Sequence[int | None]) -> float:
    found = [rank for rank in ranks if rank is not None]
    return 1.0 / max(found) if len(found) == len(ranks) else 0.0


def _citation(
    document_id: str, quote: str, gold: Sequence[Sequence[GoldQuote]], given: GivenAnswer, documents: Mapping[str, str]
) -> tuple[bool, bool]:
    """Return whether a quote stands in its document, and whether it is at or in one passage with a gold quote."""
    text = documents.get(document_id, "")
    places = _places(text, quote)
    if not places:
        return False, False
    wanted = [folded(item.quote) for group in gold for item in group if item.doc == document_id]
    near = [place for needle in wanted for place in _places(text, needle)]
    for passage in given.passages:
        passage_text = folded(passage.text)
        if passage.doc == document_id and any(needle in passage_text for needle in wanted):
            near += _places(text, passage_text)
    inside = any(needle in quote for needle in wanted)
    return True, inside or any(one[0] < two[1] and two[0] < one[1] for one in places for two in near)


def _places(text: str, needle: str) -> list[tuple[int, int]]:
    return [(match.start(), match.end()) for match in re.finditer(re.escape(needle), text)] if needle else []


def summarise(scores: Iterable[QuestionScore]) -> dict[str, float | None]:
    """Return the measures over questions, by the short names of the table."""
    rows = list(scores)
    declined = sum(not row.answered for row in rows)
    unanswerable = [row for row in rows if row.declined_rightly is not None]
    hits = sum(bool(row.declined_rightly) for row in unanswerable)
    precision = hits / declined if declined else None
    recall = hits / len(unanswerable) if unanswerable else None
    cited = sum(row.citations for row in rows)
    return {
        **{f"R@{k}": _mean(row.recall[k] for row in rows if row.recall) for k in (1, 3, 5)},
        "MRR": _mean(row.reciprocal_rank for row in rows if row.reciprocal_rank is not None),
        "answer": _mean(float(row.right) for row in rows if row.right is not None),
        "concise": _mean(float(row.concise) for row in rows if row.concise is not None),
        "overall": _mean(float(bool(row.right) or bool(row.declined_rightly)) for row in rows),
        "citP": sum(row.precise for row in rows) / cited if cited else None,
        "citV": sum(row.valid for row in rows) / cited if cited else None,
        "absP": precision,
        "absR": recall,
        "absF1": 2 * precision * recall / (precision + recall)
        if precision and recall
        else (0.0 if unanswerable else None),
        "cited": _mean(float(row.citations > 0) for row in rows if row.answered),
        "passage": _mean(float(size) for row in rows for size in row.passage_characters),
    }


def _mean(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None
