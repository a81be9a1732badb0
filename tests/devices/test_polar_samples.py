"""Samples from packets: their values, their times, and what is said where they do not go on."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.polar_control import ControlAnswer, encode_control_answer
from devices.polar_frames import AccelerationFrame, EcgFrame, encode_acceleration, encode_ecg
from devices.polar_kinds import PolarKind, PolarOperation, PolarStatus
from devices.polar_samples import EcgSamples, MovementSamples, PolarSamples
from devices.polar_settings import PolarSettings, encode_settings
from devices.readings import PacketSource

START_NS = 599_616_023_171_427_290
MOVEMENT = PacketSource.MOVEMENT


def answer(operation: PolarOperation, settings: PolarSettings) -> bytes:
    """The control point's answer about acceleration."""
    return encode_control_answer(
        ControlAnswer(
            operation,
            PolarKind.ACCELERATION,
            PolarStatus.SUCCESS,
            0,
            parameters=encode_settings(settings),
        )
    )


def movement(number: int, *, rate_hz: float = 50.0, samples: int = 36) -> bytes:
    """Frame `number` of a stream; each sample holds its own number in its first axis."""
    first = number * samples
    last_ns = START_NS + round((first + samples - 1) / rate_hz * 1e9)
    rows = tuple((float((first + each) % 30_000), 0.0, 1000.0) for each in range(samples))
    return encode_acceleration(AccelerationFrame(last_ns, rows))


def at_50_hz() -> PolarSamples:
    """What has heard that the device offers 25 and 50 samples a second."""
    found = PolarSamples()
    offer = answer(PolarOperation.SETTINGS, PolarSettings(rates_hz=(25, 50)))
    assert found.take(0.0, PacketSource.POLAR_CONTROL, offer) is None
    return found


def taken(found: PolarSamples, arrived_s: float, packet: bytes) -> MovementSamples:
    samples = found.take(arrived_s, MOVEMENT, packet)
    assert isinstance(samples, MovementSamples)
    return samples


def test_samples_of_frames_in_a_row_are_evenly_spaced_and_go_on() -> None:
    found = at_50_hz()
    frames = [taken(found, 10.0 + 0.72 * number, movement(number)) for number in range(40)]
    times_s = [at_s for frame in frames for at_s in frame.times_s]
    steps_s = [after - before for before, after in itertools.pairwise(times_s)]
    assert steps_s == pytest.approx([0.02] * len(steps_s), abs=1e-6)
    assert frames[0].times_s[-1] == pytest.approx(10.0)
    assert [frame.begins_anew for frame in frames] == [True] + [False] * 39
    assert {frame.lost_samples for frame in frames} == {0}
    values = [row[0] for frame in frames for row in frame.samples_mg]
    assert values == [float(number) for number in range(40 * 36)]


def test_a_lost_frame_is_a_hole_of_its_length() -> None:
    found = at_50_hz()
    for number in range(5):
        taken(found, 10.0 + 0.72 * number, movement(number))
    after = taken(found, 10.0 + 0.72 * 6, movement(6))
    assert (after.begins_anew, after.lost_samples) == (False, 36)
    assert after.times_s[0] == pytest.approx(10.0 + 0.72 * 5 + 0.02, abs=1e-6)


def test_a_frame_that_comes_twice_is_given_once() -> None:
    found = at_50_hz()
    taken(found, 10.0, movement(0))
    assert found.take(10.1, MOVEMENT, movement(0)) is None


def test_after_a_lost_link_the_samples_begin_anew() -> None:
    found = at_50_hz()
    taken(found, 10.0, movement(0))
    found.restart()
    assert taken(found, 10.8, movement(1)).begins_anew


def test_the_answer_to_the_start_tells_the_factor_and_the_rate() -> None:
    found = PolarSamples()
    started = answer(PolarOperation.START, PolarSettings(rates_hz=(52,), factor=0.5))
    found.take(0.0, PacketSource.POLAR_CONTROL, started)
    # Compressed, type 1: a first sample of 16 bits an axis, and no changes.
    head = bytes((2,)) + START_NS.to_bytes(8, "little") + bytes((0x81,))
    packet = head + b"".join(value.to_bytes(2, "little", signed=True) for value in (-200, 30, 1000))
    samples = taken(found, 5.0, packet)
    assert samples.samples_mg == ((-100.0, 15.0, 500.0),)
    frames = [
        taken(found, 6.0 + number, movement(number, rate_hz=52.0, samples=52))
        for number in range(1, 4)
    ]
    assert {frame.lost_samples for frame in frames[1:]} == {0}


def test_ecg_and_movement_have_clocks_of_their_own() -> None:
    found = at_50_hz()
    taken(found, 10.0, movement(0))
    packet = encode_ecg(EcgFrame(START_NS + 5_000_000_000, tuple(range(73))))
    ecg = found.take(10.1, PacketSource.ECG, packet)
    assert isinstance(ecg, EcgSamples)
    assert ecg.microvolts == tuple(range(73))
    assert ecg.times_s[-1] == pytest.approx(10.1)
    assert ecg.times_s[0] == pytest.approx(10.1 - 72 / 130)
    assert not taken(found, 10.72, movement(1)).begins_anew


def test_a_device_whose_clock_leaps_ahead_takes_no_samples_in_the_future() -> None:
    found = at_50_hz()
    taken(found, 10.0, movement(0))
    leapt = taken(found, 10.72, movement(1000))
    assert leapt.times_s[-1] == pytest.approx(10.72)
    assert leapt.begins_anew


def test_packets_that_cannot_be_read_are_counted_and_change_nothing() -> None:
    found = at_50_hz()
    taken(found, 10.0, movement(0))
    for source in (MOVEMENT, PacketSource.ECG, PacketSource.POLAR_CONTROL):
        assert found.take(10.3, source, b"\xee\x00") is None
    assert found.malformed == 3
    assert taken(found, 10.72, movement(1)).times_s[0] == pytest.approx(10.02, abs=1e-6)


@given(
    st.lists(
        st.tuples(
            st.floats(-10.0, 1e7),
            st.sampled_from(PacketSource),
            st.binary(max_size=40)
            | st.builds(
                lambda ns, mg: encode_acceleration(AccelerationFrame(ns, ((mg, mg, mg),) * 5)),
                st.integers(0, 2**64 - 1),
                st.integers(-32_768, 32_767),
            ),
        ),
        max_size=12,
    )
)
def test_any_packets_give_rising_times_that_are_not_in_the_future(
    packets: list[tuple[float, PacketSource, bytes]],
) -> None:
    found = PolarSamples()
    latest_s = -10.0
    for arrived_s, source, packet in packets:
        latest_s = max(latest_s, arrived_s)
        samples = found.take(arrived_s, source, packet)
        if samples is not None:
            assert all(before <= after for before, after in itertools.pairwise(samples.times_s))
            assert samples.times_s[-1] <= latest_s + 2.0
