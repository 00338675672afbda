"""Prose: facts that a sentence tells of the programme that it, or the sentence before it, names."""

import re
from collections.abc import Iterator

from corpus.dates import YEAR, YEAR_PATTERN
from corpus.documents import Document
from corpus.programmes.budgets import BudgetContext, read_budgets
from corpus.programmes.facts import Attribute, ProgrammeFact
from corpus.programmes.making import make_budget, make_fact
from corpus.quantities import AMOUNT
from corpus.sentences import Sentence, place_in
from corpus.spans import cover

_A = AMOUNT.pattern
_PERIOD = r"(?:原則|最長|最大|おおむね|概ね)?\s*(?:[0-9]+(?:\.[0-9]+)?(?:\s*[~～\-から]+\s*[0-9]+)?)\s*(?:年半|年間|年|か月|ヶ月|カ月|週間)(?:間)?(?:以内|程度|を上限)?"
_BEGUN = rf"(?!明治|大正)(?:{YEAR_PATTERN})"  # a year before the war tells of what a programme goes back to
_UNIT = r"(?:1|一)?(?:課題|件|人|校|拠点|機関|団体|地区|チーム)(?:当たり|あたり|につき)"
_PATTERNS: tuple[tuple[Attribute, re.Pattern[str]], ...] = (
    (
        Attribute.START,
        re.compile(
            rf"(?P<value>{_BEGUN})\s*(?:度)?(?:に|から|より)?(?:、)?(?:[^、。]{{0,20}})?(?:開始|創設|発足|スタート|新設|となって実施)"
        ),
    ),
    (Attribute.START, re.compile(rf"\((?P<value>{_BEGUN})\s*~")),
    (
        Attribute.SCALE,
        re.compile(
            rf"(?P<value>{_UNIT}、?(?:年間|年額|総額|月額)?(?:最大|上限|約)?\s*{_A}(?:\s*(?:~|から)\s*{_A})?(?:\s*(?:以内|程度|を上限|を限度|まで))?)"
        ),
    ),
    (
        Attribute.SCALE,
        re.compile(
            rf"(?:研究費|支援額|補助額|助成額)は、?(?P<value>(?:年間|年額|総額|1課題当たり)?(?:最大|上限|約)?\s*{_A}(?:\s*(?:~|から)\s*{_A})?(?:\s*(?:以内|程度|を上限|まで))?)"
        ),
    ),
    (Attribute.PERIOD, re.compile(rf"(?:支援|研究|補助|助成|派遣|渡航|受入れ?)(?:の)?期間は、?(?P<value>{_PERIOD})")),
    (
        Attribute.PERIOD,
        re.compile(
            rf"(?P<value>{_PERIOD})(?:に(?:わたり|わたって))?(?:支援|助成|補助|派遣|受け入れ)(?:する|して|を|し)"
        ),
    ),
    (
        Attribute.AWARDS,
        re.compile(
            r"採択(?:件数|課題数)?(?:は|数は)?、?[^。、]{0,14}?(?P<value>(?:約|延べ)?\s*[0-9,]+\s*(?:件|課題|校|機関))"
        ),
    ),
    (Attribute.AWARDS, re.compile(r"(?P<value>(?:約|延べ)?\s*[0-9,]+\s*(?:件|課題|校|機関))(?:が|を)?採択")),
    (Attribute.VOLUME, re.compile(rf"(?P<value>(?:総額|約)?\s*{_A})の(?:事業|予算)規模")),
    (Attribute.PEOPLE, re.compile(r"人数は、?(?P<value>(?:年間|毎年|約|延べ)*\s*[0-9,]+\s*(?:人|名)(?:程度)?)")),
    (
        Attribute.PEOPLE,
        re.compile(
            r"(?P<value>(?:毎年|年間)?(?:約|延べ)*\s*[0-9,.]+\s*万?(?:人|名)(?:程度)?)(?:の[^、。]{1,16}を|を|が)?[、]?[^、。]{0,16}?(?:派遣|受け入れ|招へい|参加|に上る)"
        ),
    ),
    (Attribute.TARGET, re.compile(r"(?:支援の?|補助)?対象は、?(?P<value>[^。]{4,60}?)(?:である|とする|です|。|$)")),
    (
        Attribute.COUNTRIES,
        re.compile(r"(?:枠|相手国)で?は、?(?P<value>[ァ-ヴー]{2,}(?:[、及びと・]+(?:[ァ-ヴー一-龯]{2,}))+)を対象"),
    ),
    (Attribute.GOAL, re.compile(r"(?P<value>[^、。]{0,14}までに[^。]{4,60}?)(?:こと)?(?:を|が)目標")),
    (
        Attribute.BODY,
        re.compile(
            r"(?:、|^)(?P<value>[一-龯ァ-ヴーA-Za-z()]{4,24}(?:機構|財団|センター|振興会|協会|機関|研究所))が(?:実施|配分機関)"
        ),
    ),
)
_OPINION = re.compile(r"べき|ではないか|必要がある|望まし|求められ|期待され|検討|でしょうか|[?]")


def facts_of_sentence(document: Document, sentence: Sentence, context: BudgetContext) -> Iterator[ProgrammeFact]:
    """Yield the facts that a sentence tells; an opinion tells none."""
    if _OPINION.search(sentence.text):
        return
    if "予算" in sentence.text and AMOUNT.search(sentence.text):
        for budget in read_budgets(sentence.text, context):
            place = place_in(document, sentence, budget.start, budget.end)
            if place and YEAR.search(sentence.text):
                yield make_budget(document, "予算額", budget.text, cover(place), budget.fiscal_year, budget.budget_type)
    told: set[tuple[Attribute, int]] = set()
    for attribute, pattern in _PATTERNS:
        for found in pattern.finditer(sentence.text):
            value = found["value"].strip()
            start = found.start("value") + len(found["value"]) - len(found["value"].lstrip())
            place = place_in(document, sentence, start, found.end("value"))
            if place and (attribute, found.end("value")) not in told:
                told.add((attribute, found.end("value")))
                yield make_fact(document, attribute, attribute.value, value, place)
