"""A recording's figures: its windows, its gaps, and what is withheld."""

from __future__ import annotations

import math

import numpy as np
import pytest

from trainer.analysis import WINDOW_S, analyze_intervals
from trainer.errors import AnalysisError
from trainer.signal.figure import Withheld
from trainer.signal.spectrum import Estimator


def breathing(
    duration_s: float, mean_ms: float = 900.0, amplitude_ms: float = 50.0, hz: float = 0.1
) -> list[float]:
    """Intervals of a sine, stamped at the closing beat, as the reference signals are."""
    intervals: list[float] = []
    at_s = 0.0
    while at_s < duration_s:
        rr_ms = mean_ms
        for _ in range(50):  # the interval ends where its own value says
            rr_ms = mean_ms + amplitude_ms * math.sin(2.0 * math.pi * hz * (at_s + rr_ms / 1000.0))
        at_s += rr_ms / 1000.0
        intervals.append(rr_ms)
    return intervals


def test_a_sine_gives_its_closed_form() -> None:
    analysis = analyze_intervals(breathing(299.0))
    (window,) = analysis.windows
    assert analysis.verdicts == (("accepted", window.beats),)
    assert window.bands is not None
    # One sine of amplitude A has the power A^2/2; 1 % is the bar of the estimator.
    assert window.bands.lf_ms2 == pytest.approx(50.0**2 / 2.0, rel=0.01)
    assert window.time_domain.sdnn_ms == pytest.approx(50.0 / math.sqrt(2.0), rel=0.02)
    # RMSSD of a sine: sqrt(2) A |sin(pi f m)|.
    expected = math.sqrt(2.0) * 50.0 * math.sin(math.pi * 0.1 * 0.9)
    assert window.time_domain.rmssd_ms == pytest.approx(expected, rel=0.02)
    assert analysis.breaths_per_min.value == pytest.approx(6.0, abs=0.05)
    # 60000/(m - A) - 60000/(m + A), the swing of the closed form.
    swing = 60_000.0 / 850.0 - 60_000.0 / 950.0
    assert analysis.swing_peak_trough.value == pytest.approx(swing, rel=0.05)
    # The fit undoes the averaging within intervals: the wave of the heart rate itself is larger
    # by f m pi / sin(f m pi), 1.3 %.
    assert analysis.swing.value == pytest.approx(swing * 1.0135, rel=0.03)


def test_the_pace_may_be_given() -> None:
    analysis = analyze_intervals(breathing(90.0), breaths_per_min=6.0)
    assert analysis.breaths_per_min.value == 6.0
    assert analysis.swing.value == pytest.approx(7.5, rel=0.05)


def test_without_a_clear_breath_there_is_no_swing() -> None:
    chance = np.random.default_rng(1)
    analysis = analyze_intervals(list(900.0 + chance.normal(0.0, 15.0, 200)))
    assert analysis.breaths_per_min.withheld is Withheld.TOO_WEAK
    assert analysis.swing.withheld is Withheld.TOO_WEAK


def test_a_minute_is_too_short_for_the_rate_of_breathing() -> None:
    assert analyze_intervals(breathing(40.0)).swing.withheld is Withheld.TOO_SHORT


def test_windows_are_five_minutes_and_the_last_has_two_at_least() -> None:
    windows = analyze_intervals(breathing(2.5 * WINDOW_S)).windows
    assert [round(window.begin_s) for window in windows] == [0, 300, 600]
    windows = analyze_intervals(breathing(2.2 * WINDOW_S)).windows
    assert [round(window.begin_s) for window in windows] == [0, 300]


def test_every_interval_of_the_windows_is_counted_once() -> None:
    analysis = analyze_intervals(breathing(2.5 * WINDOW_S))
    assert sum(window.beats for window in analysis.windows) == analysis.whole.beats
    assert analysis.whole.beats == len(analysis.beats)


def test_a_part_of_the_recording_is_described() -> None:
    analysis = analyze_intervals(breathing(900.0), start_s=300.0, duration_s=300.0)
    assert analysis.beats[0].beat_s >= 300.0
    assert analysis.beats[-1].beat_s < 600.0
    assert len(analysis.windows) == 1
    assert analysis.windows[0].bands is not None


