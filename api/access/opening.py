"""Opening: which login holds for the address that is served on, and what recognises people there."""

from ipaddress import ip_address
from sqlite3 import Error

from api.access.door import Access
from api.access.keys import KeyStore
from api.access.limits import limits_of
from api.access.proxy import by_proxy
from api.access.recognising import Recogniser, by_key, by_session
from api.access.sessions import SessionStore
from api.access.settings import AccessSettings
from api.access.tokens import by_token
from api.audit import Audit
from api.commons import Commons
from api.settings import Settings

_MAKE = "shirube keys add --role operator --name 管理者 でキーを作ってください"


class LoginMissing(Exception):
    """The service would be open to everybody, or to nobody; the message says what to do."""


def open_access(
    home: Settings, settings: AccessSettings, host: str, commons: Commons | None = None, *, insecure: bool = False
) -> Access:
    """Return who is let in on ``host``, counted with all who share ``commons``; raises LoginMissing."""
    keys = KeyStore(home.access_file)
    login = _login(settings, keys, host, insecure=insecure)
    if login == "off":
        return Access(limits=limits_of(settings, commons, with_login=False))
    lasting, idle = settings.session_hours * 3_600, settings.session_idle * 60
    sessions = SessionStore(home.access_file, keys, lasting, idle)
    return Access(
        recognisers=(by_key(keys), *_others(login, settings), by_session(sessions)),
        limits=limits_of(settings, commons, with_login=True),
        audit=Audit(home.audit_file),
        keys=keys,
        sessions=sessions,
    )


def is_loopback(host: str) -> bool:
    """Say whether only this machine reaches ``host``."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _login(settings: AccessSettings, keys: KeyStore, host: str, *, insecure: bool) -> str:
    local, has_keys = is_loopback(host), _has_keys(keys)
    login = settings.login or ("off" if local or (insecure and not has_keys) else "keys")
    if login == "off" and not local and not insecure:
        raise LoginMissing(
            f"--host {host} は外からの接続を受け付けますが、SHIRUBE_LOGIN=off ではだれでも使えてしまいます。"
            "SHIRUBE_LOGIN を keys、proxy、oidc のどれかにするか、承知の上で --insecure を付けてください。"
        )
    if login == "keys" and not has_keys:
        if settings.login:
            raise LoginMissing(f"SHIRUBE_LOGIN=keys ですが、使えるキーが一つもありません。{_MAKE}。")
        raise LoginMissing(
            f"--host {host} は外からの接続を受け付けますが、キーが一つもなく、だれでも使えてしまいます。{_MAKE}。"
            "承知の上でログインなしで使うときは --insecure を付けてください。"
        )
    return login


def _has_keys(keys: KeyStore) -> bool:
    try:
        return any(key.is_good for key in keys.all())
    except (Error, OSError):
        raise LoginMissing(f"キーを読めません。{keys.path} を確かめてください。") from None


def _others(login: str, settings: AccessSettings) -> tuple[Recogniser, ...]:
    match login:
        case "proxy":
            return (by_proxy(settings),)
        case "oidc":
            return (by_token(settings),)
        case _:
            return ()
