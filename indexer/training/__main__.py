"""Make the bundled embedding model: ``python -m indexer.training --public FOLDER --work FOLDER``.

``--public`` holds the public sets that the model card names (``documents/``, ``qa/``, ``nli/``, ``faq/``); ``--work``
keeps the unpacked, pruned encoder, from which the reader is trained as well (``python -m qa.reader``). Needs the extra
``training``; takes about an hour on two quiet cores.
"""

import copy
import json
import random
from pathlib import Path

import torch
from tokenizers import Tokenizer
from transformers import BertModel

from indexer.embedding import BUNDLED_MODEL, ENCODER_FILE, PROMPTS_FILE, ModelSettings, SentenceTransformerEmbedder
from indexer.onnx_encoder import TOKENIZER_FILE
from indexer.training.base import packaged_weights, read_base
from indexer.training.export import MeanOfTokens, export
from indexer.training.mining import Mine
from indexer.training.options import TrainingOptions, training_options
from indexer.training.retriever import PASSAGE, QUERY, Triplet, train_retriever
from indexer.training.texts import headings, vocabulary_texts
from indexer.training.triplets import heading_triplets, mined_triplets, written_triplets
from indexer.training.vocabulary import pruned, tokenizer_of
from indexer.training.written import read_questions, read_sheets

FROZEN = 2  # layers at the bottom that keep their weights; with them training is a fifth faster
_TOKENS = 96
_HEADINGS = 300
_RATES = {"sheets": 5e-5, "mined": 3e-5}


def make_base(public: Path, work: Path) -> None:
    """Unpack and prune the encoder into ``work``."""
    base = pruned(read_base(packaged_weights()), vocabulary_texts(public))
    base.encoder.save_pretrained(work)
    tokenizer_of(base.pieces).save(str(work / TOKENIZER_FILE))


def load_base(work: Path) -> BertModel:
    """Return the pruned encoder of ``work``, its vectors of pieces and lowest layers fixed, without dropout."""
    encoder: BertModel = BertModel.from_pretrained(
        work,
        add_pooling_layer=False,
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
        attn_implementation="eager",
    )
    encoder.embeddings.requires_grad_(requires_grad=False)
    for layer in encoder.encoder.layer[:FROZEN]:
        layer.requires_grad_(requires_grad=False)
    place = "cuda" if torch.cuda.is_available() else "cpu"
    encoder.to(place)  # type: ignore[arg-type]
    return encoder


def train_passes(options: TrainingOptions, tokenizer: Tokenizer) -> BertModel:
    """Return the encoder after a pass with wrong statements of the same sheet and one with those it takes for right."""
    torch.manual_seed(options.seed)
    encoder = load_base(options.work)
    for name, triplets_of in (("sheets", sheet_pass), ("mined", mined_pass)):
        done = options.work / f"retriever-{name}.pt"
        if done.is_file():
            encoder.load_state_dict(torch.load(done, weights_only=True))
            continue
        triplets = triplets_of(options, encoder)
        state = options.work / f"retriever-{name}-state.pt"
        train_retriever(encoder, tokenizer, triplets, state=state, rate=_RATES[name], seed=options.seed)
        torch.save(encoder.state_dict(), done)
    return encoder


def sheet_pass(options: TrainingOptions, _encoder: BertModel) -> list[Triplet]:
    """Return triplets of the written questions, and of some public headings."""
    chance = random.Random(options.seed)
    triplets = written_triplets(read_questions(), read_sheets(), chance)
    return triplets + heading_triplets(headings(options.public), _HEADINGS, chance)


def mined_pass(options: TrainingOptions, encoder: BertModel) -> list[Triplet]:
    """Return triplets whose wrong statements ``encoder``, as the first pass left it, takes for right."""
    write_model(encoder, options.work, options.work / "retriever")
    embedder = SentenceTransformerEmbedder(ModelSettings(name=str(options.work / "retriever")))
    return mined_triplets(Mine(read_sheets(), embedder), read_questions(), random.Random(options.seed))


def write_model(encoder: BertModel, work: Path, output: Path) -> None:
    """Write ``encoder`` to ``output`` as the index opens it."""
    output.mkdir(parents=True, exist_ok=True)
    here = copy.deepcopy(encoder)
    here.to("cpu")  # type: ignore[arg-type]
    export(MeanOfTokens(here), output / ENCODER_FILE, ["sentence_embedding"])
    (output / TOKENIZER_FILE).write_bytes((work / TOKENIZER_FILE).read_bytes())
    (output / PROMPTS_FILE).write_text(json.dumps({"query": QUERY, "document": PASSAGE}, indent=1) + "\n", "utf-8")


def main() -> None:
    """Read the options and make the model."""
    options = training_options(__doc__, BUNDLED_MODEL)
    if not (options.work / TOKENIZER_FILE).is_file():
        make_base(options.public, options.work)
    tokenizer = Tokenizer.from_file(str(options.work / TOKENIZER_FILE))
    tokenizer.enable_truncation(_TOKENS)
    tokenizer.no_padding()
    write_model(train_passes(options, tokenizer), options.work, options.output)


if __name__ == "__main__":
    main()
