"""The words around the list of sensors in German."""

from __future__ import annotations

from visuals.texts.sensor_list import SensorListTexts

__all__ = ["GERMAN_SENSOR_LIST"]

GERMAN_SENSOR_LIST = SensorListTexts(
    straps_title="Gurte in der Nähe",
    ports_title="Anschlüsse für Kabel",
    name="Name",
    address="Adresse",
    signal="Signal",
    battery="Batterie",
    maker_and_product="Marke und Gerät",
    no_ports="Keine Anschlüsse für Kabel.",
    looking="Es wird gesucht ... Strg-C beendet die Liste.",
    samples="{rate} Werte in der Sekunde",
    clear_share="{percent} % der Schläge sind klar",
    belt="Bauchgurt: {rate}",
    belt_breaths="Bauchgurt: {rate} Atemzüge pro Minute",
    seconds_outside="--seconds {seconds} liegt nicht zwischen 1 und 3600",
)
