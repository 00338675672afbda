"""Answers that are read off tables: the cell at the row and the column that are asked for, with what heads it."""

import pytest
from doubles import HashEmbedder, OverlapReader

from indexer.generations import GenerationStore
from indexer.search_index import build_index, open_index
from qa.answers import Outcome
from qa.assistant import Assistant

PLAN = """# 海洋調査計画

## 事業の一覧

| 事業名 | 支援期間 | 対象 | 年間上限額（千円） |
|---|---|---|---|
| 甲島調査 | 3年間 | 大学 | 2,481 |
| 乙湾観測 | 5年間 | 公的機関 | 3,900 |
| 丙川計測 | 2年間 | 民間企業 | 1,200 |

## 日程

| 項目 | 第一期 | 第二期 |
|---|---|---|
| 公募開始 | 4月1日 | 9月1日 |
| 採択通知 | 6月15日 | 11月20日 |
"""
TRANSPOSED = """# 海洋調査計画

## 事業の比較

| 項目 | 甲島調査事業 | 乙湾観測事業 |
|---|---|---|
| 支援期間 | 3年間 | 5年間 |
| 年間上限額 | 2,481千円 | 3,900千円 |
| 実施機関 | 大学 | 公的機関 |
"""
BUDGET = """# 海洋調査計画

## 予算の内訳

{caption}

| 費目の名称 | 前年度の予算額 | 本年度の予算額 |
|---|---|---|
| 専門家人件費 | 4,100 | 4,300 |
| 国際会合旅費 | 950 | 870 |
| 観測備品購入費 | 2,000百万円 | 未定 |
"""
VISITORS = """# 海洋調査計画

## 参加者の数

| 会場の名称 | 参加人数（人） | 満足度（％） | 費用（単位：千円） |
|---|---|---|---|
| 北港会館 | 120 | 87.5 | 1,050 |
| 南浜会館 | 45 | 90 | 300 |
"""
MERGED = """<html><body><h1>海洋調査計画</h1><h2>地区別の予算</h2><table>
<thead><tr><th rowspan=2>地区の名称</th><th rowspan=2>観測の種類</th><th colspan=2>予算額（千円）</th></tr>
<tr><th>前年度</th><th>本年度</th></tr></thead>
<tr><td rowspan=2>北港地区</td><td>水温観測</td><td>410</td><td>520</td></tr>
<tr><td>塩分観測</td><td>730</td><td>840</td></tr>
<tr><td rowspan=2>南浜地区</td><td>水温観測</td><td>150</td><td>160</td></tr>
<tr><td>塩分観測</td><td>270</td><td>280</td></tr>
</table></body></html>
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory):
    """Return what asks a question of one text, which is indexed once."""
    opened = {}

    def answer(text, question, name="plan.md"):
        if text not in opened:
            folder = tmp_path_factory.mktemp("tables")
            (folder / "texts").mkdir()
            (folder / "texts" / name).write_text(text, "utf-8")
            store = GenerationStore(folder / "index")
            build_index(store, folder / "texts", HashEmbedder())
            opened[text] = Assistant(open_index(store, HashEmbedder()), OverlapReader())
        told = opened[text].ask(question)
        assert told.outcome is Outcome.ANSWERED
        return told

    return answer


def quotes(answer):
    """Return what the citations of an answer quote."""
    return [citation.quote for citation in answer.citations]


@pytest.mark.parametrize(
    ("question", "said", "head"),
    [
        ("甲島調査の支援期間は何年間ですか", "甲島調査の支援期間は3年間です。", "支援期間"),
        ("乙湾観測の対象は誰ですか", "乙湾観測の対象は公的機関です。", "対象"),
        ("公募開始の第二期はいつですか", "公募開始の第二期は9月1日です。", "第二期"),
    ],
)
def test_a_cell_is_told_by_its_row_and_its_column(ask, question, said, head):
    """The one cell that is asked for is given, with the words of its row and its column; both are cited."""
    answer = ask(PLAN, question)
    assert answer.text.startswith(said)
    assert quotes(answer)[0] == head
    assert said[:4] in quotes(answer)[-1]


def test_a_cell_is_told_in_the_order_of_the_question(ask):
    """Asked for the column's notice, not the notice's column, the answer names them so."""
    assert ask(PLAN, "第二期の採択通知はいつですか").text.startswith("第二期の採択通知は11月20日です。")


def test_a_row_may_be_named_by_any_of_its_cells(ask):
    """What the question gives of a row names it; the column asked for is told, even where it is the first."""
    answer = ask(PLAN, "公的機関が対象の事業名は何ですか")
    assert "乙湾観測" in answer.text
    assert "甲島調査" not in answer.text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("乙湾観測事業の年間上限額はいくらですか", "乙湾観測事業の年間上限額は3,900千円です。"),
        ("甲島調査事業の実施機関はどこですか", "甲島調査事業の実施機関は大学です。"),
    ],
)
def test_a_table_whose_columns_are_the_things_asked_of_is_read_across(ask, question, said):
    """Where the things head the columns and what is said of them the rows, the cell is found all the same."""
    assert ask(TRANSPOSED, question).text.startswith(said)


def test_all_cells_of_a_row_are_told_where_no_column_is_asked_for(ask):
    """A row that is asked for as a whole is told with the head of each cell."""
    answer = ask(TRANSPOSED, "年間上限額はそれぞれいくらですか")
    assert answer.text.startswith("年間上限額：甲島調査事業は2,481千円、乙湾観測事業は3,900千円。")


@pytest.mark.parametrize(
    ("question", "said"),
    [("北港会館の参加人数は何人ですか", "120人"), ("南浜会館の満足度は何％ですか", "90％")],
)
def test_the_unit_that_the_head_gives_goes_with_the_figure(ask, question, said):
    """120 under 参加人数（人） is 120人, and the head is named without its unit."""
    answer = ask(VISITORS, question)
    assert f"は{said}です。" in answer.text
    assert "（" not in answer.text


def test_several_columns_are_told_each_with_its_unit(ask):
    """Two columns that are asked for are both told, others of the row are not."""
    answer = ask(VISITORS, "南浜会館の参加人数と費用を教えてください")
    assert answer.text.startswith("南浜会館：参加人数は45人、費用は300千円。")


CAPTIONS = {"（単位：千円）": "千円", "単位: 百万円": "百万円", "予算額は次のとおり（単位：千円）": "千円"}


@pytest.mark.parametrize("caption", CAPTIONS)
def test_the_unit_of_the_caption_goes_with_the_figure(ask, caption):
    """A line right above the table gives the unit of its figures, and is cited for it."""
    answer = ask(BUDGET.format(caption=caption), "国際会合旅費の前年度の予算額はいくらですか")
    assert answer.text.startswith(f"国際会合旅費の前年度の予算額は950{CAPTIONS[caption]}です。")
    assert quotes(answer)[0] == caption


def test_a_figure_that_has_a_unit_keeps_its_own(ask):
    """The unit of the caption is not put behind another one, and the caption not cited."""
    answer = ask(BUDGET.format(caption="（単位：千円）"), "観測備品購入費の前年度の予算額はいくらですか")
    assert answer.text.startswith("観測備品購入費の前年度の予算額は2,000百万円です。")
    assert all("単位" not in quote for quote in quotes(answer))


@pytest.mark.parametrize(
    "caption", ["予算の単位は定めない。", "（単位：千円）\n\n次の表に示す。", "（単位：千円）\n\n## 内訳"]
)
def test_a_unit_that_is_not_the_tables_is_not_given(ask, caption):
    """What stands further up, under another heading, or tells no unit, goes with no figure."""
    answer = ask(BUDGET.format(caption=caption), "国際会合旅費の前年度の予算額はいくらですか")
    assert answer.text.startswith("国際会合旅費の前年度の予算額は950です。")


def test_a_merged_cell_names_each_of_its_rows(ask):
    """The second row of a district is told with the district's name, which is cited with it, and with both its heads."""
    answer = ask(MERGED, "南浜地区の塩分観測の本年度の予算額はいくらですか", "plan.html")
    assert answer.text.startswith("南浜地区・塩分観測の予算額 本年度は280千円です。")
    assert {"予算額（千円）", "本年度", "南浜地区"} <= set(quotes(answer))
    assert any("塩分観測" in quote and "280" in quote for quote in quotes(answer))


