"""Roles: who does something and where it is done, held against the documents that say so of the same thing."""

import re
from collections.abc import Iterator, Sequence

from qa.drafts.claims import Claim
from qa.drafts.figures import Judged
from qa.drafts.findings import Verdict
from qa.drafts.sources import Source

# A public body by the way its name is built: a ministry or agency, an institution, or an acronym in capitals.
_BODY = r"(?:[一-龯]{1,6}(?:省|庁|内閣府)|内閣府|内閣官房|[一-龯]{3,12}(?:機構|振興会|研究所)|(?<![A-Za-z])[A-Z]{3,6}(?![A-Za-z]))"
_JOINED = rf"(?P<bodies>{_BODY}(?:(?:及び|と|や|、|・|並びに){_BODY})*)"
# What a body does, by the words right behind its name; a document may say the same with another particle.
_DEEDS = (
    (re.compile(rf"{_JOINED}(?:から|より|が|によって|により)?(?:の)?(?:公表|発表|公開)"), re.compile(r"公表|発表|公開")),
    (re.compile(rf"{_JOINED}(?:の)?主導"), re.compile(r"主導")),
    (re.compile(rf"{_JOINED}が(?:相互に)?(?:連携|協力)"), re.compile(r"連携|協力")),
    (re.compile(rf"{_JOINED}(?:が|に(?:おいて|よ(?:り|って)))(?:実施|運営|所管|担当|配分|公募|採択)"), re.compile(r"実施|運営|所管|担当|配分|公募|採択")),
    (re.compile(rf"(?:所管|担当|実施機関|実施主体|配分機関)(?:する|の)?(?:省庁|機関)?(?:は|:){_JOINED}"), re.compile(r"所管|担当|実施機関|実施主体|配分機関")),
)
_ONE_BODY = re.compile(_BODY)
_PLACE_NAME = r"[一-龯ァ-ヴー]{1,6}(?:市|県|都|府|区|町|村|温泉|島)"
_HELD_AT = re.compile(rf"(?P<places>{_PLACE_NAME}(?:(?:と|及び|、|・|の){_PLACE_NAME})*)(?:で|にて|において|を会場に).{{0,20}}(?:開催|開か|行われ|実施され|会合)")
_PLACE = re.compile(_PLACE_NAME)
_HELD = re.compile(r"開催|会場|於|場所|において")


def judge_roles(claim: Claim, found: Sequence[Source]) -> Iterator[Judged]:
    """Yield a judgement for each body that a claim says does something, and each place where it says something was held."""
    about = [source for source in found if source.about]
    for said, told in _DEEDS:
        match = said.search(claim.text)
        if match:
            yield from _judge(_ONE_BODY.findall(match["bodies"]), match["bodies"], _ONE_BODY, told, about)
    held = _HELD_AT.search(claim.text)
    if held:
        yield from _judge(_PLACE.findall(held["places"]), held["places"], _PLACE, _HELD, about)


def _judge(
    names: list[str], said: str, kind: re.Pattern[str], deed: re.Pattern[str], about: Sequence[Source]
) -> Iterator[Judged]:
    """Yield the verdict where statements about the thing tell of the same deed and name somebody or somewhere."""
    telling = [
        (source, list(kind.finditer(source.statement.text)))
        for source in about
        if deed.search(f"{source.statement.label} {source.statement.text}")
    ]
    telling = [(source, others) for source, others in telling if others]
    if not telling:
        return
    for source, others in telling:
        if all(any(_same(name, other.group()) for other in others) for name in names):
            yield _told(Verdict.SUPPORTED, said, others[0].group(), source)
            return
    source, others = max(telling, key=lambda item: item[0].share)
    yield _told(Verdict.CONTRADICTED, said, "、".join(dict.fromkeys(other.group() for other in others)), source)


def _same(name: str, other: str) -> bool:
    return name in other or other in name


def _told(verdict: Verdict, said: str, told: str, source: Source) -> Judged:
    statement = source.statement
    return Judged(verdict, said, told, statement.document_id, statement.sentence.fragments, statement.label, source.share)
