"""Fixtures that are made once: the bundled documents, an index of them with the real model, an application."""

import sys
from pathlib import Path

import pytest
from hypothesis import settings

sys.path.insert(0, str(Path(__file__).parent))  # for doubles.py

# A property is tried as often on every machine; how long one try takes is no property of the code.
settings.register_profile("shirube", deadline=None, max_examples=300)
settings.load_profile("shirube")

TESTS = Path(__file__).parent


@pytest.fixture(scope="session")
def collection():
    """Return the bundled documents, read once."""
    from corpus.collection import BUNDLED_DOCUMENTS, load_collection

    return load_collection(BUNDLED_DOCUMENTS)


@pytest.fixture(scope="session")
def embedder():
    """Return the bundled model."""
    from indexer.embedding import ModelSettings, SentenceTransformerEmbedder

    return SentenceTransformerEmbedder(ModelSettings())


@pytest.fixture(scope="session")
def reader():
    """Return the bundled reader."""
    from qa.reader.encoder import EncoderReader

    return EncoderReader()


@pytest.fixture(scope="session")
def home(tmp_path_factory, embedder):
    """Return a home folder that holds an index of the bundled documents."""
    from corpus.collection import BUNDLED_DOCUMENTS
    from indexer.generations import GenerationStore
    from indexer.search_index import build_index

    folder = tmp_path_factory.mktemp("home")
    build_index(GenerationStore(folder / "index"), BUNDLED_DOCUMENTS, embedder)
    return folder


@pytest.fixture(scope="session")
def assistant(home, embedder, reader):
    """Return an assistant over the bundled documents."""
    from indexer.generations import GenerationStore
    from indexer.search_index import open_index
    from qa.assistant import Assistant

    return Assistant(open_index(GenerationStore(home / "index"), embedder), reader)


@pytest.fixture(scope="session")
def client(assistant):
    """Return a client of the application, without a server between."""
    from fastapi.testclient import TestClient

    from api.app import create_app

    with TestClient(create_app(assistant, ("testserver",)), raise_server_exceptions=False) as opened:
        yield opened