def test_whole_columns_are_told_of_all_rows(ask):
    """Several columns and no row asked for give a table of them, each row with its own source."""
    answer = ask(PLAN, "事業名と支援期間と対象を表で教えてください")
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in answer.text.strip().split("\n")]
    assert rows[0] == ["事業名", "支援期間", "対象"]
    assert [row[:2] for row in rows[2:]] == [["甲島調査", "3年間"], ["乙湾観測", "5年間"], ["丙川計測", "2年間"]]
    assert [row[2] for row in rows[2:]] == ["大学[1]", "公的機関[2]", "民間企業[3]"]


def test_of_two_cells_that_say_the_same_each_is_cited_with_its_own_head(tmp_path):
    """The head that is quoted is that of the column that was asked for."""
    (tmp_path / "texts").mkdir()
    table = (
        "| 事業名 | 支援期間 | 延長期間 |\n|---|---|---|\n| 甲島調査 | 3年間 | 3年間 |\n| 乙湾観測 | 5年間 | 2年間 |\n"
    )
    (tmp_path / "texts" / "plan.md").write_text(f"# 海洋調査計画\n\n## 事業の一覧\n\n{table}", "utf-8")
    store = GenerationStore(tmp_path / "index")
    build_index(store, tmp_path / "texts", HashEmbedder())
    told = Assistant(open_index(store, HashEmbedder()), OverlapReader()).ask("甲島調査の延長期間は？")
    assert "延長期間は3年間" in told.text
    assert told.citations[0].quote == "延長期間"
