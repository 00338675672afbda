"""The disk: what has to lie on it before work goes on."""

import os
from pathlib import Path


def flush(path: Path) -> None:
    """Have the disk hold ``path``, the content of a file or the names in a folder; raises OSError."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
