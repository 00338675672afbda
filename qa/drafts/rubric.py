"""The rubric: example sentences that show how drafts name the measures that a guideline asks for.

The guidance says what to ask and in what words; how people in fact write of it (覚書, サバティカル, 該非判定 …) stands in one
reviewed file, which staff may edit. Guidelines are told by their wording, so a rubric serves any document that has it.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from corpus.guidelines import Guideline
from corpus.normalisation import normalise
from qa.errors import DataUnusable

RUBRIC = Path(__file__).parent / "data" / "rubric.json"


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Example(_Model):
    """A sentence with the guidelines that it addresses, and those that it only touches; both may be empty."""

    sentence: str = Field(min_length=4, max_length=400)
    addressed: tuple[str, ...] = ()
    partial: tuple[str, ...] = ()

    @property
    def touched(self) -> frozenset[str]:
        """Return the keys of the guidelines that the sentence is about."""
        return frozenset((*self.addressed, *self.partial))


class Aim(_Model):
    """A sentence with the purposes that it states as what its plan is for; none where it only uses their words."""

    sentence: str = Field(min_length=4, max_length=400)
    purposes: tuple[str, ...] = ()


class _File(_Model):
    format: Literal[2]
    version: str = Field(min_length=1)
    source: str
    guidelines: dict[str, str]
    examples: tuple[Example, ...] = Field(min_length=1)
    aims: tuple[Aim, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _known_keys(self) -> "_File":
        unknown = {key for example in self.examples for key in example.touched} - set(self.guidelines)
        unknown |= {key for aim in self.aims for key in aim.purposes} - set(self.guidelines)
        if unknown:
            raise ValueError(f"examples name guidelines that are not listed: {', '.join(sorted(unknown))}")
        return self


@dataclass(frozen=True, slots=True)
class Rubric:
    """The examples, the keys that they use, and the key of each guideline by its wording without white space."""

    version: str
    keys: tuple[str, ...]
    by_wording: dict[str, str]
    examples: tuple[Example, ...]
    aims: tuple[Aim, ...]

    def key_of(self, guideline: Guideline) -> str | None:
        """Return the key of a guideline of the documents; None where the rubric does not know it."""
        return self.by_wording.get(_bare(guideline.text))


@cache
def load_rubric(path: Path = RUBRIC) -> Rubric:
    """Return the rubric of a file; raises DataUnusable, which says where it is wrong."""
    try:
        content = _File.model_validate_json(path.read_bytes())
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise DataUnusable(f"{path}: {place}: {first['msg']}") from None
    by_wording = {_bare(text): key for key, text in content.guidelines.items()}
    return Rubric(content.version, tuple(content.guidelines), by_wording, content.examples, content.aims)


def _bare(text: str) -> str:
    return "".join(normalise(text).split())
