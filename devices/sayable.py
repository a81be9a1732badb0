"""Sentences by their names: English here, every other language in the catalogue of `visuals`.

A room that finds something names it and says what belongs into the gaps; it words nothing. So an
error or a note reads the same in every language, and this room knows none of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from devices.readings import LinkState

__all__ = ["Gap", "SaidError", "Sayable", "Sentence", "SystemReason"]


class Sayable(Enum):
    """What can be found, tried next, noted or refused; rooms and families add the members.

    A value is the English sentence, with names in brackets for what is filled in. In every language
    the catalogue of `visuals` says it.
    """


@dataclass(frozen=True, slots=True)
class SystemReason:
    """Why the operating system, or a library below us, refused: in its own words."""

    words: str

    @classmethod
    def of(cls, error: Exception) -> SystemReason:
        """What it says of an error, without number and file name where it can be had."""
        return cls(getattr(error, "strerror", None) or str(error))

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence by its name, and what is filled into it; its `str` is English."""

    said: Sayable
    gaps: Mapping[str, Gap] = field(default_factory=dict)

    def __str__(self) -> str:
        return str(self.said.value).format(
            **{name: _in_english(gap) for name, gap in self.gaps.items()}
        )


Gap = str | int | float | Path | Enum | SystemReason | Sentence
"""What is filled into a sentence; a member of an enum has words of its own in every language."""


class SaidError(Exception):
    """An error that is a sentence by its name."""

    def __init__(self, said: Sayable, **gaps: Gap) -> None:
        self.sentence = Sentence(said, gaps)
        super().__init__(str(self.sentence))


def _in_english(gap: Gap) -> object:
    match gap:
        case LinkState():
            return gap.sentence
        case Enum():
            return gap.value
        case _:
            return gap
