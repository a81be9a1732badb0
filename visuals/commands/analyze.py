"""`analyze`: the figures of an RR recording, as a table or as JSON."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from devices.recording import read_recording
from devices.rr_file import RRRecording
from trainer.analysis import Analysis, WindowFigures, analyze_intervals
from trainer.journal.entries import plain
from trainer.plan import Pace
from trainer.signal.figure import Withheld
from trainer.signal.spectrum import BandPowers, Estimator
from visuals.errors import RequestError
from visuals.texts import ENGLISH, NO_NUMBER, minutes_and_seconds, printable
from visuals.version import software_name

__all__ = ["run"]

_SHOWN_WINDOWS = 24
_SHOWN_CORRECTIONS = 20


def run(request: argparse.Namespace) -> int:
    """Analyze the recording that was asked for; the exit status."""
    if request.start < 0.0:
        raise RequestError(f"--start {request.start:g} lies before the recording; give 0 or more")
    if request.duration is not None and request.duration <= 0.0:
        raise RequestError(f"--duration {request.duration:g} is no time; give some seconds")
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
        console.print(note, highlight=False)
    console.print(_figures_table(path, analysis))
    if len(analysis.windows) > 1:
        console.print(_windows_table(analysis))
    if any(window.bands_by for window in analysis.windows):
        console.print(_estimators_table(analysis))
    if analysis.series.unclear:
        console.print(_corrections_table(analysis))
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
        "notes": list(recording.notes),
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


def _figures_table(path: Path, analysis: Analysis) -> Table:
    whole = analysis.whole
    figures = whole.time_domain
    table = Table(title=Text(printable(path.name)), title_justify="left", show_header=False)
    table.add_column("")
    table.add_column("", justify="right", no_wrap=True)
    table.add_column("")
    window = f"over {minutes_and_seconds(whole.end_s - whole.begin_s)}"
    table.add_row("intervals", str(whole.beats), _verdict_words(analysis))
    table.add_row(
        "not accepted",
        f"{100.0 * whole.corrected_share:.2f} %",
        ENGLISH.counted(whole.gaps, ENGLISH.gaps),
    )
    table.add_section()
    rate = f"median over {minutes_and_seconds(analysis.swing.window_s)}"
    for name, figure, words in (
        ("heart-rate swing, fitted (beats/min)", analysis.swing, rate),
        (
            "heart-rate swing, peak to trough (beats/min)",
            analysis.swing_peak_trough,
            "mean per breath",
        ),
        ("breaths per minute", analysis.breaths_per_min, "from the beats, or as given"),
    ):
        table.add_row(name, ENGLISH.measured(figure, 1), ENGLISH.reason(figure) or words)
    table.add_section()
    for name, value, decimals in (
        ("mean heart rate (beats/min)", figures.mean_heart_rate_bpm, 1),
        ("RMSSD (ms)", figures.rmssd_ms, 1),
        ("SDNN (ms)", figures.sdnn_ms, 1),
        ("pNN50 (%)", figures.pnn50_percent, 1),
        ("SD1 (ms)", figures.sd1_ms, 1),
        ("SD2 (ms)", figures.sd2_ms, 1),
    ):
        table.add_row(name, _number(value, decimals), _words_beside(value, whole, window))
    table.add_section()
    for window_figures in analysis.windows[:1]:
        for name, value in _band_rows(window_figures):
            table.add_row(name, _number(value, 0), _band_words(window_figures))
    return table


def _windows_table(analysis: Analysis) -> Table:
    table = Table(title="Windows", title_justify="left")
    table.add_column("from", justify="right")
    for name in ("HR", "RMSSD", "SDNN", "LF", "HF", "total", "excised"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("bands by, or why not")
    for window in analysis.windows[:_SHOWN_WINDOWS]:
        bands = window.bands
        table.add_row(
            minutes_and_seconds(window.begin_s),
            _number(window.time_domain.mean_heart_rate_bpm, 0),
            _number(window.time_domain.rmssd_ms, 0),
            _number(window.time_domain.sdnn_ms, 0),
            _number(None if bands is None else bands.lf_ms2, 0),
            _number(None if bands is None else bands.hf_ms2, 0),
            _number(None if bands is None else bands.total_ms2, 0),
            f"{100.0 * window.corrected_share:.1f} %",
            _reason_words(window) or _estimator_words(window),
        )
    left = len(analysis.windows) - _SHOWN_WINDOWS
    if left > 0:
        table.caption = f"and {left} more; --json gives all"
        table.caption_justify = "left"
    return table


def _estimators_table(analysis: Analysis) -> Table:
    """Band powers by every estimator that was asked for, of the same beats."""
    table = Table(title="Band powers by estimator (ms²)", title_justify="left")
    table.add_column("from", justify="right", no_wrap=True)
    table.add_column("estimator", no_wrap=True)
    for name in ("VLF", "LF", "HF", "total", "peak (Hz)"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("")
    for window in analysis.windows[:_SHOWN_WINDOWS]:
        for number, by in enumerate(window.bands_by):
            suits = by.bands is not None and by.estimator is window.bands_estimator
            table.add_row(
                "" if number else minutes_and_seconds(window.begin_s),
                by.estimator.value,
                *_powers(by.bands),
                by.withheld.value if by.withheld is not None else "suits" if suits else "",
            )
        table.add_section()
    left = len(analysis.windows) - _SHOWN_WINDOWS
    if left > 0:
        table.caption = f"and {left} windows more; --json gives all"
        table.caption_justify = "left"
    return table


def _powers(bands: BandPowers | None) -> tuple[str, ...]:
    if bands is None:
        return (NO_NUMBER,) * 5
    powers = (bands.vlf_ms2, bands.lf_ms2, bands.hf_ms2, bands.total_ms2)
    return (*(_number(power, 0) for power in powers), _number(bands.peak_hz, 3))


def _corrections_table(analysis: Analysis) -> Table:
    """The intervals that do not count, and what a picture draws in their place."""
    table = Table(title="Intervals that were not accepted", title_justify="left")
    for name in ("number", "at", "ms", "verdict", "drawn as (ms)"):
        table.add_column(name, justify="left" if name == "verdict" else "right", no_wrap=True)
    unclear = analysis.series.unclear
    for beat in unclear[:_SHOWN_CORRECTIONS]:
        drawn = ", ".join(f"{drawn_ms:.0f}" for drawn_ms in beat.drawn_ms)
        table.add_row(
            str(beat.index + 1),
            minutes_and_seconds(beat.beat_s),
            f"{beat.rr_ms:,.0f}",
            beat.verdict.value,
            drawn or "not drawn",
        )
    left = len(unclear) - _SHOWN_CORRECTIONS
    if left > 0:
        table.caption = f"and {left} more; --json gives every beat"
        table.caption_justify = "left"
    return table


def _words_beside(value: float | None, whole: WindowFigures, window: str) -> str:
    """The window of a figure, or why there is no figure."""
    if value is not None:
        return window
    return (whole.withheld or Withheld.TOO_SHORT).value


def _verdict_words(analysis: Analysis) -> str:
    return ", ".join(f"{count} {verdict}" for verdict, count in analysis.verdicts)


def _band_rows(window: WindowFigures) -> tuple[tuple[str, float | None], ...]:
    bands = window.bands
    return (
        ("LF power (ms²)", None if bands is None else bands.lf_ms2),
        ("HF power (ms²)", None if bands is None else bands.hf_ms2),
        ("total power (ms²)", None if bands is None else bands.total_ms2),
    )


def _band_words(window: WindowFigures) -> str:
    if window.bands_withheld is not None:
        return window.bands_withheld.value
    length = minutes_and_seconds(window.bands_window_s)
    return f"{length} from {minutes_and_seconds(window.begin_s)}, {_estimator_words(window)}"


def _estimator_words(window: WindowFigures) -> str:
    """The estimator of a window's bands, and why it is not the usual one."""
    match window.bands_estimator:
        case None | Estimator.MULTITAPER as usual:
            return "" if usual is None else usual.value
        case Estimator.LOMB_MULTITAPER as other:
            return f"{other.value} (beats left out)"
        case other:
            return f"{other.value} (slow heart)"


def _reason_words(window: WindowFigures) -> str:
    reasons = [window.withheld, window.bands_withheld]
    if window.withheld is None and window.time_domain.rmssd_ms is None:
        reasons[0] = Withheld.TOO_SHORT
    return ", ".join(dict.fromkeys(reason.value for reason in reasons if reason is not None))


def _number(value: float | None, decimals: int) -> str:
    return NO_NUMBER if value is None else f"{value:,.{decimals}f}"
