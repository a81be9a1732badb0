"""Reading a journal back, torn or whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from devices.sayable import Gap, Sentence, SystemReason
from trainer.answers import Occasion
from trainer.errors import JournalError
from trainer.journal.entries import Answered, Ended, Entry, Header, entry_of_line
from trainer.said import JournalSaid

__all__ = ["Journal", "read_journal"]

_LONGEST_LINE = 1_000_000
"""Entries are a few hundred bytes; the longest line that is read at once."""


@dataclass(frozen=True, slots=True)
class Journal:
    """One session as it was written down."""

    path: Path
    header: Header
    entries: tuple[Entry, ...]
    """All after the header, in order."""
    notes: tuple[Sentence, ...]
    """What could not be read, in sentences for a person."""

    @property
    def ended(self) -> Ended | None:
        """The end, where the session ended in order."""
        # Answers may follow it; a session that was cut off has none.
        return next((entry for entry in self.entries[::-1] if isinstance(entry, Ended)), None)

    def upset(self, occasion: Occasion) -> int | None:
        """How upset the person said to be; None where they said nothing."""
        for entry in self.entries:
            if isinstance(entry, Answered) and entry.answer.occasion is occasion:
                return entry.answer.upset
        return None


def read_journal(path: Path) -> Journal:
    """A journal from its file.

    A torn last line, as a kill or a power failure leaves it, is skipped and reported; so is a
    damaged line further up.

    Raises
    ------
    JournalError
        The file cannot be opened, or is no journal of this program.
    """
    header: Header | None = None
    entries: list[Entry] = []
    notes: list[Sentence] = []
    try:
        with path.open("rb") as file:
            for number, line in enumerate(_lines(file), start=1):
                try:
                    entry = entry_of_line(line)
                except JournalError as error:
                    if header is None:
                        raise JournalError(
                            JournalSaid.NO_JOURNAL, path=path, number=number, why=error.sentence
                        ) from None
                    if line.endswith(b"\n"):
                        gaps: dict[str, Gap] = {"number": number, "why": error.sentence}
                        notes.append(Sentence(JournalSaid.SKIPPED, gaps))
                    else:
                        notes.append(Sentence(JournalSaid.TORN, {"number": number}))
                    continue
                if isinstance(entry, Header):
                    if header is not None:
                        notes.append(Sentence(JournalSaid.SECOND_HEADER, {"number": number}))
                        continue
                    header = entry
                elif header is None:
                    raise JournalError(JournalSaid.NO_HEADER, path=path)
                else:
                    entries.append(entry)
    except OSError as error:
        why = SystemReason.of(error)
        raise JournalError(JournalSaid.UNREADABLE, path=path, why=why) from None
    if header is None:
        raise JournalError(JournalSaid.EMPTY, path=path)
    return Journal(path, header, tuple(entries), tuple(notes))


def _lines(file: BinaryIO) -> Iterator[bytes]:
    while line := file.readline(_LONGEST_LINE):
        yield line
