"""The commands that show the audit and hold its lines against one another."""

import sys
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from api.audit import Audit
from api.settings import Settings
from api.terminal import console, errors

audit_app = typer.Typer(help="だれがいつ何をしたかの記録（監査）を示し、確かめます。", no_args_is_help=True)


@audit_app.command("list")
def list_lines(
    as_jsonl: Annotated[bool, typer.Option("--jsonl", help="一件を一行の JSON にして書き出します。")] = False,
) -> None:
    """記録を古い順に示します。質問、回答、企画案、文書の中身は記録されません。"""
    audit = Audit(Settings().audit_file)
    found = [entry for entry in audit.lines() if entry]
    if as_jsonl:
        sys.stdout.writelines(entry.model_dump_json() + "\n" for entry in found)
    elif found:
        table = Table("日時", "だれが", "何を", "対象")
        for entry in found:
            table.add_row(*(_plain(words) for words in (entry.at, entry.who, entry.what, entry.of)))
        console.print(table)
    else:
        console.print("記録はまだありません。")


@audit_app.command("verify")
def verify() -> None:
    """記録が書き換えられたり、抜き取られたりしていないか確かめます。"""
    audit = Audit(Settings().audit_file)
    found = audit.verify()
    for number in found.broken_off:
        errors.print(
            f"shirube: {number} 行目は書きかけで途切れています（停電など）。後の行に影響はありません。", markup=False
        )
    if found.wrong:
        errors.print(f"shirube: {found.wrong} 行目が前の行と合いません。書き換えか抜き取りがあります。", markup=False)
        raise typer.Exit(65)
    console.print(f"{found.lines} 行とも前の行と合っています。末尾の値: {found.digest}", markup=False)
    console.print("末尾の値を別の所に控えておくと、後ろからの切り取りも見つけられます。")


def _plain(text: str) -> str:
    return escape("".join(character if character.isprintable() else " " for character in text))
