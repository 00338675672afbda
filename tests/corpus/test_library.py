"""The library as a generation keeps it."""

import os
import subprocess
import sys

import pytest

from corpus.collection import BUNDLED_DOCUMENTS, document_of
from corpus.documents import Record, Relation
from corpus.errors import UnknownDocument
from corpus.library import library_of, read_library, write_library
from corpus.shelf import Shelf, shelf_of
from corpus.sources import Source


def test_the_bundled_documents_come_back_with_all_that_was_drawn(tmp_path):
    """Sections, sentences, names, lists, programmes: nothing is drawn again."""
    library = library_of(shelf_of(BUNDLED_DOCUMENTS))
    write_library(tmp_path / "library", library)
    assert read_library(tmp_path / "library") == library
    assert library.knowledge.programmes
    assert library.knowledge.lists
    assert library.knowledge.subjects


def test_texts_come_back_as_they_were_read(tmp_path):
    """Whatever characters a text holds, with pages and relations."""
    record = Record("a", "a.txt", "題", "2024-01", "庁", "本文", "ja", "所", relations=(Relation("quotes", "b"),))
    sources = (
        Source(record, "一\u2028二\r\n三\t\x85\n", (2, 4), ("注意。",)),
        Source(Record("b", "b", "", "0001", "", "", "ja", ""), "x"),
    )
    library = library_of(Shelf(tuple(map(document_of, sources))))
    write_library(tmp_path / "library", library)
    assert read_library(tmp_path / "library").collection.documents == library.collection.documents


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_same_documents_give_the_same_bytes_in_every_process(tmp_path, seed):
    """Whatever order a process gives its sets."""
    write_library(tmp_path / "here", library_of(shelf_of(BUNDLED_DOCUMENTS)))
    script = (
        "import sys; from pathlib import Path; from corpus.collection import BUNDLED_DOCUMENTS;"
        "from corpus.shelf import shelf_of;"
        "from corpus.library import library_of, write_library;"
        "write_library(Path(sys.argv[1]), library_of(shelf_of(BUNDLED_DOCUMENTS)))"
    )
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    subprocess.run([sys.executable, "-c", script, str(tmp_path / "there")], check=True, env=environment)
    assert (tmp_path / "there").read_bytes() == (tmp_path / "here").read_bytes()


def test_earlier_texts_are_kept_and_found_by_their_version(tmp_path):
    """Without a version the newest is meant; one that is not there is told."""
    record = Record("a", "a.txt", "題", "2024-01", "庁", "本文", "ja", "所")
    new, old = (document_of(Source(record, text)) for text in ("新しい文。", "古い文。"))
    write_library(tmp_path / "library", library_of(Shelf((new,), (old,))))
    library = read_library(tmp_path / "library")
    assert library.version("a").text == "新しい文。"
    assert library.version("a", new.version).text == "新しい文。"
    assert library.version("a", old.version).text == "古い文。"
    for name, version in (("a", "0" * 12), ("b", ""), ("b", old.version)):
        with pytest.raises(UnknownDocument):
            library.version(name, version)
