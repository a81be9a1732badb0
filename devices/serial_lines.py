"""All that a serial pulse sensor says: bytes in, readings out. No I/O here, nothing is ever raised.

Our own sketch describes itself (`bt1`); what others print is told apart by listening
(`plain_wave`). Whatever comes, memory stays bounded: a chip that boots, browns out, is unplugged in
the middle of a line or speaks at another speed costs the lines that it spoils.
"""

from __future__ import annotations

import re
from dataclasses import replace
from enum import Enum

from devices.bt1 import BT1Description, BT1Sample, is_bt1, parse_bt1
from devices.bt1_ticks import BT1Ticks
from devices.errors import MalformedPacketError
from devices.line_noise import LineNoise
from devices.line_shapes import LineKind, ReadLine, read_line
from devices.line_splitter import LineSplitter
from devices.plain_wave import PlainVerdict, PlainWave
from devices.readings import HeartRate, PulseSamples, SampleTiming
from devices.wave_timing import WaveTiming

__all__ = ["LineReading", "SerialLines", "Speech"]

LineReading = PulseSamples | SampleTiming | HeartRate

BOARD_CLOCK_WITHIN = 0.015
"""A board's resonator is off by half a percent at the worst."""
TIMING_EVERY_S = 10.0
FIRST_TIMING_S = 5.0
ASK_EVERY_S = 1.0
_BROKEN_BT1 = re.compile(rb"[0-9]{1,10},[0-9,]{1,60}\*[0-9A-Fa-f]{1,4}")
"""What is left of a line of numbers whose checksum is wrong."""
_FORGET_BT1 = 40
"""Lines in a row that are none of BT1, and the sketch was another one."""
_RATES_PER_MIN = (20.0, 250.0)
_DESCRIBED_AFTER_S = 7.0
"""A sketch describes itself every 5 s, and when it is asked, which happens every second."""
_MANY_DAMAGED = 20
"""Lines in a row that look like BT1 and have a wrong checksum."""
_MANY_OFF = 10
"""Exclamation marks in a row: at 9600 baud SparkFun's board sends hundreds a second."""


class Speech(Enum):
    """What a port says, as far as it was listened to."""

    NOTHING = "nothing"
    """Not one line yet."""
    LISTENING = "listening"
    """Lines come; what they are is not known yet."""
    WAVE = "wave"
    """A pulse wave."""
    FLAT = "flat"
    """A wave that stands still."""
    RATE_ONLY = "heart rate only"
    """A heart rate, and no wave to time beats by."""
    NO_WAVE = "no wave"
    """Words, or numbers that come too seldom."""
    NOISE = "noise"
    """No text: another speed, or no sensor."""
    UNDESCRIBED = "undescribed"
    """Lines of BT1, for long and asked for in vain, without a word of what they mean."""
    DAMAGED = "damaged"
    """Lines that were BT1, and none of them whole."""
    SENSOR_OFF = "sensor off"
    """The board says again and again that its sensor is not on."""


