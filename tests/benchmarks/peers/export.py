"""Write what run.py compares: the passages, the judged questions, and the passages that Shirube finds for each.

Run it in the product's environment: `python tests/benchmarks/peers/export.py OUT.json`. Whatever is compared to judge
a hit is written folded (`qa.evaluation.metrics.folded`) beside the text itself, so that the peers' environment needs
nothing of the product. Questions that follow on earlier turns are left out: the peers know no conversation.
"""

import argparse
import json
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parents[3]
sys.path.insert(0, str(ROOT))

from corpus.collection import BUNDLED_DOCUMENTS
from indexer.embedding import ModelSettings, SentenceTransformerEmbedder
from indexer.generations import GenerationStore
from indexer.search_index import SearchIndex, build_index, index_text, open_index
from qa.assistant import Assistant
from qa.evaluation.judgments import JudgedQuestion, read_questions
from qa.evaluation.metrics import folded
from qa.reader.encoder import EncoderReader

SETS = ("development", "facts", "paraphrases")
DEPTH = 5  # passages that are compared for each question


def passages(index: SearchIndex) -> list[dict[str, str]]:
    """Return the passages: ``text`` is what Shirube indexes of each, headings first; ``folded`` its own text alone."""
    texts = index.collection.by_id
    return [
        {
            "id": passage.passage_id,
            "document_id": passage.document_id,
            "text": index_text(passage),
            "folded": folded(passage.span.of(texts[passage.document_id].text)),
        }
        for passage in index.passages
    ]


def exported(question: JudgedQuestion, assistant: Assistant, name: str) -> dict[str, object]:
    """Return a question of the set ``name`` with its folded gold quotes and the ids of the passages found, best first.

    They are the passages that are shown beside the answer.
    """
    return {
        "id": question.id,
        "set": name,
        "question": question.question,
        "difficulty": question.difficulty,
        "answerable": question.answerable,
        "gold": [[{"doc": gold.doc, "quote": folded(gold.quote)} for gold in group] for group in question.gold],
        "shirube": [item.passage.passage_id for item in assistant.ask(question.question, passages=DEPTH).passages],
    }


def main() -> None:
    """Build an index of the bundled documents, ask every question, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    out = parser.parse_args().out
    embedder = SentenceTransformerEmbedder(ModelSettings())
    with tempfile.TemporaryDirectory() as folder:
        store = GenerationStore(Path(folder))
        build_index(store, BUNDLED_DOCUMENTS, embedder)
        assistant = Assistant(open_index(store, embedder), EncoderReader())
        questions = [
            exported(question, assistant, name)
            for name in SETS
            for question in read_questions(ROOT / "tests" / "evaluation" / f"{name}.jsonl")
            if not question.history
        ]
        content = {"version": version("shirube"), "passages": passages(assistant.index), "questions": questions}
    out.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")
    print(f"{len(content['passages'])} passages and {len(questions)} questions in {out}")


main()
