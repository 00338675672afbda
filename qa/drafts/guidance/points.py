"""Points: the things that one consideration asks for, in the guidance's own words."""

import re
from collections.abc import Sequence

from corpus.guidelines import Guideline
from corpus.normalisation import normalise
from corpus.sentences import split_sentences
from qa.drafts.findings import Status

_BOTH = re.compile(r"(?<=[るた])(?:、)?(?:及び|又、|また、)|、(?=また、?)|及び(?=[^、。]{6,}(?:取組|体制|関係|内容))")
_KANJI_WORD = re.compile(r"[一-龯々ァ-ヴー]{2,}|[A-Za-z]{2,}")


def split_points(text: str) -> tuple[str, ...]:
    """Return the points of a consideration, verbatim: its sentences, and the halves that 及び or また join.

    >>> split_points("独自性が相補的な関係にあるか。また、役割を得ているか。")
    ('独自性が相補的な関係にあるか', 'また、役割を得ているか')
    """
    sentences = [span.of(text).rstrip("。") for span in split_sentences(text)]
    points = [piece.strip("、 ") for sentence in sentences for piece in _BOTH.split(sentence)]
    return tuple(point for point in points if point)


def points_of(guideline: Guideline, status: Status, evidence: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the points that the evidence meets and those that it does not.

    What is addressed meets all. What is only touched meets the points whose words it shares, if there are others that
    it does not share any of; where it shares words with all, it names them without a measure and meets none.
    """
    points = split_points(guideline.text)
    if status is Status.ADDRESSED:
        return points, ()
    if status is Status.MISSING or len(points) == 1:
        return (), points
    said = normalise(" ".join(evidence))
    shared = [any(word in said for word in _KANJI_WORD.findall(normalise(point))) for point in points]
    if all(shared) or not any(shared):
        return (), points
    matched = tuple(point for point, ok in zip(points, shared, strict=True) if ok)
    return matched, tuple(point for point, ok in zip(points, shared, strict=True) if not ok)
