"""Reading Markdown: the text as the file has it, and the parts that its marks tell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.parts import PartKind
from corpus.readers.formats import DocumentFormat, format_of
from corpus.readers.markdown import read_markdown


def read(text):
    """Return what is read of a file."""
    return read_markdown(text.encode(), "a.md")


def parts(text):
    """Return the kinds and words of the parts."""
    return [(part.kind, part.span.of(read(text).text)) for part in read(text).parts]


def test_the_text_is_left_as_the_file_has_it():
    """Marks and rules stay where they are; only the parts say what they mean."""
    text = "# 題\n\n文\n\n| 名 | 額 |\n|---|---|\n| 甲 | 1 |\n\n```\ncode\n```"
    assert read(text).text == text


@pytest.mark.parametrize(
    ("line", "level", "words"),
    [
        ("# 題", 1, "題"),
        ("### 節 ###", 3, "節"),
        ("#\u3000全角", 1, "全角"),
        ("###### 深い", 6, "深い"),
        ("##  C# の題  ", 2, "C# の題"),
    ],
)
def test_headings_are_as_deep_as_their_marks(line, level, words):
    """The marks at both ends are no words of a heading."""
    (part,) = read(line).parts
    assert (part.kind, part.level, part.span.of(line)) == (PartKind.HEADING, level, words)


@pytest.mark.parametrize("line", ["#題", "####### 七", "文 # 題", "\\# 題"])
def test_what_only_looks_like_a_heading_is_a_paragraph(line):
    """A heading has a blank behind its one to six marks, at the beginning of the line."""
    assert parts(line) == [(PartKind.PARAGRAPH, line)]


@pytest.mark.parametrize(
    ("line", "mark", "words"),
    [
        ("- 甲", "・", "甲"),
        ("* 甲 乙", "・", "甲 乙"),
        ("+\u3000甲", "・", "甲"),
        ("  - 甲", "・", "甲"),
        ("12. 甲", "12.", "甲"),
        ("3) 甲", "3)", "甲"),
    ],
)
def test_items_have_their_marks(line, mark, words):
    """Each sign of a bullet is one mark, a number is kept; neither is a word of the item."""
    (part,) = read(line).parts
    assert (part.kind, part.mark, part.span.of(line)) == (PartKind.ITEM, mark, words)


@pytest.mark.parametrize("line", ["-甲", "2024. 年", "*強い* 文"])
def test_what_only_looks_like_an_item_is_a_paragraph(line):
    """A mark has a blank behind it and a number no more than three digits."""
    assert parts(line) == [(PartKind.PARAGRAPH, line)]


def test_lines_of_one_paragraph_belong_together():
    """An empty line, a heading, an item or a table ends a paragraph."""
    assert parts("一\n二\n\n三\n# 題\n四\n- 甲\n五\n| 乙 | 1 |\n六") == [
        (PartKind.PARAGRAPH, "一\n二"),
        (PartKind.PARAGRAPH, "三"),
        (PartKind.HEADING, "題"),
        (PartKind.PARAGRAPH, "四"),
        (PartKind.ITEM, "甲"),
        (PartKind.PARAGRAPH, "五"),
        (PartKind.ROW, "| 乙 | 1 |"),
        (PartKind.PARAGRAPH, "六"),
    ]


@pytest.mark.parametrize("fence", ["```", "~~~", "  ```", "```python"])
def test_marks_in_code_are_no_marks(fence):
    """What stands between fences has no headings, items or tables; what follows has."""
    text = f"{fence}\n# 甲\n- 乙\n| 丙 |\n{fence.removesuffix('python')}\n# 題"
    assert parts(text) == [(PartKind.PARAGRAPH, "# 甲\n- 乙\n| 丙 |"), (PartKind.HEADING, "題")]


def table(text):
    """Return the rows, each as pairs of its heads and its cell."""
    found = read(text)
    return [
        [
            ("".join(head.of(text) for head in heads), cell.of(text))
            for heads, cell in zip(part.heads or [()] * len(part.cells), part.cells, strict=True)
        ]
        for part in found.parts
        if part.kind is PartKind.ROW
    ]


@pytest.mark.parametrize("rule", ["|---|---|", "| :-- | --: |", "|-|:-:|"])
def test_the_row_above_a_rule_heads_a_table(rule):
    """The head goes with each row below; the rule is no row."""
    text = f"| 名称 | 額 |\n{rule}\n| 甲 | 1 |\n|乙||"
    assert table(text) == [[("名称", "甲"), ("額", "1")], [("名称", "乙"), ("額", "")]]
    assert parts(text)[0] == (PartKind.HEAD, "| 名称 | 額 |")


def test_a_table_without_a_rule_has_no_head():
    """Rows that no rule follows are rows, the first too."""
    assert table("| 甲 | 1 |\n| 乙 | 2 |") == [[("", "甲"), ("", "1")], [("", "乙"), ("", "2")]]


def test_two_tables_have_their_own_heads():
    """What parts two tables ends the head of the first."""
    text = "| 名 | 額 |\n|---|---|\n| 甲 | 1 |\n\n| 科目 | 率 |\n|---|---|\n| 乙 | 2 |\n\n| 丙 | 3 |"
    assert table(text) == [
        [("名", "甲"), ("額", "1")],
        [("科目", "乙"), ("率", "2")],
        [("", "丙"), ("", "3")],
    ]


def test_a_row_of_another_width_has_no_heads():
    """A row that does not fit the heads is told without them rather than under the wrong ones."""
    text = "| 名 | 額 | 率 |\n|---|---|---|\n| 甲 | 1 |\n| 乙 | 2 | 3 |"
    assert table(text) == [[("", "甲"), ("", "1")], [("名", "乙"), ("額", "2"), ("率", "3")]]


def test_an_escaped_bar_parts_no_cells():
    """A bar behind a backslash is a character of its cell."""
    assert table("| 甲\\|乙 | 1 |") == [[("", "甲\\|乙"), ("", "1")]]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("前書き\n\n# 計画 #\n\n# 別の題", "計画"),
        ("## 節\n\n# 計画", "計画"),
        ("C# で書く\n\n# 計画", "計画"),
        ("```\n# コード\n```\n# 計画", "計画"),
        ("---\ntitle: '計画'\n---\n# 別の題", "計画"),
        ("## 節\n\n- 甲", ""),
    ],
)
def test_the_title_is_the_first_heading_of_the_highest_level(text, title):
    """A file is called what its own head says, else its first heading of level 1; without one it has no title."""
    assert read(text).title == title


def test_what_stands_before_the_text_is_no_part():
    """The lines between two rules at the very beginning tell of the file, and are no words of it."""
    assert parts("---\ntitle: 計画\ndate: x\n---\n本文") == [(PartKind.PARAGRAPH, "本文")]


def test_lines_that_are_underlined_are_headings():
    """Double lines make a heading of level 1, single ones of level 2."""
    text = "計画\n===\n\n文\n\n節\n---\n文"
    assert [(part.level, part.span.of(text)) for part in read(text).parts if part.level] == [(1, "計画"), (2, "節")]


CELLS = st.text("甲乙1 ", max_size=4)


@given(st.integers(1, 4).flatmap(lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=2)))
def test_every_cell_of_a_table_can_be_read_back(rows):
    """Whatever stands in a table, each cell's span holds its words, below the head of its column."""
    lines = [f"|{'|'.join(row)}|" for row in rows]
    text = "\n".join(["前", lines[0], f"|{'---|' * len(rows[0])}", *lines[1:], "", "後"])
    found = read(text)
    assert found.is_sound
    heads = [cell.strip() for cell in rows[0]]
    assert table(text) == [list(zip(heads, (cell.strip() for cell in row), strict=True)) for row in rows[1:]]


@given(st.text("#-*+|`1. \n甲\u3000", max_size=60))
def test_whatever_the_text_the_parts_are_in_order_and_hold_words(text):
    """No part is empty or begins before the end of the one before it."""
    found = read(text + "\n終")
    assert found.is_sound
    ends = 0
    for part in found.parts:
        words = part.span.of(found.text)
        assert words
        assert words == words.strip()
        assert part.span.start >= ends
        ends = part.span.end


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("# 指針\n\n本文。\n\n## 一\n\n本文。\n", DocumentFormat.MARKDOWN),
        ("はじめに\r\n\r\n### 用語\r\n\r\n本文。\r\n\r\n### 原則\r\n", DocumentFormat.MARKDOWN),
        ("本文。\n# 一つ目\n# 二つ目\n", DocumentFormat.TEXT),
        ("# 一つだけ\n\n本文。\n", DocumentFormat.TEXT),
        ("#番号\n\n#1\n\n#2\n", DocumentFormat.TEXT),
    ],
)
def test_a_text_with_headings_of_markdown_is_markdown_whatever_its_name(text, found):
    """Two headings, each after an empty line: a number sign before a number or inside a paragraph is none."""
    assert format_of(text.encode(), "指針.txt") is found
