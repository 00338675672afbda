"""Make the bundled embedding model: ``python -m indexer.training --public FOLDER --work FOLDER``.

``--public`` holds the public sets that the model card names (``documents/``, ``qa/``, ``nli/``, ``faq/``); ``--work``
keeps the unpacked, pruned encoder, from which the reader is trained as well (``python -m qa.reader``). Needs the extra
``training``; an hour and a half or so on two quiet cores, less on a graphics processor.
"""

import copy
import json
import random
from pathlib import Path

import torch
from tokenizers import Tokenizer
from transformers import BertModel

from indexer.embedding import BUNDLED_MODEL, ENCODER_FILE, PROMPTS_FILE
from indexer.onnx_encoder import TOKENIZER_FILE
from indexer.training.base import packaged_weights, read_base
from indexer.training.batches import place
from indexer.training.export import MeanOfTokens, export
from indexer.training.mining import Mine
from indexer.training.options import TrainingOptions, training_options
from indexer.training.retriever import PASSAGE, QUERY, RetrieverPlan, TrainedEmbedder, Triplet, train_retriever
from indexer.training.texts import headings, vocabulary_texts
from indexer.training.triplets import MinedTriplets, heading_triplets
from indexer.training.vocabulary import pruned, tokenizer_of
from indexer.training.written import kept_apart, read_questions, read_sheets

_FROZEN = {"cpu": 2, "cuda": 0}  # layers at the bottom that keep their weights: on a processor a fifth faster
_TOKENS = 96
_HEADINGS = 3_000
_PLANS = {  # (with headings too, with what the first pass takes for right)
    "cpu": (RetrieverPlan(1, 32, 5e-5), RetrieverPlan(1, 32, 3e-5)),
    "cuda": (RetrieverPlan(3, 256, 1e-4), RetrieverPlan(4, 256, 5e-5)),
}


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
    for layer in encoder.encoder.layer[: _FROZEN[place()]]:
        layer.requires_grad_(requires_grad=False)
    encoder.to(place())  # type: ignore[arg-type]
    return encoder


def train_passes(options: TrainingOptions, tokenizer: Tokenizer) -> BertModel:
    """Return the encoder after a pass with wrong statements that the base ranks high, and one with those it does."""
    torch.manual_seed(options.seed)
    sheets = {name: sheet for name, sheet in read_sheets().items() if not kept_apart(sheet)}
    questions = [item for item in read_questions() if item.sheet_id in sheets]
    encoder = load_base(options.work)
    for name, plan in zip(("first", "mined"), _PLANS[encoder.device.type], strict=True):
        done = options.work / f"retriever-{name}.pt"
        if done.is_file():
            encoder.load_state_dict(torch.load(done, weights_only=True))
            continue
        mined = MinedTriplets(Mine(sheets, TrainedEmbedder(encoder, tokenizer)), questions)
        beside = headings(options.public) if name == "first" else []

        def draw(
            chance: random.Random, mined: MinedTriplets = mined, beside: list[tuple[str, str]] = beside
        ) -> list[Triplet]:
            return mined(chance) + heading_triplets(beside, _HEADINGS, chance)

        state = options.work / f"retriever-{name}-state.pt"
        train_retriever(encoder, tokenizer, draw, plan, state=state, seed=options.seed)
        torch.save(encoder.state_dict(), done)
    return encoder


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
