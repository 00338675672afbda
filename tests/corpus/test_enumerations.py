"""Lists: what is announced, and by what."""

import pytest
from invented import index_of

from corpus.enumerations import find_lists

TEXT = """移行の手引

令和6年4月

1. 有効な取組

移行を進めるには、以下の取組が有効である。

(1) 端末の管理

端末は台帳に載せ、毎月確かめる。

(2) 通信の暗号化

通信はすべて暗号化する。

(3) 利用者の確認

利用者は二つの方法で確かめる。

2. 体制

体制は次のとおりとする。

- 統括する者
- 記録する者
"""


@pytest.fixture(scope="module")
def collection(tmp_path_factory):
    """Return the collection of one guide."""
    return index_of(tmp_path_factory.mktemp("guide"), TEXT).collection


def led_by(collection, words):
    """Return what the members are of the lists that a statement announces."""
    statement = next(item for item in collection.statements if words in item.text)
    text = collection.documents[0].text
    return [
        [fragments[0].of(text) for fragments in item.members]
        for item in find_lists(collection)
        if item.is_led_by(statement)
    ]


def test_a_sentence_announces_the_headings_below_it(collection):
    """「以下の取組が」: they stand as headings, each with its text."""
    (members,) = led_by(collection, "以下の取組")
    assert members == ["(1) 端末の管理", "(2) 通信の暗号化", "(3) 利用者の確認"]


def test_a_sentence_announces_the_items_after_it(collection):
    """And not the headings of another section."""
    (members,) = led_by(collection, "次のとおり")
    assert members == ["統括する者", "記録する者"]


def test_a_sentence_under_a_heading_announces_nothing_above(collection):
    """What stands in one member is no lead of all."""
    assert led_by(collection, "台帳に載せ") == []
