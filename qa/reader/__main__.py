"""Make the bundled reader: ``python -m qa.reader --public FOLDER --work FOLDER``, after ``python -m indexer.training``.

First a pass over public question and entailment sets, then one over the written questions and claims, with wrong
statements mined by the bundled embedding model and by character pairs. What was done is kept in ``--work``: broken off,
the same command goes on. Less on a graphics processor; two hours or so on two quiet cores, which
see a small part of the public sets and each written question once.
"""

import random

import torch
from tokenizers import Tokenizer

from indexer.onnx_encoder import TOKENIZER_FILE
from indexer.training.__main__ import load_base
from indexer.training.batches import place
from indexer.training.export import export
from indexer.training.options import TrainingOptions, training_options
from qa.reader.books import public_book, written_book
from qa.reader.encoder import BUNDLED_READER, READER_FILE
from qa.reader.exercises import ExerciseBook
from qa.reader.network import ReadingNetwork
from qa.reader.steps import Plan
from qa.reader.tokens import reading_tokenizer
from qa.reader.training import train_reader

_PLANS = {  # over the public sets, over what was written
    "cpu": (Plan(1, 4, 6, 24, 1e-4), Plan(1, 4, 6, 24, 1e-4)),
    "cuda": (Plan(2, 6, 32, 64, 1e-4), Plan(5, 8, 32, 64, 1e-4)),
}
_BOOKS = {"public": public_book, "written": written_book}


def prepared(name: str, options: TrainingOptions) -> ExerciseBook:
    """Return the book of a pass, made once for a seed."""
    path = options.work / f"reader-{name}.json.gz"
    if not path.is_file():
        _BOOKS[name](options.public, random.Random(options.seed), place()).save(path)
    return ExerciseBook.load(path)


def main() -> None:
    """Read the options, train and export."""
    options = training_options(__doc__, BUNDLED_READER)
    torch.manual_seed(options.seed)
    network = ReadingNetwork(load_base(options.work))
    network.to(network.encoder.device)
    tokenizer = reading_tokenizer(Tokenizer.from_file(str(options.work / TOKENIZER_FILE)))
    for name, plan in zip(_BOOKS, _PLANS[place()], strict=True):
        done = options.work / f"reader-{name}.pt"
        if done.is_file():
            network.load_state_dict(torch.load(done, weights_only=True))
            continue
        state = options.work / f"{name}-state.pt"
        train_reader(network, tokenizer, prepared(name, options), plan, state=state, seed=options.seed)
        torch.save(network.state_dict(), done)
    export(network.to("cpu"), options.output / READER_FILE, ["whole", "spans"])


if __name__ == "__main__":
    main()