def test_a_part_without_intervals_is_said() -> None:
    with pytest.raises(AnalysisError, match="40 s long"):
        analyze_intervals(breathing(39.5), start_s=100.0)


def test_nothing_is_computed_across_a_gap() -> None:
    sine = breathing(100.0)
    analysis = analyze_intervals([*sine, None, *sine])
    (window,) = analysis.windows
    assert window.gaps == 1
    assert window.bands is None
    assert window.bands_withheld is Withheld.GAP
    assert analysis.whole.time_domain.differences <= 2 * (len(sine) - 1)
    assert set(analysis.stretches) == {1, 2}


def test_the_longest_stretch_gives_the_bands_of_a_window_with_a_gap() -> None:
    analysis = analyze_intervals([*breathing(30.0), None, *breathing(200.0)])
    (window,) = analysis.windows
    assert window.bands is not None
    assert window.bands_window_s == pytest.approx(200.0, abs=3.0)
    assert window.bands.lf_ms2 == pytest.approx(1250.0, rel=0.02)


def test_ten_minutes_in_one_interval_are_a_gap() -> None:
    sine = breathing(200.0)
    analysis = analyze_intervals([*sine, 600_000.0, *sine])
    assert analysis.whole.gaps == 1
    assert dict(analysis.verdicts).get("gap") == 1
    assert analysis.whole.time_domain.rmssd_ms == pytest.approx(
        math.sqrt(2.0) * 50.0 * math.sin(math.pi * 0.09), rel=0.05
    )


def test_excised_beats_leave_holes_that_the_estimator_bears() -> None:
    intervals = breathing(300.0)
    intervals[100] += intervals.pop(101)  # a missed beat
    (window,) = analyze_intervals(intervals).windows
    assert window.corrected_share > 0.0
    assert window.bands_estimator is Estimator.LOMB_MULTITAPER
    assert window.bands is not None
    assert window.bands.lf_ms2 == pytest.approx(1250.0, rel=0.05)


def test_noise_withholds_what_rests_on_differences() -> None:
    chance = np.random.default_rng(4)
    (window,) = analyze_intervals(list(chance.uniform(300.0, 1900.0, 300))).windows
    assert window.withheld is Withheld.TOO_DIRTY
    assert window.time_domain.rmssd_ms is None
    assert window.bands is None


def test_a_slow_heart_at_rest_has_its_bands_levelled() -> None:
    """0.3 Hz at 50 beats a minute: the spline alone takes a fifth, levelled it is A^2 / 2."""
    slow = breathing(300.0, mean_ms=1200.0, amplitude_ms=30.0, hz=0.3)
    (window,) = analyze_intervals(slow, estimators=[Estimator.MULTITAPER]).windows
    assert window.bands_estimator is Estimator.MULTITAPER_LEVELLED
    assert window.bands is not None
    assert window.bands.hf_ms2 == pytest.approx(450.0, rel=0.03)
    (by,) = window.bands_by
    assert by.bands is not None
    assert by.bands.hf_ms2 < 0.85 * 450.0


def test_a_slow_heart_that_is_paced_keeps_the_usual_estimator() -> None:
    slow = breathing(300.0, mean_ms=1200.0)
    (window,) = analyze_intervals(slow, breaths_per_min=6.0).windows
    assert window.bands_estimator is Estimator.MULTITAPER


def test_an_estimator_that_bears_no_holes_is_withheld_where_beats_are_left_out() -> None:
    intervals = breathing(300.0)
    intervals[100] += intervals.pop(101)  # a missed beat
    (window,) = analyze_intervals(intervals, estimators=tuple(Estimator)).windows
    for by in window.bands_by:
        assert (by.bands is None) is not by.estimator.bears_holes
        assert by.withheld is (None if by.estimator.bears_holes else Withheld.HOLES)


def test_estimators_are_withheld_for_the_reason_of_the_window() -> None:
    (window,) = analyze_intervals(breathing(40.0), estimators=[Estimator.WELCH]).windows
    assert [(by.estimator, by.withheld) for by in window.bands_by] == [
        (Estimator.WELCH, window.bands_withheld)
    ]
    assert window.bands_withheld is Withheld.TOO_SHORT


def test_estimators_are_of_windows_not_of_the_whole() -> None:
    assert analyze_intervals(breathing(299.0), estimators=[Estimator.WELCH]).whole.bands_by == ()
