"""A Dockerfile as its instructions: no more of the language than ours uses, and what is unknown is refused."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

KNOWN = {"FROM", "ARG", "WORKDIR", "RUN", "COPY", "ENV", "USER", "VOLUME", "EXPOSE", "HEALTHCHECK", "ENTRYPOINT", "CMD"}


@dataclass(frozen=True, slots=True)
class Instruction:
    """One instruction: its word and the rest of its line, continued lines joined."""

    word: str
    rest: str

    def listed(self) -> list[str]:
        """Return what stands in the exec form; raises ValueError where the shell form is used."""
        return json.loads(self.rest.removeprefix("CMD ") if self.word != "HEALTHCHECK" else self.rest.split("CMD ")[1])


def instructions(path: Path) -> list[Instruction]:
    """Return the instructions of the file; raises ValueError for a line that is none."""
    text = re.sub(r"(?m)^#.*\n", "", path.read_text("utf-8"))
    lines = re.sub(r"\\\n\s*", "", text).splitlines()
    found = [Instruction(*line.split(maxsplit=1)) for line in lines if line.strip()]
    for instruction in found:
        if instruction.word not in KNOWN:
            raise ValueError(instruction.word)
    return found


def stages(path: Path) -> list[list[Instruction]]:
    """Return the instructions of each stage; each begins with FROM."""
    grouped: list[list[Instruction]] = []
    for instruction in instructions(path):
        if instruction.word == "FROM":
            grouped.append([])
        grouped[-1].append(instruction)
    return grouped
