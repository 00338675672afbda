"""Make the bundled reader: ``python -m qa.reader --public FOLDER --work FOLDER``, after ``python -m indexer.training``.

First a pass over public question and entailment sets, then one over the written questions and claims, with wrong
statements mined by the bundled embedding model and by character pairs. What was done is kept in ``--work``: broken off,
the same command goes on. About an hour and three quarters on two quiet cores.
"""

import random
from pathlib import Path

import torch
from tokenizers import Tokenizer

from indexer.embedding import ModelSettings, SentenceTransformerEmbedder
from indexer.onnx_encoder import TOKENIZER_FILE
from indexer.training.__main__ import load_base
from indexer.training.export import export
from indexer.training.mining import Mine
from indexer.training.options import training_options
from indexer.training.written import read_claims, read_questions, read_sheets
from qa.reader.encoder import BUNDLED_READER, READER_FILE
from qa.reader.network import ReadingNetwork
from qa.reader.pairs import Group, JudgedClaim, entailment_claims, jaquad_groups, written_claims, written_groups
from qa.reader.tokens import reading_tokenizer
from qa.reader.training import train_reader

_JAQUAD = 1_400
_WARM_CLAIMS = {
    "jnli_neg": 800,
    "jsick": 800,
    "jamp": 540,
    "jsem": 640,
    "jnli_valid_test": 640,
    "fcsnli": 220,
    "janli": 320,
}
_CLAIMS = {"jnli_neg": 500, "jsick": 400, "jamp": 300, "jsem": 400, "fcsnli": 400}
_WRONG = 3  # statements beside the right one


def public_data(public: Path, chance: random.Random) -> tuple[list[Group], list[JudgedClaim]]:
    """Return the groups and claims of the first pass."""
    groups = jaquad_groups(public / "qa" / "jaquad_train_spans.jsonl.gz", chance, _JAQUAD, 4)
    return groups, entailment_claims(public / "nli", chance, _WARM_CLAIMS)


def written_data(public: Path, chance: random.Random) -> tuple[list[Group], list[JudgedClaim]]:
    """Return the groups and claims of the second pass."""
    sheets, questions = read_sheets(), read_questions()
    chance.shuffle(questions)
    mine = Mine(sheets, SentenceTransformerEmbedder(ModelSettings()))
    groups = written_groups(mine, questions, chance, _WRONG)
    return groups, written_claims(read_claims(), sheets) + entailment_claims(public / "nli", chance, _CLAIMS)


def main() -> None:
    """Read the options, train and export."""
    options = training_options(__doc__, BUNDLED_READER)
    torch.manual_seed(options.seed)
    network = ReadingNetwork(load_base(options.work))
    network.to(network.encoder.device)
    tokenizer = reading_tokenizer(Tokenizer.from_file(str(options.work / TOKENIZER_FILE)))
    for name, data in (("public", public_data), ("written", written_data)):
        done = options.work / f"reader-{name}.pt"
        if done.is_file():
            network.load_state_dict(torch.load(done, weights_only=True))
            continue
        groups, claims = data(options.public, random.Random(options.seed))
        train_reader(network, tokenizer, groups, claims, state=options.work / f"{name}-state.pt", seed=options.seed)
        torch.save(network.state_dict(), done)
    export(network.to("cpu"), options.output / READER_FILE, ["whole", "spans"])


if __name__ == "__main__":
    main()
