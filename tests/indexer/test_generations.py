"""Generations: what is damaged is found before it is used, and the last good one serves."""

import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from doubles import HashEmbedder

from indexer.embedding import ModelSettings, SentenceTransformerEmbedder
from indexer.errors import (
    IndexDamaged,
    IndexingError,
    IndexLocked,
    IndexMismatch,
    IndexMissing,
    IndexOutdated,
    ModelUnusable,
    StorageFailed,
)
from indexer.generations import GenerationStore
from indexer.manifest import FORMAT, MANIFEST_NAME, Manifest, list_files, verify
from indexer.passages import PassageSettings
from indexer.search_index import build_index, open_index

ROOT = Path(__file__).parents[2]


@pytest.fixture
def documents(tmp_path):
    """Return a folder of two small documents."""
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "one.txt").write_text(
        "計画について\n\n令和4年3月\n\n国際共同研究を推進する。予算額は10億円である。", "utf-8"
    )
    (folder / "two.txt").write_text("報告\n\n令和5年6月\n\n若手研究者を海外に派遣する。期間は2年間である。", "utf-8")
    return folder


@pytest.fixture
def store(tmp_path, documents):
    """Return a store with one generation."""
    made = GenerationStore(tmp_path / "index")
    build_index(made, documents, HashEmbedder())
    return made


def current(store):
    """Return the folder of the current generation."""
    return store.folder / (store.folder / "CURRENT").read_text().split()[0]


def test_the_same_documents_give_the_same_bytes(store, documents):
    """An index built twice is the same in every file, and has the same name."""
    first = {name: path.read_bytes() for name, path in list_files(current(store)).items()}
    before, manifest = store.newest().name, (current(store) / MANIFEST_NAME).read_bytes()
    build_index(store, documents, HashEmbedder())
    assert {name: path.read_bytes() for name, path in list_files(current(store)).items()} == first
    assert (current(store) / MANIFEST_NAME).read_bytes() == manifest
    assert store.newest().name == before


