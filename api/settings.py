"""Settings: what can be set from outside, by environment variables that begin with SHIRUBE_."""

from ipaddress import ip_address
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from platformdirs import user_data_path
from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from indexer.embedding import BUNDLED_MODEL, ModelSettings
from qa.reader.encoder import BUNDLED_READER


class Settings(BaseSettings):
    """Read once by the command line; nothing else looks at the environment."""

    model_config = SettingsConfigDict(env_prefix="SHIRUBE_", frozen=True, extra="ignore")

    home: Path = Field(default_factory=lambda: user_data_path("shirube"), description="where the index is kept")
    model: str = Field(default=str(BUNDLED_MODEL), description="embedding model: a folder, or an id in the local cache")
    model_revision: str = Field(default="", description="its revision")
    query_prefix: str = Field(default="", description="what the model wants before a question")
    passage_prefix: str = Field(default="", description="what the model wants before a passage")
    dimension: int = Field(default=0, ge=0, description="numbers that its vectors are cut to; 0 keeps all")
    batch: int = Field(default=32, ge=1, description="texts that are embedded at once")
    reader: Path = Field(default=BUNDLED_READER, description="folder of the model that reads questions with statements")
    llm_url: str = Field(default="", description="OpenAI-style server that may reword answers; none unless named")
    llm_model: str = Field(default="", description="the model on it")
    llm_key: SecretStr = Field(default=SecretStr(""), description="its key")
    llm_seconds: float = Field(default=3.0, gt=0, le=60, description="how long an answer waits for it in all")

    @model_validator(mode="after")
    def _names_a_model(self) -> Self:
        """Refuse half a setting, and an address to which answers would go unprotected."""
        if self.llm_url and not self.llm_model:
            raise ValueError("SHIRUBE_LLM_URL を使うには、SHIRUBE_LLM_MODEL も要ります。")
        if self.llm_url and not _is_guarded(self.llm_url):
            raise ValueError("SHIRUBE_LLM_URL は https:// で始めてください。http:// は組織の中の住所にだけ使えます。")
        return self

    workers: int = Field(default=1, ge=1, le=64, description="processes that answer, where `serve` is not told")

    @property
    def index_folder(self) -> Path:
        """Return the folder of the generations."""
        return self.home / "index"

    @property
    def feedback_file(self) -> Path:
        """Return the file of what people thought of answers."""
        return self.home / "feedback.sqlite3"

    @property
    def views_folder(self) -> Path:
        """Return the folder of the indexes for keys that see some collections only."""
        return self.home / "views"

    @property
    def access_file(self) -> Path:
        """Return the file of keys and sessions."""
        return self.home / "access.sqlite3"

    @property
    def audit_file(self) -> Path:
        """Return the file of who did what."""
        return self.home / "audit.jsonl"

    @property
    def embedding(self) -> ModelSettings:
        """Return the settings of the embedding model."""
        return ModelSettings(
            name=self.model,
            revision=self.model_revision,
            query_prefix=self.query_prefix,
            passage_prefix=self.passage_prefix,
            dimension=self.dimension,
            batch=self.batch,
        )


def _is_guarded(url: str) -> bool:
    """Say whether what is sent to ``url`` is encrypted or stays on this machine or in a private network."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.username or not host or parts.scheme not in ("http", "https"):
        return False
    return parts.scheme == "https" or _is_private(host)


def _is_private(host: str) -> bool:
    """Say whether a host is an address of a private network, or a name that is known inside one alone."""
    try:
        return ip_address(host).is_private
    except ValueError:
        return "." not in host or host.endswith((".internal", ".local", ".localhost"))
