"""argparse's own words in another language, for as long as it parses.

argparse asks gettext for each of its words, through the two names that its module has for it.
Gettext itself wants compiled files on the disk; here a table of words answers in its place.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import Any

__all__ = ["ArgparseSpeech"]


class ArgparseSpeech:
    """While it is entered, argparse speaks out of a table; what is not in it stays English.

    Parameters
    ----------
    messages
        By argparse's English words.
    """

    def __init__(self, messages: Mapping[str, str]) -> None:
        self._messages = messages
        self._kept: dict[str, Any] = {}

    def __enter__(self) -> None:
        names = vars(argparse)
        self._kept = {name: names[name] for name in ("_", "ngettext")}
        if self._messages:
            names.update(_=self._said, ngettext=self._counted)

    def __exit__(self, *_: object) -> None:
        vars(argparse).update(self._kept)

    def _said(self, message: str) -> str:
        return self._messages.get(message, message)

    def _counted(self, one: str, many: str, number: int) -> str:
        return self._said(one if number == 1 else many)
