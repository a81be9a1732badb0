"""What the data frames of a Polar device hold, and what is made of bytes that hold nothing."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.errors import MalformedPacketError
from devices.heart_rate_service import SkinContact
from devices.packed_changes import pack_changes, unpack_changes
from devices.polar_frames import (
    AccelerationFrame,
    EcgFrame,
    PulseInterval,
    PulseIntervalFrame,
    encode_acceleration,
    encode_ecg,
    encode_pulse_intervals,
    parse_frame,
)

# From the maker's document.
ACCELERATION = "02 EA54A2428B455208 01 45FF E4FF B503"
ACCELERATION_NS = 599618164814402794
PACKED = "D0FF6501E40F 08 02 FC07FF 0C13F2"
PACKED_SAMPLES = (-48, 357, 4068, -52, 364, 4067, -40, 383, 4053)
HEAD = "EA54A2428B455208"

TIMES_NS = st.integers(0, 2**64 - 1)
AXIS = st.integers(-(2**15), 2**15 - 1)
CONTACTS = st.sampled_from(SkinContact)
FRAMES = st.one_of(
    st.builds(
        EcgFrame, TIMES_NS, st.lists(st.integers(-(2**23), 2**23 - 1), min_size=1).map(tuple)
    ),
    st.builds(
        AccelerationFrame,
        TIMES_NS,
        st.lists(st.tuples(AXIS, AXIS, AXIS), min_size=1, max_size=40).map(tuple),
    ),
    st.builds(
        PulseIntervalFrame,
        st.none() | st.integers(1, 2**64 - 1),
        st.lists(
            st.builds(
                PulseInterval,
                st.integers(0, 65535),
                st.integers(0, 65535),
                st.integers(0, 255),
                st.booleans(),
                CONTACTS,
            ),
            min_size=1,
            max_size=20,
        ).map(tuple),
    ),
)


def encode(frame: EcgFrame | AccelerationFrame | PulseIntervalFrame) -> bytes:
    match frame:
        case EcgFrame():
            return encode_ecg(frame)
        case AccelerationFrame():
            return encode_acceleration(frame)
        case PulseIntervalFrame():
            return encode_pulse_intervals(frame)


def test_the_maker_s_acceleration_frame_is_read_and_written() -> None:
    frame = AccelerationFrame(ACCELERATION_NS, ((-187.0, -28.0, 949.0),))
    assert parse_frame(bytearray.fromhex(ACCELERATION)) == frame
    assert encode_acceleration(frame) == bytes.fromhex(ACCELERATION)


def test_the_maker_s_packed_samples_are_read_and_written() -> None:
    packed = bytes.fromhex(PACKED)
    assert unpack_changes(packed, 3) == PACKED_SAMPLES
    triples = tuple(PACKED_SAMPLES[at : at + 3] for at in (0, 3, 6))
    assert pack_changes(triples, 8) == packed


@pytest.mark.parametrize(
    ("frame_type", "factor", "scale"),
    [("81", None, 1.0), ("81", 0.5, 0.5), ("80", 0.000244, 0.244), ("80", None, 1000.0)],
)
def test_packed_acceleration_is_scaled_to_milli_g(
    frame_type: str, factor: float | None, scale: float
) -> None:
    frame = parse_frame(bytes.fromhex(f"02 {HEAD} {frame_type} {PACKED}"), factor)
    assert isinstance(frame, AccelerationFrame)
    assert frame.samples_mg[2] == pytest.approx((-40 * scale, 383 * scale, 4053 * scale))


def test_ecg_is_signed_and_in_24_bits() -> None:
    frame = parse_frame(bytes.fromhex(f"00 {HEAD} 00 010000 FFFFFF FFFF7F 000080"))
    assert frame == EcgFrame(ACCELERATION_NS, (1, -1, 8388607, -8388608))


@pytest.mark.parametrize(
    ("frame_type", "sample"), [("00", "FF 01 80"), ("02", "FFFFFF 010000 80FFFF")]
)
def test_acceleration_of_other_widths_is_read(frame_type: str, sample: str) -> None:
    frame = parse_frame(bytes.fromhex(f"02 {HEAD} {frame_type} {sample}"))
    assert frame == AccelerationFrame(ACCELERATION_NS, ((-1.0, 1.0, -128.0),))


# Flags of a pulse interval: bit 0 blocked, bit 1 contact, bit 2 contact supported.
INTERVAL_FLAGS = {
    0b000: (False, SkinContact.NOT_SUPPORTED),
    0b001: (True, SkinContact.NOT_SUPPORTED),
    0b010: (False, SkinContact.NOT_SUPPORTED),
    0b011: (True, SkinContact.NOT_SUPPORTED),
    0b100: (False, SkinContact.OFF),
    0b101: (True, SkinContact.OFF),
    0b110: (False, SkinContact.ON),
    0b111: (True, SkinContact.ON),
}


@pytest.mark.parametrize("flags", INTERVAL_FLAGS)
@pytest.mark.parametrize("reserved", [0x00, 0xF8])
def test_pulse_intervals_are_read_with_their_flags(flags: int, reserved: int) -> None:
    packet = bytes.fromhex(f"03 {HEAD} 00 48 4103 0A00") + bytes((flags | reserved,))
    is_blocked, contact = INTERVAL_FLAGS[flags]
    assert parse_frame(packet) == PulseIntervalFrame(
        ACCELERATION_NS, (PulseInterval(833, 10, 72, is_blocked, contact),)
    )


def test_pulse_intervals_without_a_time_have_none() -> None:
    frame = parse_frame(bytes.fromhex("03 0000000000000000 00 00 4103 0A00 00"))
    assert isinstance(frame, PulseIntervalFrame)
    assert frame.last_sample_ns is None


REFUSED = {
    "empty": "",
    "head alone": f"00 {HEAD} 00",
    "head cut": "00 EA54",
    "part of a sample": f"00 {HEAD} 00 0102",
    "part of a triple": f"02 {HEAD} 01 01020304",
    "part of an interval": f"03 {HEAD} 00 0102030405",
    "light": f"01 {HEAD} 00 010203",
    "unknown kind": f"3F {HEAD} 00 010203",
    "compressed ECG": f"00 {HEAD} 80 010203",
    "unknown type": f"02 {HEAD} 07 010203040506",
    "first sample cut": f"02 {HEAD} 81 0102030405",
    "block without a count": f"02 {HEAD} 81 010203040506 08",
    "block cut": f"02 {HEAD} 81 010203040506 08 02 0102030405",
    "no bits": f"02 {HEAD} 81 010203040506 00 FF",
    "too many bits": f"02 {HEAD} 81 010203040506 21 01" + "00" * 13,
    "far too much promised": f"02 {HEAD} 81 010203040506 FF FF 00",
}


@pytest.mark.parametrize("packet", REFUSED.values(), ids=REFUSED.keys())
def test_what_is_no_frame_is_refused_in_one_sentence(packet: str) -> None:
    with pytest.raises(MalformedPacketError, match=r"^(A|Pulse) .+\.$"):
        parse_frame(bytes.fromhex(packet))


@given(FRAMES)
def test_a_frame_that_is_written_is_read_again(
    frame: EcgFrame | AccelerationFrame | PulseIntervalFrame,
) -> None:
    assert parse_frame(encode(frame)) == frame


@given(FRAMES)
def test_a_frame_cut_at_any_byte_is_refused_or_loses_whole_samples(
    frame: EcgFrame | AccelerationFrame | PulseIntervalFrame,
) -> None:
    packet = encode(frame)
    step = {0: 3, 2: 6, 3: 6}[packet[0]]
    for cut in range(len(packet)):
        if cut <= 10 or (cut - 10) % step:
            with pytest.raises(MalformedPacketError):
                parse_frame(packet[:cut])
        else:
            assert packet.startswith(encode(parse_frame(packet[:cut])))


@given(
    st.integers(2, 17).flatmap(
        lambda bits: st.tuples(
            st.just(bits),
            st.tuples(AXIS, AXIS, AXIS),
            st.lists(
                st.tuples(*[st.integers(-(2 ** (bits - 1)), 2 ** (bits - 1) - 1)] * 3), max_size=600
            ),
        )
    )
)
def test_packed_samples_of_any_width_are_read_again(
    given_samples: tuple[int, tuple[int, int, int], list[tuple[int, ...]]],
) -> None:
    bits, first, changes = given_samples
    samples: list[tuple[int, ...]] = [first]
    for change in changes:
        samples.append(tuple(a + b for a, b in zip(samples[-1], change, strict=True)))
    packed = pack_changes(tuple(samples), bits)
    assert unpack_changes(packed, 3) == tuple(value for sample in samples for value in sample)
    for cut in range(0, len(packed), 7):
        with contextlib.suppress(MalformedPacketError):
            left = unpack_changes(packed[:cut], 3)
            assert left == tuple(v for sample in samples for v in sample)[: len(left)]


@given(
    st.binary(max_size=80),
    st.sampled_from((0, 1, 2, 3, 5, 63)),
    st.sampled_from((0x00, 0x01, 0x02, 0x80, 0x81)),
)
def test_any_bytes_give_a_frame_or_the_one_named_error(
    content: bytes, kind: int, frame_type: int
) -> None:
    with contextlib.suppress(MalformedPacketError):
        parse_frame(content)
    with contextlib.suppress(MalformedPacketError):
        parse_frame(bytes((kind,)) + bytes(8) + bytes((frame_type,)) + content, 0.000244)


def test_what_does_not_fit_is_not_written() -> None:
    interval = PulseInterval(65536, 0, 0, False, SkinContact.ON)
    frames: tuple[EcgFrame | AccelerationFrame | PulseIntervalFrame, ...] = (
        EcgFrame(0, (1 << 23,)),
        EcgFrame(-1, (1,)),
        AccelerationFrame(1 << 64, ((0.0, 0.0, 0.0),)),
        AccelerationFrame(0, ((32768.0, 0.0, 0.0),)),
        PulseIntervalFrame(0, (interval,)),
    )
    for frame in frames:
        with pytest.raises(MalformedPacketError, match="fit"):
            encode(frame)


@pytest.mark.parametrize(
    ("samples", "bits"),
    [((), 8), (((0, 0, 0),), 33), (((0, 0, 0), (128, 0, 0)), 8), (((32768, 0, 0),), 8)],
    ids=["nothing", "wide", "large change", "large first sample"],
)
def test_what_does_not_fit_is_not_packed(samples: tuple[tuple[int, ...], ...], bits: int) -> None:
    with pytest.raises(MalformedPacketError, match=r"fit|packed"):
        pack_changes(samples, bits)
