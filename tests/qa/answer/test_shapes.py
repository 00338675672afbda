"""The shapes of answers, on the bundled documents and on one that no code has seen."""

import pytest

from indexer.generations import GenerationStore
from indexer.search_index import build_index, open_index
from qa.answers import Outcome
from qa.assistant import Assistant
from qa.question.history import Turn

UNSEEN = """地域共創推進計画

令和6年4月

1. 基本的な考え方

○ 本計画において、「共創拠点」は、「地域の課題を住民と大学が共に解く場」をいう。
○ 共創拠点の整備は、人口減少により担い手が減っているため、急ぐ必要がある。

2. 推進する事業

共創拠点整備事業（KKS）

令和6年度予算額 : 1,250百万円
 (前年度予算額 : 1,400百万円)

事業スキーム

支援対象\t地方大学
支援期間\t4年間
新規採択件数\t約12件
事業開始時期\t令和3年度

地域人材循環プログラム（CJP）

令和6年度予算額 : 800百万円
 (前年度予算額 : 500百万円)

事業スキーム

支援対象\t市町村
支援期間\t2年間
派遣人数\t30人

＜事業の柱＞

・ 住民参加の場づくり

・ 企業との連携

・ 若手職員の派遣

3. 推進体制

第3回推進会議を10月5日に高松市で開催した。
"""


@pytest.fixture(scope="module")
def unseen(tmp_path_factory, embedder, reader):
    """Return an assistant over an invented document."""
    folder = tmp_path_factory.mktemp("unseen")
    (folder / "texts").mkdir()
    (folder / "texts" / "plan.txt").write_text(UNSEEN, "utf-8")
    store = GenerationStore(folder / "index")
    build_index(store, folder / "texts", embedder)
    return Assistant(open_index(store, embedder), reader)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("KKSの支援期間は？", ["4年間"]),
        ("共創拠点整備事業は何件採択しますか", ["約12件"]),
        ("地域人材循環プログラムの派遣人数を教えてください", ["30人"]),
        ("CJPの令和6年度予算額はいくらですか", ["800百万円"]),
        ("共創拠点とは何ですか", ["地域の課題を住民と大学が共に解く場"]),
        ("事業の柱を全部挙げてください", ["住民参加の場づくり", "企業との連携", "若手職員の派遣"]),
        ("共創拠点の整備を急ぐのはなぜですか", ["担い手が減っているため"]),
        ("共創拠点整備事業と地域人材循環プログラムの支援期間の違いは？", ["4年間", "2年間"]),
        ("KKSの予算は前年度と比べて増えましたか", ["1,250百万円", "1,400百万円", "減少しています"]),
        ("第3回推進会議はいつ開催しましたか", ["10月5日"]),
    ],
)
def test_questions_about_an_unseen_document_are_answered_in_their_shape(unseen, question, said):
    """Values, definitions, lists, reasons, comparisons and trends come out of any document."""
    answer = unseen.ask(question)
    assert answer.outcome in (Outcome.ANSWERED, Outcome.PARTIAL), answer.text
    assert all(words in answer.text for words in said), answer.text
    assert answer.citations


@pytest.mark.parametrize(
    ("question", "correction"),
    [
        ("KKSの支援期間が6年間になったのはなぜですか", "4年間"),
        ("令和元年度に開始されたKKSの経緯を教えて", "令和3年度"),
        ("第3回推進会議が松山市で開催された理由は", "高松市"),
        ("KKSの予算額が増額された理由を教えてください", "1,400百万円"),
    ],
)
def test_premises_that_an_unseen_document_contradicts_are_corrected(unseen, question, correction):
    """A wrong duration, year, place or trend is answered with what the document says."""
    answer = unseen.ask(question)
    assert answer.outcome is Outcome.FALSE_PREMISE, answer.text
    assert correction in answer.text
    assert answer.citations


@pytest.mark.parametrize(
    "question", ["KKSの令和9年度予算額はいくらですか", "KKSの応募倍率は何倍ですか", "第7回推進会議はいつ開催しましたか"]
)
def test_what_an_unseen_document_does_not_say_is_not_made_up(unseen, question):
    """Another year, a value that is not given and another turn are not answered with the nearest figure."""
    assert unseen.ask(question).outcome in (Outcome.NO_EVIDENCE, Outcome.FALSE_PREMISE, Outcome.OUT_OF_SCOPE)


def test_a_follow_up_keeps_the_subject_of_an_unseen_document(unseen):
    """The programme of the last question is that of the next."""
    answer = unseen.ask("その支援対象は？", (Turn("user", "KKSの支援期間は？"), Turn("assistant", "4年間です。")))
    assert "地方大学" in answer.text


def test_a_list_is_whole_or_not_at_all(assistant):
    """A list gives every member in document order."""
    answer = assistant.ask("研究力の強化に含まれる目的を全部教えてください")
    members = [line.removeprefix("・") for line in answer.text.split("\n")]
    assert [member.split("[")[0].replace(" ", "") for member in members] == [
        item.text for item in assistant.index.collection.guidance.purposes if item.group == "A1"
    ]


def test_a_short_name_is_spelt_out(assistant):
    """What a name is short for is said with the place that says so."""
    answer = assistant.ask("SGUは何の略ですか")
    assert answer.text.startswith("「SGU」は「スーパーグローバル大学創生支援事業」の略です。[1]")


def test_a_question_that_fits_several_programmes_is_asked_back(unseen):
    """Without a programme named, differing values are not guessed between; each suggestion answers."""
    answer = unseen.ask("支援期間は何年間ですか")
    assert answer.outcome is Outcome.AMBIGUOUS
    assert not answer.citations
    told = {unseen.ask(suggestion).text for suggestion in answer.suggestions}
    assert told == {"支援期間は4年間です。[1]", "支援期間は2年間です。[1]"}


@pytest.mark.parametrize(
    ("question", "told", "other"),
    [
        ("JSTとUKRIの協定の分野は何ですか", "半導体", "エネルギー"),
        ("東京大学とインペリアル・カレッジ・ロンドンの協定の分野は？", "エネルギー", "半導体"),
    ],
)
def test_a_field_is_that_of_the_record_that_is_named(assistant, question, told, other):
    """Of several records with the same fields only the one asked about is told."""
    answer = assistant.ask(question)
    assert told in answer.text
    assert other not in answer.text
