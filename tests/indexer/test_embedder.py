"""Other embedding models by setting, tried with a tiny one that is made here."""

import numpy as np
import pytest

from indexer.embedding import ModelSettings, SentenceTransformerEmbedder

TEXTS = ["国際共同研究", "若手研究者の予算"]


@pytest.fixture(scope="module")
def tiny_model(tmp_path_factory):
    """Return the folder of a model with a vector of eight numbers for each of a few characters."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer, models, pre_tokenizers

    characters = ["[UNK]", *"国際共同研究若手者の予算問文: "]
    tokenizer = Tokenizer(models.WordLevel({token: at for at, token in enumerate(characters)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Split("", "isolated")
    torch.manual_seed(7)
    folder = tmp_path_factory.mktemp("tiny") / "model"
    module = StaticEmbedding(tokenizer, embedding_weights=torch.randn(len(characters), 8).numpy())
    SentenceTransformer(modules=[module], device="cpu").save(str(folder), create_model_card=False)
    return str(folder)


def test_prefixes_are_put_before_questions_and_passages(tiny_model):
    """A question with a prefix has the vector of the prefixed text, and so has a passage with its own."""
    plain = SentenceTransformerEmbedder(ModelSettings(tiny_model))
    prefixed = SentenceTransformerEmbedder(ModelSettings(tiny_model, query_prefix="問: ", passage_prefix="文: "))
    assert np.allclose(prefixed.queries(TEXTS), plain.queries([f"問: {text}" for text in TEXTS]))
    assert np.allclose(prefixed.passages(TEXTS), plain.passages([f"文: {text}" for text in TEXTS]))
    assert not np.allclose(prefixed.queries(TEXTS), prefixed.passages(TEXTS))


def test_a_dimension_cuts_vectors_and_keeps_their_length(tiny_model):
    """Vectors are cut to so many numbers and are of length one again."""
    cut = SentenceTransformerEmbedder(ModelSettings(tiny_model, dimension=4)).passages(TEXTS)
    assert cut.shape == (2, 4)
    assert np.allclose(np.linalg.norm(cut, axis=1), 1, atol=1e-5)


def test_the_batch_changes_no_vector(tiny_model):
    """Texts embedded one at a time have the vectors that they have together."""
    one = SentenceTransformerEmbedder(ModelSettings(tiny_model, batch=1))
    many = SentenceTransformerEmbedder(ModelSettings(tiny_model))
    assert np.allclose(one.passages(TEXTS), many.passages(TEXTS), atol=1e-6)
    assert one.identity == many.identity


@pytest.mark.parametrize("change", [{"query_prefix": "問: "}, {"passage_prefix": "文: "}, {"dimension": 4}])
def test_what_changes_vectors_changes_the_identity(tiny_model, change):
    """An index of one setting is never read with another."""
    assert (
        SentenceTransformerEmbedder(ModelSettings(tiny_model)).identity
        != SentenceTransformerEmbedder(ModelSettings(tiny_model, **change)).identity
    )
