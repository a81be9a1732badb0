"""`export`: a session into a file that other programs read."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from devices.sayable import SystemReason
from trainer.data_folder import data_dir
from trainer.export import ExportFormat, Gap, beats_of, gaps_of, text_of
from trainer.export_streams import StreamFormat, stream_text_of
from trainer.journal.folder import journal_paths
from trainer.journal.reader import read_journal
from visuals.errors import RequestError
from visuals.language import texts_of
from visuals.texts.files import FileTexts
from visuals.texts.told import told
from visuals.whole_file import write_whole

__all__ = ["find_session", "run"]

_STREAMS = frozenset(each.value for each in StreamFormat)


def run(request: argparse.Namespace) -> int:
    """Write the session that was asked for; the exit status."""
    folder, texts = data_dir(request.data_dir), texts_of(request)
    words = texts.files
    journal = read_journal(find_session(folder, request.session, words))
    for note in journal.notes:
        sys.stderr.write(f"{journal.path.name}: {told(note, texts)}\n")
    gaps: tuple[Gap, ...] = ()
    if request.format in _STREAMS:
        stream = StreamFormat(request.format)
        text = stream_text_of(journal, stream)
        lines = words.breath_points if stream is StreamFormat.BREATH else words.samples
        what = texts.counted(text.count("\n") - 1, lines)
    else:
        form = ExportFormat(request.format)
        beats = beats_of(journal, may_be_none=form is ExportFormat.JSON)
        text = text_of(journal, beats, form)
        gaps = gaps_of(beats) if form is ExportFormat.RR else ()
        what = texts.counted(len(beats.beats), words.beats)
    if request.output == "-":
        sys.stdout.write(text)
        if gaps:
            gap_line = words.gaps_untold.format(gaps=_gap_words(gaps, words))
            sys.stderr.write(f"{gap_line}\n")
        return 0
    target = Path(request.output)
    try:
        if target.resolve().parent == (folder / "sessions").resolve():
            raise RequestError(words.among_sessions.format(path=target))
        write_whole(target, text)
        sys.stderr.write(f"{words.wrote.format(what=what, path=target)}\n")
        if gaps:
            companion = target.with_name(target.name + ".gaps.csv")
            _check_companion(companion, words)
            write_whole(companion, _gap_lines(gaps))
            gap_line = words.gaps_are_in.format(gaps=_gap_words(gaps, words), path=companion)
            sys.stderr.write(f"{gap_line}\n")
    except (OSError, ValueError, RuntimeError) as error:
        why = texts.system_words(SystemReason.of(error).words)
        raise RequestError(words.not_written.format(path=target, why=why)) from None
    return 0


def _gap_words(gaps: tuple[Gap, ...], words: FileTexts) -> str:
    return words.one_gap if len(gaps) == 1 else words.many_gaps.format(count=len(gaps))


def find_session(folder: Path, wanted: str, words: FileTexts) -> Path:
    """The journal that is meant by `latest`, a name, or the beginning of just one name.

    Raises
    ------
    RequestError
        There is none, or more than one.
    """
    paths = journal_paths(folder)
    if not paths:
        raise RequestError(words.no_sessions.format(folder=folder))
    if wanted == "latest":
        return _latest(paths)
    for path in paths:
        if wanted in (path.stem, path.name):
            return path
    matching = [path for path in paths if path.stem.startswith(wanted)]
    if len(matching) == 1:
        return matching[0]
    if matching:
        first, last = matching[0].stem, matching[-1].stem
        several = words.fits_several.format(
            wanted=wanted, count=len(matching), first=first, last=last
        )
        raise RequestError(several)
    raise RequestError(words.no_such_session.format(wanted=wanted, latest=paths[-1].stem))


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


def _check_companion(companion: Path, words: FileTexts) -> None:
    """Refuse to write over a file of that name that is not one of ours."""
    if not companion.exists():
        return
    with companion.open("rb") as file:
        if file.readline(100).strip() != _GAP_HEADING.encode():
            raise RequestError(words.gaps_name_taken.format(path=companion))
