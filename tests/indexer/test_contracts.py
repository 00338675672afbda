"""One suite over all implementations of each seam."""

import numpy as np
import pytest
from doubles import HashEmbedder

from indexer.lexical import BM25Index
from indexer.tokenisation import FugashiTokenizer
from indexer.vector_store import FaissStore

TEXTS = [
    "国際共同研究を推進する。",
    "若手研究者の海外派遣",
    "予算額は2,611百万円",
    "研究セキュリティの確保",
    "国際共同研究の予算",
]


class ScanStore:
    """The plainest vector store: it looks at every vector. What it finds is what any other must find."""

    def __init__(self, vectors):
        self.vectors = vectors

    @property
    def rows(self):
        """Return how many vectors are held."""
        return len(self.vectors)

    def search(self, query, limit, /):
        """Return the hits, best first, equal scores by row."""
        scores = [(row, float(vector @ query)) for row, vector in enumerate(self.vectors)]
        return sorted(scores, key=lambda hit: (-hit[1], hit[0]))[: max(limit, 0)]


def _reloaded(vectors, folder):
    FaissStore.build(vectors).save(folder / "vectors.faiss")
    return FaissStore.load(folder / "vectors.faiss")


STORES = {
    "scan": lambda vectors, _: ScanStore(vectors),
    "faiss": lambda vectors, _: FaissStore.build(vectors),
    "faiss reloaded": _reloaded,
}


@pytest.fixture(params=STORES, ids=list(STORES))
def make_store(request, tmp_path):
    """Return a maker of stores of one kind."""
    return lambda vectors: STORES[request.param](vectors, tmp_path)


def unit_vectors(rows, dimension=8):
    """Return unit vectors from a fixed seed, the last one twice."""
    vectors = np.random.default_rng(7).normal(size=(rows, dimension)).astype(np.float32)
    vectors[-1] = vectors[-2]
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def test_a_store_finds_what_a_scan_finds(make_store):
    """The hits are those of a scan over all vectors, in its order."""
    vectors = unit_vectors(20)
    found, expected = make_store(vectors).search(vectors[3], 6), ScanStore(vectors).search(vectors[3], 6)
    assert [row for row, _ in found] == [row for row, _ in expected]
    assert np.allclose([score for _, score in found], [score for _, score in expected], atol=1e-5)


@pytest.mark.parametrize(("limit", "length"), [(0, 0), (1, 1), (5, 5), (99, 5)])
def test_a_store_gives_no_padding(make_store, limit, length):
    """As many hits come as were asked for or as there are rows, and never a row that does not exist."""
    store = make_store(unit_vectors(5))
    hits = store.search(unit_vectors(5)[0], limit)
    assert len(hits) == length
    assert all(0 <= row < store.rows for row, _ in hits)


def test_equal_scores_come_in_the_order_of_rows(make_store):
    """The order of hits never depends on chance."""
    vectors = unit_vectors(6)
    assert [row for row, _ in make_store(vectors).search(vectors[5], 2)] == [4, 5]


def test_cells_find_most_of_what_a_scan_finds(monkeypatch, tmp_path):
    """A store of many rows, which searches cells, finds nearly what a scan finds and is built to the same bytes."""
    monkeypatch.setattr("indexer.vector_store.EXACT", 1_000)
    middles = unit_vectors(50, 16)
    noise = np.random.default_rng(8).normal(scale=0.1, size=(4_000, 16))
    vectors = (np.repeat(middles, 80, axis=0) + noise).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    stores = [FaissStore.build(vectors) for _ in range(2)]
    for number, store in enumerate(stores):
        store.save(tmp_path / f"{number}")
    assert (tmp_path / "0").read_bytes() == (tmp_path / "1").read_bytes()
    scan = ScanStore(vectors)
    shared = [
        {row for row, _ in stores[0].search(middle, 10)} & {row for row, _ in scan.search(middle, 10)}
        for middle in middles[:20]
    ]
    assert sum(len(rows) for rows in shared) >= 0.9 * 200


EMBEDDERS = ["hash", "bundled"]


@pytest.fixture(params=EMBEDDERS)
def any_embedder(request):
    """Return an embedder of one kind."""
    return HashEmbedder() if request.param == "hash" else request.getfixturevalue("embedder")


def test_an_embedder_gives_unit_vectors(any_embedder):
    """Vectors are float32, of one dimension and of length one, or zero where nothing is known of a text."""
    vectors = any_embedder.passages([*TEXTS, ""])
    assert vectors.dtype == np.float32
    assert vectors.shape[0] == len(TEXTS) + 1
    assert np.allclose(np.linalg.norm(vectors[:-1], axis=1), 1, atol=1e-5)
    assert np.isfinite(vectors).all()


def test_an_embedder_is_deterministic(any_embedder):
    """The same texts have the same vectors, and a text among others that which it has alone."""
    together = any_embedder.queries(TEXTS)
    assert np.array_equal(together, any_embedder.queries(TEXTS))
    assert np.array_equal(any_embedder.queries([TEXTS[0]])[0], together[0])


def test_an_embedder_brings_like_texts_together(any_embedder):
    """A text is nearer to one that shares its words than to one that shares none."""
    vectors = any_embedder.passages(["国際共同研究の予算を増やす", *TEXTS])
    assert vectors[0] @ vectors[5] > vectors[0] @ vectors[4]


