"""Presuppositions: what a question takes for granted while it asks for something else, read as a claim."""

import re
from collections.abc import Iterator

from qa.claims.claim import Claim, make_claim
from qa.claims.sources import Sources

# What is asked for stands behind what is taken for granted: 〜が拡充された結果、〜だけを対象にしている理由、〜なのはなぜ.
_BEHIND = re.compile(
    r"(?:理由|根拠|背景|経緯|結果|(?<=[るた])とき|(?<=[るた])時の|(?<=[るたい])場合|ことを踏まえ|ことを受け|の(?:は|って)(?:なぜ|どうして|なんで|どういう)|のはどういう)"
)
_ASIDE = re.compile(r"(?:です|ます|だ|である|ました)(?:が|けど|けれど|よね)、?")
# A clause with the noun that it describes: 支援対象経費に含まれる研究プロジェクト費.
_RELATIVE = re.compile(r"(?<=[るたい])(?P<noun>[一-龯ァ-ヴーA-Za-z]{2,})(?=の|は|で|に|、|を)")
_ASKING = re.compile(r"何|いつ|どこ|誰|どの|どう|どれ|いくら|なぜ|いくつ|ですか|ますか|でしょうか|[?？]")
_SHORTEST = 8  # characters that can take something for granted


def presupposed(text: str, sources: Sources) -> tuple[Claim, ...]:
    """Return what a question in search form takes for granted, the longest stretch first."""
    stretches = sorted(set(_stretches(text)), key=lambda stretch: -(stretch[1] - stretch[0]))
    things = sources.subjects.things_in(text)
    return tuple(make_claim(text, things, (stretch,)) for stretch in stretches)


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    for pattern in (_BEHIND, _ASIDE, _RELATIVE):
        for found in pattern.finditer(text):
            start = max(text.rfind("。", 0, found.start()) + 1, 0)
            if found.start() - start >= _SHORTEST and not _ASKING.search(text[start : found.start()]):
                yield start, found.end("noun") if pattern is _RELATIVE else found.start()
