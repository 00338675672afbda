"""The commands that build, change and list what is indexed."""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.audit import Audit
from api.printing import print_documents, print_report
from api.settings import Settings
from api.terminal import AsJson, console, progress
from corpus.catalogue import takes_files
from corpus.collection import BUNDLED_DOCUMENTS
from corpus.documents import OWN
from indexer.errors import StorageFailed

if TYPE_CHECKING:
    from corpus.shelf import Shelf


def register(app: typer.Typer) -> None:
    """Put the commands under ``app``."""
    for name, command in (
        ("index", index),
        ("add", add),
        ("remove", remove),
        ("documents", list_documents),
        ("verify", verify),
    ):
        app.command(name)(command)


def index(
    documents: Annotated[
        Path,
        typer.Option(
            help="文書（.docx、.pdf、.pptx、.xlsx、.html、.txt、.md）のフォルダー。catalogue.json があればそれに従います。"
        ),
    ] = BUNDLED_DOCUMENTS,
    if_missing: Annotated[bool, typer.Option(help="使える索引が既にあれば何もしません。")] = False,
    strict: Annotated[bool, typer.Option(help="読めないファイルが一つでもあれば、索引を作らずに終わります。")] = False,
) -> None:
    """索引を作り、作り終えてから一度に切り替えます。読めないファイルは除き、理由とともに示します。"""
    from api.opening import has_index, load_embedder, open_report
    from indexer.generations import GenerationStore
    from indexer.search_index import build_index

    settings = Settings()
    store = GenerationStore(settings.index_folder)
    if if_missing and has_index(store):
        return
    with progress() as shown:
        embedder = load_embedder(settings, shown)
        started = time.perf_counter()
        manifest = build_index(store, documents, embedder, progress=shown, strict=strict)
    took = time.perf_counter() - started
    console.print(
        f"{manifest.documents} 文書、{manifest.passages} 箇所の索引を作りました（{took:.1f} 秒）: {settings.index_folder}"
    )
    print_report(console, open_report(settings))


def verify() -> None:
    """索引のすべてのファイルを読み、書かれたときのままか確かめます。"""
    from indexer.errors import IndexDamaged
    from indexer.generations import GenerationStore

    store = GenerationStore(Settings().index_folder)
    found = store.newest()
    if found.notices:
        raise IndexDamaged(found.folder.name, "; ".join(found.notices))
    size = sum(entry.size for entry in found.manifest.files.values())
    console.print(
        f"{found.folder.name}: {len(found.manifest.files)} 個のファイル（{size / 1_000_000:.1f} MB）は書かれたときのままです。"
    )


def add(
    paths: Annotated[list[Path], typer.Argument(exists=True, help="加える文書のファイル、フォルダー又は ZIP。")],
    collection: Annotated[
        str, typer.Option(help="加える先の文書群の名前（英小文字、数字、ハイフン、下線）。無ければ作ります。")
    ] = OWN,
) -> None:
    """文書を索引に加えます。同じ文書群に同じ名前のファイルがあれば、その新しい版になります。"""
    from corpus.ingestion import files_of

    if not takes_files(collection):
        raise typer.BadParameter(
            "英小文字、数字、ハイフン、下線で 32 字までの名前にしてください（bundled は使えません）。",
            param_hint="--collection",
        )
    _change(lambda shelf, shown: shelf.with_files(files_of(paths), collection, shown), "document.added", collection)


def remove(
    document_id: Annotated[str, typer.Argument(help="取り除く文書の ID。shirube documents で確認できます。")],
) -> None:
    """文書を、古い版とともに索引から取り除きます。"""
    _change(lambda shelf, _: shelf.without(document_id), "document.removed", document_id)


def _change(change: "Callable[[Shelf, Callable[[str], None]], Shelf]", what: str, of: str) -> None:
    """Change the documents, write down who did, and say what is there now."""
    from api.opening import open_documents, open_editor

    with progress() as shown:
        editor = open_editor(Settings(), shown)
        started = time.perf_counter()
        editor.change(lambda shelf: change(shelf, shown), shown)
        _note(what, of)
        library, report = open_documents(Settings(), shown)
    took = time.perf_counter() - started
    console.print(f"{len(library.collection.documents)} 文書の索引に切り替えました（{took:.1f} 秒）。")
    print_report(console, report)


def _note(what: str, of: str) -> None:
    try:
        Audit(Settings().audit_file).note_here(what, of)
    except OSError as error:
        raise StorageFailed(Settings().home, error.strerror or "") from None


def list_documents(
    as_json: AsJson = False,
    report: Annotated[bool, typer.Option(help="読めなかったファイルと、読み取りの注意も示します。")] = False,
) -> None:
    """収録文書の一覧を示します。"""
    from api.opening import open_documents
    from api.replies import documents_reply

    with progress() as shown:
        library, files = open_documents(Settings(), shown)
    if as_json:
        reply = documents_reply(library, files).model_dump()
        sys.stdout.write(json.dumps(reply, ensure_ascii=False, indent=2) + "\n")
        return
    print_documents(console, library.collection)
    if report:
        print_report(console, files)
