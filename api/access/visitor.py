"""Visitors: who a request comes from, and what they may do."""

from dataclasses import dataclass
from enum import IntEnum


class Role(IntEnum):
    """What somebody may do; each role may do what those before it may."""

    ANYBODY = 0
    READER = 1
    EDITOR = 2
    OPERATOR = 3

    @property
    def word(self) -> str:
        """Return the role as people and programs write it."""
        return self.name.lower()


ROLES = tuple(role.word for role in Role if role)


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody, as ``who`` in the audit; ``collections`` are all that exists for them, unless it is empty."""

    who: str
    name: str
    role: Role
    collections: tuple[str, ...] = ()


# Where there is no login, whoever reaches the server is the user who started it.
LOCAL = Visitor("local", "", Role.OPERATOR)
