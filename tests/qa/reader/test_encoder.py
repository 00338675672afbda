"""The bundled reader."""

import pytest

from indexer.errors import ModelUnusable
from qa.reader.encoder import EncoderReader

WINDOWS = [
    "海洋観測事業 > 事業概要\n支援期間 最長5年間",
    "海洋観測事業 > 事業概要\n予算額 1,250百万円",
    "海洋観測事業 > 背景\n海の温度が上がり、漁獲量が減っている。",
    "会議の記録\n次回の会合は10月5日に開催する。",
]


@pytest.mark.parametrize(
    ("question", "best"),
    [
        ("何年間お金を出してもらえる？", 0),
        ("海洋観測事業の予算", 1),
        ("どうして魚がとれなくなったの？", 2),
        ("次の会議はいつ", 3),
    ],
)
def test_the_statement_that_answers_is_read_out_of_others(reader, question, best):
    """It ranks first, though it shares hardly a word with the question."""
    relevance = [reading.relevance for reading in reader.read(question, WINDOWS)]
    assert relevance.index(max(relevance)) == best


def test_a_question_that_nothing_answers_has_low_odds(reader):
    """Of another matter, every statement is held for no answer."""
    assert max(item.answers for item in reader.read("カレーの作り方を教えて", WINDOWS)) < 0.2
    assert max(item.answers for item in reader.read("支援期間は何年ですか", WINDOWS)) > 0.5


def test_the_answer_is_found_in_the_window(reader):
    """The characters that answer are those of the value."""
    found = reader.read("支援期間は何年ですか", WINDOWS)[0]
    assert "5年" in WINDOWS[0][found.start : found.end]


def test_readings_come_in_the_order_of_the_windows(reader):
    """Windows are read in order of length; what is said of each stays its own."""
    windows = [WINDOWS[0], "あ", WINDOWS[2] * 3, "い"]
    forwards, backwards = reader.read("支援期間は？", windows), reader.read("支援期間は？", windows[::-1])
    assert [round(item.relevance, 3) for item in forwards] == [round(item.relevance, 3) for item in backwards[::-1]]


def test_the_same_question_is_read_the_same(reader):
    """Readings are equal to the last digit."""
    assert reader.read("支援期間は？", WINDOWS) == reader.read("支援期間は？", WINDOWS)


def test_nothing_to_read_is_no_error(reader):
    """Without windows there are no readings."""
    assert reader.read("支援期間は？", []) == []
    assert reader.judge("支援期間は5年である。", []) == []


def test_what_is_said_of_a_claim_adds_up(reader):
    """Support, contradiction and silence are shares of one."""
    for said in reader.judge("海洋観測事業の支援期間は3年間である。", WINDOWS):
        assert said.supports + said.contradicts + said.silent == pytest.approx(1.0, abs=1e-5)


@pytest.mark.parametrize("content", [None, b"", b"no model"])
def test_a_folder_without_a_model_is_named(tmp_path, content):
    """A missing, an empty and a garbled file are one error that says what to do."""
    if content is not None:
        (tmp_path / "reader.onnx").write_bytes(content)
    with pytest.raises(ModelUnusable, match=r"reader\.onnx"):
        EncoderReader(tmp_path)
