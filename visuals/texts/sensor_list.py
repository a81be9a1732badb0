"""What stands around the list of `bellybreath sensors`, as one record: part of the catalogue."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["SensorListTexts"]


@dataclass(frozen=True, slots=True, eq=False)
class SensorListTexts:
    """Headings of the tables, and how good a wave is."""

    straps_title: str
    ports_title: str
    name: str
    address: str
    signal: str
    battery: str
    maker_and_product: str
    no_ports: str
    looking: str
    samples: str
    """With {rate}."""
    clear_share: str
    """With {percent}."""
    belt: str
    """With {rate}, or the reason why there is none."""
    belt_breaths: str
    """The same where there is a rate."""
    seconds_outside: str
    """With {seconds}."""
