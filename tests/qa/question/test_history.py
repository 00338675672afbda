"""Follow-ups: a question that leans on what was said, made complete."""

import pytest

from corpus.names import KnownNames, NamedThing
from qa.question.history import Turn, item_of, refers_back, resolve

NAMES = KnownNames((NamedThing("甲島調査事業", ("甲島調査事業", "KTC")),), ())
ITEMS = {
    "lines": "・多様性の確保\n・人材の育成\n・成果の展開[1]",
    "numbers": "1. 多様性の確保\n2. 人材の育成\n3. 成果の展開",
    "circles": "①多様性の確保、②人材の育成、③成果の展開の3つです。",
    "quotes": "「多様性の確保」、「人材の育成」及び「成果の展開」です。",
}


@pytest.mark.parametrize("form", ITEMS)
@pytest.mark.parametrize(("place", "item"), [("一つ目", "多様性の確保"), ("2番目", "人材の育成")])
def test_an_item_is_named_by_its_place_in_the_last_answer(form, place, item):
    """Whether its items stand on lines, are numbered, circled or quoted."""
    assert item_of(ITEMS[form], f"{place}について詳しく") == item


def test_a_place_beyond_the_list_names_nothing():
    """The question is then left as it is."""
    assert item_of(ITEMS["lines"], "四つ目について") == ""
    assert item_of("一文だけの答え。", "一つ目は") == ""


def asked(question, last, answer="答え。"):
    """Return a question completed after one turn."""
    return resolve(question, (Turn("user", last), Turn("assistant", answer)), NAMES)


def test_more_of_an_item_is_asked_of_the_item():
    """二つ目について詳しく is a question about that item."""
    assert asked("二つ目について詳しく", "目的は何ですか", ITEMS["lines"]) == "人材の育成について詳しく"


def test_what_is_set_beside_the_topic_takes_its_place():
    """G7は…; OECDのほうは？ asks the same of the other."""
    assert asked("OECDのほうはどう言ってる？", "G7は研究の安全をどう説明していますか？") == (
        "OECDは研究の安全をどう説明していますか?"
    )


def test_what_was_asked_of_the_one_is_asked_of_the_other():
    """Where the last question opens with no topic, its last attribute is what is asked."""
    assert asked("じゃあ対面のほうは？", "交流をオンラインでやるメリットは？") == "対面のメリットは?"


def test_another_chapter_takes_the_place_of_the_last():
    """第三章は？ after a question about the second."""
    assert asked("第三章は？", "コミュニケの第二章のタイトルは？") == "コミュニケの第三章のタイトルは?"
    assert asked("第三章は？", "目的は何ですか") != "第三章の目的は何ですか"


def test_a_year_alone_changes_the_year():
    """令和5年度の分は？ asks the same of that year."""
    assert asked("令和5年度の分は？", "甲島調査事業の予算はいくら？") == "令和5年度の甲島調査事業の予算はいくら?"


def test_what_the_answer_named_is_talked_about_where_the_question_named_nothing():
    """The programme of the last answer is what a short question is about."""
    assert asked("予算は？", "あれ？", "甲島調査事業です。") == "甲島調査事業の予算は?"


@pytest.mark.parametrize(
    ("last", "completed"),
    [
        ("甲島調査事業の令和5年度予算額は？", "甲島調査事業の前年度予算額は?"),
        ("甲島調査事業の予算額は？", "前年度の甲島調査事業の予算額は?"),
    ],
)
def test_the_year_before_takes_the_place_of_the_year(last, completed):
    """前年度は？ asks the same of the year before, and not when something began."""
    assert asked("前年度は？", last) == completed


def test_a_topic_that_is_taken_up_again_is_what_is_asked_about():
    """…に戻って names the topic, whatever was talked about in between."""
    assert asked("KTCに戻って、何人採用予定？", "乙制度の予算は？") == "KTCは何人採用予定?"
    assert asked("海岸観測の話に戻ると、何人？", "甲島調査事業の予算は？") == "海岸観測は何人?"


@pytest.mark.parametrize(
    ("question", "refers"),
    [
        ("その予算は？", True),
        ("それは何ですか", True),
        ("二つ目は？", True),
        ("予算は？", False),
        ("それぞれの額は？", False),
    ],
)
def test_a_word_that_stands_for_something_said_before_refers_back(question, refers):
    """A short question without such a word may be complete."""
    assert refers_back(question) is refers
