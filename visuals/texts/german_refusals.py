"""Why something is refused, in German."""

from __future__ import annotations

from visuals.texts.german_refused_sensors import GERMAN_REFUSED_SENSORS
from visuals.texts.german_refused_sessions import GERMAN_REFUSED_SESSIONS
from visuals.texts.refusals import SYSTEM_REASONS, RefusalTexts

__all__ = ["GERMAN_REFUSALS"]

_SYSTEM_REASONS = (
    "das ist dir nicht erlaubt",
    "das ist hier nicht erlaubt",
    "das gibt es nicht",
    "das gibt es schon",
    "ein Teil des Pfads ist kein Ordner",
    "das ist ein Ordner",
    "der Name ist zu lang",
    "die Verweise führen im Kreis",
    "damit kann das System nichts anfangen",
    "auf dem Laufwerk ist kein Platz mehr",
    "dein Platz ist aufgebraucht",
    "die Datei würde zu groß",
    "auf das Laufwerk lässt sich nicht schreiben",
    "das Laufwerk antwortet nicht, wie es soll",
    "es wird gerade benutzt",
    "zu viele Dateien sind offen",
    "der Speicher reicht nicht",
    "das Gerät gibt es nicht",
    "niemand liest mehr mit",
    "im Namen steht ein Zeichen, das keines ist",
    "kein Bildschirm ist zu erreichen",
    "kein Bildschirm ist da",
)
"""In the order of `SYSTEM_REASONS`."""

GERMAN_REFUSALS = RefusalTexts(
    said={**GERMAN_REFUSED_SENSORS, **GERMAN_REFUSED_SESSIONS},
    system_reasons=dict(zip(SYSTEM_REASONS, _SYSTEM_REASONS, strict=True)),
)
