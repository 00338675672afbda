"""The command that shows the operator what people thought of the answers."""

import json
import sqlite3
import sys
from dataclasses import asdict
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from api.feedback_store import Feedback, FeedbackStore
from api.settings import Settings
from api.terminal import console, errors

_VERDICTS = {"helpful": "役に立った", "not": "役に立たなかった"}


def feedback(
    as_jsonl: Annotated[bool, typer.Option("--jsonl", help="一件を一行の JSON にして書き出します。")] = False,
) -> None:
    """画面から届いた評価を、古い順に示します。質問と出典は、送ることに同意したものだけにあります。"""
    try:
        found = FeedbackStore(Settings().feedback_file).all()
    except sqlite3.Error as error:
        errors.print(
            f"shirube: 評価を読めません（{error}）。{Settings().feedback_file} を確かめてください。", markup=False
        )
        raise typer.Exit(65) from None
    if as_jsonl:
        sys.stdout.writelines(f"{json.dumps(asdict(item), ensure_ascii=False)}\n" for item in found)
    elif found:
        console.print(_table(found))
    else:
        console.print("評価はまだありません。")


def _table(found: list[Feedback]) -> Table:
    helpful = sum(item.verdict == "helpful" for item in found)
    table = Table(
        "日時", "評価", "理由", "質問", title=f"{len(found)} 件（役に立った {helpful} 件）", title_justify="left"
    )
    for item in found:
        # What people wrote is shown as text: never as markup, and without what moves a terminal's cursor.
        words = (item.reason, item.question or "（送られていません）")
        table.add_row(item.sent_at, _VERDICTS[item.verdict], *(_plain(text) for text in words))
    return table


def _plain(text: str) -> str:
    return escape("".join(character if character.isprintable() else " " for character in text))
