"""A process that builds one index after another and tells the steps of each commit, to be killed."""

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1])]

from doubles import HashEmbedder

from indexer.generations import GenerationStore
from indexer.search_index import build_index

home, *folders = (Path(argument) for argument in sys.argv[1:])
while True:
    for folder in folders:
        build_index(GenerationStore(home), folder, HashEmbedder(), step=lambda step: print(step, flush=True))
