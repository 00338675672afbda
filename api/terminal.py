"""The terminal: where the command line prints, how it shows that something is being done, and options of many commands."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

console = Console(highlight=False, soft_wrap=True)
errors = Console(stderr=True, highlight=False, soft_wrap=True)
AsJson = Annotated[bool, typer.Option("--json", help="HTTP の応答と同じ JSON で表示します。")]


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """Show a spinner and what is being done, on standard error, while a terminal looks on."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=errors, transient=True) as shown:
        task = shown.add_task("準備しています")
        yield lambda what: shown.update(task, description=what)
