"""Answers that set programmes, years and documents beside each other, and several questions in one."""

import pytest

from corpus.document_names import documents_in, name_documents, without_documents
from corpus.documents import Record
from corpus.readings import KanaReadings, kana_readings
from qa.answers import Outcome
from qa.question.history import Turn, resolve
from qa.question.splitting import split_questions


def cells(answer):
    """Return the cells of the table in an answer, row by row, its heading first."""
    rows = [row for row in answer.text.splitlines() if row.startswith("|") and not row.startswith("|---")]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]


def test_programmes_are_compared_by_their_facts(assistant):
    """A row for each programme, a column for each thing asked, every value marked with its source."""
    answer = assistant.ask("海外特別研究員と外国人特別研究員の支援期間と予算の違いは？")
    assert answer.outcome is Outcome.ANSWERED
    head, first, second = cells(answer)
    assert head == ["事業", "予算額", "支援期間"]
    assert (first[0], second[0]) == ("海外特別研究員", "外国人特別研究員")
    assert first[1].startswith("2,611百万円[")
    assert second[1].startswith("3,375百万円[")
    assert len(answer.citations) == 4
    assert all(f"[{citation.number}]" in answer.text for citation in answer.citations)


def test_both_years_are_shown_where_a_change_is_asked_for(assistant):
    """Asked whether a budget has grown, the amount of the year before stands beside that of the year."""
    answer = assistant.ask("SATREPSとSICORPの令和5年度予算は前年度と比べて増えましたか？")
    assert all("前年度" in row[1] for row in cells(answer)[1:])


def test_documents_are_compared_each_by_itself(assistant):
    """Documents named by year and kind have a row each, from their own text."""
    answer = assistant.ask(
        "研究インテグリティについて、令和3年の報告と令和6年の中間まとめは、それぞれ何を求めていますか？"
    )
    assert [citation.document_id for citation in answer.citations] == ["strategy-2021", "interim-2024"]


def test_several_attributes_of_one_programme_are_told_together(assistant):
    """Each attribute has its sentence with its source."""
    answer = assistant.ask("国際青少年サイエンス交流事業の開始年度と令和5年度予算額は？")
    assert "平成26年度" in answer.text
    assert "1,454百万円" in answer.text
    assert all(sentence.citations for sentence in answer.sentences)


def test_a_breakdown_gives_the_shares(assistant):
    """Asked for the shares of a budget, the answer gives the amount of each agency."""
    text = assistant.ask("ASPIREの令和4年度補正予算の内訳は？").text
    assert "44,000百万円" in text
    assert "6,050百万円" in text


def test_an_amount_of_a_year_that_no_document_gives_is_declined(assistant):
    """A year without a budget has no answer, with and without a programme."""
    for question in ("SATREPSの令和3年度の予算は？", "令和3年度予算額はいくらですか"):
        assert assistant.ask(question).outcome is Outcome.NO_EVIDENCE


def test_two_questions_in_one_are_answered_in_parts(assistant):
    """What is answered is told, and for what is not the parts say so."""
    answer = assistant.ask("SATREPSの支援期間は何年ですか？理事長のお名前は何ですか？")
    assert answer.outcome is Outcome.PARTIAL
    assert [part.status for part in answer.parts] == [Outcome.ANSWERED, Outcome.NO_EVIDENCE]
    assert "3～5年間" in answer.text


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("SATREPSの支援期間は？", 1),
        ("予算は増えた？減った？", 1),
        ("支援期間は何年ですか？あと、予算はいくらですか？", 2),
        ("研究力の強化とは何ですか？教えてください", 1),
        ("支援期間は何年ですか？" * 5, 1),
    ],
)
def test_only_whole_questions_are_taken_apart(assistant, text, count):
    """An echo or a plea after a question is no question of its own."""
    assert len(split_questions(text, assistant.knowledge.names)) == count


@pytest.mark.parametrize(
    ("last", "text", "expected"),
    [
        ("SATREPSの支援期間は？", "じゃあSICORPは？", "SICORPの支援期間は?"),
        ("海外特別研究員の令和5年度予算額は？", "令和4年度は？", "海外特別研究員の令和4年度予算額は?"),
        ("海外特別研究員の予算額は？", "令和4年度は？", "令和4年度の海外特別研究員の予算額は?"),
    ],
)
def test_a_changed_slot_keeps_the_rest_of_the_question(assistant, last, text, expected):
    """Another thing or another year takes the place of the last one; what is asked of it stays."""
    assert resolve(text, (Turn("user", last),), assistant.knowledge.names) == expected


