"""The files that documents were read from: only PDF is kept, for its owner's eyes, as long as a document needs it."""

import stat

import pytest
from made_files import printed

from corpus.ingestion import NamedFile
from corpus.originals import Originals
from corpus.shelf import Shelf

PDF = printed([(50, 300, 10, "A page.")])
NEWER = printed([(50, 300, 10, "Another page.")])


@pytest.fixture
def originals(tmp_path):
    """Return a folder that does not exist yet."""
    return Originals(tmp_path / "originals")


def test_a_pdf_is_found_by_what_it_was_kept_as(originals):
    """The same bytes come back, and bytes that are kept twice are there once."""
    digest = originals.keep(PDF)
    assert originals.keep(PDF) == digest
    assert originals.find(digest) == PDF


def test_no_other_file_is_kept(originals, tmp_path):
    """Of text nothing is written."""
    assert originals.keep("本文".encode()) == ""
    assert list(tmp_path.iterdir()) == []
    assert originals.find("") is None


def test_nobody_but_its_owner_reads_a_file(originals, tmp_path):
    """Neither the folder nor a file in it is open to others."""
    digest = originals.keep(PDF)
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "originals", tmp_path / "originals" / digest)]
    assert modes == [0o700, 0o600]


def test_a_file_that_was_changed_is_no_original(originals, tmp_path):
    """What the disk has made of a file is not shown as the document."""
    digest = originals.keep(PDF)
    (tmp_path / "originals" / digest).write_bytes(PDF + b"x")
    assert originals.find(digest) is None


@pytest.mark.parametrize("name", ["../secret", "x", "A" * 64, ""])
def test_a_name_that_is_no_digest_is_not_looked_for(originals, tmp_path, name):
    """No name leads out of the folder."""
    originals.keep(PDF)
    (tmp_path / "secret").write_bytes(b"x")
    assert originals.find(name) is None


def test_what_no_document_needs_is_removed(originals):
    """A newer text keeps the file of the earlier one; removing the document leaves neither."""
    shelf = Shelf(originals=originals).with_files([NamedFile("a.pdf", lambda: PDF), NamedFile("b.txt", "文。".encode)])
    newer = shelf.with_files([NamedFile("a.pdf", lambda: NEWER)])
    assert [newer.documents[0].original, newer.earlier[0].original] == [originals.keep(NEWER), originals.keep(PDF)]
    originals.leave(newer.kept)
    assert originals.find(newer.earlier[0].original) == PDF
    originals.leave(newer.without("a").kept)
    assert [originals.find(item.original) for item in (*newer.documents, *newer.earlier)] == [None] * 3
