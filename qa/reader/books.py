"""Books: what each pass of the reader's training is drawn from, and what its result is examined on."""

import random
from collections.abc import Container, Iterable, Iterator, Mapping
from pathlib import Path

from indexer.embedding import ModelSettings, SentenceTransformerEmbedder
from indexer.tokenisation import FugashiTokenizer
from indexer.training.mining import Mine, sheet_window
from indexer.training.written import Sheet, kept_apart, read_claims, read_questions, read_sheets
from qa.claims.edits import Editor, Statement
from qa.reader.exercises import ExerciseBook, JudgedClaim
from qa.reader.pairs import Windows, entailment_claims, jaquad_exercises, written_claims, written_exercises

_JAQUAD = {"cpu": 1_400, "cuda": 40_000}
_WARM_CLAIMS = {
    "jnli_neg": 800,
    "jsick": 800,
    "jamp": 540,
    "jsem": 640,
    "jnli_valid_test": 640,
    "fcsnli": 504,
    "janli": 320,
}
_MORE = {"cpu": 1, "cuda": 6}  # times as many claims of the first pass; templates beyond that teach themselves
_EDITED = 1_500  # statements of which claims are made by code
_CLAIMS = {"jnli_neg": 500, "jsick": 400, "jamp": 300, "jsem": 400, "fcsnli": 504}


def public_book(public: Path, chance: random.Random, place: str) -> ExerciseBook:
    """Return the exercises and claims of the first pass, as many as are trained on at ``place`` (cpu, cuda)."""
    windows = Windows()
    path = public / "qa" / "jaquad_train_spans.jsonl.gz"
    exercises = jaquad_exercises(path, windows, chance, _JAQUAD[place])
    claims = entailment_claims(
        public / "nli", chance, {name: _MORE[place] * most for name, most in _WARM_CLAIMS.items()}
    )
    return ExerciseBook(tuple(windows.texts), tuple(exercises), tuple(claims))


def written_book(public: Path, chance: random.Random, _place: str) -> ExerciseBook:
    """Return the exercises and claims of the second pass: all that was written on sheets not kept apart."""
    sheets = {name: sheet for name, sheet in read_sheets().items() if not kept_apart(sheet)}
    claims = entailment_claims(public / "nli", chance, _CLAIMS)
    return _book(sheets, set(sheets), [*claims, *_edited(sheets.values(), chance)])


def _edited(sheets: Iterable[Sheet], chance: random.Random) -> Iterator[JudgedClaim]:
    """Yield claims made by code of statements that are no rows of tables."""
    statements = [
        Statement(item.text, sheet_window(sheet, number))
        for sheet in sheets
        for number, item in enumerate(sheet.statements)
        if not item.record
    ]
    return Editor(statements, FugashiTokenizer(), chance).claims(_EDITED)


def examination_book() -> ExerciseBook:
    """Return the exercises and claims of the sheets that are kept apart, with wrong windows of all sheets."""
    sheets = read_sheets()
    return _book(sheets, {name for name, sheet in sheets.items() if kept_apart(sheet)}, [])


def _book(sheets: Mapping[str, Sheet], asked: Container[str], claims: list[JudgedClaim]) -> ExerciseBook:
    """Return what was written on the sheets ``asked``, beside ``claims``, with wrong windows of all ``sheets``."""
    mine = Mine(sheets, SentenceTransformerEmbedder(ModelSettings()))
    exercises = written_exercises(mine, [item for item in read_questions() if item.sheet_id in asked])
    written = written_claims((item for item in read_claims() if item.sheet_id in asked), sheets)
    return ExerciseBook(tuple(mine.windows), tuple(exercises), (*written, *claims))
