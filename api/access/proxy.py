"""A proxy that authenticates: it names the user and their groups in headers, which are believed from its address alone."""

from ipaddress import ip_address

from starlette.requests import HTTPConnection

from api.access.groups import visitor_of
from api.access.recognising import Recogniser, unauthorised
from api.access.settings import AccessSettings, Network
from api.access.visitor import Visitor
from api.problems import malformed

_LONGEST = 200  # characters of a user's name


def by_proxy(settings: AccessSettings) -> Recogniser:
    """Recognise whom the proxy names; raises the problem `unauthorised` where somebody else sends its headers."""

    def recognise(head: HTTPConnection) -> Visitor | None:
        users = head.headers.getlist(settings.proxy_user)
        groups = head.headers.getlist(settings.proxy_groups)
        if not users and not groups:
            return None
        if not _comes_from(head, settings.proxy_addresses):
            raise unauthorised("利用者を示すヘッダーは、設定されたプロキシからだけ受け付けます。")
        if len(users) != 1 or len(groups) > 1 or not users[0].strip() or len(users[0]) > _LONGEST:
            raise malformed("利用者を示すヘッダーを一つだけ送るように、プロキシを設定してください。")
        named = [group.strip() for group in ",".join(groups).split(",")]
        user = "".join(character for character in users[0].strip() if character.isprintable())
        return visitor_of(f"user:{user}", user, named, settings)

    return recognise


def _comes_from(head: HTTPConnection, networks: tuple[Network, ...]) -> bool:
    try:
        address = ip_address(head.client.host if head.client else "")
    except ValueError:
        return False
    return any(address in network for network in networks)
