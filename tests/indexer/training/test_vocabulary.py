"""The vocabulary cut down to what Japanese and English need."""

import torch
from tiny_models import tiny_base

from indexer.training.vocabulary import pruned, tokenizer_of


def test_a_text_reads_the_same_after_pruning():
    """Pieces that the texts have keep their vectors, whatever number they get."""
    base, whole = tiny_base(), tiny_base()
    cut = pruned(base, ["支援期間は最長5年"] * 3)
    before, after = tokenizer_of(whole.pieces).encode("支援期間"), tokenizer_of(cut.pieces).encode("支援期間")
    assert before.tokens == after.tokens
    old, new = whole.encoder.embeddings.word_embeddings.weight, cut.encoder.embeddings.word_embeddings.weight
    assert torch.equal(old[before.ids], new[after.ids])


def test_a_longer_piece_that_no_text_has_goes_and_its_characters_stay():
    """Nothing becomes unknown: characters stand for what is left out."""
    cut = pruned(tiny_base(), ["予算額"])
    assert "支援" not in cut.pieces.texts
    encoded = tokenizer_of(cut.pieces).encode("支援")
    assert cut.pieces.unknown not in encoded.ids
    assert encoded.tokens[1:-1] == ["▁", "支", "援"]


def test_the_special_pieces_keep_their_meaning():
    """Begin, end, fill and unknown are found at their new places, and the fill keeps the number that batches use."""
    from indexer.training.batches import FILL

    cut = pruned(tiny_base(), ["予算"])
    assert [cut.pieces.texts[row] for row in (cut.pieces.begin, cut.pieces.end, cut.pieces.unknown)] == [
        "<s>",
        "</s>",
        "<unk>",
    ]
    assert cut.pieces.fill == FILL