class SerialLines:
    """Reads one port.

    Parameters
    ----------
    rate_hz
        Samples in a second, as a person says; None to find it. What BT1 says of itself goes first.
    column
        The pulse's column, as a person says: counted from 1, or its name; None to find it.
    is_ecg
        Whether the wave is an ECG, as a person says; None: as the lines tell.
    """

    def __init__(
        self,
        rate_hz: float | None = None,
        column: int | str | None = None,
        *,
        is_ecg: bool | None = None,
    ) -> None:
        self._asked_ecg = is_ecg
        self._splitter = LineSplitter()
        self._noise = LineNoise()
        self._plain = PlainWave(rate_hz, column)
        self._timing = WaveTiming()
        self._ticks = BT1Ticks()
        self._description: BT1Description | None = None
        self._strangers = 0
        self._has_lines = False
        self._is_first = True
        self._is_bt1 = False
        self._damaged_bt1 = 0
        self._broken_run = 0
        self._off_run = 0
        self._undescribed_since_s: float | None = None
        self._latest_s = 0.0
        self._wants_description_s: float | None = None
        self._asked_s = float("-inf")
        self._timing_due_s: float | None = None
        self._found: list[LineReading] = []

    @property
    def speech(self) -> Speech:
        """What the port says."""
        if self._noise.is_noise and not self._is_bt1:
            return Speech.NOISE
        if not self._has_lines:
            return Speech.NOTHING
        if self._off_run >= _MANY_OFF:
            return Speech.SENSOR_OFF
        if self._broken_run >= _MANY_DAMAGED:
            return Speech.DAMAGED
        if self._is_bt1:
            if self._description is None:
                since_s = self._undescribed_since_s
                is_long = since_s is not None and self._latest_s - since_s >= _DESCRIBED_AFTER_S
                return Speech.UNDESCRIBED if is_long else Speech.LISTENING
            return Speech.FLAT if self._timing.is_flat else Speech.WAVE
        match self._plain.verdict:
            case PlainVerdict.LISTENING:
                return Speech.LISTENING
            case PlainVerdict.WAVE:
                return Speech.FLAT if self._timing.is_flat else Speech.WAVE
            case PlainVerdict.RATE_ONLY:
                return Speech.RATE_ONLY
            case PlainVerdict.NO_WAVE:
                return Speech.NO_WAVE
            case PlainVerdict.NOISE:
                return Speech.NOISE

    @property
    def dialect(self) -> str:
        """What the lines look like; empty while that is not known."""
        if self._is_bt1:
            return LineKind.BT1.value
        return "" if self._plain.kind is None else self._plain.kind.value

    @property
    def damaged(self) -> int:
        """Lines that could not be read."""
        return self._plain.damaged + self._damaged_bt1 + self._splitter.overlong

    @property
    def lost(self) -> int:
        """Samples that were counted by the sensor, or missed in time, and never came."""
        return self._plain.lost + self._ticks.lost

    def wants_description(self, now_s: float) -> bool:
        """True when the sketch should be asked (with "?") to describe its lines; once a second."""
        if self._wants_description_s is None or now_s - self._asked_s < ASK_EVERY_S:
            return False
        self._asked_s = now_s
        return True

    def interrupt(self) -> list[LineReading]:
        """Say that the line was broken: nothing that comes connects with what was.

        Returns
        -------
        list
            What had been collected and was not handed out yet.
        """
        self._say(self._timing.flush(self._full_scale))
        self._splitter.begin_anew()
        self._noise.forget()
        self._plain.interrupt()
        self._ticks.interrupt()
        self._timing.begin(BOARD_CLOCK_WITHIN)
        self._description = None
        self._has_lines = self._is_bt1 = False
        self._is_first = True
        self._strangers = self._broken_run = self._off_run = 0
        self._undescribed_since_s = None
        self._wants_description_s = None
        self._timing_due_s = None
        found, self._found = self._found, []
        return found

    def feed(self, received: bytes, arrived_s: float) -> list[LineReading]:
        """Readings that are known now.

        Parameters
        ----------
        received
            Bytes, cut anywhere.
        arrived_s
            When they came, on the session clock.
        """
        self._noise.feed(received)
        self._latest_s = arrived_s
        for line in self._splitter.feed(received):
            # The first may lack its beginning; a checksum shows that it does not.
            if not self._is_first or is_bt1(line):
                self._has_lines = True
                self._take_line(line, arrived_s)
            self._is_first = False
        self._say(self._timing.flush_if_due(arrived_s, self._full_scale))
        self._say_timing(arrived_s)
        found, self._found = self._found, []
        return found

    @property
    def _full_scale(self) -> float | None:
        return float(self._description.full_scale) if self._description is not None else None

    def _say(self, piece: PulseSamples | None) -> None:
        if piece is not None:
            self._found.append(replace(piece, is_ecg=True) if self._is_ecg else piece)

    @property
    def _is_ecg(self) -> bool:
        if self._asked_ecg is not None:
            return self._asked_ecg
        if self._is_bt1:
            return self._description is not None and self._description.is_ecg
        return self._plain.is_ecg

    def _take_line(self, line: bytes, arrived_s: float) -> None:
        read = read_line(line)
        self._off_run = self._off_run + 1 if read.kind is LineKind.SENSOR_OFF else 0
        looks_broken = read.kind is not LineKind.BT1 and _BROKEN_BT1.search(line) is not None
        self._broken_run = self._broken_run + 1 if looks_broken else 0
        if read.kind is LineKind.BT1:
            self._strangers = 0
            if not self._is_bt1:
                self._begin_bt1()
            self._take_bt1(line, arrived_s)
        elif self._is_bt1:
            self._take_stranger()
        else:
            self._take_plain(read, arrived_s)

    def _begin_bt1(self) -> None:
        self._say(self._timing.flush(None))
        self._is_bt1 = True
        self._plain.interrupt()
        self._timing.begin(BOARD_CLOCK_WITHIN)
        self._timing_due_s = None

    def _take_stranger(self) -> None:
        """Count a damaged line; many in a row come from another sketch."""
        self._damaged_bt1 += 1
        self._strangers += 1
        if self._strangers >= _FORGET_BT1:
            self._say(self._timing.flush(self._full_scale))
            self._is_bt1 = False
            self._description = None
            self._ticks.interrupt()
            self._timing.begin(BOARD_CLOCK_WITHIN)
            self._timing_due_s = None

    def _take_bt1(self, line: bytes, arrived_s: float) -> None:
        try:
            record = parse_bt1(line, self._description)
        except MalformedPacketError:
            self._damaged_bt1 += 1
            self._wants_description_s = arrived_s
            return
        match record:
            case BT1Description():
                self._description = record
                self._undescribed_since_s = None
                self._wants_description_s = None
                self._ticks.hear(record)
            case BT1Sample():
                self._take_sample(record, arrived_s)
            case None:
                if self._description is None:
                    self._wants_description_s = arrived_s
                    if self._undescribed_since_s is None:
                        self._undescribed_since_s = arrived_s

    def _take_sample(self, record: BT1Sample, arrived_s: float) -> None:
        description = self._description
        assert description is not None  # without it no line of numbers is a sample
        sample = self._ticks.take(record, description)
        if sample is None:
            return
        if sample.is_start:
            self._say(self._timing.flush(self._full_scale))
            self._timing.begin(BOARD_CLOCK_WITHIN)
        if self._timing_due_s is None:
            self._timing_due_s = arrived_s + FIRST_TIMING_S
        self._say(self._timing.add(sample, arrived_s, self._full_scale))

    def _take_plain(self, read: ReadLine, arrived_s: float) -> None:
        plain = self._plain
        if plain.verdict is PlainVerdict.RATE_ONLY and read.kind is LineKind.RATE_ONLY:
            low, high = _RATES_PER_MIN
            if low <= read.values[0] <= high:
                self._found.append(HeartRate(arrived_s, round(read.values[0])))
        for heard in plain.take(read, arrived_s):
            if heard.sample.is_start:
                self._say(self._timing.flush(None))
                self._timing.begin(plain.slope_within)
            if self._timing_due_s is None:
                self._timing_due_s = heard.arrived_s + FIRST_TIMING_S
            self._say(self._timing.add(heard.sample, heard.arrived_s, None))
        if plain.verdict is PlainVerdict.WAVE:
            plain.find_lost(self._timing.clock, arrived_s)
        else:
            self._timing_due_s = None

    def _say_timing(self, arrived_s: float) -> None:
        if self._timing_due_s is None or arrived_s < self._timing_due_s:
            return
        self._timing_due_s = arrived_s + TIMING_EVERY_S
        clock = self._timing.clock
        if self._description is not None and self._is_bt1:
            rate_hz, has_clock = self._description.rate_hz, True
        else:
            rate_hz, has_clock = 1.0 / self._plain.period_s, self._plain.has_device_clock
        rate_hz /= clock.slope
        self._found.append(
            SampleTiming(
                arrived_s,
                self.dialect,
                rate_hz,
                rate_hz * clock.slope_doubt,
                has_clock,
                self.lost,
                self.damaged,
                self._description.rate_hz if self._description is not None else None,
            )
        )
