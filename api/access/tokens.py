"""Tokens of an identity provider (OpenID Connect): signed by its keys, which are fetched now and then, and for us alone."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import httpx2
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from starlette.requests import HTTPConnection

from api.access.groups import visitor_of
from api.access.recognising import Recogniser, bearer, unauthorised
from api.access.settings import AccessSettings
from api.access.visitor import Visitor

# Signatures by a key pair only: a token that says "none", or that is signed by what everybody can read, is refused.
_ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "Ed25519", "EdDSA"]
_KEPT, _AGAIN = 600.0, 30.0  # seconds that keys are used, and at least between two looks for one that is not known
_WAIT, _LARGEST = 5.0, 1_000_000  # seconds and bytes


@dataclass
class ProviderKeys:
    """The keys of a provider, fetched when they are needed and kept for a while; safe between threads."""

    address: str
    clock: Callable[[], float] = time.monotonic
    _keys: KeySet | None = None
    _fetched: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def get(self, *, anew: bool = False) -> KeySet:
        """Return the keys; with ``anew`` those of now, unless they were fetched moments ago; raises OSError."""
        with self._lock:
            age = self.clock() - self._fetched
            if self._keys is None or age > (_AGAIN if anew else _KEPT):
                self._keys, self._fetched = self._fetch(), self.clock()
            return self._keys

    def _fetch(self) -> KeySet:
        try:
            with httpx2.Client(timeout=_WAIT, trust_env=False) as client:  # to the named address, and nowhere else
                reply = client.get(self.address)
                reply.raise_for_status()
            if len(reply.content) > _LARGEST:
                raise OSError("the keys of the identity provider are too large")
            return KeySet.import_key_set(reply.json())
        except (httpx2.HTTPError, JoseError, ValueError, KeyError, TypeError) as error:
            raise OSError("the keys of the identity provider cannot be read") from error


def by_token(settings: AccessSettings) -> Recogniser:
    """Recognise tokens; raises the problem `unauthorised` for one that is not good, OSError where that cannot be said."""
    keys = ProviderKeys(settings.oidc_keys)
    rules = jwt.JWTClaimsRegistry(
        leeway=30,
        iss={"essential": True, "value": settings.oidc_issuer},
        aud={"essential": True, "value": settings.oidc_audience},
        sub={"essential": True},
        exp={"essential": True},
    )

    def recognise(head: HTTPConnection) -> Visitor | None:
        shown = bearer(head)
        if shown.count(".") != 2:
            return None
        try:
            claims = _decoded(shown, keys)
            rules.validate(claims)
        except (JoseError, ValueError, KeyError, TypeError):
            raise unauthorised("このトークンは使えません。もう一度ログインしてください。", "invalid_token") from None
        subject = str(claims["sub"])
        groups = claims.get(settings.oidc_claim, [])
        return visitor_of(f"user:{subject}", str(claims.get("name", subject)), _names(groups), settings)

    return recognise


def _names(groups: object) -> list[str]:
    match groups:
        case str():
            return groups.split()
        case list():
            return [group for group in groups if isinstance(group, str)]
        case _:
            return []


def _decoded(token: str, keys: ProviderKeys) -> dict[str, object]:
    """Return the claims of a token; one that no known key has signed may be signed by a new one."""
    try:
        return jwt.decode(token, keys.get(), algorithms=_ALGORITHMS).claims
    except (JoseError, ValueError):
        return jwt.decode(token, keys.get(anew=True), algorithms=_ALGORITHMS).claims
