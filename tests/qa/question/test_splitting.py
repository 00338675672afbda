"""Several questions in one: what is asked of one thing, each by itself."""

import pytest

from corpus.names import KnownNames
from qa.question.splitting import split_questions

NAMES = KnownNames((), ())

APART = {
    "甲島調査の予算と担当している課を教えてください。": (
        "甲島調査の予算は何ですか",
        "甲島調査の担当している課は何ですか",
    ),
    "総会の開催年月と場所は？": ("総会の開催年月は何ですか", "総会の場所は何ですか"),
    "昔の仕組みについて、派遣が始まった年と、もとの勅令が出た年を教えて": (
        "昔の仕組みについて、派遣が始まった年は何ですか",
        "昔の仕組みについて、もとの勅令が出た年は何ですか",
    ),
    "この制度について、令和7年度の予算と担当課は？": (
        "この制度について、令和7年度の予算は何ですか",
        "この制度について、担当課は何ですか",
    ),
}
TOGETHER = [
    "甲島調査の予算と人数は？",  # both are values of one thing, told together
    "大学と企業の役割の差を教えて",
    "開始年度と予算額、それから担当課を教えて",
    "共同研究を進めるときの注意点は？",
    "予算と課",
]


def asked(text):
    """Return the questions that a text is taken apart into."""
    return tuple(part.question for part in split_questions(text, NAMES))


@pytest.mark.parametrize("text", APART)
def test_what_is_asked_of_one_thing_is_asked_apart(text):
    """Each piece goes with what both are asked of, a year only with what has years."""
    assert asked(text) == APART[text]


@pytest.mark.parametrize("text", TOGETHER)
def test_what_is_one_question_stays_one(text):
    """Values of one thing, differences, enumerations of three, and と that joins nothing that can be asked for."""
    assert asked(text) == (text,)


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("灯台の建設から博物館の開館まで何年かかりましたか", "灯台の建設", "博物館の開館"),
        ("灯台の建設から、博物館の開館までに何か月ありましたか", "灯台の建設", "博物館の開館"),
        ("灯台の建設と博物館の開館はどちらが先ですか", "灯台の建設", "博物館の開館"),
        ("灯台の建設と博物館の開館ではどっちが早い？", "灯台の建設", "博物館の開館"),
    ],
)
def test_how_long_from_one_to_another_and_which_came_first_is_asked_of_each(text, first, second):
    """When each was is what must be looked for; the names stay with the questions."""
    parts = split_questions(text, NAMES)
    assert [(part.question, part.name) for part in parts] == [
        (f"{first}はいつですか", first),
        (f"{second}はいつですか", second),
    ]


@pytest.mark.parametrize(
    "text", ["1990年から2000年まで何年ですか", "東京から大阪まで行きますか", "甲と乙はどちらが高い？"]
)
def test_years_that_are_given_and_other_comparisons_are_not_looked_for_apart(text):
    """Only when something was is asked of each."""
    assert asked(text) == (text,)
