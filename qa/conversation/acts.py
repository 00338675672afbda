"""Acts: what is said to the last answer and asks nothing new: where it comes from, shorter, what else, thanks."""

import re
from collections.abc import Sequence
from enum import StrEnum

from corpus.normalisation import normalise
from qa.question.history import Turn

_END = r"(?:は|を|が)?(?:何|なに|どこ)?(?:です|でしょう|だ)?か?(?:教えて|見せて|示して|知りたい)?(?:ください|下さい|ほしい|です)?[、。?!\s]*"


class Act(StrEnum):
    """What is done to the last answer."""

    SOURCES = "sources"
    SHORTER = "shorter"
    OTHERS = "others"
    THANKS = "thanks"


_ACTS = tuple(
    (act, re.compile(rf"(?:では|じゃあ|その|それの|で、)?(?:{wording}){_END}"))
    for act, wording in (
        (Act.SOURCES, r"(?:出典|引用元|情報源|ソース|根拠)(?:の?(?:文書|資料|箇所|ページ))?|どこに(?:書いて|載って)(?:ある|あり(?:ます)?|い(?:る|ます))(?:の|ん)?"),
        (Act.SHORTER, r"(?:もっと|もう少し|もうちょっと)?(?:短く|簡潔に|手短に|一言で|要約)(?:して|言うと|言って|お願い(?:します)?|まとめて)?"),
        (Act.OTHERS, r"(?:その)?(?:他|ほか)に(?:は|も)?(?:何か|なにか)?(?:ない|ある|あり(?:ます)?)?(?:の|ん)?"),
        (Act.THANKS, r"(?:どうも)?(?:ありがとう|有難う|有り難う)(?:ござい(?:ます|ました))?|助かり(?:ます|ました)|了解(?:です|しました)?|(?:分|わ)かりました"),
    )
)  # fmt: skip


def act_of(text: str) -> Act | None:
    """Return what ``text`` does to the last answer; None where it asks something of its own."""
    words = normalise(text).strip()
    return next((act for act, wording in _ACTS if wording.fullmatch(words)), None)


def without_acts(history: Sequence[Turn]) -> tuple[Turn, ...]:
    """Return a history without acts and the replies to them: what is talked about is what was asked."""
    kept: list[Turn] = []
    skipping = False
    for turn in history:
        skipping = act_of(turn.content) is not None if turn.role == "user" else skipping
        if not skipping:
            kept.append(turn)
    return tuple(kept)


def last_question(history: Sequence[Turn]) -> tuple[str, tuple[Turn, ...]]:
    """Return the last question of a history without acts, with the turns before it; empty where there is none."""
    for at in range(len(history) - 1, -1, -1):
        if history[at].role == "user":
            return history[at].content, tuple(history[:at])
    return "", ()
