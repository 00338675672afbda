"""Guidance in papers without coded headings: what they ask of a plan, told by form."""

import shutil
from pathlib import Path

import pytest

from corpus.collection import document_of
from corpus.guidance import find_guidance
from corpus.ingestion import ingest

GUIDELINES = Path(__file__).parent / "guidelines"


def guidance(folder, name, text=None):
    """Return the guidance of one file, or of a text under its name."""
    if text is None:
        shutil.copy(GUIDELINES / name, folder)
    else:
        (folder / name).write_text(text, "utf-8")
    document = document_of(ingest(folder).sources[0])
    return document, find_guidance((document,))


def asked(found):
    """Return the considerations as id, group and the beginning of the text."""
    return [(item.guideline_id, item.group_title, item.text[:8]) for item in found.considerations]


def test_requirements_and_points_of_review_of_a_call_are_its_considerations(tmp_path):
    """Items in こと and か, grouped by their headings and counted in each; the sentence that announces them is none."""
    _, found = guidance(tmp_path, "koubo.md")
    assert asked(found) == [
        ("Q1-1", "2.申請の要件", "申請時に博士の学"),
        ("Q1-2", "2.申請の要件", "受入機関の長が発"),
        ("Q1-3", "2.申請の要件", "滞在期間が連続し"),
        ("Q1-4", "2.申請の要件", "他の助成金から同"),
        ("Q2-1", "3.審査の観点", "研究の問いが明確"),
        ("Q2-2", "3.審査の観点", "滞在期間中の工程"),
        ("Q2-3", "3.審査の観点", "帰国後に所属機関"),
        ("Q2-4", "3.審査の観点", "研究データを公開"),
    ]
    assert [item.subgroup for item in found.considerations] == [""] * 4 + ["3.1研究計画"] * 2 + ["3.2波及効果"] * 2


def test_the_sentences_that_state_the_aim_of_a_call_are_its_purposes(tmp_path):
    """Under the heading 目的; how often it is called for is no purpose."""
    _, found = guidance(tmp_path, "koubo.md")
    first, second = found.purposes
    assert first.text.endswith("広げることを目的とする。")
    assert second.text.endswith("研究力の強化を図る。")


def test_the_rows_of_a_checklist_are_considerations_by_the_cell_that_asks(tmp_path):
    """Not by the number, the group or the rule beside it."""
    _, found = guidance(tmp_path, "checklist.md")
    assert [item.text for item in found.considerations] == [
        "相手機関との契約書の案に準拠法が書かれているか",
        "知的財産の持分を事前に取り決めているか",
        "持ち出す機器について該非判定を終えているか",
        "渡航先の危険情報の段階を確認し、連絡網を作っているか",
        "為替の変動に備えた予備費を計上しているか",
    ]


def test_numbered_duties_of_a_plain_text_are_considerations(tmp_path):
    """In items that end in a duty, in whichever words."""
    _, found = guidance(tmp_path, "shishin.txt")
    assert [item.guideline_id for item in found.considerations] == ["Q1-1", "Q1-2", "Q2-1", "Q2-2", "Q3-1", "Q3-2"]
    assert [item.guideline_id for item in found.purposes] == ["P1-1"]


@pytest.mark.parametrize("name", ["koubo.md", "checklist.md", "shishin.txt"])
def test_every_guideline_stands_at_its_span(tmp_path, name):
    """Its text is what the document has there, without white space."""
    document, found = guidance(tmp_path, name)
    items = (*found.purposes, *found.considerations)
    assert items
    for item in items:
        assert "".join("".join(part.of(document.text) for part in item.fragments).split()) == item.text


REPORT = """共同研究の実施報告

１．結果
（１）令和5年度は、三つの機関と共同研究を行った。
（２）学生の派遣は前年度の2倍になった。
（３）装置の更新を終える必要がある。
（４）論文は5本が出版された。
"""


def test_a_report_asks_nothing(tmp_path):
    """One duty among what was done makes no group, and a paper without groups is no guidance."""
    _, found = guidance(tmp_path, "report.txt", REPORT)
    assert not found
    assert found.considerations == found.purposes == ()


def test_two_questions_are_too_few_for_guidance(tmp_path):
    """Three make a checklist."""
    lines = ["確認表", "", "１．契約", "（１）契約書の案はできているか。", "（２）準拠法は決まっているか。"]
    _, two = guidance(tmp_path, "two.txt", "\n".join(lines))
    (tmp_path / "two.txt").unlink()
    _, three = guidance(tmp_path, "three.txt", "\n".join([*lines, "（３）持分は決まっているか。"]))
    assert (len(two.considerations), len(three.considerations)) == (0, 3)


def test_coded_guidance_comes_before_a_checklist(collection, tmp_path):
    """A collection with the guidance of the ministry is held against that, whatever else it holds."""
    document, found = guidance(tmp_path, "koubo.md")
    both = find_guidance((document, *collection.documents))
    assert both == collection.guidance
    assert found
