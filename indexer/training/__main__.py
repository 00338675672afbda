"""Make the bundled embedding model: ``python -m indexer.training --public FOLDER --work FOLDER``.

``--public`` holds the public sets that the model card names (``documents/``, ``qa/``, ``nli/``, ``faq/``); ``--work``
keeps the unpacked, pruned encoder, from which the reader is trained as well (``python -m qa.reader``). Needs the extra
``training``; takes about twenty minutes on two quiet cores.
"""

import argparse
import json
import random
from pathlib import Path

import torch
from tokenizers import Tokenizer
from transformers import BertModel

from indexer.embedding import BUNDLED_MODEL, ENCODER_FILE, PROMPTS_FILE
from indexer.onnx_encoder import TOKENIZER_FILE
from indexer.training.base import packaged_weights, read_base
from indexer.training.export import MeanOfTokens, export
from indexer.training.retriever import PASSAGE, QUERY, train_retriever
from indexer.training.texts import headings, vocabulary_texts
from indexer.training.triplets import heading_triplets, written_triplets
from indexer.training.vocabulary import pruned, tokenizer_of
from indexer.training.written import read_questions, read_sheets

FROZEN = 2  # layers at the bottom that keep their weights; with them training is a fifth faster
_TOKENS = 96
_TRIPLETS, _HEADINGS = 4_600, 300


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


def make_retriever(public: Path, work: Path, output: Path, seed: int) -> None:
    """Train the encoder of ``work`` to retrieve and write it to ``output``."""
    chance = random.Random(seed)
    torch.manual_seed(seed)
    triplets = written_triplets(read_questions(), read_sheets(), chance)
    triplets += heading_triplets(headings(public), _HEADINGS, chance)
    chance.shuffle(triplets)
    tokenizer = Tokenizer.from_file(str(work / TOKENIZER_FILE))
    tokenizer.enable_truncation(_TOKENS)
    tokenizer.no_padding()
    encoder = load_base(work)
    train_retriever(encoder, tokenizer, triplets[:_TRIPLETS], epochs=1, seed=seed)
    output.mkdir(parents=True, exist_ok=True)
    encoder.to("cpu")  # type: ignore[arg-type]
    export(MeanOfTokens(encoder), output / ENCODER_FILE, ["sentence_embedding"])
    (output / TOKENIZER_FILE).write_bytes((work / TOKENIZER_FILE).read_bytes())
    (output / PROMPTS_FILE).write_text(json.dumps({"query": QUERY, "document": PASSAGE}, indent=1) + "\n", "utf-8")


def main() -> None:
    """Read the options and make the model."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--public", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--output", type=Path, default=BUNDLED_MODEL)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if not (options.work / TOKENIZER_FILE).is_file():
        options.work.mkdir(parents=True, exist_ok=True)
        make_base(options.public, options.work)
    make_retriever(options.public, options.work, options.output, options.seed)


if __name__ == "__main__":
    main()
