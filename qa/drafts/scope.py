"""Scope: whether a text is a plan for science, technology or academic cooperation at all."""

import re

from qa.drafts.draft import Draft

# Generic words of research and academic life; what they are cooperating on does not matter.
_ACADEMIC = re.compile(
    r"研究|学術|科学|大学院|博士|ポスドク|論文|留学|学会|実験|観測|理工|科研費|学位|技術協力|共同開発|"
    r"research|scien|academ|Ph\.?D|laborator",
    re.IGNORECASE,
)
_SCHOOL = re.compile(
    r"大学|学部|高専|学校|本校|両校|学生|教員|教授|授業|留学|キャンパス|universit|college|student", re.IGNORECASE
)
# Shares of sentences that use such words: of research, less where the title does too; of schools where the title does.
_ENOUGH, _ENOUGH_TITLED, _ENOUGH_SCHOOL = 0.12, 0.05, 0.15


def in_scope(draft: Draft) -> bool:
    """Say whether enough of a draft's sentences speak of research, or of universities where its title does."""
    academic = _share(draft, _ACADEMIC)
    if academic >= (_ENOUGH_TITLED if _ACADEMIC.search(draft.title) else _ENOUGH):
        return True
    return _SCHOOL.search(draft.title) is not None and _share(draft, _SCHOOL) >= _ENOUGH_SCHOOL


def _share(draft: Draft, words: re.Pattern[str]) -> float:
    return sum(bool(words.search(sentence.text)) for sentence in draft.sentences) / max(len(draft.sentences), 1)
