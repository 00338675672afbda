"""A cross-encoder by setting, tried with a tiny one that is made here."""

import pytest

from indexer.cross_encoder import CrossEncoderSettings, SentenceTransformerCrossEncoder
from indexer.errors import ModelUnusable


@pytest.fixture(scope="module")
def tiny_model(tmp_path_factory):
    """Return the folder of a model of a few hundred weights that knows single characters."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizer

    folder = tmp_path_factory.mktemp("model")
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *"国際共同研究若手者予算の"]
    (folder / "vocab.txt").write_text("\n".join(words), "utf-8")
    BertTokenizer(str(folder / "vocab.txt")).save_pretrained(folder)
    torch.manual_seed(7)
    settings = BertConfig(
        vocab_size=len(words),
        hidden_size=8,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=8,
        max_position_embeddings=64,
        initializer_range=1.0,
        num_labels=1,
    )
    BertForSequenceClassification(settings).save_pretrained(folder)
    return folder


def test_each_passage_is_scored(tiny_model):
    """One score a passage comes, the same in any batch and each time."""
    passages = ["国際共同研究", "若手研究者の予算", "予算"]
    scores = SentenceTransformerCrossEncoder(CrossEncoderSettings(str(tiny_model))).scores("研究", passages)
    alone = SentenceTransformerCrossEncoder(CrossEncoderSettings(str(tiny_model), batch=1)).scores("研究", passages)
    assert scores.shape == (3,)
    assert scores.dtype == "float32"
    assert scores == pytest.approx(alone, abs=1e-5)
    assert len(set(scores.tolist())) == 3


def test_no_passages_have_no_scores(tiny_model):
    """Nothing to read is no error."""
    assert SentenceTransformerCrossEncoder(CrossEncoderSettings(str(tiny_model))).scores("研究", []).shape == (0,)


def test_a_model_that_is_not_there_is_named(tmp_path):
    """A model that cannot be loaded is an error of one line, and nothing is downloaded."""
    for name in ("nobody/nothing", str(tmp_path)):
        with pytest.raises(ModelUnusable, match="CrossEncoder"):
            SentenceTransformerCrossEncoder(CrossEncoderSettings(name))


def test_the_first_passages_are_read_again(home, embedder, assistant):
    """Where there is a cross-encoder, the best passages stand in its order and none is lost."""
    from indexer.generations import GenerationStore
    from indexer.search_index import open_index
    from qa.assistant import Assistant

    class Lengths:
        """Prefers what is long."""

        def scores(self, _, passages, /):
            """Return the lengths."""
            import numpy as np

            return np.array([len(passage) for passage in passages], dtype=np.float32)

    index = open_index(GenerationStore(home / "index"), embedder, cross_encoder=Lengths())
    query = "国際共同研究の意義"
    plain = assistant.draft(query).findings
    read = Assistant(index).draft(query).findings
    assert {item.row for item in read.passages} == {item.row for item in plain.passages}
    assert [item.row for item in read.passages] != [item.row for item in plain.passages]
