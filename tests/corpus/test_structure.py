"""Pages, sections and blocks: golden files of the bundled documents, and an invented document."""

import json
from itertools import pairwise
from pathlib import Path

import pytest

from corpus.collection import document_of
from corpus.documents import BlockKind, Record
from corpus.normalisation import normalise
from corpus.sources import Source

GOLDEN = Path(__file__).parent.parent / "golden"
IDS = ["strategy-2021", "committee-2025", "status-2023", "overview-2021", "interim-2024"]


def outline(document, collection):
    """Return pages, sections and blocks in a form that can be read line by line."""
    sections = [[section.level, section.heading] for section in document.sections]
    blocks = [
        [
            block.kind.value,
            block.mark,
            block.section,
            " ¦ ".join(normalise(cell.of(document.text)) for cell in block.cells)
            or " ## ".join(normalise(fragment.of(document.text)) for fragment in block.fragments),
        ]
        for block in document.blocks
    ]
    pages = [[page.number, page.span.start, page.span.end] for page in document.pages]
    subjects = [list(collection.path(document, section.number)) for section in document.sections if not section.heading]
    return {"pages": pages, "sections": sections, "blocks": blocks, "untitled": subjects}


@pytest.mark.parametrize("document_id", IDS)
def test_structure_is_as_it_was_read_by_eye(collection, document_id):
    """The structure of each bundled document equals its golden file, which was read against the text line by line."""
    document = collection.document(document_id)
    golden = json.loads((GOLDEN / f"{document_id}.json").read_text("utf-8"))
    assert outline(document, collection) == golden


@pytest.mark.parametrize("document_id", IDS)
def test_every_span_is_inside_the_text_and_in_order(collection, document_id):
    """Blocks follow each other without overlap, and hold no white space at their ends."""
    document = collection.document(document_id)
    spans = [fragment for block in document.blocks for fragment in block.fragments]
    for span in spans:
        words = span.of(document.text)
        assert words
        assert words == words.strip(" \n\u3000") or block_is_row(document, span)
    ordered = sorted(spans)
    assert all(first.end <= second.start for first, second in pairwise(ordered))


def block_is_row(document, span):
    """Say whether a span is that of a table row, whose empty cells are white space."""
    return any(block.kind is BlockKind.ROW and span in block.fragments for block in document.blocks)


@pytest.mark.parametrize("document_id", IDS)
def test_no_text_is_lost(collection, document_id):
    """Every letter of a document stands in a block, a heading, or is a mark, a page number or a running title."""
    document = collection.document(document_id)
    held = [False] * len(document.text)
    spans = [fragment for block in document.blocks for fragment in block.fragments]
    spans += [section.heading_span for section in document.sections if section.heading_span]
    for span in spans:
        held[span.start : span.end] = [True] * len(span)
    lost = "".join(c if not kept else " " for c, kept in zip(document.text, held, strict=True)).split()
    assert all(len(words) <= 3 for words in lost), [words for words in lost if len(words) > 3]


INVENTED = """地域連携戦略について

令和4年3月

1. 背景

地域の大学は、研究の拠点として（以下「拠点大学」という。）役割を果たしてきた。
これからは企業との連携を深める。

2. 取組の方向性

○ 人材の確保
・ 若手の採用を増やす。
・ 任期の長いポストを
設ける。

○ 施設の整備
・ 共同利用の装置を置く。

地域未来大学事業

令和4年度予算額 : 1,200百万円
 (前年度予算額 : 1,100百万円)

事業スキーム

支援対象\t地方大学
支援期間\t3年間
時期\t\t案件
4月\t1日\t公募開始
\t20日\t説明会
"""


@pytest.fixture(scope="module")
def invented():
    """Return a document that no code has seen."""
    record = Record("new", "new.txt", "地域連携戦略について", "2022-03", "", "報告", "ja", "")
    return document_of(Source(record, INVENTED))


def test_headings_of_an_unseen_document(invented):
    """Chapters, bullets that head lists, programme titles and labels are found by their form."""
    assert [section.heading for section in invented.sections[1:]] == [
        "1.背景",
        "2.取組の方向性",
        "人材の確保",
        "施設の整備",
        "地域未来大学事業",
        "事業スキーム",
    ]


def test_broken_lines_of_an_unseen_document_are_joined(invented):
    """An item that runs over a line's end is one block."""
    items = [
        normalise(block.fragments[0].of(invented.text)) for block in invented.blocks if block.kind is BlockKind.ITEM
    ]
    assert items == ["若手の採用を増やす。", "任期の長いポストを設ける。", "共同利用の装置を置く。"]


def test_merged_cells_of_an_unseen_table_speak_for_the_rows_under_them(invented):
    """A row whose first cell is empty belongs to the cell above."""
    last = invented.blocks[-1]
    assert [cell.of(invented.text) for cell in last.cells] == ["4月", "20日", "説明会"]
    assert [cell.of(invented.text) for (cell,) in last.header] == ["時期", "", "案件"]
