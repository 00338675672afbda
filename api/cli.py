"""The command line: `shirube`. Thin: it reads options, calls one function and prints what came back."""

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from pydantic import ValidationError
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from api.printing import (
    print_answer,
    print_documents,
    print_guidance,
    print_passages,
    print_programme,
    print_programmes,
    print_report,
)
from api.settings import Settings
from corpus.collection import BUNDLED_DOCUMENTS
from corpus.errors import CorpusError
from indexer.errors import (
    IndexDamaged,
    IndexingError,
    IndexLocked,
    IndexMismatch,
    IndexMissing,
    ModelUnusable,
    StorageFailed,
)
from qa.errors import OutputRefused, QaError

if TYPE_CHECKING:
    from corpus.collection import Collection
    from corpus.ingestion import FileReport
    from qa.assistant import Assistant
    from qa.search.retrieval import RetrievalFilter

EXIT_CODES = """終了コード: 0 完了　1 評価が期待値を下回った　2 使い方の誤り　65 文書や質問を読めない、事業が無い　69 索引が使えない　73 書き込めない　75 他の処理が書き込み中　78 設定の誤り"""

app = typer.Typer(
    help="しるべ: 戦略文書への質問に、原文の引用を付けて答えます。ネットワークも言語モデルも使いません。",
    epilog=EXIT_CODES,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
console = Console(highlight=False, soft_wrap=True)
errors = Console(stderr=True, highlight=False, soft_wrap=True)
AsJson = Annotated[bool, typer.Option("--json", help="HTTP の応答と同じ JSON で表示します。")]
Documents = Annotated[list[str] | None, typer.Option("--document", help="この文書（ID）に限ります。何度でも書けます。")]
AsOf = Annotated[str | None, typer.Option("--as-of", help="この日付（YYYY-MM-DD）より後の文書を除きます。")]


def main() -> None:
    """Run the command line; an error is one line on standard error and an exit code.

    What is written is for this user alone: documents and the index may be unpublished.
    """
    os.umask(0o077)
    try:
        app()
    except (CorpusError, IndexingError, QaError) as error:
        errors.print(f"shirube: {error}", markup=False)
        sys.exit(_exit_code(error))
    except ValidationError as error:
        first = error.errors()[0]
        errors.print(f"shirube: 設定 {'.'.join(str(part) for part in first['loc'])}: {first['msg']}", markup=False)
        sys.exit(78)


def _exit_code(error: Exception) -> int:
    match error:
        case IndexMissing() | IndexDamaged() | IndexMismatch():
            return 69
        case StorageFailed() | OutputRefused():
            return 73
        case IndexLocked():
            return 75
        case ModelUnusable():
            return 78
        case _:
            return 65


@contextmanager
def _progress() -> Iterator[Callable[[str], None]]:
    """Show a spinner and what is being done, on standard error, while a terminal looks on."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=errors, transient=True) as progress:
        task = progress.add_task("準備しています")
        yield lambda what: progress.update(task, description=what)


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="待ち受ける住所。")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="ポート。")] = 8000,
    trusted_host: Annotated[
        list[str] | None, typer.Option(help="この計算機の外から使うときの名前。認証は手前のプロキシが行います。")
    ] = None,
) -> None:
    """HTTP で質問を受け付けます。索引が無ければ先に作ります。"""
    from api.app import LOCAL_HOSTS, create_app
    from api.server import serve as run_server

    if host not in ("127.0.0.1", "localhost", "::1") and not trusted_host:
        message = f"--host {host} は外からの接続を受け付けます。認証を行うプロキシの後ろに置き、--trusted-host で名前を指定してください。"
        errors.print(f"shirube: {message}", markup=False)
        raise typer.Exit(78)
    _refuse_taken_port(host, port)
    assistant = _open_assistant()
    assistant.warm_up()
    shown = f"[{host}]" if ":" in host else host
    console.print(f"しるべ: http://{shown}:{port} で待ち受けています（終了は Ctrl+C）")
    run_server(create_app(assistant, (*LOCAL_HOSTS, *(trusted_host or ()))), host, port)


def _refuse_taken_port(host: str, port: int) -> None:
    import socket

    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            message = f"{host}:{port} で待ち受けられません（{error.strerror}）。--port で別のポートを指定してください。"
            errors.print(f"shirube: {message}", markup=False)
            raise typer.Exit(78) from None


@app.command()
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
    with _progress() as progress:
        embedder = load_embedder(settings, progress)
        started = time.perf_counter()
        manifest = build_index(store, documents, embedder, progress=progress, strict=strict)
    took = time.perf_counter() - started
    console.print(
        f"{manifest.documents} 文書、{manifest.passages} 箇所の索引を作りました（{took:.1f} 秒）: {settings.index_folder}"
    )
    print_report(console, open_report(settings))


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="質問。")],
    document: Documents = None,
    as_of: AsOf = None,
    passages: Annotated[int, typer.Option(min=1, max=20, help="近い箇所をいくつ示すか。")] = 5,
    as_json: AsJson = False,
) -> None:
    """質問に、原文の引用を付けて答えます。"""
    from api.replies import ask_reply

    assistant = _open_assistant()
    started = time.perf_counter()
    answer = assistant.ask(question, (), _where(document, as_of), passages)
    took = (time.perf_counter() - started) * 1000
    if as_json:
        sys.stdout.write(ask_reply(answer, assistant.index, took).model_dump_json(indent=2) + "\n")
    else:
        print_answer(console, answer, assistant.index.collection)


@app.command()
def search(
    query: Annotated[str, typer.Argument(help="探す言葉。")],
    document: Documents = None,
    as_of: AsOf = None,
    limit: Annotated[int, typer.Option(min=1, max=50, help="いくつ示すか。")] = 5,
    as_json: AsJson = False,
) -> None:
    """答えを作らず、近い箇所を示します。"""
    from api.replies import index_reply, passage_replies
    from api.schemas import SearchReply

    assistant = _open_assistant()
    found = assistant.search(query, _where(document, as_of), limit)
    if as_json:
        replies = passage_replies(found, (), assistant.index.collection)
        reply = SearchReply(query=query, passages=replies, index=index_reply(assistant.index))
        sys.stdout.write(reply.model_dump_json(indent=2) + "\n")
    else:
        print_passages(console, found, assistant.index.collection)


@app.command("documents")
def list_documents(
    as_json: AsJson = False,
    report: Annotated[bool, typer.Option(help="読めなかったファイルと、読み取りの注意も示します。")] = False,
) -> None:
    """収録文書の一覧を示します。"""
    from api.replies import documents_reply

    collection, files = _open_documents()
    if as_json:
        reply = documents_reply(collection.documents, files).model_dump()
        sys.stdout.write(json.dumps(reply, ensure_ascii=False, indent=2) + "\n")
        return
    print_documents(console, collection)
    if report:
        print_report(console, files)


@app.command()
def guidance(as_json: AsJson = False) -> None:
    """国際交流・協力の目的と、考慮すべき観点の対応を示します。"""
    from api.replies import guidance_reply

    collection, _ = _open_documents()
    if as_json:
        sys.stdout.write(guidance_reply(collection).model_dump_json(indent=2) + "\n")
    else:
        print_guidance(console, collection)


@app.command()
def programmes(as_json: AsJson = False) -> None:
    """文書に出てくる事業の一覧を示します。"""
    from api.replies import programme_reply
    from corpus.programmes.collecting import read_programmes

    collection, _ = _open_documents()
    found = read_programmes(collection)
    if as_json:
        replies = [programme_reply(item, collection).model_dump() for item in found]
        sys.stdout.write(json.dumps({"programmes": replies}, ensure_ascii=False, indent=2) + "\n")
    else:
        print_programmes(console, found)


@app.command()
def programme(
    name: Annotated[str, typer.Argument(help="事業の名称、略称又は ID。")],
    as_json: AsJson = False,
) -> None:
    """事業の予算額、支援期間などを、年度と出典を付けて示します。"""
    from api.replies import programme_reply
    from corpus.programmes.collecting import programme_named, read_programmes

    collection, _ = _open_documents()
    found = programme_named(read_programmes(collection), name)
    if found is None:
        message = f"「{name}」という事業はありません。shirube programmes で一覧を確認してください。"
        errors.print(f"shirube: {message}", markup=False)
        raise typer.Exit(65)
    if as_json:
        reply = programme_reply(found, collection).model_dump()
        sys.stdout.write(json.dumps(reply, ensure_ascii=False, indent=2) + "\n")
    else:
        print_programme(console, found, collection)


@app.command()
def check(
    draft: Annotated[Path, typer.Argument(help="企画案（DOCX、PDF、PPTX、XLSX、HTML、TXT、MD）。")],
    as_json: AsJson = False,
    format_name: Annotated[
        str | None, typer.Option("--format", help="docx、xlsx、html、md、csv、sarif のいずれかで書き出します。")
    ] = None,
    output: Annotated[Path | None, typer.Option(help="書き出し先。形式は拡張子から決めます。")] = None,
    against: Annotated[Path | None, typer.Option(help="前の版の点検結果（--json の出力）と比べます。")] = None,
) -> None:
    """企画案を、文書の目的・観点・事実に照らして点検します。企画案は保存しません。"""
    from api.checking import CheckRequest, check_file

    check_file(CheckRequest(draft, as_json, format_name, output, against), _open_assistant, console, errors)


@app.command()
def evaluate(
    questions: Annotated[Path, typer.Option(help="判定付きの質問（JSON Lines）。")],
    answers: Annotated[Path | None, typer.Option(help="答えをここに書きます。")] = None,
    expected: Annotated[Path | None, typer.Option(help="期待する値（JSON）。下回れば終了コード 1。")] = None,
    failures: Annotated[bool, typer.Option(help="正しくなかった質問を並べます。")] = False,
    benchmark: Annotated[
        list[Path] | None,
        typer.Option(help="公開ベンチマークのフォルダー（corpus、queries、qrels）。複数指定できます。"),
    ] = None,
    drafts: Annotated[
        list[Path] | None, typer.Option(help="判定付きの企画案（JSON Lines）。複数指定できます。")
    ] = None,
    ablations: Annotated[bool, typer.Option(help="検索の各部分を外したときの値も測ります。")] = False,
) -> None:
    """判定付きの質問と企画案で、検索、答え、点検の質を測ります。"""
    from api.evaluating import Evaluation

    evaluation = Evaluation(questions, tuple(benchmark or ()), tuple(drafts or ()), expected)
    fell = evaluation.measure(_open_assistant(), console, answers, _progress, failures=failures, ablations=ablations)
    if fell:
        raise typer.Exit(1)


def _where(documents: list[str] | None, as_of: str | None) -> "RetrievalFilter":
    from qa.search.retrieval import RetrievalFilter

    try:
        date.fromisoformat(as_of or "2000-01-01")
    except ValueError:
        raise typer.BadParameter("日付は YYYY-MM-DD の形で指定してください。", param_hint="--as-of") from None
    return RetrievalFilter(tuple(documents or ()), as_of or "")


def _open_assistant() -> "Assistant":
    """Open the current index for questions; where none has been built yet, it is built first."""
    from api.opening import open_assistant

    with _progress() as progress:
        assistant = open_assistant(Settings(), progress)
    for notice in assistant.index.notices:
        errors.print(f"shirube: {notice}", markup=False)
    return assistant


def _open_documents() -> "tuple[Collection, tuple[FileReport, ...]]":
    from api.opening import open_documents

    with _progress() as progress:
        return open_documents(Settings(), progress)
