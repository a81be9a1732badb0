"""Known signals through the pipeline that judges live beats: what must come out, and what does.

Everything here has an answer that was known before: a closed form, or what was put in. No
chance and no clock take part, so that every machine must give the same. How a result looks on
a screen is not decided here.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from devices.readings import Beat
from trainer.analysis import Analysis, analyze_intervals
from trainer.signal.arrays import FloatArray
from trainer.signal.beats import JudgedBeat, Verdict
from trainer.signal.figure import Withheld
from trainer.signal.pipeline import Pipeline
from trainer.signal.swing import FittedSwing, fitted_swing

__all__ = ["Check", "run_checks"]

_TURN = 2.0 * math.pi
_SIGNAL_S = 300.0
"""Thirty whole breaths of the sines, and the window that the standards ask for."""
_PACE_PER_MIN = 6.0
_PACE_HZ = _PACE_PER_MIN / 60.0

_SINE_MEAN_MS = 900.0
_SINE_MS = 50.0
"""Amplitude of the sine of intervals."""

_SWING_MEAN_BPM = 65.0
_SWING_BPM = 14.0
"""Highest less lowest heart rate of the sine of the heart rate."""

_COARSE_MS = 10.0
_GLIDE_FROM_PER_MIN = 6.75
_GLIDE_TO_PER_MIN = 4.25
"""The range of the gliding search for one's own pace (docs/methods.md)."""

