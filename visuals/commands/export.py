"""`export`: a session into a file that other programs read."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from trainer.errors import JournalError
from trainer.export import ExportFormat, Gap, beats_of, gaps_of, text_of
from trainer.export_streams import StreamFormat, stream_text_of
from trainer.journal.folder import data_dir, journal_paths
from trainer.journal.reader import read_journal
from visuals.errors import RequestError
from visuals.whole_file import write_whole

__all__ = ["find_session", "run"]

_STREAMS = {
    StreamFormat.BREATH.value: "points of the breath",
    StreamFormat.ECG.value: "samples",
    StreamFormat.MOVEMENT.value: "samples",
}
"""What the lines of a stream are."""


def run(request: argparse.Namespace) -> int:
    """Write the session that was asked for; the exit status."""
    folder = data_dir(request.data_dir)
    journal = read_journal(find_session(folder, request.session))
    for note in journal.notes:
        sys.stderr.write(f"{journal.path.name}: {note}\n")
    gaps: tuple[Gap, ...] = ()
    if request.format in _STREAMS:
        text = stream_text_of(journal, StreamFormat(request.format))
        what = f"{text.count(chr(10)) - 1} {_STREAMS[request.format]}"
    else:
        form = ExportFormat(request.format)
        beats = beats_of(journal, may_be_none=form is ExportFormat.JSON)
        text = text_of(journal, beats, form)
        gaps = gaps_of(beats) if form is ExportFormat.RR else ()
        what = f"{len(beats.beats)} beats"
    if request.output == "-":
        sys.stdout.write(text)
        if gaps:
            sys.stderr.write(f"{_gap_words(gaps)}; write to a file to learn where.\n")
        return 0
    target = Path(request.output)
    try:
        if target.resolve().parent == (folder / "sessions").resolve():
            raise RequestError(f"{target} is among your recorded sessions; choose another place.")
        write_whole(target, text)
        sys.stderr.write(f"Wrote {what} to {target}\n")
        if gaps:
            companion = target.with_name(target.name + ".gaps.csv")
            _check_companion(companion)
            write_whole(companion, _gap_lines(gaps))
            sys.stderr.write(f"{_gap_words(gaps)}; they are in {companion}\n")
    except (OSError, ValueError, RuntimeError) as error:
        why = getattr(error, "strerror", None) or error
        raise JournalError(
            f"{target} cannot be written: {why}. "
            "The session itself is safe; choose another place with -o."
        ) from None
    return 0


def _gap_words(gaps: tuple[Gap, ...]) -> str:
    how_many = "a gap" if len(gaps) == 1 else f"{len(gaps)} gaps"
    return f"The series has {how_many}, which plain intervals cannot say"


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
        return _latest(paths)
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


def _latest(paths: list[Path]) -> Path:
    """The journal of the latest session; files that are no journals sort before all others."""
    path = paths[-1]
    read_journal(path)  # says what is wrong where not even the last one can be read
    return path


def _gap_lines(gaps: tuple[Gap, ...]) -> str:
    lines = [_GAP_HEADING]
    lines += [f"{gap.after_intervals},{gap.begin_s!r},{gap.end_s!r}" for gap in gaps]
    return "\n".join(lines) + "\n"


_GAP_HEADING = "after_intervals,begin_s,end_s"


def _check_companion(companion: Path) -> None:
    """Refuse to write over a file of that name that is not one of ours."""
    if not companion.exists():
        return
    with companion.open("rb") as file:
        if file.readline(100).strip() != _GAP_HEADING.encode():
            raise RequestError(
                f"{companion} is there and is something else; the intervals are written, "
                "its gaps are not. Choose another name with -o."
            )
