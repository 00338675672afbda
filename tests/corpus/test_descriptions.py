"""Titles and dates of files that no catalogue describes, and the dates as papers write them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.dates import find_dates
from corpus.descriptions import NO_DATE, date_of, title_of
from corpus.normalisation import normalise
from corpus.readers.number_formats import counted
from corpus.readers.reading import ReadText


def title(text, told="", file="企画.docx"):
    """Return the title of a file."""
    return title_of(ReadText(text, title=told), file)


def date(text, file="企画.docx"):
    """Return the date of a file."""
    return date_of(ReadText(text), file)


def test_the_title_that_its_author_gave_goes_before_all_else():
    """What the format calls a file is its title, in search form, if the file has these words too."""
    assert title("別の題\n研究の計画　（案）", "研究の計画　（案）") == normalise("研究の計画　（案）")
    assert title("別の題\n本文", "去年の計画") == "別の題"


@pytest.mark.parametrize(
    "told",
    [
        "",
        "Microsoft Word - 20240501.docx",
        "PowerPoint プレゼンテーション",
        "untitled",
        "無題",
        "名称未設定",
        "企画.docx",
        "報告書_最終.pdf",
        "2024-05-01",
    ],
)
def test_a_title_that_software_made_up_is_none(told):
    """Names of programs and files, and titles without a letter, give way to the first line that can be a title."""
    assert title("研究の計画\n本文", told) == "研究の計画"


@pytest.mark.parametrize(
    "line",
    [
        "",
        "目次",
        "資料1",
        "参考資料",
        "事務連絡",
        "各位",
        "関係機関 御中",
        "山田太郎 様",
        "令和7年3月18日",
        "123",
        "---",
        "（案）",
        "【資料】\t1",
        "この文書は、計画を定める。",
        "計画" * 36,
        "機密性2情報",
    ],
)
def test_lines_that_call_a_file_nothing_are_passed_over(line):
    """Marks, dates, whom it is for, rows, sentences and long lines are no titles."""
    assert title(f"{line}\n研究の計画\n本文") == "研究の計画"


@pytest.mark.parametrize("line", ["研究の計画", "# 研究の計画", "研究の計画（案）", "計画" * 35, "Plan of research"])
def test_the_first_line_that_can_be_one_is_the_title(line):
    """A short line of words is what the paper is called, marks of headings aside."""
    assert title(f"資料1\n\n{line}\n第二の題") == normalise(line.strip("# "))


def test_a_line_that_ends_as_titles_do_goes_before_the_others():
    """A plan, a report or a guide is called by the line that says so, whole where it runs over two lines."""
    assert title("国際交流\n研究の計画\n本文") == "研究の計画"
    assert title("国際交流\n共同研究に関する\n実施要領\n本文") == "共同研究に関する実施要領"


def test_the_name_of_the_file_is_the_last_resort():
    """Where no line can be a title, the file is called by its name, without its suffix."""
    assert title("本文である。", file="報告/研究の計画.docx") == "研究の計画"


def test_a_title_is_never_longer_than_a_line():
    """An overlong title is cut."""
    assert title("題" * 200, "題" * 200) == "題" * 120


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("令和7年3月18日", "2025-03-18"),
        ("令和７年３月１８日", "2025-03-18"),
        ("令和 7 年 3 月 18 日", "2025-03-18"),
        ("令和7年（2025年）3月18日", "2025-03-18"),
        ("2025年（令和7年）3月18日", "2025-03-18"),
        ("2019年（令和元年）5月1日", "2019-05-01"),
        ("令和七年三月十八日", "2025-03-18"),
        ("昭和六十三年十二月三十一日", "1988-12-31"),
        ("二〇二五年四月", "2025-04"),
        ("平成元年4月1日", "1989-04-01"),
        ("2025/4/21", "2025-04-21"),
        ("2025.4.21", "2025-04-21"),
        ("平成30年3月改定", "2018-03"),
        ("（令和6年8月30日決定）", "2024-08-30"),
        ("令和6年8月30日付け", "2024-08-30"),
        ("令和6年8月30日 作成", "2024-08-30"),
    ],
)
def test_a_line_that_is_a_date_dates_the_file(line, iso):
    """However it is written, a date that stands alone in a line is that of the paper, at its head or at its end."""
    assert date(f"研究の計画\n{line}\n本文である。") == iso
    assert date("本文である。\n" * 200 + line) == iso


@pytest.mark.parametrize(
    "line",
    [
        "2025-13-01",
        "2025/4",
        "令和7年13月1日",
        "12025/4/21",
        "2025/4/211",
        "1234-05-06",
        "20250401",
        "電話 2025-04-2100",
        "令和7年",
        "締切：令和7年4月1日",
        "令和6年に始まり、令和9年3月に終わる事業である。",
        "昨年4月1日の会合において、委員から意見があった。",
    ],
)
def test_no_date_is_told_rather_than_a_wrong_one(line):
    """What is no date, or stands in a sentence that does not say that it is the paper's, dates nothing."""
    assert date(f"研究の計画\n{line}\n本文である。") == NO_DATE


def test_a_date_beside_a_word_that_says_what_it_is_of_dates_the_file():
    """Of several such dates the newest is that of the paper as it lies here."""
    text = "この計画は令和5年4月1日に制定し、その後の検討を経て、令和6年10月1日に改定したものである。"
    assert date(f"研究の計画\n{text}") == "2024-10-01"


def test_a_date_in_the_midst_of_a_long_paper_is_not_looked_at():
    """A line that is a date is believed near both ends alone."""
    assert date("本文である。\n" * 200 + "令和7年3月18日\n" + "本文である。\n" * 200) == NO_DATE


@pytest.mark.parametrize(
    ("file", "iso"),
    [
        ("2024-05-01_計画.docx", "2024-05-01"),
        ("計画20240501.docx", "2024-05-01"),
        ("計画_2024.05.docx", "2024-05"),
        ("計画2024年05月.docx", "2024-05"),
        ("令和6年度計画.docx", "2024"),
        ("計画20241301.docx", NO_DATE),
        ("計画120240501.docx", NO_DATE),
        ("計画.docx", NO_DATE),
    ],
)
def test_the_name_of_the_file_dates_it_where_its_text_does_not(file, iso):
    """A name holds a date where it can be no other number."""
    assert date("本文である。", file) == iso
    assert date("令和7年3月18日\n本文である。", file) == "2025-03-18"


def test_the_first_line_dates_the_file_by_its_year_where_nothing_else_does():
    """A fiscal year in the title is better than nothing."""
    assert date("令和6年度の研究の計画\n本文である。") == "2024"


@given(st.dates(dt.date(2019, 5, 1), dt.date(2099, 12, 31)))
def test_a_date_reads_the_same_in_every_writing(day):
    """Figures, kanji, eras and signs give the same day."""
    year = day.year - 2018
    kanji = [counted(number, "japaneseCounting") for number in (year, day.month, day.day)]
    written = [
        f"{day.year}年{day.month}月{day.day}日",
        f"令和{year}年({day.year}年){day.month}月{day.day}日",
        f"{day.year}/{day.month}/{day.day}",
        day.isoformat(),
        f"R{year}.{day.month}.{day.day}",
        "令和{}年{}月{}日".format(*kanji),
    ]
    for words in written:
        (found,) = find_dates(f"前 {words} 後")
        assert (found.iso, found.start, found.end) == (day.isoformat(), 2, 2 + len(words))
