"""How questions are read: types, frames, years, names and follow-ups."""

import pytest

from corpus.names import known_names
from indexer.tokenisation import FugashiTokenizer
from qa.errors import QuestionUnusable
from qa.question.asked import AnswerType
from qa.question.history import Turn, resolve
from qa.question.reading import analyse_question, strip_frame


@pytest.fixture(scope="module")
def names(collection):
    """Return the names that the bundled documents know."""
    return known_names(collection)


@pytest.fixture(scope="module")
def analyse(names):
    """Return a function that analyses a question."""
    tokenizer = FugashiTokenizer()
    return lambda question: analyse_question(question, names, tokenizer)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("予算はいくらですか", AnswerType.AMOUNT),
        ("支援期間は？", AnswerType.PERIOD),
        ("何人を派遣しますか", AnswerType.PEOPLE),
        ("何件採択されましたか", AnswerType.COUNT),
        ("外国人は何割ですか", AnswerType.RATIO),
        ("いつ開かれましたか", AnswerType.DATE),
        ("どこで開かれましたか", AnswerType.PLACE),
        ("議長は誰ですか", AnswerType.WHO),
        ("目的を全部挙げてください", AnswerType.LIST),
        ("研究インテグリティとは何ですか", AnswerType.DEFINITION),
        ("PIは何の略ですか", AnswerType.DEFINITION),
        ("なぜ廃止されたのですか", AnswerType.REASON),
        ("二つの事業の違いは", AnswerType.COMPARISON),
        ("大学に求められることは", AnswerType.STATEMENT),
    ],
)
def test_the_kind_of_answer_is_read_off_the_question(analyse, question, kind):
    """Each way of asking is understood as asking for its kind."""
    assert kind in analyse(question).types


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("相手国とどうしておくべきですか", AnswerType.REASON),
        ("続いている事業なんですか", AnswerType.REASON),
        ("支援期間が終わった後は", AnswerType.PERIOD),
    ],
)
def test_like_wording_is_not_mistaken(analyse, question, kind):
    """どうして in どうしておく asks for no reason, and a period that is only mentioned is not asked for."""
    assert kind not in analyse(question).types


def test_the_frame_of_a_question_is_left_out():
    """What only asks is no word to search for."""
    assert strip_frame("海外特別研究員の支援期間について教えてください。") == "海外特別研究員の支援期間"


@pytest.mark.parametrize(
    "question", ["令和5年度の予算", "R5の予算", "2023年度の予算", "Ｒ５年度の予算", "令和５年の予算"]
)
def test_years_come_to_one_number(analyse, question):
    """A fiscal year is one year in whatever era or width it is written."""
    assert analyse(question).years == (2023,)


def test_names_are_known_in_every_form(analyse):
    """A short name, its long form and a nickname of a heading mean one thing; a longer name hides a shorter one."""
    keys = {analyse(f"{name}の予算").things[0].key for name in ("海特", "海外特別研究員", "海外特別研究員事業")}
    assert len(keys) == 1
    assert "ASPIRE" in analyse("先端国際共同研究推進プログラムの規模").things[0].names


def test_latin_names_stand_alone(analyse):
    """RA inside another word is no research assistant."""
    assert analyse("ORANGEとは").things == ()


@pytest.mark.parametrize("question", ["", " ", "\u200b\u3000", "\x00\x1f"])
def test_an_empty_question_is_refused(analyse, question):
    """A question without anything to read is told so."""
    with pytest.raises(QuestionUnusable, match="質問が空"):
        analyse(question)


SUBJECT = (Turn("user", "SATREPSの支援額は？"), Turn("assistant", "35百万円程度です。"))


@pytest.mark.parametrize(
    ("question", "resolved"),
    [
        ("それの支援期間は何年ですか。", "SATREPSの支援期間は何年ですか。"),
        ("その事業の対象は？", "SATREPSの対象は?"),
        ("では令和4年度は？", "令和4年度のSATREPSの支援額は?"),
        ("支援期間は？", "SATREPSの支援期間は?"),
        ("すみません間違えました、聞きたかったのはSICORPの方です。", "SICORPの支援額は?"),
    ],
)
def test_a_question_that_leans_on_the_last_is_completed(names, question, resolved):
    """Pronouns and missing subjects are filled from what was asked before."""
    assert resolve(question, SUBJECT, names) == resolved


@pytest.mark.parametrize(
    "question",
    [
        "SICORPの支援期間は？",
        "すみません、研究セキュリティとは何ですか。",
        "オープンサイエンスについて、2021年の報告書と2024年の中間まとめはそれぞれ何と言っていますか？",
        "国際頭脳循環についてこれまでの取組の問題は何ですか。",
        "研究セキュリティの確保に関して政府に求められていることは何でしょうか。",
        "海外特別研究員事業の令和５年度予算額はいくらですか。",
    ],
)
def test_a_complete_question_is_never_changed(names, question):
    """A question that can be understood by itself comes back to the letter, whatever went before."""
    assert resolve(question, SUBJECT, names) == question


def test_without_history_nothing_is_resolved(names):
    """A first question is taken as it stands."""
    assert resolve("それの期間は？", (), names) == "それの期間は？"
