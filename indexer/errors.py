"""Errors of building and reading the index.

IndexingError
├── IndexMissing      nothing has been built yet
├── IndexDamaged      a file of a generation is not what its manifest says
├── IndexMismatch     a generation was built with another model, dictionary, setting or a newer format
│   └── IndexOutdated  an earlier version built it, in a format that is no longer read
├── IndexLocked       another process is writing
├── StorageFailed     the disk refused a write; the old generation is untouched
└── ModelUnusable     the embedding model cannot be loaded
"""

from pathlib import Path


class IndexingError(Exception):
    """The index cannot be built or used; the message says what to do."""


class IndexMissing(IndexingError):
    """No index has been built in this folder."""

    def __init__(self, folder: Path) -> None:
        """Name the folder."""
        super().__init__(f"no index in {folder}; build one with `shirube index`")


class IndexDamaged(IndexingError):
    """A file of a generation is missing, changed or unknown."""

    def __init__(self, generation: str, reason: str) -> None:
        """Name the generation and what is wrong."""
        super().__init__(f"index {generation} is damaged: {reason}; build it anew with `shirube index`")
        self.generation = generation
        self.reason = reason


class IndexMismatch(IndexingError):
    """A generation is sound but was built for something else than what runs now."""

    def __init__(self, what: str, expected: str, found: str) -> None:
        """Say what differs and both values."""
        super().__init__(
            f"index has {what} {found}, this programme wants {expected}; build it anew with `shirube index`"
        )
        self.what = what
        self.expected = expected
        self.found = found


class IndexOutdated(IndexMismatch):
    """A generation is in a format of an earlier version."""

    def __init__(self, expected: int, found: str, what_to_do: str) -> None:
        """Say both formats and how the index is built anew."""
        IndexingError.__init__(
            self,
            f"索引は前の版の形式（{found}）で作られていて、この版（{expected}）では開けません。元の索引はそのままです。{what_to_do}",
        )
        self.what, self.expected, self.found = "format", str(expected), found


class IndexLocked(IndexingError):
    """Another process holds the writer's lock."""

    def __init__(self, holder: str) -> None:
        """Name the holder."""
        super().__init__(f"the index is being written by {holder}; wait until it has ended")
        self.holder = holder


class StorageFailed(IndexingError):
    """The disk refused a write; what was there before is untouched."""

    def __init__(self, folder: Path, reason: str) -> None:
        """Name the folder and the system's reason."""
        super().__init__(f"cannot write to {folder}: {reason}; free space or name another folder with SHIRUBE_HOME")


class ModelUnusable(IndexingError):
    """The embedding model cannot be loaded."""

    def __init__(self, model: str, reason: str) -> None:
        """Name the model and the reason."""
        super().__init__(f"cannot load the embedding model {model}: {reason}")
