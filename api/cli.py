"""The command line: `shirube`. Thin: it reads options, calls one function and prints what came back."""

import json
import os
import sys
import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from pydantic import ValidationError

from api.access.key_commands import keys_app
from api.audit_commands import audit_app
from api.feedback_command import feedback
from api.library_commands import register
from api.printing import (
    print_answer,
    print_guidance,
    print_passages,
    print_programme,
    print_programmes,
)
from api.settings import Settings
from api.terminal import AsJson, console, errors, progress
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
    from api.service import Service
    from corpus.collection import Collection
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
Collections = Annotated[list[str] | None, typer.Option("--collection", help="この文書群に限ります。何度でも書けます。")]
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


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="待ち受ける住所。")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="ポート。")] = 8000,
    trusted_host: Annotated[list[str] | None, typer.Option(help="この計算機の外から開くときの名前。")] = None,
    read_only: Annotated[bool, typer.Option(help="文書の追加と削除を受け付けません。")] = False,
    insecure: Annotated[bool, typer.Option(help="外からの接続も、ログインなしで受け付けます。")] = False,
    workers: Annotated[
        int | None,
        typer.Option(min=1, max=64, help="答えるプロセスの数。指定が無ければ SHIRUBE_WORKERS、それも無ければ 1。"),
    ] = None,
) -> None:
    """HTTP で質問を受け付けます。索引が無ければ先に作ります。外から使うにはログインの設定が要ります。"""
    from api.access.opening import LoginMissing, open_access
    from api.access.settings import AccessSettings
    from api.service import Service

    try:
        open_access(Settings(), AccessSettings(), host, insecure=insecure)
    except LoginMissing as error:
        errors.print(f"shirube: {error}", markup=False)
        raise typer.Exit(78) from None
    _refuse_taken_port(host, port)
    service = Service(host, tuple(trusted_host or ()), read_only, insecure)
    if not service.has_name:
        note = "ほかの計算機から開くときは、--trusted-host でこのサーバーの名前を指定してください。"
        errors.print(f"shirube: {note}", markup=False)
    _serve(service, port, workers or Settings().workers)


def _serve(service: "Service", port: int, workers: int) -> None:
    """Serve in this process, or in several that this one keeps; says where as soon as an index is there."""
    from api.commons import shared_place
    from api.opening import make_ready
    from api.server import serve as run_server
    from api.supervisor import supervise

    where = f"しるべ: http://{service.address}:{port} で待ち受けています（終了は Ctrl+C）"
    if workers == 1:
        with progress() as shown:
            served = service.open(shown)
        _print_notices(served.state.desk.served.assistant.index.notices)
        console.print(where)
        run_server(served, service.host, port)
        return
    with progress() as shown:
        _print_notices(make_ready(Settings(), shown).notices)
    console.print(where)
    with shared_place() as place:
        supervise(replace(service, place=place), port, workers)


@app.command()
def mcp() -> None:
    """エージェントの道具になります（MCP、標準入出力）。質問、検索、事業、目的と観点、企画案の点検ができます。"""
    from api.asking import Asking
    from api.desk import Desk
    from api.interop.mcp_server import make_server
    from api.interop.tools import Tools
    from api.opening import open_editor, open_model
    from api.workers import Workers

    with progress() as shown:
        editor = open_editor(Settings(), shown)
        shown("索引を開いています")
        desk = Desk(editor.open(), editor)

    def newest() -> "Assistant":
        desk.look()
        return desk.served.assistant

    asking = Asking(model=open_model(Settings()))
    make_server(Tools(newest, asking, Workers(), Workers())).run("stdio")


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
def ask(
    question: Annotated[str, typer.Argument(help="質問。")],
    document: Documents = None,
    collection: Collections = None,
    as_of: AsOf = None,
    passages: Annotated[int, typer.Option(min=1, max=20, help="近い箇所をいくつ示すか。")] = 5,
    as_json: AsJson = False,
) -> None:
    """質問に、原文の引用を付けて答えます。"""
    from api.following import follow_ups
    from api.opening import open_model
    from api.replies import ask_reply
    from qa.wording.asking import ask as ask_assistant

    assistant = _open_assistant()
    where = _where(document, as_of, collection)
    started = time.perf_counter()
    answer = ask_assistant(assistant, open_model(Settings()), question, (), where, passages)
    took = (time.perf_counter() - started) * 1000
    if as_json:
        sys.stdout.write(
            ask_reply(answer, assistant.index, follow_ups(answer, assistant, where), took).model_dump_json(indent=2)
            + "\n"
        )
    else:
        print_answer(console, answer, assistant.index.collection)


