"""The words of the terminal in German."""

from __future__ import annotations

from visuals.texts.terminal import TerminalTexts

__all__ = ["GERMAN_TERMINAL"]

GERMAN_TERMINAL = TerminalTexts(
    left="noch {time}",
    heart="Herz",
    swing="Schwingung",
    start="Anfang",
    in_step="im Takt",
    per_min="Schläge/min",
    beats="Schläge",
    breaths_per_min="Atemzüge/min",
    short_in="Ein",
    short_out="Aus",
    unsure="Manche Schläge sind unklar. Sitz bitte kurz still.",
    done="Geschafft.",
    done_early="Früher beendet. Das gilt als geschafft.",
    rate_row="Herzschlag in Ruhe (Schläge/min)",
    variation_row="Unterschied von Schlag zu Schlag in Ruhe, RMSSD (ms)",
    pulse_variation_row="Pulsvariabilität in Ruhe, RMSSD (ms)",
    swing_row="Schwingung mit jedem Atemzug (Schläge/min)",
    counted="{breaths}, {beats}, davon {percent} % unklar, {gaps}.",
    slower="In den letzten Atemzügen schlug das Herz {difference} ± {error} Mal pro Minute "
    "langsamer als vorher.",
    faster="In den letzten Atemzügen schlug das Herz {difference} ± {error} Mal pro Minute "
    "schneller als vorher.",
    saved="Gespeichert: {path}",
    looking="Es wird gesucht ...",
    look_again="noch einmal suchen",
    which_one="Welcher? (Enter: {sign})",
    type_one="Tippe eine der Zahlen oder Buchstaben vor den Namen.",
    found="{name} gefunden.",
)
