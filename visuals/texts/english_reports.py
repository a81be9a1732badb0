"""The words of the reports in English."""

from __future__ import annotations

from trainer.journal.entries import EndReason
from trainer.signal.beats import Verdict
from visuals.texts.reports import CHECK_NAMES, ReportTexts

__all__ = ["ENGLISH_REPORTS"]

ENGLISH_REPORTS = ReportTexts(
    sessions_title="Sessions",
    session="session",
    heart="heart",
    breathed="breathed",
    swing="swing",
    upset="upset",
    ended="ended",
    at_pace="{time} at {pace}",
    sessions_caption=(
        "breathed: minutes at breaths per minute; swing: heart-rate swing with each breath, "
        "start and end, beats per minute; upset: how upset you felt before and after, 0 to 10"
    ),
    kept_in="Kept in {folder}",
    none_yet="No sessions yet in {folder}. Begin with: bellybreath practice",
    ends={reason: reason.value for reason in EndReason},
    check_title="Known signals through the pipeline",
    expected="expected",
    got="got",
    as_expected="ok",
    differs="DIFFERS",
    all_expected="All {count} are as expected.",
    expected_was="{signal}, {asked}: expected was {reason}.",
    some_differ="{others} of {count} are not as expected.",
    what_to_do=(
        "Figures may be off on this machine. Please report it with what `bellybreath check --json` "
        "prints, and do not rely on the numbers until then; the breathing itself works as ever."
    ),
    check_names={name: name for name in CHECK_NAMES},
    intervals="intervals",
    not_accepted="not accepted",
    over="over {time}",
    median_over="median over {time}",
    fitted_swing="heart-rate swing, fitted (beats/min)",
    peak_swing="heart-rate swing, peak to trough (beats/min)",
    mean_per_breath="mean per breath",
    breaths_per_min="breaths per minute",
    breaths_from="from the beats, or as given",
    mean_rate="mean heart rate (beats/min)",
    lf_power="LF power (ms²)",
    hf_power="HF power (ms²)",
    total_power="total power (ms²)",
    band_words="{length} from {begin}, {estimator}",
    beats_left_out="beats left out",
    slow_heart="slow heart",
    windows_title="Windows",
    from_when="from",
    total="total",
    excised="excised",
    bands_by="bands by, or why not",
    and_more="and {count} more; --json gives all",
    and_more_windows="and {count} windows more; --json gives all",
    and_more_beats="and {count} more; --json gives every beat",
    estimators_title="Band powers by estimator (ms²)",
    estimator="estimator",
    peak="peak (Hz)",
    suits="suits",
    corrections_title="Intervals that were not accepted",
    number="number",
    at_when="at",
    verdict="verdict",
    drawn_as="drawn as (ms)",
    not_drawn="not drawn",
    verdicts={verdict: verdict.value for verdict in Verdict},
)
