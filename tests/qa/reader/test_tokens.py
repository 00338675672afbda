"""Question and window as the network takes them."""

import pytest
from tokenizers import Tokenizer

from indexer.embedding import BUNDLED_MODEL
from qa.reader.tokens import encode, reading_tokenizer, tokens_of


@pytest.fixture(scope="module")
def tokenizer():
    """Return the bundled tokenizer, set for reading."""
    return reading_tokenizer(Tokenizer.from_file(str(BUNDLED_MODEL / "tokenizer.json")))


def test_the_tokens_of_a_place_spell_it(tokenizer):
    """From the first to the last token of a place its characters are covered."""
    text = "事業 > 支援内容\n支援期間は最長5年間とする。"
    (encoding,) = encode(tokenizer, "何年続く？", [text])
    start = text.index("最長5年間")
    first, last = tokens_of(encoding, start, start + len("最長5年間"))
    assert text[encoding.offsets[first][0] : encoding.offsets[last][1]] == "最長5年間"
    assert encoding.sequence_ids[first] == encoding.sequence_ids[last] == 1


def test_a_place_that_was_cut_off_has_no_tokens(tokenizer):
    """What the network does not see cannot be marked in it."""
    text = "長い文。" * 200 + "答え"
    (encoding,) = encode(tokenizer, "問い", [text])
    assert tokens_of(encoding, len(text) - 2, len(text)) is None


def test_a_long_question_leaves_room_for_the_statement(tokenizer):
    """However long a question is, the beginning of every statement is read."""
    (encoding,) = encode(tokenizer, "とても長い質問です。" * 200, ["短い文。"])
    assert tokens_of(encoding, 0, 4) is not None
    assert len(encoding.ids) < 200


@pytest.mark.parametrize("question", ["", "？", "\u3000"])
def test_a_question_without_words_can_be_read(tokenizer, question):
    """Nothing to read is no error."""
    (encoding,) = encode(tokenizer, question, ["文。"])
    assert tokens_of(encoding, 0, 2) is not None
