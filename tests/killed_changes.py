"""`shirube add` and `shirube remove` killed at any moment: what is there then is the old index or the new one, whole.

Run this file with a number of kills; the suite runs some of them (`tests/api/test_kills.py`).
"""

import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT, COMMAND = Path(__file__).parents[1], Path(__file__).parent / "command_without_models.py"
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from doubles import HashEmbedder

from indexer.generations import GenerationStore
from indexer.search_index import open_index

TEXT = "星間観測事業{name}\n\n1. 予算\n予算額：12億円\n\n" + "第{name}の年度に、若手研究者を派遣する。\n\n" * 40
IN_WRITING = 0.8  # the share of kills that come while a generation is written


class Changes:
    """An index that is changed by processes which may be killed."""

    def __init__(self, folder: Path, seed: int) -> None:
        """Index two documents in ``folder`` and measure when a change writes, and how long."""
        self.home, self.folder, self.chance = folder / "home", folder, random.Random(seed)
        self.store = GenerationStore(self.home / "index")
        self.number, self.left_behind = 0, 0
        self.finish("index", "--documents", str(self.file("a").parent))
        started = time.monotonic()
        process = self.begin("add", str(self.file("b")))
        while process.poll() is None and not self.writing:
            self.pass_time(process, 0.002)
        begun = time.monotonic()
        while process.poll() is None and self.writing:
            self.pass_time(process, 0.002)
        self.until_writing, self.write_time = begun - started, 1.1 * (time.monotonic() - begun)
        assert process.wait() == 0

    @property
    def writing(self) -> bool:
        """Say whether a generation is being written, and not one that a dead process has left."""
        return self.last_written not in (0, self.left_behind)

    @property
    def last_written(self) -> int:
        """Return when the folder that is written was last added to, 0 where there is none."""
        try:
            return (self.store.folder / "building").stat().st_mtime_ns
        except FileNotFoundError:
            return 0

    @property
    def documents(self) -> frozenset[str]:
        """Return the documents of the index that opens now, after a look at every part of it."""
        manifest = self.store.newest().manifest
        index = open_index(self.store, HashEmbedder(manifest.dimension, manifest.model))
        assert index.vectors.rows == len(index.passages) == len(index.lexical.scores({"予算": 1.0}))
        assert index.statement_vectors.rows == len(index.statement_rows) == len(index.collection.statements)
        texts = {item.document_id: item.text for item in index.collection.documents}
        assert all(passage.span.of(texts[passage.document_id]) for passage in index.passages)
        assert all(fact.document_id in texts for item in index.knowledge.programmes for fact in item.facts)
        return frozenset(texts)

    def file(self, name: str) -> Path:
        """Return a file with the text of a document, alone in its folder."""
        path = self.folder / f"of {name}" / f"{name}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(TEXT.format(name=name), "utf-8")
        return path

    def begin(self, *arguments: str) -> "subprocess.Popen[bytes]":
        """Start the command line in a process of its own."""
        self.left_behind = self.last_written
        environment = {**os.environ, "SHIRUBE_HOME": str(self.home)}
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        return subprocess.Popen([sys.executable, str(COMMAND), *arguments], env=environment, **quiet)

    def finish(self, *arguments: str) -> None:
        """Run a command to its end."""
        assert self.begin(*arguments).wait() == 0

    @staticmethod
    def pass_time(process: "subprocess.Popen[bytes]", seconds: float) -> None:
        """Wait so long, or until the process ends."""
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            return

    def kill(self) -> tuple[bool, bool]:
        """Begin a change and kill it; return whether it was killed in writing, and whether the index is the new one.

        Raises AssertionError where what is there then is neither the old index nor the new one.
        """
        old = self.documents
        self.number += 1
        added = f"c{self.number}"
        new = old - {max(old - {"a"})} if len(old) > 2 and self.chance.random() < 0.5 else old | {added}
        arguments = ("remove", *(old - new)) if new < old else ("add", str(self.file(added)))
        process = self.begin(*arguments)
        if self.chance.random() < IN_WRITING:
            while process.poll() is None and not self.writing:
                self.pass_time(process, 0.002)
            self.pass_time(process, self.chance.uniform(0, self.write_time))
        else:
            self.pass_time(process, self.chance.uniform(0, self.until_writing))
        inside = process.poll() is None and self.writing
        process.kill()
        process.wait()
        found = self.documents
        assert found in (old, new), f"{sorted(found)} is neither {sorted(old)} nor {sorted(new)}"
        return inside, found == new


def survive(folder: Path, kills: int, seed: int = 11) -> tuple[int, int]:
    """Kill so many changes; return how many were killed in writing, and after how many the index was the new one."""
    changes = Changes(folder, seed)
    results = [changes.kill() for _ in range(kills)]
    changes.finish("add", str(changes.file("z")))  # the lock of the dead is free
    assert "z" in changes.documents
    return sum(inside for inside, _ in results), sum(new for _, new in results)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        total = int(sys.argv[1])
        in_writing, switched = survive(Path(made), total)
    print(
        f"{total} kills, {in_writing} of them in writing; the index was the new one after {switched}, else the old one"
    )
