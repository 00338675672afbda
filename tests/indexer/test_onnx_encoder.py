"""The bundled embedding model, run by ONNX Runtime inside sentence-transformers."""

import shutil

import numpy as np
import pytest

from indexer.embedding import BUNDLED_MODEL, ModelSettings, SentenceTransformerEmbedder
from indexer.errors import ModelUnusable


def test_a_question_lies_nearest_to_what_answers_it(embedder):
    """Everyday words reach the words of papers, English ones the Japanese."""
    passages = embedder.passages(["若手研究者の海外派遣に係る経費を支援する。", "富士山は標高3776メートルの山である。"])
    questions = embedder.queries(["若い研究者が外国に行くお金", "How high is the mountain?"])
    assert (questions @ passages.T).argmax(axis=1).tolist() == [0, 1]


def test_vectors_are_of_length_one_and_the_same_each_time(embedder):
    """The same texts have the same vectors."""
    texts = ["国際共同研究", "予算", ""]
    vectors = embedder.passages(texts)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)
    assert np.array_equal(vectors, embedder.passages(texts))


def test_questions_and_passages_are_told_apart(embedder):
    """The model's own prompts are put before each."""
    assert not np.allclose(embedder.queries(["予算"]), embedder.passages(["予算"]))


def test_no_japanese_character_is_unknown():
    """The pruned vocabulary has the characters that texts need."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(BUNDLED_MODEL / "tokenizer.json"))
    unknown = tokenizer.token_to_id("<unk>")
    common = (
        "あいうえおかがきぎくぐけげこごさざしじすずせぜそぞただちぢつづてでとどなにぬねのはばぱひびぴふぶぷへべぺほぼぽ"
    )
    common += "まみむめもやゆよらりるれろわをんアイウエオカキクケコサシスセソタチツテトナニヌネノヴー薔薇憂鬱颯爽檸檬髙"
    assert unknown not in tokenizer.encode(common).ids


@pytest.mark.parametrize(("name", "content"), [("encoder.onnx", b"no model"), ("tokenizer.json", b"{}")])
def test_a_damaged_model_is_told(tmp_path, name, content):
    """A file that is no model is one error that names the folder."""
    folder = tmp_path / "model"
    shutil.copytree(BUNDLED_MODEL, folder)
    (folder / name).write_bytes(content)
    with pytest.raises(ModelUnusable):
        SentenceTransformerEmbedder(ModelSettings(str(folder)))
