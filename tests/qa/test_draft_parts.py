"""What the draft check weighs with: polarity, agreement of figures, points of the guidance, and its data files."""

import json

import pytest

from corpus.values import find_values
from indexer.tokenisation import FugashiTokenizer
from qa.claims import polarity
from qa.claims.polarity import opposed, spoken
from qa.claims.values.agreement import comparable, says_same
from qa.drafts.findings import Status
from qa.drafts.guidance.points import points_of, split_points
from qa.drafts.rubric import RUBRIC, load_rubric
from qa.errors import DataUnusable

TOKENIZER = FugashiTokenizer()


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("国際共著論文数の伸び率は高い", "国際共著論文数の伸び率は低い"),
        ("研究者の海外派遣者数は増加している", "研究者の海外派遣者数は減少している"),
        ("継続的な取組は必要ではない", "継続的な取組は必要である"),
        ("成果は公開される", "成果は公開されない"),
        ("先進国を対象とする", "開発途上国を対象とする"),
    ],
)
def test_opposites_and_denials_are_opposed(said, told):
    """Two statements in the same words clash where one says the opposite of the other, whichever comes first."""
    assert opposed(spoken(said, TOKENIZER), spoken(told, TOKENIZER))
    assert opposed(spoken(told, TOKENIZER), spoken(said, TOKENIZER))


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("伸び率は高い", "伸び率は高い"),
        ("取組は必要ない", "取組は必要ではない"),
        ("取組が必要である", "取組が必要ではないか"),
        ("研究者を派遣する", "学生を受け入れる"),
    ],
)
def test_what_says_the_same_or_something_else_is_not_opposed(said, told):
    """A denial on both sides, a question in the form of a denial and other words are no clash."""
    assert opposed(spoken(said, TOKENIZER), spoken(told, TOKENIZER)) is None


FIGURES = [
    ("5億円", "500百万円", True),
    ("1億2,000万円", "120百万円", True),
    ("約20億円", "1,878百万円", True),
    ("1,900百万円", "1,878百万円", True),
    ("約30億円", "1,878百万円", False),
    ("2,000百万円", "1,878百万円", False),
    ("令和5年度", "2023年度", True),
    ("令和5年度", "2022年度", False),
    ("2年間", "24か月", True),
    ("半年", "6か月", True),
    ("10年間", "原則5年", False),
    ("5年間", "3~5年間", False),
    ("最長5年間", "3~5年間", True),
    ("10人", "10名", True),
]


@pytest.mark.parametrize(("mine", "theirs", "same"), FIGURES)
def test_figures_agree_across_units_eras_and_rounding(mine, theirs, same):
    """A figure repeats another if the number is the same in any unit, or what it rounds to."""
    (first,), (second,) = find_values(mine), find_values(theirs)
    assert comparable(first, second)
    assert says_same(first, second) is same


def test_figures_of_other_kinds_are_not_compared():
    """A period is no amount, and things are counted in one unit only."""
    for mine, theirs in (("5年間", "5億円"), ("3件", "3課題"), ("3人", "3件")):
        assert not comparable(*find_values(mine), *find_values(theirs))


def test_points_are_verbatim_in_the_guidance(collection):
    """The points of a consideration are stretches of its own words, in order, and cover its content words."""
    for guideline in collection.guidance.considerations:
        end = 0
        for point in split_points(guideline.text):
            end = guideline.text.index(point, end) + len(point)
        for status in Status:
            matched, missing = points_of(guideline, status, [guideline.text[:12]])
            assert {*matched, *missing} == set(split_points(guideline.text))
            assert not missing if status is Status.ADDRESSED else missing


def test_the_rubric_knows_every_consideration_and_purpose(collection):
    """Each guideline of the bundled documents has examples, told by its wording whatever its spacing."""
    rubric = load_rubric()
    for guideline in (*collection.guidance.considerations, *collection.guidance.purposes):
        assert rubric.key_of(guideline) in rubric.keys


def edited(**changes):
    """Return the rubric's file with changes."""
    return json.dumps({**json.loads(RUBRIC.read_bytes()), **changes}).encode()


BROKEN = {
    "no JSON": (b"{", "JSON"),
    "no UTF-8": (b'{"format": "\xff"}', "rubric.json"),
    "an unknown name": (edited(comment="x"), "comment"),
    "another form": (edited(format=3), "format"),
    "an unknown name in an example": (
        edited(examples=[{"sentence": "研究する。", "adressed": []}]),
        "examples.0.adressed",
    ),
    "an unknown key in an example": (edited(examples=[{"sentence": "研究する。", "addressed": ["Z9-9"]}]), "Z9-9"),
    "no examples": (edited(examples=[]), "examples"),
    "an unknown key in an aim": (edited(aims=[{"sentence": "研究する。", "purposes": ["Z9-8"]}]), "Z9-8"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_rubric_says_where(tmp_path, case):
    """A rubric that staff have broken is one line with the file and the place."""
    content, place = BROKEN[case]
    path = tmp_path / "rubric.json"
    path.write_bytes(content)
    with pytest.raises(DataUnusable) as refused:
        load_rubric(path)
    assert str(path) in str(refused.value)
    assert place in str(refused.value)
    assert "\n" not in str(refused.value)


def test_broken_opposites_say_where(tmp_path, monkeypatch):
    """The list of opposites is read as strictly."""
    path = tmp_path / "opposites.json"
    path.write_text('{"format": 1, "version": "1", "source": "", "groups": [], "pairs": []}')
    monkeypatch.setattr(polarity, "OPPOSITES", path)
    polarity.opposites.cache_clear()
    with pytest.raises(DataUnusable, match=r"opposites\.json: pairs"):
        polarity.opposites()
