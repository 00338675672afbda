"""A process that changes what is kept on the disk, and tells each change as soon as it is promised to last.

`tests/power_cuts.py` records what it writes.
"""

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parent)]

TEXT = "星間観測事業{name}\n\n1. 予算\n予算額：12億円\n\n" + "第{name}の年度に、若手研究者を派遣する。\n\n" * 10


def tell(*words):
    """Say what is promised to last, in one write."""
    sys.stdout.write(f"TOLD {' '.join(words)}\n")
    sys.stdout.flush()


def change_index(home):
    """Build an index, add a document, and take one away."""
    from doubles import HashEmbedder

    from corpus.ingestion import NamedFile
    from indexer.generations import GenerationStore
    from indexer.search_index import build_index, change_index

    store, embedder = GenerationStore(home / "index"), HashEmbedder()
    texts = home.parent / "texts"
    texts.mkdir()
    (texts / "a.txt").write_text(TEXT.format(name="a"), "utf-8")
    build_index(store, texts, embedder)
    tell("index", store.newest().name)
    added = NamedFile("b.txt", lambda: TEXT.format(name="b").encode())
    change_index(store, lambda shelf: shelf.with_files((added,), "own", lambda _: None), embedder)
    tell("index", store.newest().name)
    change_index(store, lambda shelf: shelf.without("a"), embedder)
    tell("index", store.newest().name)


def change_records(home):
    """Make and revoke keys, keep opinions, and write down who did what."""
    from api.access.keys import KeyStore
    from api.access.visitor import Role
    from api.audit import Audit
    from api.feedback_store import Feedback, FeedbackStore

    keys, audit, feedback = (
        KeyStore(home / "access.sqlite3"),
        Audit(home / "audit.jsonl"),
        FeedbackStore(home / "feedback.sqlite3"),
    )
    for number in range(4):
        _, key = keys.add(f"key {number}", Role.READER)
        tell("key", key.prefix)
        audit.note("user:test", "key.made", key.prefix)
        tell("audit", key.prefix)
        feedback.keep(Feedback(f"answer-{number % 3}", "2026-01-01", "helpful", f"reason-{number}"))
        tell("feedback", f"reason-{number}")
        if number % 2:
            keys.revoke(key.prefix)
            tell("revoked", key.prefix)


if __name__ == "__main__":
    {"index": change_index, "records": change_records}[sys.argv[1]](Path(sys.argv[2]))
