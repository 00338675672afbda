"""A changed index is the index of what it then holds."""

import pytest
from doubles import HashEmbedder

from corpus.collection import BUNDLED_DOCUMENTS
from corpus.ingestion import NamedFile, files_of
from corpus.sentences import read_sentences
from indexer.generations import GenerationStore
from indexer.search_index import build_index, change_index

TEXTS = {
    # Its last lines tell of a programme only where another document says that LAKES is one.
    "a.txt": "星間観測事業の報告\n\n1. 星間観測事業\n予算額：12億円\n\n星間観測事業は、若手研究者を派遣する。支援期間は5年間である。\n\n"
    "LAKES PLUS\n予算額：3億円\n",
    # It names the programme of the first one, and gives a short name to a programme of the last one.
    "b.txt": "派遣の手引き\n\n1. 派遣\n国際湖沼共同観測事業(LAKES)の対象は、大学である。\n\n星間観測事業は、令和5年度に開始した。\n",
    "c.txt": "会議の記録\n\n○ 湖沼共同観測事業の予算\n○ LAKESの人数は、年間約20人を派遣\n\nロードマップを作る。\n",
}


def content(store):
    """Return the bytes of each file of the newest generation."""
    folder = store.newest().folder
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def folder(tmp_path):
    """Return a folder with the texts and two bundled documents."""
    made = tmp_path / "documents"
    made.mkdir()
    for name, text in TEXTS.items():
        (made / name).write_text(text, "utf-8")
    for path in sorted(BUNDLED_DOCUMENTS.glob("*.txt"))[:2]:
        (made / f"x{path.name}").write_bytes(path.read_bytes())
    return made


@pytest.fixture
def at_once(tmp_path, folder):
    """Return an index of the folder, built at once."""
    store = GenerationStore(tmp_path / "at once")
    build_index(store, folder, HashEmbedder())
    return store


def documents_read(monkeypatch):
    """Return a list that the ids of the documents come into whose sentences are read."""
    read = []
    monkeypatch.setattr(
        "corpus.collection.read_sentences",
        lambda document: read.append(document.document_id) or read_sentences(document),
    )
    return read


def test_an_index_built_one_by_one_is_the_one_built_at_once(tmp_path, folder, at_once):
    """The same documents give the same files, byte for byte, however they came."""
    store, (first, *others) = GenerationStore(tmp_path / "one by one"), sorted(folder.iterdir())
    alone = tmp_path / "alone"
    alone.mkdir()
    (alone / first.name).write_bytes(first.read_bytes())
    build_index(store, alone, HashEmbedder())
    for path in others:
        change_index(store, lambda shelf, path=path: shelf.with_files(files_of([path])), HashEmbedder())
    assert content(store) == content(at_once)


@pytest.mark.parametrize("name", list(TEXTS))
def test_what_is_added_and_removed_leaves_nothing(tmp_path, folder, at_once, name):
    """Without a document the index is as if it had never been there, and with it again as before."""
    without = tmp_path / "without"
    folder.rename(without)
    (without / name).unlink()
    store = GenerationStore(tmp_path / "never")
    build_index(store, without, HashEmbedder())
    change_index(at_once, lambda shelf: shelf.without(name[0]), HashEmbedder())
    assert content(at_once) == content(store)


def test_a_document_that_stays_is_not_read_again(at_once, monkeypatch):
    """Of a changed collection only the new document is taken apart, its words and its sentences."""
    read = documents_read(monkeypatch)
    change_index(
        at_once,
        lambda shelf: shelf.with_files([NamedFile("d.txt", "新しい文書である。".encode)]),
        HashEmbedder(),
    )
    assert read == ["d"]


def test_what_other_code_drew_is_drawn_again(at_once, monkeypatch):
    """Where the code has changed since, nothing is taken over but the documents."""
    before = content(at_once)
    monkeypatch.setattr("indexer.search_index.code_digest", lambda: "other code")
    read = documents_read(monkeypatch)
    change_index(at_once, lambda shelf: shelf, HashEmbedder())
    assert len(read) == len(TEXTS) + 2
    after = content(at_once)
    assert {name for name in before if before[name] != after[name]} == {"MANIFEST.json"}
