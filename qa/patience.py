"""Patience: long work looks now and then whether anybody still waits for it, and stops where nobody does."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_LOOK: ContextVar[Callable[[], None] | None] = ContextVar("look", default=None)


def look() -> None:
    """Raise what the caller of the work has set to be raised once nobody waits; do nothing where none has."""
    check = _LOOK.get()
    if check is not None:
        check()


@contextmanager
def looking(check: Callable[[], None]) -> Iterator[None]:
    """Have ``check``, which raises where the work is to stop, called at every look within."""
    token = _LOOK.set(check)
    try:
        yield
    finally:
        _LOOK.reset(token)
