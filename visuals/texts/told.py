"""An error or a note in a language's words: the catalogue's sentence, with its gaps filled in."""

from __future__ import annotations

from devices.readings import LinkState
from devices.sayable import Gap, SaidError, Sayable, Sentence, SystemReason
from visuals.texts.sentences import Texts

__all__ = ["gap_in_words", "told"]


class _Number(float):
    """A number that is written with the language's own decimal mark, in any format."""

    decimal_mark = "."

    def __format__(self, form: str) -> str:
        return float.__format__(self, form).replace(".", self.decimal_mark)


def told(what: Exception | Sentence, texts: Texts) -> str:
    """What an error or a note says.

    An error without a name was worded where it was raised, out of the catalogue; what the system
    says is put into the language's words where it has any.
    """
    match what:
        case SaidError(sentence=sentence):
            return told(sentence, texts)
        case Sentence(said, gaps):
            filled = {name: gap_in_words(gap, texts) for name, gap in gaps.items()}
            return texts.refusals.said[said].format(**filled)
        case OSError():
            return texts.system_words(SystemReason.of(what).words)
        case _:
            return str(what)


def gap_in_words(gap: Gap, texts: Texts) -> object:
    """What is filled into a sentence, as the language writes it."""
    match gap:
        case Sentence():
            return told(gap, texts)
        case SystemReason(words):
            return texts.system_words(words)
        case Sayable():
            return texts.refusals.said[gap]
        case LinkState():
            return texts.link_said[gap]
        case float():
            number = _Number(gap)
            number.decimal_mark = texts.decimal_mark
            return number
        case _:
            return gap
