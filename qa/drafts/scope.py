"""Scope: whether a text is a plan for science, technology or academic cooperation at all."""

import re

from qa.drafts.draft import Draft

# Generic words of research and academic life; what they are cooperating on does not matter.
_ACADEMIC = re.compile(
    r"研究|学術|科学|大学院|博士|ポスドク|論文|留学|学会|実験|観測|理工|科研費|学位|技術協力|共同開発|"
    r"research|scien|academ|Ph\.?D|laborator",
    re.IGNORECASE,
)
_ENOUGH, _ENOUGH_TITLED = 0.12, 0.05  # share of sentences that use such words; less where the title does


def in_scope(draft: Draft) -> bool:
    """Say whether enough of a draft's sentences speak of research or academic work."""
    if not draft.sentences:
        return False
    share = sum(bool(_ACADEMIC.search(sentence.text)) for sentence in draft.sentences) / len(draft.sentences)
    return share >= (_ENOUGH_TITLED if _ACADEMIC.search(draft.title) else _ENOUGH)
