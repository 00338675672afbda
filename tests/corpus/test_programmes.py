"""Programme facts: on the bundled documents, and on invented ones in other layouts."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from programme_scores import score, told_by_place

from corpus.collection import load_collection
from corpus.dates import fiscal_year_name
from corpus.names import known_names
from corpus.normalisation import normalise
from corpus.programmes.budgets import BudgetContext, read_budgets, read_legend
from corpus.programmes.collecting import collect_programmes, fiscal_year
from corpus.programmes.facts import Attribute
from corpus.quantities import amount_in_yen, period_in_months
from corpus.sentences import without_calls

EVALUATION = Path(__file__).parents[1] / "evaluation"


@pytest.fixture(scope="module")
def slides():
    """Return the invented documents."""
    return load_collection(EVALUATION / "slides")


def test_facts_of_unseen_layouts_are_read(slides):
    """Of invented slides, tables, prose and outlines, nine facts in ten are found and nearly all of those are right."""
    found = score(slides, EVALUATION / "slides" / "facts.json", typed_only=False)
    assert found.recall >= 0.90, found.missed
    assert found.precision >= 0.97, found.wrong


def test_facts_of_the_bundled_documents_are_read(collection):
    """Of the typed facts of the bundled documents four in five are found, and nearly all that are found are right."""
    found = score(collection, EVALUATION / "program_facts.json", typed_only=True)
    assert found.recall >= 0.84, found.missed
    assert found.precision >= 0.97, found.wrong
    assert not [name for name, attribute, _ in found.missed if attribute == "予算額"]


def test_what_the_papers_say_of_a_programme_is_told_by_its_place(collection):
    """Of all facts noted by hand, those in free words too, five in six stand at a place that is told."""
    assert told_by_place(collection, EVALUATION / "program_facts.json") >= 0.84


def test_an_amount_in_brackets_is_another_ones(collection):
    """What an agency gives beside the programme's own support is not taken for that."""
    programmes = collect_programmes(collection, known_names(collection))
    satreps = next(programme for programme in programmes if "SATREPS" in programme.other_names)
    assert [fact.amount_yen for fact in satreps.facts if fact.attribute is Attribute.SCALE] == [35_000_000]