def record(document_id, date, kind, title):
    """Return a document's record."""
    return Record(document_id, f"{document_id}.txt", title, date, "庁", kind, "ja", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021年の報告書では", ("report",)),
        ("令和3年の概要と令和6年の資料", ("summary", "slides")),
        ("海洋計画について", ("report",)),
        ("2019年の報告書では", ()),
        ("2021年度の予算", ()),
    ],
)
def test_documents_are_known_by_title_kind_and_year(text, expected):
    """A year with the kind of paper names the one document that fits; a year alone names none."""
    documents = name_documents(
        [
            record("report", "2021-06", "本文", "海洋計画"),
            record("summary", "2021-06", "概要", "海洋計画のあらまし"),
            record("slides", "2024", "スライド", "海洋の現状資料"),
        ]
    )
    assert documents_in(text, documents) == expected
    assert "報告書" not in without_documents(text, documents)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ネクサスの期間", "NEXUSの期間"),
        ("アスパイアとは", "ASPIREとは"),
        ("サイコープ", "SICORP"),
        ("プログラムの期間", "プログラムの期間"),
        ("オンラインの活用", "オンラインの活用"),
    ],
)
def test_an_acronym_in_kana_is_read(text, expected):
    """Kana that sound like one acronym are that; a word of the documents or one that sounds like none stays."""
    readings = kana_readings(["NEXUS", "ASPIRE", "SICORP", "JSPS"], ["プログラム", "オンライン"])
    assert readings.spelled_out(text) == expected
    assert KanaReadings().spelled_out(text) == text


def test_a_budget_is_told_with_its_year(assistant):
    """Where the line gives none, the heading above that does is cited too; an amount in brackets is given none by guess."""
    answer = assistant.ask("SATREPSの予算はいくらですか")
    assert answer.text.startswith("令和5年度の予算額は1,878百万円です。[1][2]")
    assert "令和5年度予算額" in [citation.quote for citation in answer.citations]
    assert "年度の予算額は1,826" not in assistant.ask("SATREPSの令和4年度の予算は？").text


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "仙台の科学技術大臣会合と、富山・金沢の教育大臣会合、会期はそれぞれ何日間でしたか",
            ("仙台の科学技術大臣会合、会期は何日間でしたか", "富山・金沢の教育大臣会合、会期は何日間でしたか"),
        ),
        (
            "「研究力の相互補完」と「人材育成・確保」の中身をそれぞれ教えてください。",
            ("「研究力の相互補完」の中身を教えてください。", "「人材育成・確保」の中身を教えてください。"),
        ),
    ],
)
def test_two_things_that_are_asked_of_each_are_asked_one_by_one(assistant, question, parts):
    """What is asked of each of two things is a question about the one and a question about the other."""
    found = split_questions(question, assistant.knowledge.names)
    assert tuple(part.question for part in found) == parts


@pytest.mark.parametrize(
    "question",
    [
        "SATREPSとSICORPの予算はそれぞれいくらですか。",
        "研究者が集まる会議と人の交流について教えてください。",
        "採用された三人と、それぞれの業績をまとめてください。",
    ],
)
def test_other_questions_with_an_and_stay_whole(assistant, question):
    """Programmes are compared in a table; without それぞれ, and where each is of one group, nothing is taken apart."""
    assert [part.question for part in split_questions(question, assistant.knowledge.names)] == [question]


def test_programmes_without_a_point_of_comparison_are_set_beside_each_other_in_what_both_give(assistant):
    """Asked for the difference alone, the table holds targets, amounts, periods, beginnings and budgets."""
    answer = assistant.ask("SICORPとSATREPSの違いを教えて")
    assert answer.outcome is Outcome.ANSWERED
    head, first, second = cells(answer)
    assert head == ["事業", "支援対象", "支援規模", "支援期間", "開始時期", "予算額"]
    assert all(first[1:])
    assert all(second[1:])


def test_the_difference_of_two_notions_is_asked_as_what_each_is(assistant):
    """Both are asked for by themselves, and each answer speaks of its notion with a source."""
    answer = assistant.ask("研究インテグリティと研究セキュリティの違いは？")
    assert [part.question for part in answer.parts] == [
        "研究インテグリティとは何ですか",
        "研究セキュリティとは何ですか",
    ]
    assert "インテグリティ" in answer.text
    assert "セキュリティ" in answer.text
    assert answer.citations
