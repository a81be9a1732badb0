"""The words of the terminal in English."""

from __future__ import annotations

from visuals.texts.terminal import TerminalTexts

__all__ = ["ENGLISH_TERMINAL"]

ENGLISH_TERMINAL = TerminalTexts(
    left="{time} left",
    heart="heart",
    swing="swing",
    start="start",
    in_step="in step",
    per_min="beats/min",
    beats="beats",
    breaths_per_min="breaths/min",
    short_in="In",
    short_out="Out",
    unsure="Some beats are unclear. Sit still a moment.",
    done="Done.",
    done_early="Finished early. That counts as done.",
    rate_row="heart rate at rest (beats/min)",
    variation_row="beat-to-beat variation at rest, RMSSD (ms)",
    pulse_variation_row="pulse-rate variability at rest, RMSSD (ms)",
    swing_row="heart-rate swing with each breath (beats/min)",
    counted="{breaths}, {beats}, {percent} % of them unclear, {gaps}.",
    slower="In the last breaths the heart was {difference} ± {error} beats a minute slower "
    "than before.",
    faster="In the last breaths the heart was {difference} ± {error} beats a minute faster "
    "than before.",
    saved="Saved: {path}",
    looking="Looking around ...",
    look_again="look again",
    which_one="Which one? (Enter: {sign})",
    type_one="Type one of the numbers or letters before the names.",
    found="Found {name}.",
)
