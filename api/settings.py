"""Settings: what can be set from outside, by environment variables that begin with SHIRUBE_."""

from pathlib import Path

from platformdirs import user_data_path
from pydantic import Field
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
