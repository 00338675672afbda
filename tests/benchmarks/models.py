"""How fast the bundled models are, beside the same network in plain PyTorch float32 in the same run.

Run ``make bench``. The float network has random weights: how fast it is does not depend on them.
"""

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

import torch
from tokenizers import Tokenizer
from transformers import BertConfig, BertModel

from corpus.collection import BUNDLED_DOCUMENTS, load_collection
from indexer.embedding import BUNDLED_MODEL, ENCODER_FILE
from indexer.onnx_encoder import TOKENIZER_FILE, open_session, padded_ids
from qa.reader.encoder import BUNDLED_READER, READER_FILE
from qa.reader.network import ReadingNetwork
from qa.reader.tokens import encode, reading_tokenizer

QUESTION = "query: 若手研究者が海外の大学で研究するときの支援期間と金額を教えてください"
READ = 32


def timed(work: Callable[[], object], runs: int = 7) -> float:
    """Return the median of the milliseconds that ``work`` takes."""
    work()
    seconds = []
    for _ in range(runs):
        started = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - started)
    return 1000 * statistics.median(seconds)


def main() -> None:
    """Measure and print."""
    tokenizer = Tokenizer.from_file(str(BUNDLED_MODEL / TOKENIZER_FILE))
    config = BertConfig(
        vocab_size=tokenizer.get_vocab_size(),
        hidden_size=384,
        num_hidden_layers=12,
        num_attention_heads=12,
        intermediate_size=1536,
    )
    collection = load_collection(BUNDLED_DOCUMENTS)
    windows = [collection.window(statement) for statement in collection.statements[100 : 100 + READ]]
    question = padded_ids([tokenizer.encode(QUESTION)])
    together = padded_ids(encode(reading_tokenizer(tokenizer), QUESTION, windows))
    plain = ReadingNetwork(BertModel(config, add_pooling_layer=False)).eval()
    print(f"{READ} statements of up to {together[0].shape[1]} tokens")
    for threads in (1, 2):
        torch.set_num_threads(threads)
        for name, file, (ids, mask) in (
            ("encoding a question", BUNDLED_MODEL / ENCODER_FILE, question),
            (f"reading {READ} statements", BUNDLED_READER / READER_FILE, together),
        ):
            session = open_session(file, threads)
            eight_bits = timed(lambda: session.run(None, {"input_ids": ids, "attention_mask": mask}))  # noqa: B023
            with torch.no_grad():
                floats = timed(lambda: plain(torch.from_numpy(ids), torch.from_numpy(mask)), 3)  # noqa: B023
            print(
                f"{name:24} {threads} threads {eight_bits:8.1f} ms   PyTorch float32 {floats:8.1f} ms, x{floats / eight_bits:.1f}"
            )


main()
