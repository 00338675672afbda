"""Groups: what the members of a group of the organisation are here."""

from collections.abc import Iterable

from api.access.settings import AccessSettings
from api.access.visitor import Role, Visitor


def visitor_of(who: str, name: str, groups: Iterable[str], settings: AccessSettings) -> Visitor:
    """Return who a member of ``groups`` is; where collections are given to groups, readers see those of theirs alone."""
    has = frozenset(groups)
    role = _role_of(has, settings)
    if role is not Role.READER or not settings.collection_groups:
        return Visitor(who, name, role)
    seen = tuple(sorted({collection for collection, group in settings.collection_groups if group in has}))
    return Visitor(who, name, role if seen else Role.ANYBODY, seen)


def _role_of(has: frozenset[str], settings: AccessSettings) -> Role:
    """Return the highest role that any of the groups has; ANYBODY where none has one."""
    named = (
        (Role.OPERATOR, settings.operator_groups),
        (Role.EDITOR, settings.editor_groups),
        (Role.READER, settings.reader_groups),
    )
    return next((role for role, members in named if not has.isdisjoint(members)), Role.ANYBODY)