@pytest.fixture(params=["built", "reloaded"])
def lexical(request, tmp_path):
    """Return a lexical index, as built and as read back."""
    index = BM25Index.build(TEXTS, FugashiTokenizer())
    if request.param == "built":
        return index
    index.save(tmp_path)
    return BM25Index.load(tmp_path, FugashiTokenizer())


def test_an_index_made_of_an_earlier_one_is_the_same(tmp_path):
    """Texts that come, go, move and stand twice: what is taken over and what is read give the bytes of one reading."""
    tokenizer = FugashiTokenizer()
    later = ["新しい文である", TEXTS[3], TEXTS[0], TEXTS[0], *TEXTS[1:3], ""]
    before = BM25Index.build(TEXTS, tokenizer)
    for name, index in (
        ("anew", BM25Index.build(later, tokenizer)),
        ("changed", BM25Index.build(later, tokenizer, before)),
    ):
        (tmp_path / name).mkdir()
        index.save(tmp_path / name)
    files = [path for path in sorted((tmp_path / "anew").rglob("*")) if path.is_file()]
    assert len(files) == 11
    assert all(
        path.read_bytes() == (tmp_path / "changed" / path.relative_to(tmp_path / "anew")).read_bytes() for path in files
    )


def test_texts_of_an_earlier_index_are_not_read_again():
    """Of a changed index only the new text is taken apart."""
    tokenizer = FugashiTokenizer()
    before, read = BM25Index.build(TEXTS, tokenizer), []
    noting = type("Noting", (FugashiTokenizer,), {"words": lambda _, text: read.append(text) or tokenizer.words(text)})
    BM25Index.build([*TEXTS, "新しい文である"], noting(), before)
    assert read == ["新しい文である"]


def test_scores_are_those_of_the_formula():
    """Robertson's BM25 with the inverse document frequency of Lucene."""
    texts = ["予算 予算 期間", "予算", "人数"]
    index = BM25Index.build(texts, FugashiTokenizer())
    rarity, norm = np.log(1 + (3 - 2 + 0.5) / (2 + 0.5)), 1.2 * (1 - 0.75 + 0.75 * 3 / (5 / 3))
    rows, scores = index.words.of("予算")
    assert rows.tolist() == [0, 1]
    assert scores[0] == pytest.approx(rarity * 2 / (2 + norm))


def test_lexical_scores_rank_what_shares_words_first(lexical):
    """The row that shares the rare words scores highest, a row that shares none scores zero."""
    scores = lexical.scores({"研究セキュリティとは": 1.0})
    assert scores.shape == (len(TEXTS),)
    assert int(scores.argmax()) == 3
    assert scores[2] == 0


@pytest.mark.parametrize(("query", "row"), [("26.11億円", 2), ("2023年度", 5), ("R5", 5), ("五年", 6), ("60か月", 6)])
def test_years_amounts_and_periods_are_found_in_any_form(query, row):
    """An amount in another unit, a year of another era and a period in other words find the row that means the same."""
    index = BM25Index.build([*TEXTS, "令和5年度に開始", "支援は5か年"], FugashiTokenizer())
    assert int(index.scores({query: 1.0}).argmax()) == row


def test_lexical_weights_scale_scores(lexical):
    """A query text with half the weight adds half the score."""
    assert np.allclose(lexical.scores({"海外派遣": 0.5}), lexical.scores({"海外派遣": 1.0}) / 2)


@pytest.mark.parametrize("query", ["", "　", "xyzzy", '" AND NEAR( * - col:x ((((', "'; DROP TABLE", "(a+)+$"])
def test_lexical_survives_any_query(lexical, query):
    """A query without known words, or with signs that mean something elsewhere, scores zero."""
    assert not lexical.scores({query: 1.0}).any()


def test_many_rows_keep_the_best_first(monkeypatch):
    """Where pairs are counted for the best rows by words alone, those rows score as if all were counted."""
    texts = [f"{TEXTS[number % len(TEXTS)]}その{number}" for number in range(200)]
    index = BM25Index.build(texts, FugashiTokenizer())
    query = {"研究セキュリティの確保": 1.0, "その123": 0.3}
    everywhere = index.scores(query)
    monkeypatch.setattr("indexer.lexical.RESCORED", 50)
    best = np.argsort(-everywhere, kind="stable")[:20]
    assert np.allclose(index.scores(query)[best], everywhere[best])
    assert not index.scores({"xyzzy": 1.0}).any()


def test_rarity_falls_with_frequency(lexical):
    """A word that few rows have tells more than one that many have; an unknown word tells most."""
    assert lexical.rarity("国際") < lexical.rarity("セキュリティ") < lexical.rarity("天気") == 1.0


def test_what_a_word_tells_does_not_fall_with_the_size_of_a_small_index():
    """A word that each of a few rows has tells as much as where other rows stand beside them that lack it."""
    few = ["研究者の派遣の方法"] * 5
    alone = BM25Index.build(few, FugashiTokenizer())
    among_others = BM25Index.build([*few, *["交流"] * 195], FugashiTokenizer())
    assert alone.rarity("派遣") == among_others.rarity("派遣") > 0.5
