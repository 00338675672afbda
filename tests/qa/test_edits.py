"""Claims that are made of statements by code, to train the reader on."""

import random

import pytest

from indexer.tokenisation import FugashiTokenizer
from qa.claims.edits import Editor, Statement
from qa.reader.network import CONTRADICTS, SILENT, SUPPORTS

TEXTS = (
    "若手研究者の海外派遣者数は、令和5年度に1,200人へ増加した。",
    "事業の審査委員会は、採択の可否を年2回判断する。",
    "大学は、外部資金の管理規程を整備しなければならない。",
    "外国人研究者の受入れでは、住居や保育等の支援が重要である。",
    "運営委員会は、事業の評価を毎年3月に公表している。",
)


@pytest.fixture(scope="module")
def claims():
    """Return the claims of twenty drawings."""
    statements = [Statement(text, f"事業の概要\n{text}") for text in TEXTS]
    return [
        item for seed in range(20) for item in Editor(statements, FugashiTokenizer(), random.Random(seed)).claims(5)
    ]


def of(claims, text, verdict):
    """Return the claims of a verdict that were made of a statement."""
    return {item.claim for item in claims if item.window.endswith(text) and item.verdict == verdict}


def test_every_claim_is_held_against_the_statement_that_it_was_made_of(claims):
    """The window is that of the statement, headings and all."""
    assert {item.window for item in claims} == {f"事業の概要\n{text}" for text in TEXTS}
    assert {item.verdict for item in claims} == {SUPPORTS, CONTRADICTS, SILENT}


def test_what_becomes_false_differs_from_its_statement(claims):
    """No claim that is called false says what its statement says."""
    for text in TEXTS:
        assert text not in of(claims, text, CONTRADICTS)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        (TEXTS[0], "減少した"),
        (TEXTS[1], "運営委員会"),
        (TEXTS[2], "整備しなくてもよい"),
        (TEXTS[3], "保育のみの支援"),
        (TEXTS[4], "公表していない"),
    ],
)
def test_false_claims_are_made_in_each_way(claims, text, part):
    """An opposite, a compound that ends alike, a duty for a permission, only, and a denial."""
    assert any(part in claim for claim in of(claims, text, CONTRADICTS))


def test_a_figure_becomes_another_of_its_form(claims):
    """A figure with a comma becomes one, and no year of the era turns into a thousand."""
    said = {claim for claim in of(claims, TEXTS[0], CONTRADICTS) if "海外派遣者数は、" in claim and "増加した" in claim}
    assert any("1,200人" not in claim and "人へ" in claim for claim in said)


def test_true_claims_tell_years_of_the_other_calendar(claims):
    """What stays true is said in other words."""
    assert any("2023年度" in claim for claim in of(claims, TEXTS[0], SUPPORTS))


def test_half_of_what_is_silent_is_of_another_statement(claims):
    """A claim of two halves is not told by the statement of one."""
    for text in TEXTS:
        assert all(claim.rstrip("。") not in text for claim in of(claims, text, SILENT) - {text} if "、" in claim)
