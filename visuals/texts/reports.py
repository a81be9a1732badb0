"""What the commands for looking back and checking say, as one record: part of the catalogue.

For people who ask for numbers: its words may be the field's own, which no screen would use.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trainer.journal.entries import EndReason
from trainer.signal.beats import Verdict

__all__ = ["CHECK_NAMES", "ReportTexts"]

CHECK_NAMES = (
    "sine of intervals",
    "sine of the heart rate",
    "spontaneous rhythm",
    "heart at rest",
    "gliding pace",
    "grid of 1/1024 s",
    "grid of 10 ms",
    "a break that the link tells",
    "beats lost without a word",
    "a missed beat, three times",
    "an extra beat, three times",
    "an ectopic beat, three times",
    "an ectopic couplet, three times",
    "a misplaced beat, three times",
    "noise, three times",
    "RMSSD",
    "SDNN",
    "LF power",
    "breaks",
    "found",
    "swing",
    "fitted swing",
    "fitted swing at 4.6 breaths/min",
    "fitted swing at 5.7 breaths/min",
    "fitted swing at 6.6 breaths/min",
    "intervals not accepted",
    "beats/min",
)
"""What `trainer/self_check.py` calls its signals, its figures and their unit."""


@dataclass(frozen=True, slots=True, eq=False)
class ReportTexts:
    """Words of `sessions`, `check` and `analyze`."""

    sessions_title: str
    session: str
    heart: str
    breathed: str
    swing: str
    upset: str
    ended: str
    at_pace: str
    """With {time} and {pace}."""
    sessions_caption: str
    kept_in: str
    """With {folder}, as `none_yet`."""
    none_yet: str
    ends: Mapping[EndReason, str]

    check_title: str
    expected: str
    got: str
    as_expected: str
    differs: str
    all_expected: str
    """With {count}."""
    expected_was: str
    """With {signal}, {asked} and {reason}."""
    some_differ: str
    """With {others} and {count}."""
    what_to_do: str
    check_names: Mapping[str, str]
    """What is given in, and what is asked of it, by the name that JSON has, too."""

    intervals: str
    not_accepted: str
    over: str
    """With {time}."""
    median_over: str
    """With {time}."""
    fitted_swing: str
    peak_swing: str
    mean_per_breath: str
    breaths_per_min: str
    breaths_from: str
    mean_rate: str
    lf_power: str
    hf_power: str
    total_power: str
    band_words: str
    """With {length}, {begin} and {estimator}."""
    beats_left_out: str
    slow_heart: str
    windows_title: str
    from_when: str
    total: str
    excised: str
    bands_by: str
    and_more: str
    """With {count}, as the next two."""
    and_more_windows: str
    and_more_beats: str
    estimators_title: str
    estimator: str
    peak: str
    suits: str
    corrections_title: str
    number: str
    at_when: str
    verdict: str
    drawn_as: str
    not_drawn: str
    verdicts: Mapping[Verdict, str]
