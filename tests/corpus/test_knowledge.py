"""What is drawn from the documents: guidance, abbreviations, statements, values, dates."""

import json
from pathlib import Path

import pytest

from corpus.abbreviations import find_abbreviations
from corpus.collection import document_of, load_collection
from corpus.dates import find_dates
from corpus.documents import Record
from corpus.guidance import find_guidance
from corpus.names import known_names
from corpus.normalisation import normalise
from corpus.programmes.collecting import collect_programmes
from corpus.sources import Source
from corpus.values import ValueKind, find_values

CHECKLIST = Path(__file__).parent.parent / "evaluation" / "checklist.json"


def checklist():
    """Return the items of the checklist in order."""
    sections = json.loads(CHECKLIST.read_text("utf-8"))["sections"]
    return [item for section in sections for item in section["items"]]


def test_guidance_equals_the_checklist(collection):
    """All 16 purposes and 35 considerations have the checklist's ids, groups and texts, in its order."""
    guidance = collection.guidance
    found = [
        (item.guideline_id, item.group, item.text, normalise(item.subgroup))
        for item in (*guidance.purposes, *guidance.considerations)
    ]
    assert found == [
        (item["id"], item["section"], item["text"], normalise(item["group"] or "")) for item in checklist()
    ]
    assert (len(guidance.purposes), len(guidance.considerations)) == (16, 35)


def test_labels_drop_the_closing_and_so_on(collection):
    """The label of a purpose is its text without a closing 等."""
    assert [item.label for item in collection.guidance.purposes] == [
        item["label"] for item in checklist() if item["kind"] == "purpose"
    ]


def test_every_guideline_has_its_span(collection):
    """An item's text is what stands at its span, without white space."""
    for item in (*collection.guidance.purposes, *collection.guidance.considerations):
        document = collection.document(item.document_id)
        assert "".join("".join(f.of(document.text).split()) for f in item.fragments) == item.text


def test_purposes_and_considerations_answer_to_each_other(collection):
    """A consideration under a sub-heading answers to the purpose of that name, and the purpose knows it."""
    purposes = {item.guideline_id: item for item in collection.guidance.purposes}
    considerations = {item.guideline_id: item for item in collection.guidance.considerations}
    assert considerations["A2-1"].related == ("A1-1",)
    assert considerations["C2-6"].related == ("C1-5",)
    assert considerations["PC-1"].related == ()
    for purpose in purposes.values():
        assert all(purpose.guideline_id in considerations[key].related for key in purpose.related)


OTHER_GUIDANCE = """（D1） 地域の活性化

・ 雇用の創出

・ 移住の促進 等

（D2） 地域の活性化の観点

＜雇用の創出＞

・ 賃金の水準は適切か。

（その他の観点）

・ 費用は妥当か。
"""


def test_guidance_of_an_unseen_document():
    """Groups are found by their marks and layout, whatever they are about."""
    record = Record("d", "d.txt", "指針", "2024", "", "指針", "ja", "")
    guidance = find_guidance((document_of(Source(record, OTHER_GUIDANCE)),))
    assert [(item.guideline_id, item.label) for item in guidance.purposes] == [
        ("D1-1", "雇用の創出"),
        ("D1-2", "移住の促進"),
    ]
    assert [(item.guideline_id, item.text, item.related) for item in guidance.considerations] == [
        ("D2-1", "賃金の水準は適切か。", ("D1-1",)),
        ("OT-1", "費用は妥当か。", ()),
    ]


@pytest.mark.parametrize(
    ("text", "short", "name"),
    [
        ("拠点整備支援事業（KSP）を始める。", "KSP", "拠点整備支援事業"),
        ("地域共創推進制度（以下「共創制度」という。）は続く。", "共創制度", "地域共創推進制度"),
        ("研究設備共用機構（設備機構）が担う。", "設備機構", "研究設備共用機構"),
        ("〔NRP：次世代研究拠点プログラム〕", "NRP", "次世代研究拠点プログラム"),
    ],
)
def test_abbreviations_are_found_where_they_are_defined(text, short, name):
    """Each way of defining a short name is understood, and its span holds the definition."""
    document = document_of(Source(Record("d", "d.txt", "題", "2024", "", "", "ja", ""), f"前文である。\n\n{text}\n"))
    found = [item for item in find_abbreviations(document) if item.short == short]
    assert [item.name for item in found] == [name]
    assert short in normalise(found[0].span.of(document.text))


