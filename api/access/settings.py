"""Settings of login and limits, by environment variables that begin with SHIRUBE_."""

from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from api.access.buckets import Rate, rate
from api.access.sessions import IDLE, LASTING

Network = IPv4Network | IPv6Network


def _parts(words: object) -> object:
    return tuple(filter(None, (part.strip() for part in words.split(",")))) if isinstance(words, str) else words


def _networks(words: object) -> object:
    parts = _parts(words)
    return tuple(ip_network(part) for part in parts) if isinstance(parts, tuple) else parts


def _pairs(words: object) -> object:
    """Read `collection=group, …`."""
    parts = _parts(words)
    if not isinstance(parts, tuple) or not all(isinstance(part, str) for part in parts):
        return parts
    pairs = tuple(tuple(side.strip() for side in part.split("=")) for part in parts)
    if not all(len(pair) == 2 and all(pair) for pair in pairs):
        raise ValueError("文書群=グループ のように書き、コンマで区切ってください。")
    return pairs


def _rate(words: object) -> object:
    return (rate(words) if words else None) if isinstance(words, str) else words


Names = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_parts)]
Networks = Annotated[tuple[Network, ...], NoDecode, BeforeValidator(_networks)]
Pairs = Annotated[tuple[tuple[str, str], ...], NoDecode, BeforeValidator(_pairs)]
RateOrNone = Annotated[Rate | None, NoDecode, BeforeValidator(_rate)]


class AccessSettings(BaseSettings):
    """Read once by the command that serves; each setting stands in the README."""

    model_config = SettingsConfigDict(env_prefix="SHIRUBE_", frozen=True, extra="ignore")

    login: Literal["", "off", "keys", "proxy", "oidc"] = Field(
        default="",
        description="how people and programs are let in; unless told, off on this machine and keys elsewhere",
    )
    proxy_addresses: Networks = Field(default=(), description="from where the headers of a proxy are believed")
    proxy_user: str = Field(default="x-forwarded-user", description="the header that names the user")
    proxy_groups: str = Field(default="x-forwarded-groups", description="the header that names the user's groups")
    oidc_issuer: str = Field(default="", description="who signs tokens")
    oidc_audience: str = Field(default="", description="whom tokens are for: this service")
    oidc_keys: str = Field(default="", description="address of the issuer's keys (JWKS)")
    oidc_claim: str = Field(default="groups", description="the claim that names the user's groups")
    reader_groups: Names = Field(default=(), description="groups whose members read")
    editor_groups: Names = Field(default=(), description="groups whose members add and remove documents too")
    operator_groups: Names = Field(default=(), description="groups whose members do everything")
    collection_groups: Pairs = Field(
        default=(), description="collections and the groups whose readers see them; unless told, readers see all"
    )
    session_idle: int = Field(
        default=IDLE // 60, ge=1, description="minutes after which an unused login of the page ends"
    )
    session_hours: int = Field(default=LASTING // 3_600, ge=1, description="hours after which a login of the page ends")
    rate: RateOrNone = Field(default=None, description="requests of each key or user, such as 120/minute")
    drafts: RateOrNone = Field(default=None, description="draft checks of each key or user, such as 200/day")
    concurrency: int = Field(default=0, ge=0, description="requests of each key or user at once; 0 for any number")

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        """Refuse a way of login that would let in nobody, or anybody."""
        if self.login == "proxy" and not self.proxy_addresses:
            raise ValueError(
                "SHIRUBE_LOGIN=proxy には、プロキシの住所が要ります（SHIRUBE_PROXY_ADDRESSES=127.0.0.1 など）。"
            )
        if self.login == "oidc" and not (self.oidc_issuer and self.oidc_audience and self.oidc_keys):
            raise ValueError(
                "SHIRUBE_LOGIN=oidc には SHIRUBE_OIDC_ISSUER、SHIRUBE_OIDC_AUDIENCE、SHIRUBE_OIDC_KEYS が要ります。"
            )
        if self.login in ("proxy", "oidc") and not (self.reader_groups or self.editor_groups or self.operator_groups):
            raise ValueError(
                "利用者のグループを SHIRUBE_READER_GROUPS、SHIRUBE_EDITOR_GROUPS、SHIRUBE_OPERATOR_GROUPS のどれかに書いてください。"
            )
        return self
