"""What the reader is trained on, made of public sets and written claims."""

import gzip
import json
import random

import pytest

from indexer.training.written import Sheet, SheetStatement, WrittenClaim
from qa.reader.network import CONTRADICTS, SILENT, SUPPORTS
from qa.reader.pairs import Windows, entailment_claims, jaquad_exercises, written_claims

PASSAGE = "甲川は長さ50kmの川である。乙山に源をもつ。丙湖に注ぐ。流域の人口は3万人である。"


def write(path, rows):
    """Write rows as a gzipped file of one object a line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress("".join(json.dumps(row) + "\n" for row in rows).encode()))
    return path


def question(words, answer, **more):
    """Return a row of JaQuAD."""
    start = PASSAGE.index(answer)
    row = {
        "q": words,
        "p": PASSAGE,
        "answer": answer,
        "answer_start": start,
        "title": "甲川",
        "question_type": "Simple",
    }
    return row | more


def test_a_question_is_set_beside_the_sentence_that_answers_and_others_of_its_article(tmp_path):
    """The answer's place is counted in the window, which begins with the article's title."""
    path, windows = write(tmp_path / "jaquad.gz", [question("どこに源をもつ？", "乙山")]), Windows()
    (exercise,) = jaquad_exercises(path, windows, random.Random(1), 5)
    right = windows.texts[exercise.right[0]]
    assert right == "甲川\n乙山に源をもつ。"
    assert right[slice(*exercise.span)] == "乙山"
    wrong = [windows.texts[row] for row in exercise.wrong]
    assert wrong == ["甲川\n甲川は長さ50kmの川である。", "甲川\n丙湖に注ぐ。", "甲川\n流域の人口は3万人である。"]


@pytest.mark.parametrize("more", [{"question_type": "Multiple sentence reasoning"}, {"p": "乙山に源をもつ。"}])
def test_questions_over_several_sentences_and_passages_of_one_are_left_out(tmp_path, more):
    """Nothing could be set beside the right sentence, or none alone answers."""
    row = question("どこに源をもつ？", "乙山", **more) | {"answer_start": more.get("p", PASSAGE).index("乙山")}
    assert jaquad_exercises(write(tmp_path / "jaquad.gz", [row]), Windows(), random.Random(1), 5) == []


def test_no_more_questions_are_taken_than_asked_for(tmp_path):
    """The first ones after shuffling."""
    path = write(tmp_path / "jaquad.gz", [question("どこに源をもつ？", "乙山")] * 7)
    assert len(jaquad_exercises(path, Windows(), random.Random(1), 3)) == 3


def test_equal_windows_have_one_row():
    """What is known keeps its rows."""
    windows = Windows(["甲", "乙"])
    assert [windows.row(text) for text in ("乙", "丙", "丙", "甲")] == [1, 2, 2, 0]
    assert windows.texts == ["甲", "乙", "丙"]


def test_entailment_sets_are_claims_held_against_their_premise(tmp_path):
    """Of each file as many as it is given, with the three labels as verdicts."""
    rows = [
        {"a": "犬が走る。", "b": "動物が走る。", "label": "entailment"},
        {"a": "犬が走る。", "b": "犬が眠る。", "label": "contradiction"},
        {"a": "犬が走る。", "b": "犬は白い。", "label": "neutral"},
    ]
    write(tmp_path / "one.jsonl.gz", rows)
    write(tmp_path / "two.jsonl.gz", rows)
    claims = entailment_claims(tmp_path, random.Random(1), {"one": 3, "two": 1})
    assert len(claims) == 4
    assert {(item.claim, item.window, item.verdict) for item in claims} == {
        ("動物が走る。", "犬が走る。", SUPPORTS),
        ("犬が眠る。", "犬が走る。", CONTRADICTS),
        ("犬は白い。", "犬が走る。", SILENT),
    }


def test_written_claims_are_held_against_the_window_of_their_statement():
    """With the headings above it."""
    statement = SheetStatement(("派遣事業",), "期間は2年間である。")
    sheets = {"x": Sheet("x", "題", bundled=False, statements=(statement,))}
    (claim,) = written_claims([WrittenClaim("x", "期間は3年間だ。", 0, "contradict", "period")], sheets)
    assert (claim.claim, claim.window, claim.verdict) == (
        "期間は3年間だ。",
        "派遣事業\n期間は2年間である。",
        CONTRADICTS,
    )
