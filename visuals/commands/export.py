"""`export`: a session into a file that other programs read."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

from trainer.errors import JournalError
from trainer.export import ExportFormat, Gap, beats_of, gaps_of, text_of
from trainer.journal.folder import data_dir, journal_paths
from trainer.journal.reader import read_journal
from visuals.errors import RequestError

__all__ = ["find_session", "run"]


def run(request: argparse.Namespace) -> int:
    """Write the session that was asked for; the exit status."""
    folder = data_dir(request.data_dir)
    journal = read_journal(find_session(folder, request.session))
    for note in journal.notes:
        sys.stderr.write(f"{journal.path.name}: {note}\n")
    form = ExportFormat(request.format)
    beats = beats_of(journal)
    text = text_of(journal, beats, form)
    if request.output == "-":
        sys.stdout.write(text)
        return 0
    target = Path(request.output)
    if target.exists() and target.resolve().parent == (folder / "sessions").resolve():
        raise RequestError(f"{target} is among your recorded sessions; choose another place.")
    _write_whole(target, text)
    sys.stderr.write(f"Wrote {len(beats.beats)} beats to {target}\n")
    gaps = gaps_of(beats)
    if form is ExportFormat.RR and gaps:
        companion = target.with_name(target.name + ".gaps.csv")
        _write_whole(companion, _gap_lines(gaps))
        sys.stderr.write(
            f"The series has {len(gaps)} gaps, which plain intervals cannot say; "
            f"they are in {companion}\n"
        )
    return 0


def find_session(folder: Path, wanted: str) -> Path:
    """The journal that is meant by `latest`, a name, or the beginning of just one name.

    Raises
    ------
    RequestError
        There is none, or more than one.
    """
    paths = journal_paths(folder)
    if not paths:
        raise RequestError(
            f"there are no sessions in {folder} yet; begin with bellybreath practice"
        )
    if wanted == "latest":
        return paths[-1]
    for path in paths:
        if wanted in (path.stem, path.name):
            return path
    matching = [path for path in paths if path.stem.startswith(wanted)]
    if len(matching) == 1:
        return matching[0]
    if matching:
        raise RequestError(
            f"{wanted!r} fits {len(matching)} sessions, from {matching[0].stem} to "
            f"{matching[-1].stem}; give more of the name"
        )
    raise RequestError(
        f"there is no session {wanted!r}; bellybreath sessions lists them (the latest is "
        f"{paths[-1].stem})"
    )


def _gap_lines(gaps: tuple[Gap, ...]) -> str:
    lines = ["after_intervals,begin_s,end_s"]
    lines += [f"{gap.after_intervals},{gap.begin_s!r},{gap.end_s!r}" for gap in gaps]
    return "\n".join(lines) + "\n"


def _write_whole(target: Path, text: str) -> None:
    """Write a file so that it is there whole or not at all."""
    if target.is_dir():
        raise RequestError(f"{target} is a folder; name a file in it.")
    try:
        descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise JournalError(
            f"{target} cannot be written: {error.strerror or error}. "
            "The session itself is safe; choose another place with -o."
        ) from None
