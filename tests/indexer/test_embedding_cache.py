"""Vectors of passages are computed once."""

import numpy as np
import pytest
from doubles import HashEmbedder

from indexer.embedding_cache import CachedEmbedder
from indexer.errors import StorageFailed

TEXTS = ["国際共同研究", "若手研究者", "国際共同研究", "予算"]


class CountingEmbedder(HashEmbedder):
    """An embedder that notes what it is given."""

    def __init__(self, identity="counting"):
        super().__init__(identity=identity)
        self.seen = []

    def passages(self, texts, /):
        """Return the vectors and note the texts."""
        self.seen += texts
        return super().passages(texts)


@pytest.fixture
def path(tmp_path):
    """Return the cache's file, in a folder that does not exist yet."""
    return tmp_path / "home" / "embeddings.log"


def test_cached_vectors_are_those_of_the_model(path):
    """Before and after, the vectors are the model's, row by row."""
    expected = HashEmbedder().passages(TEXTS)
    for _ in range(2):
        assert np.array_equal(CachedEmbedder(HashEmbedder(), path).passages(TEXTS), expected)


def test_only_changed_text_is_embedded_again(path):
    """Of a second build only the new text reaches the model, each text once."""
    CachedEmbedder(CountingEmbedder(), path).passages(TEXTS)
    second = CountingEmbedder()
    CachedEmbedder(second, path).passages([*TEXTS, "新しい文", "新しい文"])
    assert second.seen == ["新しい文"]


def test_another_model_takes_nothing_from_the_file(path):
    """Vectors of one model are never given out as those of another."""
    CachedEmbedder(CountingEmbedder("one"), path).passages(TEXTS)
    other = CountingEmbedder("other")
    CachedEmbedder(other, path).passages(TEXTS)
    assert set(other.seen) == set(TEXTS)


@pytest.mark.parametrize("damage", [b"", b"not a cache", None])
def test_a_damaged_file_is_computed_again(path, damage):
    """A file that is empty, something else or has a bit flipped costs time and changes no vector."""
    expected = CachedEmbedder(HashEmbedder(), path).passages(TEXTS)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content if damage is None else damage)
    assert np.array_equal(CachedEmbedder(HashEmbedder(), path).passages(TEXTS), expected)


def test_questions_are_not_kept(path):
    """A question leaves nothing on the disk."""
    CachedEmbedder(HashEmbedder(), path).queries(["秘密の質問"])
    assert not path.exists()


def test_no_passages_have_no_vectors(path):
    """An empty index has an array of the model's dimension and no rows."""
    assert CachedEmbedder(HashEmbedder(), path).passages([]).shape == (0, 16)


def test_a_disk_that_refuses_is_named(tmp_path):
    """Where the cache cannot be written the error says where."""
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageFailed, match="file"):
        CachedEmbedder(HashEmbedder(), tmp_path / "file" / "embeddings.log").passages(TEXTS)


class FailingEmbedder(CountingEmbedder):
    """An embedder that is stopped at one of the texts."""

    def passages(self, texts, /):
        """Return the vectors until the text comes that stops it."""
        if "止" in texts:
            raise KeyboardInterrupt
        return super().passages(texts)


def test_what_was_embedded_before_a_crash_is_kept(path, monkeypatch):
    """A build that was stopped goes on where it was: only what was not written down is embedded again."""
    monkeypatch.setattr("indexer.embedding_cache._MADE", 2)
    texts = ["一", "二", "三", "止"]
    with pytest.raises(KeyboardInterrupt):
        CachedEmbedder(FailingEmbedder(), path).passages(texts)
    path.write_bytes(path.read_bytes() + b"half a record")
    second = CountingEmbedder()
    assert np.array_equal(CachedEmbedder(second, path).passages(texts), HashEmbedder().passages(texts))
    assert second.seen == ["三", "止"]
    assert not _seen_again(path, texts)


def _seen_again(path, texts):
    last = CountingEmbedder()
    CachedEmbedder(last, path).passages(texts)
    return last.seen


def test_a_file_that_grew_too_large_loses_its_older_half(path, monkeypatch):
    """The file is bounded; what was left out is embedded again."""
    cached = CachedEmbedder(CountingEmbedder(), path)
    cached.passages(["一", "二", "三", "四"])
    monkeypatch.setattr("indexer.embedding_cache._MOST", 0)
    cached.passages(["五"])
    assert _seen_again(path, ["一", "二", "三", "四", "五"]) == ["一", "二"]
