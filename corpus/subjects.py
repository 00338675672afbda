"""What a section speaks of, where its own headings do not say."""

import re
from collections import Counter
from collections.abc import Iterable

from corpus.abbreviations import Abbreviation
from corpus.documents import Document
from corpus.normalisation import normalise

# By these endings a name is known as that of a programme, measure or body of rules.
_PROGRAMME_NAME = re.compile(r"(?:事業|プログラム|制度|イニシアティブ|基金|協定|プロジェクト)$")


def programme_names(abbreviations: Iterable[Abbreviation]) -> dict[str, list[str]]:
    """Return the full names of programmes by their short ones."""
    names: dict[str, list[str]] = {}
    for abbreviation in abbreviations:
        if _PROGRAMME_NAME.search(abbreviation.name):
            names.setdefault(abbreviation.short, []).append(abbreviation.name)
    return names


def infer_subjects(document: Document, names: dict[str, list[str]]) -> dict[int, str]:
    """Return for each section without a heading the programme that its text names most often, short name first.

    ``names`` are the full names of programmes by their short ones. The titles of slides are often pictures and lost;
    the programme's short name still stands in the text.
    """
    found = {}
    for section in document.sections[1:]:
        if not section.heading:
            subject = _most_named(normalise(section.span.of(document.text)), names)
            if subject:
                found[section.number] = f"{names[subject][0]}({subject})"
    return found


def _most_named(text: str, names: dict[str, list[str]]) -> str:
    counts = Counter(
        {short: text.count(short) + sum(text.count(name) for name in full) for short, full in names.items()}
    )
    if not counts:
        return ""
    short, count = counts.most_common(1)[0]
    return short if count else ""
