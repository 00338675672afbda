"""Options of the commands that make the models."""

import argparse
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class TrainingOptions:
    """Where the public sets lie, where work is kept, where the model goes, and the seed."""

    public: Path
    work: Path
    output: Path
    seed: int


def training_options(description: str | None, output: Path) -> TrainingOptions:
    """Read the options of the command line; ``output`` is where the model goes unless told otherwise."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--public", type=Path, required=True, help="folder of the public sets")
    parser.add_argument("--work", type=Path, required=True, help="folder of what is kept between runs")
    parser.add_argument("--output", type=Path, default=output)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    options.output.mkdir(parents=True, exist_ok=True)
    return TrainingOptions(options.public, options.work, options.output, options.seed)
