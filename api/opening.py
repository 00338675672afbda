"""Opening: what a command needs of the index, and no more; where there is no index yet, it is built first."""

from collections.abc import Callable

from api.editing import Editor
from api.language_model import ModelServer
from api.settings import Settings
from corpus.collection import BUNDLED_DOCUMENTS
from corpus.ingestion import FileReport, read_report
from corpus.library import Library, read_library
from indexer.embedding import SentenceTransformerEmbedder
from indexer.embedding_cache import CachedEmbedder
from indexer.errors import IndexMissing
from indexer.generations import GenerationStore, VerifiedGeneration
from indexer.search_index import LIBRARY, REPORT, build_index, open_index
from qa.assistant import Assistant
from qa.reader.encoder import EncoderReader
from qa.wording.model import LanguageModel

Progress = Callable[[str], None]


def load_embedder(settings: Settings, progress: Progress) -> CachedEmbedder:
    """Load the embedding model, with the cache of the vectors of passages; raises ModelUnusable."""
    progress("モデルを読み込んでいます")
    return CachedEmbedder(SentenceTransformerEmbedder(settings.embedding), settings.home / "embeddings.log")


def open_model(settings: Settings) -> LanguageModel | None:
    """Return the language model that may put answers in other words; None unless one is set."""
    if not settings.llm_url:
        return None
    key = settings.llm_key.get_secret_value()
    return ModelServer(settings.llm_url, settings.llm_model, key, settings.llm_seconds)


def has_index(store: GenerationStore) -> bool:
    """Say whether there is an index; raises IndexDamaged where none that there is can be used."""
    try:
        store.newest()
    except IndexMissing:
        return False
    return True


def open_assistant(settings: Settings, progress: Progress) -> Assistant:
    """Open the current index for questions."""
    editor = open_editor(settings, progress)
    progress("索引を開いています")
    return Assistant(open_index(editor.store, editor.embedder), editor.reader)


def open_editor(settings: Settings, progress: Progress) -> Editor:
    """Open what changes the documents of the index; where there is no index yet, it is built first."""
    store = GenerationStore(settings.index_folder)
    embedder = load_embedder(settings, progress)
    if not has_index(store):
        build_index(store, BUNDLED_DOCUMENTS, embedder, progress=progress)
    return Editor(store, embedder, EncoderReader(settings.reader))


def make_ready(settings: Settings, progress: Progress) -> VerifiedGeneration:
    """Return the current index, verified and not opened, which needs no model; where there is none, it is built first."""
    store = GenerationStore(settings.index_folder)
    if not has_index(store):
        build_index(store, BUNDLED_DOCUMENTS, load_embedder(settings, progress), progress=progress)
    return store.newest()


def open_documents(settings: Settings, progress: Progress) -> tuple[Library, tuple[FileReport, ...]]:
    """Open the documents of the current index alone, which needs no model, and what became of each file."""
    folder = make_ready(settings, progress).folder
    progress("文書を読んでいます")
    return read_library(folder / LIBRARY), read_report(folder / REPORT)


def open_report(settings: Settings) -> tuple[FileReport, ...]:
    """Open what became of each file of the current index; raises IndexMissing or IndexDamaged."""
    return read_report(GenerationStore(settings.index_folder).newest().folder / REPORT)