_PLACES = (60, 141, 223)
"""Intervals at which artifacts are put, in different parts of the breath."""
_LOST_BEATS_S = 17.0


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that is known of a signal, and what the pipeline says of it."""

    signal: str
    asked: str
    """What is asked of the signal."""
    unit: str
    """Of the numbers; empty for words and counts."""
    expected: float | str
    tolerance: float
    """How far a number may lie from the expected one, in its unit; 0 for words."""
    reason: str
    """Where the expected value comes from, and why it may be missed by the tolerance."""
    got: float | str | None
    """None when no number was given."""

    @property
    def passed(self) -> bool:
        """True when what was got is what was expected, within the tolerance."""
        match self.expected, self.got:
            case (float(), float()):
                return abs(self.got - self.expected) <= self.tolerance
            case _:
                return self.got == self.expected


def run_checks() -> tuple[Check, ...]:
    """Every known signal through the pipeline; what was expected and what came out."""
    checks = (
        *_sine_of_intervals(),
        *_sine_of_the_heart_rate(),
        *_spontaneous_rhythm(),
        *_artifacts(),
        *_gap(),
        *_grids(),
        *_gliding_pace(),
    )
    return tuple(_without_nan(check) for check in checks)


def _without_nan(check: Check) -> Check:
    """Return the check as it is, or with no number in place of one that is none."""
    if isinstance(check.got, float) and not math.isfinite(check.got):
        return replace(check, got=None)
    return check


# ------------------------------------------------------------------ the signals


def _sine_intervals_ms() -> list[float]:
    """Intervals whose length is a sine of the time at which they end, 30 whole breaths."""
    intervals_ms: list[float] = []
    now_s = 0.0
    while True:
        rr_ms = _SINE_MEAN_MS
        for _ in range(40):
            # Each step brings it 30 times nearer: the sine changes 0.03 of what the time does.
            end_s = now_s + rr_ms / 1000.0
            rr_ms = _SINE_MEAN_MS + _SINE_MS * math.sin(_TURN * _PACE_HZ * end_s)
        now_s += rr_ms / 1000.0
        if now_s > _SIGNAL_S:
            return intervals_ms
        intervals_ms.append(rr_ms)


def _beats_of_rate_s(rate_bpm: FloatArray, step_s: float) -> FloatArray:
    """Times at which the integral of the heart rate has grown by one, in s (Hyndman and Mohn)."""
    mean_bpm = (rate_bpm[1:] + rate_bpm[:-1]) / 2.0
    integral = np.concatenate([[0.0], np.cumsum(mean_bpm) * step_s / 60.0])
    time_s = np.arange(rate_bpm.size) * step_s
    beats_s: FloatArray = np.interp(np.arange(math.floor(integral[-1]) + 1), integral, time_s)
    return beats_s


def _intervals_ms(beats_s: FloatArray) -> list[float]:
    return [float(rr_ms) for rr_ms in np.diff(beats_s) * 1000.0]


def _times_s() -> tuple[FloatArray, float]:
    step_s = 0.002
    return np.arange(0.0, _SIGNAL_S + step_s / 2.0, step_s), step_s


def _paced_beats_s() -> FloatArray:
    """Beats of a heart whose rate is a sine at the pace."""
    time_s, step_s = _times_s()
    wave = np.sin(_TURN * _PACE_HZ * time_s)
    return _beats_of_rate_s(_SWING_MEAN_BPM + _SWING_BPM / 2.0 * wave, step_s)


def _resting_intervals_ms() -> list[float]:
    """A heart at rest: a natural breath, a slower wave, and a little unrest."""
    time_s, step_s = _times_s()
    rate_bpm = np.full(time_s.shape, 64.0)
    for swing_bpm, wave_hz, turn in (
        (2.5, 0.232, 0.0),
        (2.0, 0.0943, 1.0),
        (1.5, 0.0171, 2.0),
        (0.5, 0.371, 0.5),
    ):
        rate_bpm += swing_bpm * np.sin(_TURN * (wave_hz * time_s + turn))
    return _intervals_ms(_beats_of_rate_s(rate_bpm, step_s))


def _spontaneous_intervals_ms() -> list[float]:
    """A heart in which no rhythm stands out: equal waves from 0.03 to 0.42 Hz."""
    time_s, step_s = _times_s()
    rate_bpm = np.full(time_s.shape, 66.0)
    waves = 27
    for wave in range(waves):
        wave_hz = 0.03 + 0.015 * wave
        # Turns by the golden ratio: no moment at which all waves meet.
        rate_bpm += 0.7 * np.sin(_TURN * (wave_hz * time_s + 0.618034 * wave * wave))
    return _intervals_ms(_beats_of_rate_s(rate_bpm, step_s))


# ----------------------------------------------------------------- the questions


def _sine_of_intervals() -> Iterator[Check]:
    intervals_ms = _sine_intervals_ms()
    analysis = analyze_intervals(intervals_ms, breaths_per_min=_PACE_PER_MIN)
    yield _accepted("sine of intervals", analysis, "a clean swing is never an artifact")
    even = "closed form for {}; half a per cent, for it takes the beats as evenly spaced"
    found = analysis.whole.time_domain
    rmssd_ms = math.sqrt(2.0) * _SINE_MS * math.sin(math.pi * _PACE_HZ * _SINE_MEAN_MS / 1000.0)
    sdnn_ms = _SINE_MS / math.sqrt(2.0)
    lf_ms2 = _SINE_MS**2 / 2.0
    yield Check(
        "sine of intervals",
        "RMSSD",
        "ms",
        rmssd_ms,
        0.005 * rmssd_ms,
        even.format("sqrt(2) A sin(pi f m)"),
        found.rmssd_ms,
    )
    yield Check(
        "sine of intervals",
        "SDNN",
        "ms",
        sdnn_ms,
        0.005 * sdnn_ms,
        even.format("A / sqrt(2)"),
        found.sdnn_ms,
    )
    bands = analysis.windows[0].bands
    yield Check(
        "sine of intervals",
        "LF power",
        "ms²",
        lf_ms2,
        0.01 * lf_ms2,
        "closed form for A² / 2; one per cent for what the tapers spread beyond the band",
        None if bands is None else bands.lf_ms2,
    )


def _sine_of_the_heart_rate() -> Iterator[Check]:
    analysis = analyze_intervals(_intervals_ms(_paced_beats_s()), breaths_per_min=_PACE_PER_MIN)
    yield _accepted("sine of the heart rate", analysis, "a clean swing is never an artifact")
    yield Check(
        "sine of the heart rate",
        "fitted swing",
        "beats/min",
        _SWING_BPM,
        0.005 * _SWING_BPM,
        "the swing that was put in; half a per cent, for beats placed on a grid of 2 ms",
        analysis.swing.value,
    )


def _spontaneous_rhythm() -> Iterator[Check]:
    analysis = analyze_intervals(_spontaneous_intervals_ms())
    yield _accepted("spontaneous rhythm", analysis, "nothing in it is an artifact")
    withheld = analysis.swing.withheld
    yield Check(
        "spontaneous rhythm",
        "swing",
        "",
        _withheld_words(Withheld.TOO_WEAK),
        0.0,
        "no rhythm stands out that could be the breath, so none may be measured",
        _withheld_words(withheld) if withheld is not None else "a number",
    )


@dataclass(frozen=True, slots=True)
class _Artifact:
    """What takes the place of some true intervals."""

    name: str
    replaced: int
    shares: tuple[float, ...]
    """The intervals that are seen instead, as shares of the mean of those they replace."""
    verdict: Verdict


_ARTIFACTS = (
    _Artifact("a missed beat", 2, (2.0,), Verdict.MISSED),
    _Artifact("an extra beat", 1, (0.4, 0.6), Verdict.EXTRA),
    _Artifact("an ectopic beat", 2, (0.7, 1.3), Verdict.ECTOPIC),
    _Artifact("an ectopic couplet", 3, (0.65, 0.6, 1.75), Verdict.COUPLET),
    _Artifact("a misplaced beat", 2, (1.13, 0.87), Verdict.MISPLACED),
    _Artifact("noise", 1, (1.5,), Verdict.NOISE),
)


def _artifacts() -> Iterator[Check]:
    clean_ms = _resting_intervals_ms()
    analysis = analyze_intervals(clean_ms)
    yield _accepted("heart at rest", analysis, "nothing in it is an artifact")
    clean_rmssd_ms = _rmssd_ms(clean_ms)
    for artifact in _ARTIFACTS:
        seen_ms, touched = _corrupted(clean_ms, artifact)
        analysis = analyze_intervals(seen_ms)
        yield Check(
            f"{artifact.name}, three times",
            "found",
            "",
            _places_words((index, artifact.verdict) for index in touched),
            0.0,
            "what was put in, where it was put in, and nothing else",
            _places_words(
                (beat.index, beat.verdict) for beat in analysis.beats if not beat.is_accepted
            ),
        )
        yield Check(
            f"{artifact.name}, three times",
            "RMSSD",
            "ms",
            clean_rmssd_ms,
            0.02 * clean_rmssd_ms,
            "that of the same heart without it; two per cent, for its beats are left out",
            analysis.whole.time_domain.rmssd_ms,
        )


def _corrupted(clean_ms: Sequence[float], artifact: _Artifact) -> tuple[list[float], list[int]]:
    """Intervals with the artifact at three places, and the numbers of those that it touches."""
    seen_ms: list[float] = []
    touched: list[int] = []
    begin = 0
    for place in _PLACES:
        end = place + artifact.replaced
        mean_ms = sum(clean_ms[place:end]) / artifact.replaced
        seen_ms += clean_ms[begin:place]
        touched += range(len(seen_ms), len(seen_ms) + len(artifact.shares))
        seen_ms += [share * mean_ms for share in artifact.shares]
        begin = end
    return [*seen_ms, *clean_ms[begin:]], touched


def _gap() -> Iterator[Check]:
    resting_ms = _resting_intervals_ms()
    # The second half beats a third faster: a difference across would be a large one.
    halves_ms = resting_ms[:120], [0.75 * rr_ms for rr_ms in resting_ms[120:240]]
    rmssd_ms = _rmssd_ms(*halves_ms)
    reason = "the definition, within each half; nothing but rounding may part them"
    analysis = analyze_intervals([*halves_ms[0], None, *halves_ms[1]])
    yield Check(
        "a break that the link tells",
        "RMSSD",
        "ms",
        rmssd_ms,
        1e-6 * rmssd_ms,
        reason,
        analysis.whole.time_domain.rmssd_ms,
    )
    yield Check(
        "a break that the link tells",
        "breaks",
        "",
        1.0,
        0.0,
        "one was put in, and no other",
        float(analysis.whole.gaps),
    )
    first_s = np.cumsum(halves_ms[0]) / 1000.0
    second_s = first_s[-1] + _LOST_BEATS_S + np.cumsum(halves_ms[1]) / 1000.0
    judged = _judged(np.concatenate([first_s, second_s]), [*halves_ms[0], *halves_ms[1]])
    differences_ms = [
        beat.rr_ms - before.rr_ms for before, beat in pairwise(judged) if beat.follows
    ]
    yield Check(
        "beats lost without a word",
        "RMSSD",
        "ms",
        rmssd_ms,
        1e-6 * rmssd_ms,
        reason,
        _root_mean_square(differences_ms),
    )


def _grids() -> Iterator[Check]:
    mean_s = _SINE_MEAN_MS / 1000.0
    sine_ms = math.sqrt(2.0) * _SINE_MS * math.sin(math.pi * _PACE_HZ * mean_s)
    intervals_ms = _sine_intervals_ms()
    strap_ms = [round(rr_ms * 1.024) / 1.024 for rr_ms in intervals_ms]
    analysis = analyze_intervals(strap_ms, breaths_per_min=_PACE_PER_MIN)
    yield _accepted("grid of 1/1024 s", analysis, "a grid is no artifact")
    yield Check(
        "grid of 1/1024 s",
        "RMSSD",
        "ms",
        sine_ms,
        0.01 * sine_ms,
        "closed form of the sine; one per cent, half of it for the grid",
        analysis.whole.time_domain.rmssd_ms,
    )
    beats_s = np.concatenate([[0.0], np.cumsum(intervals_ms)]) / 1000.0
    coarse_s = np.round(beats_s * 1000.0 / _COARSE_MS) * _COARSE_MS / 1000.0
    analysis = analyze_intervals(_intervals_ms(coarse_s), breaths_per_min=_PACE_PER_MIN)
    yield _accepted("grid of 10 ms", analysis, "a grid is no artifact")
    coarse_ms = math.sqrt(sine_ms**2 + _COARSE_MS**2 / 2.0)
    yield Check(
        "grid of 10 ms",
        "RMSSD",
        "ms",
        coarse_ms,
        0.05 * coarse_ms,
        "closed form, with q² / 2 for the rounding of beats to q; five per cent, for 330 roundings",
        analysis.whole.time_domain.rmssd_ms,
    )
    paced_s = np.round(_paced_beats_s() * 1000.0 / _COARSE_MS) * _COARSE_MS / 1000.0
    analysis = analyze_intervals(_intervals_ms(paced_s), breaths_per_min=_PACE_PER_MIN)
    yield Check(
        "grid of 10 ms",
        "fitted swing",
        "beats/min",
        _SWING_BPM,
        0.02 * _SWING_BPM,
        "the swing that was put in; two per cent, for 30 beats carry each fit",
        analysis.swing.value,
    )


def _gliding_pace() -> Iterator[Check]:
    """From one pace to another, evenly, within the signal: the swing stays as it is."""
    time_s, step_s = _times_s()
    wave = np.sin(_TURN * _gliding_phase(time_s))
    beats_s = _beats_of_rate_s(_SWING_MEAN_BPM + _SWING_BPM / 2.0 * wave, step_s)
    judged = _judged(beats_s[1:], _intervals_ms(beats_s))
    good = [beat for beat in judged if beat.is_accepted]
    at_s = np.array([beat.beat_s for beat in good])
    rate_bpm = 60_000.0 / np.array([beat.rr_ms for beat in good])
    phase = _gliding_phase(at_s)
    for begin in (1.0, 12.0, 23.0):
        three = (phase > begin) & (phase <= begin + 3.0)
        fit = fitted_swing(at_s[three], rate_bpm[three], phase[three])
        per_min = 60.0 * _gliding_rate_hz(float(at_s[three].mean()))
        yield Check(
            "gliding pace",
            f"fitted swing at {per_min:.1f} breaths/min",
            "beats/min",
            _SWING_BPM,
            0.01 * _SWING_BPM,
            "the swing that was put in; one per cent, for the pace glides within an interval",
            fit.swing_bpm if isinstance(fit, FittedSwing) else None,
        )


def _gliding_rate_hz(at_s: float) -> float:
    share = at_s / _SIGNAL_S
    return (_GLIDE_FROM_PER_MIN + (_GLIDE_TO_PER_MIN - _GLIDE_FROM_PER_MIN) * share) / 60.0


def _gliding_phase(at_s: FloatArray) -> FloatArray:
    """Breaths since the begin: the integral of the gliding pace."""
    change = (_GLIDE_TO_PER_MIN - _GLIDE_FROM_PER_MIN) / _SIGNAL_S
    phase: FloatArray = (_GLIDE_FROM_PER_MIN * at_s + 0.5 * change * at_s**2) / 60.0
    return phase


# ------------------------------------------------------------------- the answers


def _judged(beats_s: FloatArray, intervals_ms: Sequence[float]) -> list[JudgedBeat]:
    """Beats with stamps of their own, one by one, as they come from a sensor."""
    pipeline = Pipeline()
    judged: list[JudgedBeat] = []
    for at_s, rr_ms in zip(beats_s.tolist(), intervals_ms, strict=True):
        judged += pipeline.take(Beat(at_s, at_s, rr_ms), at_s)
    judged += pipeline.finish()
    return judged


def _accepted(name: str, analysis: Analysis, reason: str) -> Check:
    """All intervals of a clean signal are accepted, and no break is seen."""
    counted = Counter(beat.verdict for beat in analysis.beats if not beat.is_accepted)
    return Check(
        f"{name}",
        "intervals not accepted",
        "",
        0.0,
        0.0,
        reason,
        float(counted.total()),
    )


def _places_words(places: Iterable[tuple[int, Verdict]]) -> str:
    """Verdicts and the numbers of their intervals, counted from 1 as `analyze` does."""
    numbers: dict[Verdict, list[str]] = {}
    for index, verdict in places:
        numbers.setdefault(verdict, []).append(str(index + 1))
    return (
        "; ".join(f"{verdict.value} {', '.join(places)}" for verdict, places in numbers.items())
        or "nothing"
    )


def _withheld_words(reason: Withheld) -> str:
    return f"withheld: {reason.value}"


def _rmssd_ms(*stretches_ms: Sequence[float]) -> float:
    """RMSSD by its definition, within each of some stretches, in ms."""
    differences_ms = [float(each) for part_ms in stretches_ms for each in np.diff(part_ms)]
    found_ms = _root_mean_square(differences_ms)
    assert found_ms is not None  # the signals have beats
    return found_ms


def _root_mean_square(values: Sequence[float]) -> float | None:
    if not values:
        return None
    return math.sqrt(sum(value * value for value in values) / len(values))