@app.command()
def search(
    query: Annotated[str, typer.Argument(help="探す言葉。")],
    document: Documents = None,
    collection: Collections = None,
    as_of: AsOf = None,
    limit: Annotated[int, typer.Option(min=1, max=50, help="いくつ示すか。")] = 5,
    as_json: AsJson = False,
) -> None:
    """答えを作らず、近い箇所を示します。"""
    from api.replies import index_reply, passage_replies
    from api.schemas import SearchReply

    assistant = _open_assistant()
    found = assistant.search(query, _where(document, as_of, collection), limit)
    if as_json:
        replies = passage_replies(found, (), assistant.index.collection)
        reply = SearchReply(query=query, passages=replies, index=index_reply(assistant.index))
        sys.stdout.write(reply.model_dump_json(indent=2) + "\n")
    else:
        print_passages(console, found, assistant.index.collection)


register(app)
app.command()(feedback)
app.add_typer(keys_app, name="keys")
app.add_typer(audit_app, name="audit")


@app.command()
def guidance(
    document: Annotated[str | None, typer.Argument(help="文書の ID（省略時は、目的と観点を挙げた文書）。")] = None,
    as_json: AsJson = False,
) -> None:
    """目的と、考慮すべき観点の対応を示します。要件や観点を挙げた、ほかの文書のものも示せます。"""
    from api.replies import guidance_reply

    collection = _open_documents()
    if as_json:
        sys.stdout.write(guidance_reply(collection, document).model_dump_json(indent=2) + "\n")
    else:
        print_guidance(console, collection, document)


@app.command()
def programmes(as_json: AsJson = False) -> None:
    """文書に出てくる事業の一覧を示します。"""
    from api.replies import programme_reply
    from corpus.programmes.collecting import read_programmes

    collection = _open_documents()
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

    collection = _open_documents()
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
    guidance: Annotated[
        str | None, typer.Option(help="要件や観点を照合する文書の ID（`shirube guidance` が並べます）。")
    ] = None,
) -> None:
    """企画案を、文書の目的・観点・事実に照らして点検します。企画案は保存しません。"""
    from api.checking import CheckRequest, check_file

    check_file(CheckRequest(draft, as_json, format_name, output, against, guidance), _open_assistant, console, errors)


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
    fell = evaluation.measure(_open_assistant(), console, answers, progress, failures=failures, ablations=ablations)
    if fell:
        raise typer.Exit(1)


def _where(documents: list[str] | None, as_of: str | None, collections: list[str] | None) -> "RetrievalFilter":
    from qa.search.retrieval import RetrievalFilter

    try:
        date.fromisoformat(as_of or "2000-01-01")
    except ValueError:
        raise typer.BadParameter("日付は YYYY-MM-DD の形で指定してください。", param_hint="--as-of") from None
    return RetrievalFilter(tuple(documents or ()), as_of or "", tuple(collections or ()))


def _open_assistant() -> "Assistant":
    """Open the current index for questions; where none has been built yet, it is built first."""
    from api.opening import open_assistant

    with progress() as shown:
        assistant = open_assistant(Settings(), shown)
    _print_notices(assistant.index.notices)
    return assistant


def _print_notices(notices: tuple[str, ...]) -> None:
    for notice in notices:
        errors.print(f"shirube: {notice}", markup=False)


def _open_documents() -> "Collection":
    from api.opening import open_documents

    with progress() as shown:
        return open_documents(Settings(), shown)[0].collection
