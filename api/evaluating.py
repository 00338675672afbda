"""Evaluating: what `shirube evaluate` measures and prints."""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from pathlib import Path

from rich.console import Console

from qa.assistant import Assistant
from qa.evaluation.ablations import Ablation, ablate
from qa.evaluation.benchmarks import gains, read_benchmark
from qa.evaluation.drafts import measure_drafts, read_drafts
from qa.evaluation.intervals import bootstrap
from qa.evaluation.judgments import read_questions, write_answers
from qa.evaluation.runs import Run, fallen, read_expected, run

Progress = Callable[[], AbstractContextManager[Callable[[str], None]]]


class Evaluation:
    """Judged questions and drafts, public benchmarks, and the scores that are expected of them."""

    def __init__(
        self, questions: Path, benchmarks: tuple[Path, ...], drafts: tuple[Path, ...], expected: Path | None
    ) -> None:
        """Read the files; raises JudgmentsUnreadable."""
        self._drafts = {path.stem: read_drafts(path) for path in drafts}
        self._questions = read_questions(questions)
        self._benchmarks = [read_benchmark(folder) for folder in benchmarks]
        self._expected = read_expected(expected) if expected else None

    def measure(
        self,
        assistant: Assistant,
        console: Console,
        answers: Path | None,
        progress: Progress,
        *,
        failures: bool,
        ablations: bool,
    ) -> list[str]:
        """Ask, print, and return a line for each expected score that was not reached."""
        with progress() as told:
            result = run(assistant, self._questions, told)
        if answers:
            write_answers(answers, result.answers)
        print_evaluation(console, result, failures=failures)
        measured = {name: value for name, value in result.table["ALL"].items() if value is not None}
        for benchmark in self._benchmarks:
            found = bootstrap(gains(benchmark, assistant.index.embedder))
            measured[benchmark.name] = found.mean
            console.print(f"{benchmark.name:<16} nDCG@10 {found}", markup=False)
        for name, drafts in self._drafts.items():
            measures = measure_drafts(assistant, drafts)
            measured |= {f"drafts {name} {measure}": value for measure, value in measures.items()}
            told_measures = "  ".join(f"{measure} {value:.3f}" for measure, value in measures.items())
            console.print(f"drafts {name:<12} {told_measures}", markup=False, soft_wrap=True)
        if ablations:
            with progress() as told:
                print_ablations(console, ablate(assistant, self._questions, told))
        fell = fallen(measured, self._expected or {})
        for line in fell:
            console.print(f"FELL {line}", markup=False)
        if self._expected is not None:
            console.print("OK" if not fell else f"{len(fell)} of {len(self._expected)} fell")
        return fell


def print_evaluation(console: Console, run: Run, *, failures: bool) -> None:
    """Print the measures as a table and, if wanted, the questions that were not answered rightly."""
    names = list(run.table["ALL"])
    width = max(len(group) for group in run.table)
    console.print(" " * width + "".join(f"{name:>9}" for name in names), soft_wrap=True)
    for group, measures in run.table.items():
        cells = "".join(f"{_cell(name, measures[name]):>9}" for name in names)
        console.print(f"{group:<{width}}{cells}", soft_wrap=True, markup=False)
    if failures:
        for item in run.scores:
            if not (item.right or item.declined_rightly):
                state = "wrong" if item.answered else "declined"
                console.print(
                    f"{item.question.id} {item.question.category} {state} {item.question.question}", markup=False
                )


def print_ablations(console: Console, ablations: Iterable[Ablation]) -> None:
    """Print what each part of retrieval is worth, with 95 % intervals over the answerable questions."""
    heading = "".join(f"{name:>20}" for name in ("R@1", "R@3", "R@5", "answer"))
    console.print(f"{'':<26}{heading}", soft_wrap=True)
    for item in ablations:
        cells = "".join(f"{estimate!s:>20}" for estimate in (*item.recall.values(), item.right))
        console.print(f"{item.name:<26}{cells}", soft_wrap=True, markup=False)


def _cell(name: str, value: float | None) -> str:
    if value is None:
        return "-"
    return f"{value:.0f}" if name == "passage" else f"{value:.3f}"
