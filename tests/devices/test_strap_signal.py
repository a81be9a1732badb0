"""How strongly a strap is heard: in steps, and without flicker."""

from __future__ import annotations

import pytest

from devices.strap_identity import FoundStrap, StrapIdentity
from devices.strap_signal import MOST_BARS, SteadySignal, StrapSignal

H10 = StrapIdentity("Polar H10 1A2B3C4D", "C0:FF:EE:00:00:A1")


def heard(rssi_dbm: int | None) -> FoundStrap:
    return FoundStrap(H10, rssi_dbm, is_held=rssi_dbm is None)


@pytest.mark.parametrize(
    ("rssi_dbm", "bars", "words"),
    [
        (-40, 4, "strong"),
        (-62, 4, "strong"),
        (-63, 3, "good"),
        (-75, 3, "good"),
        (-76, 2, "weak"),
        (-87, 2, "weak"),
        (-88, 1, "faint"),
        (-127, 1, "faint"),
        (None, 0, "not heard"),
    ],
)
def test_every_strength_has_its_step(rssi_dbm: int | None, bars: int, words: str) -> None:
    signal = StrapSignal.of(heard(rssi_dbm))
    assert (signal.bars, signal.words) == (bars, words)
    assert bars <= MOST_BARS


def test_a_strength_that_jumps_about_keeps_its_step() -> None:
    steady = SteadySignal()
    steps = [
        StrapSignal.of(steady.steadied(heard(-69 + jump))) for jump in [8, -8, 5, -6, 0, -8, 8] * 8
    ]
    assert set(steps[1:]) == {StrapSignal.GOOD}
    raw = {StrapSignal.of(heard(-69 + jump)) for jump in (8, -8)}
    assert len(raw) == 2, "unsteadied it would flicker"


def test_somebody_who_comes_nearer_is_seen_within_four_seconds() -> None:
    steady = SteadySignal()
    for _ in range(20):
        steady.steadied(heard(-90))
    looks = [StrapSignal.of(steady.steadied(heard(-55))) for _ in range(8)]
    assert looks[-1] is StrapSignal.STRONG


def test_a_strap_that_was_held_begins_anew() -> None:
    steady = SteadySignal()
    steady.steadied(heard(-95))
    assert steady.steadied(heard(None)).rssi_dbm is None
    assert steady.steadied(heard(-50)).rssi_dbm == -50
