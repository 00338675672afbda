"""kill -9 at any moment of re-indexing: the index always opens, old or new, whole."""

import random
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from doubles import HashEmbedder

from corpus.collection import load_collection
from indexer.generations import GenerationStore
from indexer.search_index import build_index, open_index

WRITER = Path(__file__).parent / "crashing_writer.py"
KILLS, INSIDE = 100, 30
IN_COMMIT = (
    "flush files",
    "write manifest",
    "flush folders",
    "rename generation",
    "write CURRENT",
    "switch CURRENT",
    "remove old generations",
)


def corpora(tmp_path):
    """Return two folders of documents that no answer may mix."""
    folders = []
    for name in ("一", "二"):
        folder = tmp_path / f"corpus{len(folders)}"
        folder.mkdir()
        for number in range(6):
            (folder / f"doc{number}.txt").write_text(
                f"計画{name}\n\n" + f"第{number}の本文は{name}である。\n\n" * 60, "utf-8"
            )
        folders.append(folder)
    return folders


class Writer:
    """A writing process, watched from a thread so that its last step is known when it is killed."""

    def __init__(self, home, folders):
        self.process = subprocess.Popen(
            [sys.executable, str(WRITER), str(home), *map(str, folders)], stdout=subprocess.PIPE, text=True
        )
        self.step = ""
        self.stepped = threading.Condition()
        self.thread = threading.Thread(target=self.watch)
        self.thread.start()

    def watch(self):
        """Note each step that the writer tells."""
        for line in self.process.stdout:
            with self.stepped:
                self.step = line.strip()
                self.stepped.notify_all()

    def kill_at(self, step, after):
        """Kill the writer a while after it told ``step``; return the step that it was in."""
        with self.stepped:
            assert self.stepped.wait_for(lambda: self.step == step, timeout=60)
            self.stepped.wait(timeout=after) if after else None
            self.process.kill()
        self.process.wait()
        self.thread.join()
        self.process.stdout.close()
        return self.step


@pytest.mark.timeout(900)
def test_the_index_survives_100_kills(tmp_path):
    """After each of 100 kills the index opens and is the one corpus or the other; at least 30 fall inside a commit."""
    folders = corpora(tmp_path)
    expected = {load_collection(folder).digest for folder in folders}
    home = tmp_path / "index"
    build_index(GenerationStore(home), folders[0], HashEmbedder())
    chance, inside, seen, order = random.Random(7), 0, set(), folders[::-1]
    for number in range(KILLS):
        step = IN_COMMIT[number % len(IN_COMMIT)] if number % 2 else "done"
        killed_in = Writer(home, order).kill_at(step, after=chance.uniform(0, 0.003 if number % 2 else 0.2))
        inside += killed_in in IN_COMMIT
        opened = open_index(GenerationStore(home), HashEmbedder())
        assert opened.collection.digest in expected
        assert opened.vectors.rows == len(opened.passages) == len(opened.lexical.scores({"本文": 1.0}))
        seen.add(opened.collection.digest)
        served = load_collection(order[0]).digest == opened.collection.digest
        order = order[::-1] if served else order  # the next writer begins with what is not served
    assert inside >= INSIDE
    assert seen == expected
