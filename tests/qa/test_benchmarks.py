"""Public benchmarks, controls and intervals."""

import gzip
import json

import numpy as np
import pytest
from doubles import HashEmbedder

from indexer.tokenisation import FugashiTokenizer
from qa.errors import JudgmentsUnreadable
from qa.evaluation.benchmarks import gain, gains, read_benchmark
from qa.evaluation.controls import LatentSemanticEmbedder, RandomEmbedder
from qa.evaluation.intervals import bootstrap

TEXTS = ["国際共同研究を推進する。", "若手研究者の海外派遣", "研究セキュリティの確保"]


@pytest.fixture
def folder(tmp_path):
    """Return the folder of a benchmark of three texts and two queries."""

    def write(name, rows):
        with gzip.open(tmp_path / name, "wt", encoding="utf-8") as lines:
            lines.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)

    write("corpus.jsonl.gz", [{"id": f"t{at}", "title": "題", "text": text} for at, text in enumerate(TEXTS)])
    write("queries.jsonl.gz", [{"id": "a", "text": "海外派遣"}, {"id": "b", "text": "セキュリティ"}])
    (tmp_path / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\na\tt1\t1\nb\tt2\t1\nb\tt0\t0\n")
    return tmp_path


def test_a_benchmark_is_read_with_its_judgments(folder):
    """Each query has the rows that are right, those of grade 0 left out."""
    benchmark = read_benchmark(folder)
    assert benchmark.queries == ("海外派遣", "セキュリティ")
    assert benchmark.right == (frozenset({1}), frozenset({2}))


def test_a_perfect_ranking_gains_all(folder):
    """Queries whose words stand in one text alone find it first."""
    assert gains(read_benchmark(folder), HashEmbedder()) == (1.0, 1.0)


@pytest.mark.parametrize("damage", ["missing", "garbage", "unknown"])
def test_a_folder_that_is_no_benchmark_is_named(folder, damage):
    """A missing file, one that is not JSON and a judgment of an unknown text are one error."""
    if damage == "missing":
        (folder / "qrels.tsv").unlink()
    elif damage == "garbage":
        (folder / "corpus.jsonl.gz").write_bytes(b"no gzip")
    else:
        (folder / "qrels.tsv").write_text("h\na\tt9\t1\n")
    with pytest.raises(JudgmentsUnreadable, match="no benchmark"):
        read_benchmark(folder)


@pytest.mark.parametrize(
    ("ranking", "right", "expected"),
    [
        ([0, 1], {0}, 1.0),
        ([1, 0], {0}, 1 / np.log2(3)),
        ([5], {0}, 0.0),
        ([0, 9, 1], {0, 1}, (1 + 0.5) / (1 + 1 / np.log2(3))),
        ([0], set(), 0.0),
    ],
)
def test_gain_discounts_by_rank(ranking, right, expected):
    """The gain is that of the formula, worked out by hand."""
    assert gain(ranking, frozenset(right)) == pytest.approx(expected)


def test_the_interval_holds_the_mean():
    """A mean lies in its interval; equal values have no width; the same values give the same interval."""
    estimate = bootstrap([0.0, 1.0] * 30)
    assert estimate.low < estimate.mean == 0.5 < estimate.high
    assert estimate == bootstrap([0.0, 1.0] * 30)
    assert bootstrap([1.0] * 9).low == bootstrap([1.0] * 9).high == 1.0
    with pytest.raises(ValueError, match="no values"):
        bootstrap([])


@pytest.mark.parametrize("control", ["random", "latent"])
def test_controls_are_embedders(control):
    """A control gives unit vectors, the same each time, and knows nothing of an unknown text."""
    tokenizer = FugashiTokenizer()
    make = {"random": lambda: RandomEmbedder(tokenizer), "latent": lambda: LatentSemanticEmbedder(tokenizer, TEXTS)}
    vectors = make[control]().passages([*TEXTS, "。"])
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors[:3], axis=1), 1, atol=1e-5)
    assert not vectors[3].any()
    assert np.allclose(vectors, make[control]().queries([*TEXTS, "。"]))