LIBRARY = """図書館施策の現状

令和5年6月

資料デジタル化事業（DLP）

令和5年度予算額 : 120百万円

■ DLP CORE（重点方式）

支援対象 大学図書館
支援期間 6年間

これまでの成果

・ 貴重書三千点を公開した。

図書館では、このほか、司書海外派遣プログラム等が行われている。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    """Return the programmes of an invented paper."""
    folder = tmp_path_factory.mktemp("library")
    (folder / "library.txt").write_text(LIBRARY, "utf-8")
    documents = load_collection(folder)
    return {programme.name: programme for programme in collect_programmes(documents, known_names(documents))}


def told(programme, attribute):
    """Return the values of an attribute."""
    return [fact.value for fact in programme.facts if fact.attribute is attribute]


def test_a_variant_is_a_programme_of_its_own_until_the_slide_goes_on(library):
    """What stands under DLP CORE is of it; the results after it are of the programme whose slide it is."""
    assert told(library["DLP CORE"], Attribute.PERIOD) == ["6年間"]
    assert told(library["資料デジタル化事業"], Attribute.OUTCOME)[0] == "貴重書三千点を公開した"
    assert not told(library["資料デジタル化事業"], Attribute.PERIOD)


def test_a_programme_that_is_only_mentioned_has_the_sentence_that_names_it(library):
    """Nothing else is told of it."""
    (fact,) = library["司書海外派遣プログラム"].facts
    assert fact.attribute is Attribute.MENTION
    assert "司書海外派遣プログラム等" in fact.value


@pytest.mark.parametrize("which", ["bundled", "slides"])
def test_every_value_stands_in_its_document(which, collection, slides):
    """What a fact gives is what stands at its places, blanks and wrapped lines apart."""
    documents = collection if which == "bundled" else slides
    for programme in collect_programmes(documents, known_names(documents)):
        for fact in programme.facts:
            stored = without_calls(documents.document(fact.document_id), fact.fragments)
            assert all(len(fragment) for fragment in fact.fragments)
            if fact.attribute is Attribute.BUDGET or len(fact.fragments) == 1:
                stripped = normalise(fact.value).replace(" ", "")
                assert stripped in normalise(stored).replace(" ", ""), (programme.name, fact)


def test_reading_twice_gives_the_same(slides):
    """The programmes do not depend on chance."""
    assert collect_programmes(slides, known_names(slides)) == collect_programmes(slides, known_names(slides))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("令和5年度予算額 41億円", [("41億円", 2023, "当初")]),
        ("1,878百万円(1,826百万円)", [("1,878百万円", 2023, "当初"), ("1,826百万円", 2022, "当初")]),
        ("令和4年度第2次補正予算額 611億円", [("611億円", 2022, "第2次補正")]),
        (
            "令和7年度予算額(案) 48億円(前年度予算額 45億円) 令和6年度補正予算額 120億円",
            [("48億円", 2025, "当初"), ("45億円", 2024, "当初"), ("120億円", 2024, "補正")],
        ),
        ("FY2024 12.5億円", [("12.5億円", 2024, "当初")]),
        ("R6年度予算額 7億円(5億4,000万円)", [("7億円", 2024, "当初"), ("5億4,000万円", 2023, "当初")]),
        (
            "令和5年度予算額 3億2,000万円(令和4年度:2億8,500万円)",
            [("3億2,000万円", 2023, "当初"), ("2億8,500万円", 2022, "当初")],
        ),
        ("2025年度概算要求額は2,650百万円", []),
        (
            "令和6年度予算額 75億円(JST:70億円 AMED:5億円)",
            [("75億円", 2024, "当初"), ("70億円", 2024, "当初"), ("5億円", 2024, "当初")],
        ),
        ("予算はない", []),
    ],
)
def test_a_budget_has_its_year_and_kind(text, expected):
    """An amount takes the year and kind that the words around it give; in brackets alone it is of the year before."""
    found = [(item.text, item.fiscal_year, item.budget_type) for item in read_budgets(text, BudgetContext(2023))]
    assert found == expected


def test_a_legend_says_what_brackets_mean():
    """Where a document explains its brackets, amounts in them are read so."""
    legend = read_legend("〔〕内は前年度当初予算額、<>内は令和5年度補正予算額。", 2024)
    assert legend == {"〔": (2023, "当初"), "<": (2023, "補正")}
    found = list(read_budgets("24.8億円 〔22.1億円〕 <15.0億円>", BudgetContext(2024, legend)))
    assert [(item.fiscal_year, item.budget_type) for item in found] == [(2024, "当初"), (2023, "当初"), (2023, "補正")]


@pytest.mark.parametrize(
    ("date", "year"), [("2023-06", 2023), ("2024-03-31", 2023), ("2024-04-01", 2024), ("2021", 2021), ("", None)]
)
def test_a_fiscal_year_begins_in_april(date, year):
    """A date before April belongs to the year before; one without a month to its own."""
    assert fiscal_year(date) == year


@pytest.mark.parametrize(
    ("year", "name"), [(2023, "令和5年度"), (2019, "令和元年度"), (2018, "平成30年度"), (1989, "平成元年度")]
)
def test_a_fiscal_year_has_its_japanese_name(year, name):
    """The first year of an era is 元年."""
    assert fiscal_year_name(year) == name


@pytest.mark.parametrize(
    ("text", "yen"),
    [
        ("14億5千万円", 1_450_000_000),
        ("1.2兆円", 1_200_000_000_000),
        ("215,300千円", 215_300_000),
        ("20百万円~50百万円", 50_000_000),
        ("新規", None),
    ],
)
def test_amounts_become_yen(text, yen):
    """Scales are multiplied out, parts added, and of a range the upper end is taken."""
    assert amount_in_yen(text) == yen


@pytest.mark.parametrize(("text", "months"), [("原則3~5年間", 60), ("18か月", 18), ("2年半以内", 30), ("2週間", None)])
def test_periods_become_months(text, months):
    """Years and months are counted in months."""
    assert period_in_months(text) == months
