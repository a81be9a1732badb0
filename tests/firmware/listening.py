"""Reads what a chip has sent: through the program's own parser, every line of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from devices.bt1 import BT1Description, BT1Sample, parse_bt1
from devices.bt1_ticks import BT1Ticks, TickedSample

__all__ = ["Heard", "listen"]


@dataclass(slots=True)
class Heard:
    """All that was heard, in order."""

    descriptions: list[tuple[int, BT1Description]] = field(default_factory=list)
    """Each with the number of samples that stand before it."""
    samples: list[BT1Sample] = field(default_factory=list)
    ticked: list[TickedSample] = field(default_factory=list)
    ticks: BT1Ticks = field(default_factory=BT1Ticks)


def listen(sent: bytes) -> Heard:
    """Every whole line; one that cannot be read is an error here."""
    heard = Heard()
    description: BT1Description | None = None
    *lines, _ = sent.split(b"\n")
    for line in lines:
        match parse_bt1(line, description):
            case BT1Description() as description:
                heard.descriptions.append((len(heard.samples), description))
                heard.ticks.hear(description)
            case BT1Sample() as sample:
                assert description is not None
                heard.samples.append(sample)
                ticked = heard.ticks.take(sample, description)
                assert ticked is not None, f"{line!r} came twice"
                heard.ticked.append(ticked)
            case None:
                raise AssertionError(f"{line!r} says nothing")
    return heard