@pytest.mark.parametrize(
    "text", ["会議（東京）を開く。", "成果が出た（2021年）。", "制度（案）を示す。", "項目（A1）を見る。"]
)
def test_what_only_explains_is_no_abbreviation(text):
    """A place, a year, a draft mark or an item's code in brackets defines no name."""
    document = document_of(Source(Record("d", "d.txt", "題", "2024", "", "", "ja", ""), text))
    assert find_abbreviations(document) == ()


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("支援額は5百万円~1億円/年・課題", ValueKind.AMOUNT, "5百万円~1億円/年・課題"),
        ("総額は約2,611百万円である", ValueKind.AMOUNT, "約2,611百万円"),
        ("期間は3か月~1年程度", ValueKind.PERIOD, "3か月~1年程度"),
        ("原則3~5年間とする", ValueKind.PERIOD, "3~5年間"),
        ("最低でも半年かかる", ValueKind.PERIOD, "半年"),
        ("延べ2,100人を派遣", ValueKind.PEOPLE, "延べ2,100人"),
        ("15件を採択", ValueKind.COUNT, "15件"),
        ("31単位以上を修得", ValueKind.COUNT, "31単位以上"),
        ("研究者の30%以上が外国から", ValueKind.RATIO, "30%以上"),
        ("令和5年5月12日に開く", ValueKind.DATE, "令和5年5月12日"),
        ("2033年までに", ValueKind.DATE, "2033年"),
        ("12月頃に東京で", ValueKind.DATE, "12月頃"),
    ],
)
def test_values_are_typed(text, kind, value):
    """A value is found whole, with its bounds, and typed by its unit."""
    assert (kind, value) in [(item.kind, item.text) for item in find_values(text)]


def test_words_with_numerals_inside_are_no_values():
    """人材, 一人ひとり in compounds and years are not taken for numbers of people or periods."""
    assert [item.kind for item in find_values("2030年に人材を育てる")] == [ValueKind.DATE]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("令和6年8月30日", "2024-08-30"),
        ("R7.6.13", "2025-06-13"),
        ("平成元年", "1989"),
        ("2021年4月", "2021-04"),
        ("昭和57年度", "1982"),
    ],
)
def test_dates_are_read_in_every_era(text, iso):
    """Era years and western years come to one form."""
    assert [date.iso for date in find_dates(text)] == [iso]


def test_fields_of_tables_and_forms_are_read(collection):
    """A table row, a spaced line and a boxed line give label and value."""
    fields = {(item.document_id, item.label, item.value) for item in collection.statements if item.label}
    assert ("status-2023", "支援期間", "2年間") in fields
    assert ("committee-2025", "支援規模", "最大100百万円／年・課題程度") in fields
    assert any(label == "テーマ" for _, label, _ in fields)


def test_slides_without_a_title_take_their_subject_from_the_text(collection):
    """A section whose heading was lost is named after the programme that its text names."""
    document = collection.document("status-2023")
    untitled = [collection.path(document, s.number)[-1] for s in document.sections[1:] if not s.heading]
    assert any("SICORP" in name for name in untitled)
    assert any("SATREPS" in name for name in untitled)


@pytest.mark.timeout(60)
@pytest.mark.parametrize("part", ["9", "事業", "の", "ABC ", "（", "「", "・", "\t", "ア", "（以下「"])
def test_what_a_document_names_is_drawn_in_linear_time(part, tmp_path):
    """A line of thirty thousand like characters; patterns that try each beginning anew would take minutes."""
    (tmp_path / "hostile.txt").write_text(f"試験の文書\n\n{(part * 30_000)[:30_000]}\n\n本事業を行う。\n", "utf-8")
    collection = load_collection(tmp_path)
    names = known_names(collection)
    assert len(names.things) < 10
    assert len(collect_programmes(collection, names)) < 10
