"""Dates: when a claim says that something began, was held, was published or is due."""

import re
from collections.abc import Iterable

from corpus.dates import find_dates
from corpus.spans import Span
from corpus.values import Value, ValueKind
from qa.claims.claim import Claim
from qa.claims.judgements import Judged, Verdict, judged_by
from qa.claims.sources import Source, Sources
from qa.claims.values.wordings import shared, words_beside
from qa.question.reading import years_in

_ROLES = (
    (
        "開始",
        re.compile(
            r"^度?(?:\s*[0-9]+月)?(?:から|に|より)?(?:新たに)?(?:事業が)?(?:開始|始ま|始め|創設|発足|スタート|制度化|導入|設立|立ち上げ)|^度?\s*[~～]|^度?から(?:実施|続)"
        ),
    ),
    ("期限", re.compile(r"^度?(?:\s*[0-9]+月)?(?:末)?まで(?:に)?")),
    ("開催", re.compile(r"^.{0,14}?(?:開催|開か|会合|会議が|行われ)")),
    ("公表", re.compile(r"^.{0,16}?(?:公表|発表|取りまとめ|とりまとめ|まとめ|策定|閣議決定|公布|改正|署名|締結)")),
)
_ROLE_WORDS = {
    "開始": re.compile(r"開始|始ま|始め|創設|発足|設置|制度化|設立|事業期間|~"),
    "期限": re.compile(r"まで"),
    "開催": re.compile(r"開催|開か|会合|日時|於"),
    "公表": re.compile(r"公表|発表|まとめ|策定|決定|公布|改正|署名|締結|付け?|^"),
}
_BEGUN_LABEL = re.compile(r"開始|創設|設置|事業期間|発足")
_ENOUGH = 0.5  # share of the words beside a date that a statement with another date must have to contradict it


def judge_date(claim: Claim, value: Value, sources: Sources, found: Iterable[Source]) -> Judged | None:
    """Hold the date on which something began, was held or is due against the same of the documents."""
    after = claim.sentence[value.end :]
    role = next((name for name, pattern in _ROLES if pattern.match(after)), None)
    mine = _dates(value)
    if role is None or not mine:
        return None
    place = Span(value.start, value.end)
    words = sources.words(claim, words_beside(claim, value))
    rivals = []
    for source in found:
        statement = source.statement
        if not _ROLE_WORDS[role].search(f"{statement.label} {statement.text}"):
            continue
        share = max(source.share, shared(words, source, sources))
        for told in statement.values:
            if told.kind is ValueKind.DATE:
                dates = _dates(told)
                if any(_same_date(first, second) for first in mine for second in dates):
                    return judged_by(Verdict.SUPPORTED, place, value.text, told.text, statement, share)
                if dates and (role != "開始" or _BEGUN_LABEL.search(statement.label)):
                    rivals.append((share, source, told))
    rival = max(rivals, key=lambda item: item[0], default=None)
    if rival and rival[1].about and (rival[0] >= _ENOUGH or role == "開始"):
        share, source, told = rival
        return judged_by(Verdict.CONTRADICTED, place, value.text, told.text, source.statement, share)
    return Judged(Verdict.NOT_IN_DOCUMENTS, place, value.text)


def _dates(value: Value) -> list[str]:
    """Return the dates that a value gives, or only its years."""
    return [date.iso for date in find_dates(value.text)] or [str(year) for year in years_in(value.text)]


def _same_date(first: str, second: str) -> bool:
    return first.startswith(second) or second.startswith(first)