def test_200_random_bit_flips_are_all_found(store):
    """A bit flipped anywhere in a generation, its manifest included, is found before the index is used."""
    folder = current(store)
    files = [*list_files(folder).values(), folder / MANIFEST_NAME]
    chance = random.Random(20240830)
    for _ in range(200):
        path = chance.choices(files, weights=[file.stat().st_size for file in files])[0]
        content = bytearray(path.read_bytes())
        bit = chance.randrange(len(content) * 8)
        content[bit // 8] ^= 1 << bit % 8
        original = path.read_bytes()
        path.write_bytes(content)
        with pytest.raises(IndexingError):
            open_index(store, HashEmbedder())
        path.write_bytes(original)
    assert open_index(store, HashEmbedder()).passages


@pytest.mark.parametrize(
    "harm", ["missing", "empty", "one byte", "half", "last byte", "one byte more", "zeroed block", "directory", "link"]
)
def test_every_harm_to_every_file_is_found_and_named(store, harm):
    """A file that is missing, cut, longer, overwritten or no file is named in the error."""
    folder = current(store)
    for name, path in {**list_files(folder), MANIFEST_NAME: folder / MANIFEST_NAME}.items():
        original = path.read_bytes()
        path.unlink()
        replacement = {
            "empty": b"",
            "one byte": original[:1],
            "half": original[: len(original) // 2],
            "last byte": original[:-1],
            "one byte more": original + b"\0",
            "zeroed block": bytes(min(64, len(original))) + original[64:],
        }.get(harm)
        if replacement is not None:
            path.write_bytes(replacement)
        elif harm == "directory":
            path.mkdir()
        elif harm == "link":
            path.symlink_to(shutil.copy(__file__, store.folder / "elsewhere"))
        if replacement == original:
            path.write_bytes(original)
            continue
        with pytest.raises((IndexDamaged, IndexMismatch)) as caught:
            verify(folder)
        assert name in str(caught.value)
        if path.is_dir() and not path.is_symlink():
            path.rmdir()
        else:
            path.unlink(missing_ok=True)
        path.write_bytes(original)
    verify(folder)


def test_a_file_that_does_not_belong_is_found(store):
    """A generation with a file too many is not served."""
    (current(store) / "lexical" / "extra").write_text("x")
    with pytest.raises(IndexDamaged, match="does not belong"):
        store.newest()


def test_the_previous_generation_serves_when_the_current_one_is_damaged(store, documents):
    """Readers get the last sound generation, and are told why it is not the newest."""
    first = store.newest().name
    (documents / "one.txt").write_text("計画について\n\n令和4年3月\n\n改めた本文である。", "utf-8")
    build_index(store, documents, HashEmbedder())
    assert store.newest().name != first
    (current(store) / "vectors.faiss").unlink()
    opened = open_index(store, HashEmbedder())
    assert opened.generation == first
    assert any("vectors.faiss is missing" in notice for notice in opened.notices)


@pytest.mark.parametrize(
    "content", [None, b"", b"garbage\n", b"generation-000009 0\n", b"../../etc 0\n", b"\xff\xfe\n", "digest"]
)
def test_a_damaged_pointer_never_leads_astray(store, content):
    """Whatever CURRENT holds, a sound generation of this folder serves, with a notice."""
    pointer = store.folder / "CURRENT"
    if content is None:
        pointer.unlink()
    else:
        pointer.write_bytes(f"{current(store).name} {'0' * 64}\n".encode() if content == "digest" else content)
    found = store.newest()
    assert found.folder.parent == store.folder
    assert any("CURRENT" in notice for notice in found.notices)


def test_a_newer_format_is_refused_by_name(store):
    """An index of a later version is left alone and named."""
    path = current(store) / MANIFEST_NAME
    _, _, body = path.read_bytes().partition(b"\n")
    changed = json.loads(body) | {"format": FORMAT + 1}
    path.write_bytes(Manifest.model_validate(changed).to_bytes())
    with pytest.raises(IndexMismatch, match=f"format {FORMAT + 1}"):
        store.newest()


OLD = {
    "of the bundled documents": (["status-2023.docx"], "収録の文書だけ"),
    "of one's own": (["計画.txt"], "shirube index --documents フォルダー"),
    "of both": (["status-2023.docx", "計画.txt"], "shirube add"),
    "that tells nothing of its files": (None, "shirube index"),
}


@pytest.mark.parametrize("case", OLD)
def test_an_index_of_an_earlier_version_says_how_it_is_built_anew(store, case, monkeypatch, tmp_path):
    """The message names the format, the files that were added, and the command for just this index."""
    files, words = OLD[case]
    (tmp_path / "bundled").mkdir()
    (tmp_path / "bundled" / "status-2023.docx").touch()
    monkeypatch.setattr("indexer.manifest.BUNDLED_DOCUMENTS", tmp_path / "bundled")
    folder = current(store)
    body = json.dumps({"format": 3, "of another time": []}).encode() + b"\n"
    digest = hashlib.sha256(body.removesuffix(b"\n")).hexdigest().encode()
    (folder / MANIFEST_NAME).write_bytes(digest + b"\n" + body)
    report = [{"file": name, "document_id": "a", "notices": []} for name in files or ()]
    (folder / "report.json").write_text(json.dumps(report) if files else "{", "utf-8")
    with pytest.raises(IndexOutdated, match="形式（3）") as caught:
        store.newest()
    assert words in str(caught.value)
    assert ("計画.txt" in str(caught.value)) == ("計画.txt" in (files or ()))


@pytest.mark.parametrize(
    ("embedder", "settings", "what"),
    [
        (HashEmbedder(identity="another"), None, "model"),
        (HashEmbedder(), PassageSettings(target=100), "passage settings"),
    ],
)
def test_an_index_for_another_model_or_setting_is_refused_by_name(store, embedder, settings, what):
    """Vectors of one model are never searched with those of another, nor passages of one size for another."""
    with pytest.raises(IndexMismatch, match=what):
        open_index(store, embedder, settings=settings)


def test_no_index_is_said_so(tmp_path):
    """A folder without an index is no damage but a thing to do."""
    with pytest.raises(IndexMissing, match="shirube index"):
        GenerationStore(tmp_path / "none").newest()


def test_two_generations_are_kept(store, documents):
    """The current generation and the one before stay; older ones go."""
    for text in ("一", "二", "三"):
        (documents / "one.txt").write_text(f"計画{text}\n\n本文である。", "utf-8")
        build_index(store, documents, HashEmbedder())
    kept = sorted(path.name for path in store.folder.iterdir() if path.is_dir())
    assert kept == ["generation-000003", "generation-000004"]


def test_one_writer_at_a_time(store, documents):
    """A second writer is refused at once with the holder's name; a reader is not kept out."""
    with store.writer():
        with pytest.raises(IndexLocked, match=f"process {os.getpid()}"):
            build_index(GenerationStore(store.folder), documents, HashEmbedder())
        assert open_index(store, HashEmbedder()).passages
    build_index(store, documents, HashEmbedder())


def test_the_lock_of_a_killed_writer_is_free(store, documents):
    """The kernel frees the lock of a process that was killed; nobody has to remove a file."""
    code = f"import sys, os, signal; sys.path.insert(0, {str(ROOT)!r})\nfrom pathlib import Path\nfrom indexer.generations import GenerationStore\nwith GenerationStore(Path({str(store.folder)!r})).writer(): os.kill(os.getpid(), signal.SIGKILL)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == -9
    build_index(store, documents, HashEmbedder())


@pytest.mark.parametrize(
    "failing",
    ["flush files", "write manifest", "flush folders", "rename generation", "write CURRENT", "switch CURRENT"],
)
def test_a_full_disk_at_any_step_leaves_the_old_index(store, documents, failing):
    """When the disk refuses, the error says so and the index that was there still serves."""
    before = store.newest().name
    (documents / "one.txt").write_text("計画\n\n別の本文である。", "utf-8")

    def refuse(step):
        if step == failing:
            raise OSError(28, "No space left on device")

    with pytest.raises(StorageFailed, match="No space left"):
        build_index(store, documents, HashEmbedder(), step=refuse)
    assert store.newest().name == before
    build_index(store, documents, HashEmbedder())
    assert store.newest().name != before


def test_readers_are_never_given_a_mixture(store, documents):
    """An index that is open stays whole while others are built and old ones removed."""
    opened = open_index(store, HashEmbedder())
    before = [passage.span.of(opened.collection.by_id[passage.document_id].text) for passage in opened.passages]
    for text in ("一", "二", "三"):
        (documents / "one.txt").write_text(f"計画{text}\n\n本文である。", "utf-8")
        build_index(store, documents, HashEmbedder())
    assert opened.lexical.scores({"国際共同研究": 1.0}).any()
    assert [p.span.of(opened.collection.by_id[p.document_id].text) for p in opened.passages] == before


def test_the_generation_is_named_by_its_content(store):
    """The name that answers carry is the digest of the manifest."""
    content = (current(store) / MANIFEST_NAME).read_bytes()
    assert store.newest().name == hashlib.sha256(content).hexdigest()[:16]


def test_a_model_that_is_not_there_is_named(tmp_path):
    """A model that cannot be loaded is an error of one line, and nothing is downloaded."""
    with pytest.raises(ModelUnusable, match="no such model"):
        SentenceTransformerEmbedder(ModelSettings(name="nobody/nothing"))
    (tmp_path / "config.json").write_text("{")
    with pytest.raises(ModelUnusable):
        SentenceTransformerEmbedder(ModelSettings(name=str(tmp_path)))
