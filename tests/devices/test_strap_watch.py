"""What a strap is doing, told from packets alone; no link and no loop."""

from __future__ import annotations

import random
from collections.abc import Iterable

import pytest

from devices.back_off import BackOff
from devices.heart_rate_service import HeartRateMeasurement, SkinContact
from devices.readings import LinkState
from devices.strap_delays import StrapDelays
from devices.strap_watch import StrapWatch

DELAYS = StrapDelays()
ON, OFF, UNKNOWN = SkinContact.ON, SkinContact.OFF, SkinContact.NOT_SUPPORTED


def beats(rate: int = 60, *ticks: int, contact: SkinContact = ON) -> HeartRateMeasurement:
    return HeartRateMeasurement(rate, contact, None, ticks)


def watched(packets: Iterable[HeartRateMeasurement | None]) -> list[LinkState]:
    """The state after each second; None is a second without a packet."""
    watch = StrapWatch(DELAYS, 0.0)
    states = []
    for second, packet in enumerate(packets, start=1):
        if packet is not None:
            watch.take(packet, float(second))
        states.append(watch.look(float(second)))
    return states


def test_it_waits_until_a_beat_comes() -> None:
    states = watched([None, beats(60), beats(60, 1000)])
    assert states == [LinkState.WAITING, LinkState.WAITING, LinkState.ARRIVING]


def test_a_second_without_a_beat_is_nothing() -> None:
    states = watched([beats(40, 1500), beats(40), beats(40, 1500), beats(40)])
    assert set(states) == {LinkState.ARRIVING}


def test_no_packets_are_a_silence_after_four_seconds() -> None:
    states = watched([beats(60, 1000), None, None, None, None])
    assert states[3:] == [LinkState.ARRIVING, LinkState.SILENT]


def test_packets_without_beats_are_a_silence_as_well() -> None:
    states = watched([beats(60, 1000), *[beats(60 + n) for n in range(5)]])
    assert states[3:] == [LinkState.ARRIVING, LinkState.SILENT, LinkState.SILENT]


@pytest.mark.parametrize(
    "off",
    [beats(0, contact=UNKNOWN), beats(72, contact=OFF), beats(0, contact=ON)],
    ids=["rate 0", "no contact", "rate 0 in contact"],
)
def test_no_skin_is_said_after_two_seconds_of_it(off: HeartRateMeasurement) -> None:
    states = watched([beats(72, 850), off, off, off, beats(72, 850)])
    assert states == [
        LinkState.ARRIVING,
        LinkState.ARRIVING,
        LinkState.ARRIVING,
        LinkState.OFF_SKIN,
        LinkState.ARRIVING,
    ]


def test_a_rate_that_freezes_without_beats_is_no_skin() -> None:
    states = watched([beats(72, 850, contact=UNKNOWN), *[beats(72, contact=UNKNOWN)] * 14])
    assert states[5] is LinkState.SILENT
    assert states[-1] is LinkState.OFF_SKIN


def test_plausible_beats_count_whatever_the_contact_bits_say() -> None:
    states = watched([beats(60, 1000 + n % 5, contact=OFF) for n in range(30)])
    assert set(states) == {LinkState.ARRIVING}


def test_one_interval_repeated_without_contact_is_a_fill_value_and_no_beat() -> None:
    watch = StrapWatch(DELAYS, 0.0)
    handed_on = [watch.take(beats(120, 512, contact=OFF), float(n)) for n in range(1, 13)]
    assert handed_on == [True] * 7 + [False] * 5
    assert watch.look(12.0) is LinkState.OFF_SKIN


def test_one_interval_repeated_in_contact_is_kept() -> None:
    states = watched([beats(60, 1024)] * 30)
    assert set(states) == {LinkState.ARRIVING}


def test_a_device_that_never_sends_beats_is_told_apart() -> None:
    states = watched([beats(60 + n % 3, contact=UNKNOWN) for n in range(12)])
    assert states[7:9] == [LinkState.WAITING, LinkState.RATE_ONLY]
    assert states[-1] is LinkState.RATE_ONLY


def test_an_unreliable_contact_bit_hides_no_rate_that_moves() -> None:
    """Optical bands say "no contact" at random; a rate that changes comes from somebody."""
    states = watched([beats(60 + n % 3, contact=OFF) for n in range(20)])
    assert states[-1] is LinkState.RATE_ONLY


def test_a_rate_that_never_moves_without_contact_is_no_skin() -> None:
    states = watched([beats(60, contact=OFF)] * 15)
    assert LinkState.RATE_ONLY not in states
    assert states[-1] is LinkState.OFF_SKIN


def test_a_late_first_beat_ends_the_rate_without_beats() -> None:
    states = watched([*[beats(60 + n % 3) for n in range(12)], beats(60, 1000)])
    assert states[-1] is LinkState.ARRIVING


@pytest.mark.parametrize("ticks", [0, 100, 65535])
def test_an_interval_that_no_heart_has_is_no_sign_of_one(ticks: int) -> None:
    assert watched([beats(60, ticks)]) == [LinkState.WAITING]


def test_bytes_that_cannot_be_read_keep_the_link_and_say_nothing() -> None:
    watch = StrapWatch(DELAYS, 0.0)
    watch.take(beats(60, 1000), 1.0)
    for second in range(2, 30):
        watch.take_malformed(float(second))
        assert not watch.is_past_hope(float(second))
    assert watch.look(29.0) is LinkState.SILENT
    assert watch.malformed == 28


def test_a_link_is_past_hope_after_ten_seconds_without_a_packet() -> None:
    watch = StrapWatch(DELAYS, 0.0)
    watch.take(beats(60, 1000), 1.0)
    assert not watch.is_past_hope(10.9)
    assert watch.is_past_hope(11.0)


def test_the_first_packet_may_take_longer() -> None:
    watch = StrapWatch(DELAYS, 0.0)
    assert not watch.is_past_hope(14.9)
    assert watch.is_past_hope(15.0)


def test_ten_seconds_of_beats_are_a_steady_link() -> None:
    watch = StrapWatch(DELAYS, 0.0)
    for second in range(1, 12):
        assert watch.has_been_steady(float(second)) is (second >= 11)
        watch.take(beats(60, 1000 + second), float(second))
    assert watch.has_been_steady(11.0)


def test_pauses_grow_to_a_bound_and_vary_by_a_fifth() -> None:
    back_off = BackOff(DELAYS, random.Random(5))
    pauses_s = [back_off.next_s() for _ in range(8)]
    for pause_s, step_s in zip(pauses_s, (0.5, 1, 2, 5, 10, 10, 10, 10), strict=True):
        assert 0.8 * step_s <= pause_s <= 1.2 * step_s
    assert len({pause_s / 10 for pause_s in pauses_s[4:]}) == 4
    back_off.forget()
    assert back_off.next_s() <= 0.6


def test_no_pause_is_long_after_a_link_that_brought_beats() -> None:
    back_off = BackOff(DELAYS, random.Random(5))
    assert all(back_off.next_s(had_beats=True) <= 1.2 for _ in range(9))
    assert back_off.next_s() >= 8.0


def test_the_same_seed_gives_the_same_pauses() -> None:
    one, other = (BackOff(DELAYS, random.Random(3)) for _ in range(2))
    assert [one.next_s() for _ in range(9)] == [other.next_s() for _ in range(9)]
