"""The service: what `shirube serve` was told, and the application made of it in the process that serves."""

import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from fastapi import FastAPI
from uvicorn.config import STARTUP_FAILURE

from api.access.opening import is_loopback, open_access
from api.access.settings import AccessSettings
from api.access.views import Views
from api.app import LOCAL_HOSTS, create_app
from api.commons import Commons, Place
from api.feedback_store import FeedbackStore
from api.opening import open_editor, open_model
from api.settings import Settings
from api.terminal import errors
from corpus.errors import CorpusError
from indexer.errors import IndexingError

Progress = Callable[[str], None]
_ANY_ADDRESS = frozenset({"0.0.0.0", "[::]"})  # noqa: S104 - named to be told of, not to be served on


@dataclass(frozen=True, slots=True)
class Service:
    """Where it is reached, under which names, and what it may do; a worker process makes its application of it."""

    host: str
    trusted_hosts: tuple[str, ...] = ()
    read_only: bool = False
    insecure: bool = False
    place: Place = field(default_factory=Place)

    def open(self, progress: Progress) -> FastAPI:
        """Return the application, with its index opened; raises LoginMissing, CorpusError and IndexingError."""
        home, commons = Settings(), Commons(self.place)
        access = open_access(home, AccessSettings(), self.host, commons, insecure=self.insecure)
        editor = open_editor(home, progress)
        progress("索引を開いています")
        assistant = editor.open()
        # Where there is no login, whoever reaches the server from elsewhere may read and not write.
        is_open = not access.recognisers and (bool(self.trusted_hosts) or not is_loopback(self.host))
        changing = None if self.read_only or is_open else editor
        access = replace(access, views=Views(editor, home.views_folder))
        app = create_app(assistant, self._names, changing, access, commons, editor.store, open_model(home))
        app.state.feedback = FeedbackStore(home.feedback_file)
        return app

    @property
    def address(self) -> str:
        """Return the host as it stands in an address."""
        return f"[{self.host}]" if ":" in self.host else self.host

    @property
    def has_name(self) -> bool:
        """Say whether it can be opened from elsewhere under any name."""
        return self.address not in _ANY_ADDRESS or bool(self.trusted_hosts)

    @property
    def _names(self) -> tuple[str, ...]:
        own = () if self.address in _ANY_ADDRESS else (self.address,)
        return (*LOCAL_HOSTS, *own, *self.trusted_hosts)

    def __call__(self) -> FastAPI:
        """Return the application of a worker; ends the process where there can be none."""
        try:
            return self.open(lambda _: None)
        except (CorpusError, IndexingError) as error:
            errors.print(f"shirube: {error}", markup=False)
            sys.exit(STARTUP_FAILURE)
