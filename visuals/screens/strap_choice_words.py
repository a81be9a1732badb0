"""Which words stand around the list: those of straps, or those of wired sensors."""

from __future__ import annotations

from trainer.choosing import Choice, OptionKind
from visuals.texts import ChoiceWords, Texts

__all__ = ["family_words"]


def family_words(choice: Choice, texts: Texts) -> ChoiceWords:
    """Words for what is listed."""
    return texts.wires if choice.family is OptionKind.WIRE else texts.straps
