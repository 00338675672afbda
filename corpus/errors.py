"""Errors of reading documents.

CorpusError
├── UnreadableDocument   a file cannot be decoded or holds no text
├── CatalogueError       a catalogue is missing, broken or names a file that is not there
└── UnknownDocument      no document has this id
"""


class CorpusError(Exception):
    """Something about the documents stops the work; the message says what to do."""


class UnreadableDocument(CorpusError):
    """A file cannot be read as text."""

    def __init__(self, name: str, reason: str) -> None:
        """Name the file and the reason."""
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.reason = reason


class CatalogueError(CorpusError):
    """The catalogue of a folder of documents cannot be used."""


class UnknownDocument(CorpusError):
    """No document of the collection has the id that was asked for."""

    def __init__(self, document_id: str) -> None:
        """Keep the id; the message does not repeat it, since it may come from outside."""
        super().__init__("no document has this id; `shirube documents` lists them")
        self.document_id = document_id
