"""Every parser of bytes that come from outside, in one table: for the fuzzer and for the tests.

Each takes any bytes at all. It may raise the one error that its room names, and nothing else.
"""

from __future__ import annotations

import contextlib
import math
from collections.abc import Callable

from devices.beat_timeline import FUTURE_S, BeatTimeline
from devices.bt1 import COUNTS, BT1Description, BT1Sample, parse_bt1
from devices.errors import DevicesError, MalformedPacketError, RecordingError
from devices.heart_rate_service import (
    encode_heart_rate_measurement,
    parse_battery_level,
    parse_body_location,
    parse_heart_rate_measurement,
)
from devices.polar_control import ControlAnswer, parse_control_point
from devices.polar_frames import AccelerationFrame, EcgFrame, parse_frame
from devices.polar_samples import MOST_FUTURE_S, PolarSamples
from devices.polar_settings import parse_settings
from devices.readings import PacketSource, PulseSamples
from devices.rr_file import parse_rr_text
from devices.sample_clock import SampleClock
from devices.sensor_text import LONGEST_TEXT, clean_name, parse_text
from devices.serial_lines import SerialLines, Speech

__all__ = ["PARSERS", "feed"]


def _heart_rate(content: bytes) -> None:
    measurement = parse_heart_rate_measurement(content)
    assert parse_heart_rate_measurement(encode_heart_rate_measurement(measurement)) == measurement
    assert all(math.isfinite(rr_ms) for rr_ms in measurement.rr_ms)


def _battery(content: bytes) -> None:
    assert 0 <= parse_battery_level(content) <= 100


def _text(content: bytes) -> None:
    assert len(parse_text(content)) <= LONGEST_TEXT
    pairs = zip(content[0::2], content[1::2], strict=False)
    name = clean_name("".join(chr(low | high << 8) for low, high in pairs))
    assert 0 < len(name) <= LONGEST_TEXT
    assert name.isprintable()


def _control_point(content: bytes) -> None:
    answer = parse_control_point(content)
    if isinstance(answer, ControlAnswer):
        parse_settings(answer.parameters)


def _frame(content: bytes) -> None:
    frame = parse_frame(content, 0.000244)
    if isinstance(frame, EcgFrame):
        assert len(frame.microvolts) * 3 == len(content) - 10
    elif isinstance(frame, AccelerationFrame):
        # A packed sample takes three bits or more: no frame can swell without bound.
        assert 0 < len(frame.samples_mg) <= 1 + len(content) * 8 // 3


def _timeline(content: bytes) -> None:
    """Packets in a row: 1 byte of waiting (20 ms each), 1 of length, then the packet."""
    timeline = BeatTimeline()
    at_s, last_s = 0.0, -math.inf
    while len(content) >= 2:
        wait, length = content[0], content[1] % 21
        packet, content = content[2 : 2 + length], content[2 + length :]
        at_s += wait / 50.0
        with contextlib.suppress(MalformedPacketError):
            rr_ms = parse_heart_rate_measurement(packet).rr_ms
            for beat in timeline.push(at_s, rr_ms).beats:
                assert last_s <= beat.beat_s <= at_s + FUTURE_S + 1e-9
                last_s = beat.beat_s


def _sample_clock(content: bytes) -> None:
    """Frames in a row: 1 byte of waiting (20 ms each), 1 of samples, 4 of the device's ms."""
    clock = SampleClock(130.0)
    at_s, last_s = 0.0, -math.inf
    for begin in range(0, len(content) - 5, 6):
        at_s += content[begin] / 50.0
        device_ns = int.from_bytes(content[begin + 2 : begin + 6], "little") * 1_000_000
        for time_s in clock.stamp(at_s, device_ns, content[begin + 1]).times_s:
            assert last_s < time_s < math.inf
            last_s = time_s


def _bt1_line(content: bytes) -> None:
    description = parse_bt1(b"#BT1 rate=200 cols=n,us,pulse,belt max=1023 up=0 lost=0*85A3")
    assert isinstance(description, BT1Description)
    for described in (None, description):
        record = parse_bt1(content, described)
        if isinstance(record, BT1Sample):
            assert 0 <= record.counter < COUNTS


def _serial_lines(content: bytes) -> None:
    """Pieces in a row: 1 byte of waiting (20 ms each), 1 of length, then what the port said."""
    lines = SerialLines()
    at_s, last_s = 0.0, -math.inf
    while len(content) >= 2:
        wait, length = content[0], content[1]
        piece, content = content[2 : 2 + length], content[2 + length :]
        at_s += wait / 50.0
        for reading in lines.feed(piece, at_s):
            if isinstance(reading, PulseSamples):
                assert all(math.isfinite(value) for value in reading.pulse)
                for time_s in reading.times_s:
                    assert last_s < time_s < math.inf
                    last_s = time_s
        assert lines.speech in Speech


def _samples(content: bytes) -> None:
    """Packets in a row: 1 byte of waiting (20 ms each), 1 of stream, 1 of length, the packet."""
    samples = PolarSamples()
    at_s = 0.0
    sources = tuple(PacketSource)
    while len(content) >= 3:
        at_s += content[0] / 50.0
        source, length = sources[content[1] % len(sources)], content[2] % 61
        found = samples.take(at_s, source, content[3 : 3 + length])
        content = content[3 + length :]
        if found is not None:
            assert all(math.isfinite(time_s) for time_s in found.times_s)
            assert found.times_s[-1] <= at_s + MOST_FUTURE_S


PARSERS: dict[str, tuple[Callable[[bytes], object], type[DevicesError]]] = {
    "heart_rate": (_heart_rate, MalformedPacketError),
    "battery": (_battery, MalformedPacketError),
    "body_location": (parse_body_location, MalformedPacketError),
    "text": (_text, MalformedPacketError),
    "polar_control": (_control_point, MalformedPacketError),
    "polar_settings": (parse_settings, MalformedPacketError),
    "polar_frame": (_frame, MalformedPacketError),
    "beat_timeline": (_timeline, MalformedPacketError),
    "sample_clock": (_sample_clock, MalformedPacketError),
    "bt1_line": (_bt1_line, MalformedPacketError),
    "serial_lines": (_serial_lines, MalformedPacketError),
    "polar_samples": (_samples, MalformedPacketError),
    "rr_text": (parse_rr_text, RecordingError),
}
"""By name: what is called, and the one error that it may raise."""


def feed(name: str, content: bytes) -> bool:
    """Give bytes to a parser; True when it read them, False when it refused them in order.

    Raises
    ------
    Exception
        Whatever else happens: that is a finding.
    """
    parse, refusal = PARSERS[name]
    try:
        parse(content)
    except refusal as error:
        refused = str(error)
    else:
        return True
    assert refused, "a refusal says why"
    assert "\n" not in refused, "a refusal is one sentence"
    return False
