"""The session that has just ended as a table for other programs: one key in its summary."""

from __future__ import annotations

from pathlib import Path

from trainer.errors import JournalError
from trainer.export import ExportFormat, beats_of, text_of
from trainer.journal.reader import read_journal
from visuals.texts import Texts
from visuals.texts.told import told
from visuals.whole_file import write_whole

__all__ = ["EXPORTS", "export_beats"]

EXPORTS = "exports"
"""Folder beside the sessions' own, in which nothing else is looked for."""


def export_beats(journal: Path, texts: Texts) -> str:
    """Write the beats of a recorded session as CSV, and say where they are or why they are not.

    Parameters
    ----------
    journal
        In the folder of sessions; it may still be open.
    texts
        The language to say it in.
    """
    target = journal.parent.parent / EXPORTS / f"{journal.stem}.csv"
    try:
        recorded = read_journal(journal)
        text = text_of(recorded, beats_of(recorded), ExportFormat.CSV)
        target.parent.mkdir(mode=0o700, exist_ok=True)
        write_whole(target, text)
    except (JournalError, OSError, ValueError) as error:
        return texts.not_exported.format(why=told(error, texts))
    return f"{texts.exported_to} {target}"
