"""Groups: which role the members of a group of the organisation have here."""

from collections.abc import Iterable

from api.access.settings import AccessSettings
from api.access.visitor import Role


def role_of(groups: Iterable[str], settings: AccessSettings) -> Role:
    """Return the highest role that any of ``groups`` has; ANYBODY where none has one."""
    has = set(groups)
    named = (
        (Role.OPERATOR, settings.operator_groups),
        (Role.EDITOR, settings.editor_groups),
        (Role.READER, settings.reader_groups),
    )
    return next((role for role, members in named if has.intersection(members)), Role.ANYBODY)
