"""Single bits of an index flipped at random: each is found before anything of the index is used.

Run this file with a number of flips; the suite runs some of them (`tests/indexer/test_flips.py`).
"""

import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from doubles import HashEmbedder

from indexer.generations import GenerationStore
from indexer.search_index import build_index

TEXT = "星間観測事業{name}\n\n1. 予算\n予算額：12億円\n\n" + "第{name}の年度に、若手研究者を派遣する。\n\n" * 40


def built(folder):
    """Return the store of an index of three documents in ``folder``."""
    texts = folder / "texts"
    texts.mkdir()
    for name in ("a", "b", "c"):
        (texts / f"{name}.txt").write_text(TEXT.format(name=name), "utf-8")
    store = GenerationStore(folder / "index")
    build_index(store, texts, HashEmbedder())
    return store


def files_of(store):
    """Return every file of which the index is: those of its generation, and the one that names it."""
    return [store.folder / "CURRENT", *(path for path in sorted(store.newest().folder.rglob("*")) if path.is_file())]


def find_flips(folder, flips, seed=5):
    """Flip so many bits, one at a time; return how many were found in each file, and those that were not."""
    store, chance = built(folder), random.Random(seed)
    paths, found, missed = files_of(store), Counter(), []
    for number in range(flips):
        path = paths[number % len(paths)]
        before = path.read_bytes()
        bit = chance.randrange(8 * len(before))
        flipped = bytearray(before)
        flipped[bit // 8] ^= 1 << bit % 8
        path.write_bytes(flipped)
        if store.damage():
            found[path.name] += 1
        else:
            missed.append((path.name, bit))
        path.write_bytes(before)
    assert store.damage() == ()
    return found, missed


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        all_found, all_missed = find_flips(Path(made), int(sys.argv[1]))
    print(f"{all_found.total()} found in {len(all_found)} files, missed: {all_missed or 'none'}")
