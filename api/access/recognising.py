"""Recognising: who sent a request, by what its head shows. Each way is one function of the head."""

from collections.abc import Callable

from starlette.requests import HTTPConnection

from api.access.keys import KeyStore, is_key
from api.access.sessions import SessionStore
from api.access.visitor import Visitor
from api.guards import cross_site, is_of_own_page
from api.problems import Problem, malformed

Recogniser = Callable[[HTTPConnection], Visitor | None]
COOKIES = ("__Host-shirube", "shirube")  # behind TLS, and without
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def unauthorised(detail: str, error: str = "") -> Problem:
    """Return the problem of a request that shows nothing by which it is let in."""
    challenge = 'Bearer realm="shirube"' + (f', error="{error}"' if error else "")
    return Problem(401, "unauthorised", "ログインが必要です", detail, {"WWW-Authenticate": challenge})


def bearer(head: HTTPConnection) -> str:
    """Return the key or token that a request shows; raises the problem `malformed` where it shows two."""
    shown = [*head.headers.getlist("authorization"), *head.headers.getlist("x-api-key")]
    if len(shown) > 1:
        raise malformed("キーは、Authorization か x-api-key のどちらか一つに書いてください。")
    if not shown:
        return ""
    if "x-api-key" in head.headers:
        return shown[0].strip()
    scheme, _, words = shown[0].partition(" ")
    return words.strip() if scheme.lower() == "bearer" else ""


def by_key(keys: KeyStore) -> Recogniser:
    """Recognise keys; raises the problem `unauthorised` for one that is not good (any more)."""

    def recognise(head: HTTPConnection) -> Visitor | None:
        shown = bearer(head)
        if not is_key(shown):
            return None
        found = keys.find(shown)
        if found is None:
            raise unauthorised(
                "このキーは使えません（期限切れか、失効しています）。新しいキーを使ってください。", "invalid_token"
            )
        return found.visitor

    return recognise


def by_session(sessions: SessionStore) -> Recogniser:
    """Recognise sessions of the page; what changes something must come from the page itself."""

    def recognise(head: HTTPConnection) -> Visitor | None:
        found = sessions.find(secret_of(head))
        if found is None:
            return None
        if head.scope["method"] not in _SAFE and not is_of_own_page(head.scope["headers"]):
            raise cross_site()
        return found.visitor

    return recognise


def secret_of(head: HTTPConnection) -> str:
    """Return the secret of a session that a request shows; empty where it shows none."""
    return next((head.cookies[name] for name in COOKIES if name in head.cookies), "")
