"""The words around the list of sensors in English."""

from __future__ import annotations

from visuals.texts.sensor_list import SensorListTexts

__all__ = ["ENGLISH_SENSOR_LIST"]

ENGLISH_SENSOR_LIST = SensorListTexts(
    straps_title="Straps nearby",
    ports_title="Serial ports",
    name="name",
    address="address",
    signal="signal",
    battery="battery",
    maker_and_product="maker and product",
    no_ports="No serial ports.",
    looking="Looking around ... Ctrl-C ends the list.",
    samples="{rate} samples a second",
    clear_share="{percent} % of the beats are clear",
    belt="belt: {rate}",
    belt_breaths="belt: {rate} breaths a minute",
    seconds_outside="--seconds {seconds} is outside 1 to 3600",
)
