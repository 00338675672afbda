"""Samples mutants of qa/ and corpus/, runs the tests that reach each, and tells how many are noticed: `make mutants`.

Of the modules that tests of their package import, taken in an order that the seed decides, a few mutants each are tried
until the time is up, with the test files that import the module. A mutant whose line none of them reaches is told
apart; all others are noticed by a test that fails, or survive. Modules that no test imports are tested through whole
answers, which takes minutes a mutant; they are left out, and so is what runs in a process of its own.
"""

import argparse
import json
import os
import random
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from mutants import Mutant, mutants

ROOT = Path(__file__).parents[2]
COPIED = ("corpus", "indexer", "qa", "api", "tests")
LONGEST = 300.0  # seconds in which the tests of a mutant must end; one that hangs is noticed


def modules() -> list[Path]:
    """Return the modules that are mutated, relative to the root; training alone is left out: it takes hours."""
    found = [path.relative_to(ROOT) for package in ("corpus", "qa") for path in (ROOT / package).rglob("*.py")]
    trained = [path for path in found if "import torch" in (ROOT / path).read_text("utf-8")]
    return sorted(path for path in found if path not in trained and tests_of(path))


def tests_of(module: Path) -> tuple[str, ...]:
    """Return the test files that import a module."""
    name = re.compile(rf"\b{re.escape('.'.join(module.with_suffix('').parts))} import\b")
    folder = ROOT / "tests" / module.parts[0]
    found = [path for path in folder.rglob("test_*.py") if name.search(path.read_text("utf-8"))]
    return tuple(sorted(str(path.relative_to(ROOT)) for path in found))


class Trials:
    """A copy of the tree in which tests run, with what is known of which test reaches what."""

    def __init__(self, work: Path, home: Path | None) -> None:
        """Copy the tree into ``work``; ``home`` holds an index of the bundled documents."""
        self._work = work
        self._home = home
        self._reached: dict[tuple[str, ...], dict[str, dict[str, list[str]]]] = {}
        ignored = shutil.ignore_patterns("__pycache__", "training")
        for name in COPIED:
            shutil.copytree(ROOT / name, work / name, ignore=ignored)
        shutil.copy(ROOT / "pyproject.toml", work)

    def reached(self, module: Path, files: tuple[str, ...]) -> dict[str, list[str]]:
        """Return the tests that reach each line of a module."""
        if files not in self._reached:
            written = self._work / "reach.json"
            written.unlink(missing_ok=True)
            self._pytest(files, {"MUTATION_REACH": str(written)}, 4 * LONGEST)
            self._reached[files] = json.loads(written.read_text("utf-8"))
        return self._reached[files].get(str(self._work / module), {})

    def noticed(self, mutant: Mutant, tests: tuple[str, ...]) -> bool:
        """Say whether a test fails, or hangs, with the mutant in place."""
        target = self._work / mutant.path.relative_to(ROOT)
        target.write_text(mutant.source, "utf-8")
        try:
            return self._pytest(tests, {}, LONGEST) != 0
        except subprocess.TimeoutExpired:
            return True
        finally:
            shutil.copy(mutant.path, target)

    def _pytest(self, tests: tuple[str, ...], extra: dict[str, str], longest: float) -> int:
        paths = f"{self._work}:{self._work / 'tests' / 'mutation'}"
        environment = os.environ | {"PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1"} | extra
        if self._home:
            environment["MUTATION_HOME"] = str(self._home)
        command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "reach", "-p", "no:cacheprovider", *tests]
        return subprocess.run(
            command, cwd=self._work, env=environment, timeout=longest, capture_output=True, check=False
        ).returncode


def outcome(trials: Trials, mutant: Mutant) -> str:
    """Return what became of a mutant."""
    module = mutant.path.relative_to(ROOT)
    files = tests_of(module)
    reaching = trials.reached(module, files).get(str(mutant.line), [])
    if not reaching:
        return "not reached"
    chosen = files if "" in reaching else tuple(reaching)
    return "noticed" if trials.noticed(mutant, chosen) else "survived"


def main() -> None:
    """Try mutants until the time is up, print each, and the score."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--each", type=int, default=4, help="mutants of one module")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--work", type=Path, required=True, help="a folder that does not exist yet")
    parser.add_argument("--home", type=Path, help="SHIRUBE_HOME with an index of the bundled documents")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    end = time.monotonic() + 60 * options.minutes
    options.work.mkdir()
    trials = Trials(options.work.resolve(), options.home and options.home.resolve())
    counts: Counter[str] = Counter()
    for module in chance.sample(modules(), len(modules())):
        made = mutants(ROOT / module)
        for mutant in chance.sample(made, min(options.each, len(made))):
            if time.monotonic() > end:
                break
            became = outcome(trials, mutant)
            counts[became] += 1
            print(f"{became:12} {module}:{mutant.line}  {mutant.before!r} -> {mutant.after!r}", flush=True)
    reached = counts["noticed"] + counts["survived"]
    print(f"{counts['noticed']} of {reached} reached mutants noticed; {counts['not reached']} not reached")


if __name__ == "__main__":
    main()
