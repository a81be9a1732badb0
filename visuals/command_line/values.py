"""Values on the command line: each is understood, or refused in one sentence with its limits."""

from __future__ import annotations

import argparse
import math

from visuals.command_line.words import ValueWords

__all__ = ["Values"]

_STREAMS = ("ecg", "movement")


class Values:
    """Readers of values, who refuse in the words of one language.

    Parameters
    ----------
    words
        What they say.
    """

    def __init__(self, words: ValueWords) -> None:
        self._words = words

    def number(self, text: str) -> float:
        """Any number that is one: neither infinite nor NaN."""
        try:
            value = float(text)
        except ValueError:
            value = math.nan
        if not math.isfinite(value):
            raise self._refusal(self._words.no_number, text)
        return value

    def whole_number(self, text: str) -> int:
        """A whole number."""
        try:
            return int(text)
        except ValueError:
            raise self._refusal(self._words.no_whole_number, text) from None

    def speed(self, text: str) -> float | None:
        """How many times real time; None for as fast as it goes."""
        if text == "max":
            return None
        value = self.number(text)
        if not 0.1 <= value <= 1000.0:
            raise self._refusal(self._words.no_speed, text)
        return value

    def baud(self, text: str) -> int:
        """Speed of a serial line, 300 to 4000000."""
        is_whole = text.isascii() and text.isdigit() and len(text) <= 7
        if not (is_whole and 300 <= int(text) <= 4_000_000):
            raise self._refusal(self._words.no_baud, text)
        return int(text)

    def rate_hz(self, text: str) -> float:
        """Samples in a second, 10 to 1000."""
        return self._within(text, 10, 1000)

    def column(self, text: str) -> int | str:
        """Number of a column, from 1, or its name."""
        name = text.strip()
        if not name:
            raise self._refusal(self._words.no_column, text)
        if not name.lstrip("+-").isdecimal():
            return name
        if not 1 <= int(name) <= 64:
            raise self._refusal(self._words.outside, name, low=1, high=64)
        return int(name)

    def streams(self, text: str) -> tuple[str, ...]:
        """Names of streams, each once."""
        names = tuple(dict.fromkeys(name.strip().lower() for name in text.split(",")))
        for name in names:
            if name not in _STREAMS:
                raise self._refusal(self._words.no_stream, name, names=", ".join(_STREAMS))
        return names

    def volume_percent(self, text: str) -> int:
        """Loudness, 0 to 100."""
        return round(self._within(text, 0, 100))

    def _within(self, text: str, low: int, high: int) -> float:
        value = self.number(text)
        if not low <= value <= high:
            raise self._refusal(self._words.outside, text, low=low, high=high)
        return value

    @staticmethod
    def _refusal(sentence: str, text: str, **gaps: object) -> argparse.ArgumentTypeError:
        return argparse.ArgumentTypeError(sentence.format(text=text, **gaps))
