"""The commands that make, list and revoke keys."""

import json
import re
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Annotated, Literal

import typer
from rich.markup import escape
from rich.table import Column, Table

from api.access.keys import Key, KeyStore
from api.access.visitor import Role
from api.audit import Audit
from api.settings import Settings
from api.terminal import AsJson, console, errors
from corpus.catalogue import COLLECTION

keys_app = typer.Typer(help="外から使うためのキーを作り、一覧し、失効させます。", no_args_is_help=True)


@keys_app.command("add")
def add(
    role: Annotated[
        Literal["reader", "editor", "operator"],
        typer.Option(help="reader は質問と点検、editor は文書の追加と削除も、operator はすべて。"),
    ],
    name: Annotated[str, typer.Option(help="だれの、何のためのキーか。")],
    collections: Annotated[
        str,
        typer.Option(
            help="この文書群だけを見せます（コンマ区切り、reader だけ）。ほかの文書は無いものとして扱います。"
        ),
    ] = "",
    days: Annotated[int | None, typer.Option(min=1, max=3_650, help="この日数で期限が切れます。")] = None,
) -> None:
    """キーを作り、一度だけ表示します。"""
    named = tuple(dict.fromkeys(part.strip() for part in collections.split(",") if part.strip()))
    if named and role != "reader":
        raise typer.BadParameter("文書群を限るキーは reader だけです。", param_hint="--collections")
    if not all(re.fullmatch(COLLECTION, part) for part in named):
        raise typer.BadParameter("文書群の名前は shirube documents で確認してください。", param_hint="--collections")
    if not name.strip() or len(name) > 100 or not name.isprintable():
        raise typer.BadParameter("100 字までの名前にしてください。", param_hint="--name")
    with _told():
        secret, key = KeyStore(Settings().access_file).add(name.strip(), Role[role.upper()], named, days)
        Audit(Settings().audit_file).note_here("key.made", key.prefix)
    errors.print("このキーは二度と表示されません。安全な所に控えてください。", markup=False)
    sys.stdout.write(secret + "\n")


@keys_app.command("list")
def list_keys(as_json: AsJson = False) -> None:
    """キーの一覧を示します。キーそのものは表示できません。"""
    with _told():
        found = KeyStore(Settings().access_file).all()
    if as_json:
        sys.stdout.write(json.dumps({"keys": [_fields(key) for key in found]}, ensure_ascii=False, indent=2) + "\n")
    elif found:
        console.print(_table(found))
    else:
        console.print("キーはまだありません。shirube keys add で作れます。")


@keys_app.command("revoke")
def revoke(prefix: Annotated[str, typer.Argument(help="キーの先頭（shirube_ と 8 字）。一覧にあります。")]) -> None:
    """キーをすぐに失効させます。そのキーでのログインも終わります。"""
    with _told():
        done = KeyStore(Settings().access_file).revoke(prefix)
        if done:
            Audit(Settings().audit_file).note_here("key.revoked", prefix)
    if not done:
        errors.print(
            "shirube: このキーはないか、既に失効しています。shirube keys list で確認してください。", markup=False
        )
        raise typer.Exit(65)
    console.print(f"{prefix} を失効させました。", markup=False)


@contextmanager
def _told() -> Iterator[None]:
    """Tell what the disk refuses as one line."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        errors.print(
            f"shirube: キーを読み書きできません（{error}）。{Settings().home} を確かめてください。", markup=False
        )
        raise typer.Exit(73) from None


def _table(found: list[Key]) -> Table:
    table = Table(Column("キー", no_wrap=True), "名前", "役割", "文書群")
    for name in ("期限", "最後の使用", "状態"):
        table.add_column(name, no_wrap=True)
    for key in found:
        state = "有効" if key.is_good else "失効" if key.revoked_at else "期限切れ"
        scope = "、".join(key.collections) or "すべて"
        times = (_day(key.expires_at), _day(key.used_at))
        table.add_row(key.prefix, escape(key.name), key.role.word, scope, *times, state)
    return table


def _fields(key: Key) -> dict[str, object]:
    return {
        "prefix": key.prefix,
        "name": key.name,
        "role": key.role.word,
        "collections": list(key.collections),
        "made_at": _iso(key.made_at),
        "expires_at": _iso(key.expires_at),
        "used_at": _iso(key.used_at),
        "revoked_at": _iso(key.revoked_at),
    }


def _iso(seconds: float | None) -> str | None:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds") if seconds is not None else None


def _day(seconds: float | None) -> str:
    return (_iso(seconds) or "-")[:10]
