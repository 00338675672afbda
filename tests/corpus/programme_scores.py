"""How well programme facts are read, against facts that were noted by hand."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from corpus.dates import fiscal_year_name
from corpus.names import known_names
from corpus.normalisation import normalise
from corpus.programmes.collecting import collect_programmes
from corpus.programmes.facts import Attribute

PARTS = {Attribute.BACKGROUND, Attribute.PURPOSE, Attribute.OUTCOME, Attribute.CONTENT, Attribute.MENTION}


def folded(text):
    """Return ``text`` without blanks and rules, in one spelling."""
    return re.sub(r"[\s*│]", "", normalise(text)).lower()


@dataclass(frozen=True)
class Scores:
    """Shares of facts found and of found facts that are right, and the budgets that have no right year or kind."""

    recall: float
    precision: float
    missed: list
    wrong: list


def score(collection, path: Path, *, typed_only: bool) -> Scores:
    """Hold the programmes of ``collection`` against the facts in ``path``; parts of a fact sheet are not counted."""
    noted = json.loads(path.read_text("utf-8"))
    programmes = collect_programmes(collection, known_names(collection))
    typed = {attribute.value for attribute in Attribute} - {attribute.value for attribute in PARTS}
    missed, found = [], 0
    for gold in noted["programs"]:
        facts = [fact for programme in programmes if is_same(gold, programme) for fact in programme.facts]
        for wanted in gold["facts"]:
            if wanted.get("optional") or (typed_only and wanted["attribute"] not in typed):
                continue
            if any(agrees(wanted, fact) for fact in facts):
                found += 1
            else:
                missed.append((gold["name"], wanted["attribute"], wanted["value"]))
    told = [(programme, fact) for programme in programmes for fact in programme.facts if fact.attribute not in PARTS]
    wrong = [
        (programme.name, fact.attribute.value, fact.value)
        for programme, fact in told
        if not any(
            agrees(wanted, fact) for gold in noted["programs"] if is_same(gold, programme) for wanted in gold["facts"]
        )
    ]
    return Scores(found / (found + len(missed)), 1 - len(wrong) / len(told), missed, wrong)


def told_by_place(collection, path: Path) -> float:
    """Return the share of noted facts, in their own words or not, whose place is that of a fact of the programme."""
    noted = json.loads(path.read_text("utf-8"))
    programmes = collect_programmes(collection, known_names(collection))
    hits = []
    for gold in noted["programs"]:
        told = [
            (
                fact.document_id,
                folded("".join(span.of(collection.document(fact.document_id).text) for span in fact.fragments)),
            )
            for programme in programmes
            if is_same(gold, programme)
            for fact in programme.facts
        ]
        for wanted in gold["facts"]:
            places = [(item["doc"], folded(item["quote"])) for item in (wanted, *wanted.get("other_locations", []))]
            hits.append(
                any(one == two and (text in quote or quote in text) for one, text in told for two, quote in places)
            )
    return sum(hits) / len(hits)


def is_same(gold, programme):
    """Say whether a noted programme and a read one share a name."""
    noted = {folded(name) for name in (gold["name"], *gold["abbreviations"], *gold.get("aliases", []))}
    read = {folded(name) for name in (programme.name, *programme.other_names)}
    return bool(noted & read) or any(
        len(name) > 6 and (name in folded(programme.name) or folded(programme.name) in name) for name in noted
    )


def agrees(wanted, fact):
    """Say whether a read fact is the noted one: its value, and of a budget its year and kind."""
    values = folded(wanted["value"]), folded(fact.value)
    amount = wanted.get("amount_yen")
    if not (values[0] in values[1] or values[1] in values[0] or (amount and amount == fact.amount_yen)):
        return False
    if wanted["attribute"] != Attribute.BUDGET.value:
        return fact.attribute is not Attribute.BUDGET
    year = fiscal_year_name(fact.fiscal_year) if fact.fiscal_year else None
    return (
        fact.attribute is Attribute.BUDGET
        and wanted.get("fiscal_year", year) == year
        and wanted.get("budget_type", fact.budget_type) == fact.budget_type
    )
