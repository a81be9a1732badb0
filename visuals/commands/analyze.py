"""`analyze`: the figures of an RR recording, as a table or as JSON."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Literal

from rich.console import Console
from rich.table import Table
from rich.text import Text

from devices.recording import read_recording
from devices.rr_file import RRRecording
from trainer.analysis import Analysis, WindowFigures, analyze_intervals
from trainer.journal.entries import plain
from trainer.plan import Pace
from trainer.signal.beats import Verdict
from trainer.signal.figure import Withheld
from trainer.signal.spectrum import BandPowers, Estimator
from trainer.variability import Variability
from visuals.errors import RequestError
from visuals.language import texts_of
from visuals.texts import NO_NUMBER, Texts, minutes_and_seconds, printable
from visuals.texts.reports import ReportTexts
from visuals.texts.told import told
from visuals.version import software_name

__all__ = ["run"]

_SHOWN_WINDOWS = 24
_SHOWN_CORRECTIONS = 20


def run(request: argparse.Namespace) -> int:
    """Analyze the recording that was asked for; the exit status."""
    texts = texts_of(request)
    if request.start < 0.0:
        start = f"{request.start:g}"
        raise RequestError(texts.trouble.start_before.format(start=start))
    if request.duration is not None and request.duration <= 0.0:
        duration = f"{request.duration:g}"
        raise RequestError(texts.trouble.no_duration.format(duration=duration))
    if request.pace is not None:
        Pace(request.pace)  # says what is wrong with it
    path = Path(request.file)
    recording = read_recording(path)
    analysis = analyze_intervals(
        recording.intervals_ms,
        start_s=request.start,
        duration_s=request.duration,
        breaths_per_min=request.pace,
        estimators=_estimators(request.estimator),
    )
    if request.json:
        sys.stdout.write(_json_of(path, recording, analysis))
        return 0
    console = Console(markup=False, emoji=False)
    for note in recording.notes:
        console.print(told(note, texts), highlight=False)
    console.print(_figures_table(path, analysis, texts))
    if len(analysis.windows) > 1:
        console.print(_windows_table(analysis, texts))
    if any(window.bands_by for window in analysis.windows):
        console.print(_estimators_table(analysis, texts))
    if analysis.series.unclear:
        console.print(_corrections_table(analysis, texts))
    return 0


def _estimators(names: list[str]) -> tuple[Estimator, ...]:
    """Those that were asked for, each once, in the order of asking."""
    if "all" in names:
        return tuple(Estimator)
    named = (Estimator[name.replace("-", "_").upper()] for name in names)
    return tuple(dict.fromkeys(named))


def _json_of(path: Path, recording: RRRecording, analysis: Analysis) -> str:
    record = {
        "software": software_name(),
        "file": path.name,
        "notes": [str(note) for note in recording.notes],
        "variability": (Variability.PULSE if recording.is_pulse else Variability.HEART).value,
        "duration_s": analysis.duration_s,
        "verdicts": dict(analysis.verdicts),
        "breaths_per_min": plain(analysis.breaths_per_min),
        "swing_bpm": plain(analysis.swing),
        "swing_peak_trough_bpm": plain(analysis.swing_peak_trough),
        "whole": plain(analysis.whole),
        "windows": [plain(window) for window in analysis.windows],
        "beats": [
            {**plain(beat), "stretch": stretch}
            for beat, stretch in zip(analysis.beats, analysis.stretches, strict=True)
        ],
    }
    return json.dumps(record, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _figures_table(path: Path, analysis: Analysis, texts: Texts) -> Table:
    said = texts.reports
    whole = analysis.whole
    figures = whole.time_domain
    table = Table(title=Text(printable(path.name)), title_justify="left", show_header=False)
    table.add_column("")
    table.add_column("", justify="right", no_wrap=True)
    table.add_column("")
    window = said.over.format(time=minutes_and_seconds(whole.end_s - whole.begin_s))
    table.add_row(said.intervals, str(whole.beats), _verdict_words(analysis, said))
    table.add_row(
        said.not_accepted,
        f"{texts.decimal(100.0 * whole.corrected_share, 2)} %",
        texts.counted(whole.gaps, texts.gaps),
    )
    table.add_section()
    rate = said.median_over.format(time=minutes_and_seconds(analysis.swing.window_s))
    for name, figure, words in (
        (said.fitted_swing, analysis.swing, rate),
        (said.peak_swing, analysis.swing_peak_trough, said.mean_per_breath),
        (said.breaths_per_min, analysis.breaths_per_min, said.breaths_from),
    ):
        table.add_row(name, texts.measured(figure, 1), texts.reason(figure) or words)
    table.add_section()
    for name, value, decimals in (
        (said.mean_rate, figures.mean_heart_rate_bpm, 1),
        ("RMSSD (ms)", figures.rmssd_ms, 1),
        ("SDNN (ms)", figures.sdnn_ms, 1),
        ("pNN50 (%)", figures.pnn50_percent, 1),
        ("SD1 (ms)", figures.sd1_ms, 1),
        ("SD2 (ms)", figures.sd2_ms, 1),
    ):
        beside = _words_beside(value, whole, window, texts)
        table.add_row(name, _number(value, decimals, texts), beside)
    table.add_section()
    for window_figures in analysis.windows[:1]:
        for name, value in _band_rows(window_figures, said):
            table.add_row(name, _number(value, 0, texts), _band_words(window_figures, texts))
    return table


def _windows_table(analysis: Analysis, texts: Texts) -> Table:
    said = texts.reports
    table = Table(title=said.windows_title, title_justify="left")
    table.add_column(said.from_when, justify="right")
    for name in ("HR", "RMSSD", "SDNN", "LF", "HF", said.total, said.excised):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column(said.bands_by)
    for window in analysis.windows[:_SHOWN_WINDOWS]:
        bands = window.bands
        table.add_row(
            minutes_and_seconds(window.begin_s),
            _number(window.time_domain.mean_heart_rate_bpm, 0, texts),
            _number(window.time_domain.rmssd_ms, 0, texts),
            _number(window.time_domain.sdnn_ms, 0, texts),
            _number(None if bands is None else bands.lf_ms2, 0, texts),
            _number(None if bands is None else bands.hf_ms2, 0, texts),
            _number(None if bands is None else bands.total_ms2, 0, texts),
            f"{texts.decimal(100.0 * window.corrected_share, 1)} %",
            _reason_words(window, texts) or _estimator_words(window, said),
        )
    left = len(analysis.windows) - _SHOWN_WINDOWS
    if left > 0:
        table.caption = said.and_more.format(count=left)
        table.caption_justify = "left"
    return table


def _estimators_table(analysis: Analysis, texts: Texts) -> Table:
    """Band powers by every estimator that was asked for, of the same beats."""
    said = texts.reports
    table = Table(title=said.estimators_title, title_justify="left")
    table.add_column(said.from_when, justify="right", no_wrap=True)
    table.add_column(said.estimator, no_wrap=True)
    for name in ("VLF", "LF", "HF", said.total, said.peak):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("")
    for window in analysis.windows[:_SHOWN_WINDOWS]:
        for number, by in enumerate(window.bands_by):
            suits = by.bands is not None and by.estimator is window.bands_estimator
            table.add_row(
                "" if number else minutes_and_seconds(window.begin_s),
                by.estimator.value,
                *_powers(by.bands, texts),
                texts.withheld[by.withheld] if by.withheld else said.suits if suits else "",
            )
        table.add_section()
    left = len(analysis.windows) - _SHOWN_WINDOWS
    if left > 0:
        table.caption = said.and_more_windows.format(count=left)
        table.caption_justify = "left"
    return table


def _powers(bands: BandPowers | None, texts: Texts) -> tuple[str, ...]:
    if bands is None:
        return (NO_NUMBER,) * 5
    powers = (bands.vlf_ms2, bands.lf_ms2, bands.hf_ms2, bands.total_ms2)
    return (*(_number(power, 0, texts) for power in powers), _number(bands.peak_hz, 3, texts))


def _corrections_table(analysis: Analysis, texts: Texts) -> Table:
    """The intervals that do not count, and what a picture draws in their place."""
    said = texts.reports
    table = Table(title=said.corrections_title, title_justify="left")
    for name in (said.number, said.at_when, texts.ms, said.verdict, said.drawn_as):
        justify: Literal["left", "right"] = "left" if name == said.verdict else "right"
        table.add_column(name, justify=justify, no_wrap=True)
    unclear = analysis.series.unclear
    for beat in unclear[:_SHOWN_CORRECTIONS]:
        drawn = ", ".join(f"{drawn_ms:.0f}" for drawn_ms in beat.drawn_ms)
        table.add_row(
            str(beat.index + 1),
            minutes_and_seconds(beat.beat_s),
            _number(beat.rr_ms, 0, texts),
            said.verdicts[beat.verdict],
            drawn or said.not_drawn,
        )
    left = len(unclear) - _SHOWN_CORRECTIONS
    if left > 0:
        table.caption = said.and_more_beats.format(count=left)
        table.caption_justify = "left"
    return table


def _words_beside(value: float | None, whole: WindowFigures, window: str, texts: Texts) -> str:
    """The window of a figure, or why there is no figure."""
    if value is not None:
        return window
    return texts.withheld[whole.withheld or Withheld.TOO_SHORT]


def _verdict_words(analysis: Analysis, said: ReportTexts) -> str:
    return ", ".join(
        f"{count} {said.verdicts[Verdict(verdict)]}" for verdict, count in analysis.verdicts
    )


def _band_rows(window: WindowFigures, said: ReportTexts) -> tuple[tuple[str, float | None], ...]:
    bands = window.bands
    return (
        (said.lf_power, None if bands is None else bands.lf_ms2),
        (said.hf_power, None if bands is None else bands.hf_ms2),
        (said.total_power, None if bands is None else bands.total_ms2),
    )


def _band_words(window: WindowFigures, texts: Texts) -> str:
    if window.bands_withheld is not None:
        return texts.withheld[window.bands_withheld]
    return texts.reports.band_words.format(
        length=minutes_and_seconds(window.bands_window_s),
        begin=minutes_and_seconds(window.begin_s),
        estimator=_estimator_words(window, texts.reports),
    )


def _estimator_words(window: WindowFigures, said: ReportTexts) -> str:
    """The estimator of a window's bands, and why it is not the usual one."""
    match window.bands_estimator:
        case None | Estimator.MULTITAPER as usual:
            return "" if usual is None else usual.value
        case Estimator.LOMB_MULTITAPER as other:
            return f"{other.value} ({said.beats_left_out})"
        case other:
            return f"{other.value} ({said.slow_heart})"


def _reason_words(window: WindowFigures, texts: Texts) -> str:
    reasons = [window.withheld, window.bands_withheld]
    if window.withheld is None and window.time_domain.rmssd_ms is None:
        reasons[0] = Withheld.TOO_SHORT
    said = (texts.withheld[reason] for reason in reasons if reason is not None)
    return ", ".join(dict.fromkeys(said))


def _number(value: float | None, decimals: int, texts: Texts) -> str:
    """A number as the language writes it, thousands set apart; a dash pair where there is none."""
    if value is None:
        return NO_NUMBER
    thousands = "." if texts.decimal_mark == "," else ","
    parts = f"{value:,.{decimals}f}".split(".")
    return texts.decimal_mark.join([parts[0].replace(",", thousands), *parts[1:]])
