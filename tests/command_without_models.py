"""The command line with vectors of spelling in the place of the models, whose loading takes longer than a small change."""

import sys
import types
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parent)]

from doubles import HashEmbedder, OverlapReader

encoder = types.ModuleType("qa.reader.encoder")
encoder.EncoderReader, encoder.BUNDLED_READER = lambda _: OverlapReader(), Path()
sys.modules[encoder.__name__] = encoder

import api.opening

api.opening.load_embedder = lambda _settings, _progress: HashEmbedder()

from api.cli import app

if __name__ == "__main__":  # worker processes read this file again
    app()
