"""Streams of lines as they arrive, up to samples with their times: nothing is ever raised."""

from __future__ import annotations

import random
import tracemalloc
from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.readings import HeartRate, PulseSamples, SampleTiming
from devices.serial_lines import SerialLines, Speech
from tests.firmware.waves import BodyOnPins
from tests.serial_line import senders
from tests.serial_line.senders import Arrival, Line

SECONDS = 40.0
START_S = 100.0
Make = Callable[[BodyOnPins], list[Line]]


def _csv(form: str, rate_hz: float, clock: float = 1.0) -> Make:
    return lambda body: senders.rows(
        body,
        SECONDS,
        rate_hz,
        lambda number, board_s, pulse: form.format(
            n=number,
            us=int(board_s * 1e6) + 77,
            ms=int(board_s * 1e3) + 1234,
            pulse=pulse,
            noise=400 + number * 7 % 13,
            slow=500 + round(80 * np.sin(board_s * 0.8)),
        ),
        clock,
    )


SENDERS: list[tuple[str, Make, str, float, bool]] = [
    ("our sketch", lambda body: senders.bt1(body, SECONDS), "BT1", 200.0, True),
    ("our sketch, slow board", lambda b: senders.bt1(b, SECONDS, 0.995), "BT1", 199.0, True),
    ("PulseSensor", lambda body: senders.pulse_sensor(body, SECONDS), "PulseSensor", 49.48, False),
    ("PulseSensor plotter", lambda body: senders.plotter(body, SECONDS), "columns", 48.7, False),
    ("delay(10)", _csv("{pulse}", 97.42), "columns", 97.42, False),
    ("500 Hz", _csv("{pulse}", 500.0), "columns", 500.0, False),
    ("tabs", _csv("{pulse}\t{noise}", 100.0), "columns", 100.0, False),
    ("pulse last", _csv("{noise},{slow},{pulse}", 100.0), "columns", 100.0, False),
    ("milliseconds", _csv("{ms},{pulse}", 100.0, 1.003), "columns", 100.3, True),
    ("microseconds", _csv("{us};{slow};{pulse}", 125.0, 0.997), "columns", 124.625, True),
    ("labels", _csv("slow:{slow},pulse:{pulse}", 100.0), "named numbers", 100.0, False),
    ("GettingStarted", _csv("Signal {pulse}", 50.0), "named numbers", 50.0, False),
    ("JSON", _csv('{{"t": {ms}, "ppg": {pulse}}}', 100.0), "named numbers", 100.0, True),
]


@pytest.mark.parametrize(
    ("make", "dialect", "rate_hz", "has_clock"),
    [sender[1:] for sender in SENDERS],
    ids=[sender[0] for sender in SENDERS],
)
@pytest.mark.parametrize(
    ("frame_s", "stalls"), [(0.001, 0.0), (0.016, 0.2)], ids=["quiet", "stalls"]
)
def test_a_senders_beats_come_back_by_its_own_clock(
    make: Make, dialect: str, rate_hz: float, has_clock: bool, frame_s: float, stalls: float
) -> None:
    body = BodyOnPins(SECONDS)
    lines = SerialLines()
    readings = senders.listen(lines, senders.arrivals(make(body), frame_s, stalls))
    assert (lines.speech, lines.dialect) == (Speech.WAVE, dialect)
    found_s = senders.beats_of(readings)
    known_s = np.array(body.beats_s) + START_S
    known_s = known_s[[int(np.argmin(np.abs(known_s - beat_s))) for beat_s in found_s]]
    assert len(found_s) >= 38
    error_ms = (np.diff(found_s) - np.diff(known_s)) * 1000.0
    # Quantised to whole milliseconds by the sender itself in one case; the first seconds of a
    # clock that is half a percent off are bent while that is being found.
    assert error_ms[12:].std() < 1.0
    assert error_ms.std() < 1.5
    assert np.abs(found_s - known_s)[-5:].max() < 0.008  # one frame's wait, and the line itself
    timing = [reading for reading in readings if isinstance(reading, SampleTiming)][-1]
    assert timing.has_device_clock is has_clock
    assert timing.rate_hz == pytest.approx(rate_hz, rel=2e-4)
    assert abs(timing.rate_hz - rate_hz) < 2.0 * timing.rate_doubt_hz + 1e-3
    assert (timing.lost, timing.damaged) == (0, 0)
    pieces = [reading for reading in readings if isinstance(reading, PulseSamples)]
    assert [piece.opens_gap for piece in pieces] == [True] + [False] * (len(pieces) - 1)
    times_s, _ = senders.pulse_of(readings)
    assert all(later > earlier for earlier, later in pairwise(times_s))


def test_the_belt_comes_with_the_pulse() -> None:
    body = BodyOnPins(3.0)
    readings = senders.listen(SerialLines(), senders.arrivals(senders.bt1(body, 3.0)))
    pieces = [reading for reading in readings if isinstance(reading, PulseSamples)]
    assert all(len(piece.belt) == len(piece.pulse) == len(piece.times_s) for piece in pieces)
    assert {piece.full_scale for piece in pieces} == {1023.0}


@pytest.mark.parametrize(
    "form",
    [
        " R[{red}] IR[{ir}] G[{green}]",
        "IR={ir}, BPM=72.50, Avg BPM=71",
        "red={red}, ir={ir}",
        " R[{red}] IR[{ir}] G[{green}] Hz[98.12]",
    ],
)
def test_the_infrared_of_an_oximeter_is_its_pulse(form: str) -> None:
    body = BodyOnPins(8.0)
    lines = SerialLines()
    made = senders.rows(body, 8.0, 100.0, senders.max3010x(form))
    _, heights = senders.pulse_of(senders.listen(lines, senders.arrivals(made)))
    assert lines.speech is Speech.WAVE
    assert 57_000 < min(heights) < max(heights) < 59_000


def test_an_oximeter_whose_lines_grow_is_followed() -> None:
    body = BodyOnPins(8.0)

    def form(number: int, board_s: float, pulse: int) -> str:
        tail = ", HR=75, HRvalid=1, SPO2=98, SPO2Valid=1" if number >= 100 else ""
        return f"red={52000 - pulse}, ir={60000 - pulse}{tail}"

    lines = SerialLines()
    made = senders.rows(body, 8.0, 25.0, form)
    _, heights = senders.pulse_of(senders.listen(lines, senders.arrivals(made)))
    assert len(heights) == pytest.approx(200, abs=3)
    assert min(heights) > 58_900


@pytest.mark.parametrize("text", ["BPM: {bpm}", "Heart_rate_is:\t{bpm}", "{bpm} bpm"])
def test_a_sketch_that_sends_only_a_rate_gives_only_that(text: str) -> None:
    made = [Line(second * 0.8, text.format(bpm=70 + second % 5).encode() + b"\n")
            for second in range(40)]  # fmt: skip
    lines = SerialLines()
    readings = senders.listen(lines, senders.arrivals(made))
    assert lines.speech is Speech.RATE_ONLY
    assert {type(reading) for reading in readings} == {HeartRate}
    assert {reading.rate_per_min for reading in readings if isinstance(reading, HeartRate)} == {
        70, 71, 72, 73, 74,
    }  # fmt: skip


def test_a_number_that_comes_too_seldom_is_no_wave() -> None:
    made = [Line(second * 0.5, f"{300 + second % 7}\n".encode()) for second in range(60)]
    lines = SerialLines()
    assert senders.listen(lines, senders.arrivals(made)) == []
    assert lines.speech is Speech.NO_WAVE


def test_a_wave_that_stands_still_is_flat_until_it_moves() -> None:
    body = BodyOnPins(20.0)
    made = senders.rows(
        body, 20.0, 100.0, lambda n, board_s, pulse: "511" if board_s < 8.0 else str(pulse)
    )
    lines = SerialLines()
    spoken: list[Speech] = []
    for arrival in senders.arrivals(made):
        lines.feed(arrival.received, arrival.at_s)
        if lines.speech not in spoken[-1:]:
            spoken.append(lines.speech)
    assert spoken == [Speech.LISTENING, Speech.WAVE, Speech.FLAT, Speech.WAVE]


def test_ticks_that_the_board_lost_are_counted_and_leave_a_hole_of_their_size() -> None:
    body = BodyOnPins(10.0)
    made = senders.bt1(body, 10.0)
    del made[1000:1007]
    readings = senders.listen(SerialLines(), senders.arrivals(made))
    pieces = [reading for reading in readings if isinstance(reading, PulseSamples)]
    broken = [(earlier, later) for earlier, later in pairwise(pieces) if later.opens_gap]
    assert [later.lost for _, later in broken] == [7]
    hole_s = broken[0][1].times_s[0] - broken[0][0].times_s[-1]
    assert hole_s == pytest.approx(0.040, abs=0.0005)


def test_lines_without_a_counter_that_are_lost_are_seen_by_their_lateness() -> None:
    body = BodyOnPins(40.0)
    made = senders.pulse_sensor(body, 40.0)
    del made[1000:1004]
    lines = SerialLines()
    readings = senders.listen(lines, senders.arrivals(made))
    assert 2 <= lines.lost <= 4  # beats have lines of their own among them
    timing = [reading for reading in readings if isinstance(reading, SampleTiming)][-1]
    assert timing.rate_hz == pytest.approx(49.48, rel=1e-3)
    found_s = senders.beats_of(readings)
    known_s = np.array(body.beats_s) + START_S
    late_s = [float(np.min(np.abs(known_s - beat_s))) for beat_s in found_s[-5:]]
    assert max(late_s) < 0.012


def test_damaged_lines_cost_themselves_and_nothing_else() -> None:
    body = BodyOnPins(20.0)
    chance = random.Random(4)
    made = [
        Line(line.sent_s, bytes(byte ^ (1 << chance.randrange(8)) if chance.random() < 0.001 else
                                byte for byte in line.text))
        for line in senders.bt1(body, 20.0)
    ]  # fmt: skip
    lines = SerialLines()
    readings = senders.listen(lines, senders.arrivals(made))
    assert lines.damaged > 40
    times_s, heights = senders.pulse_of(readings)
    clean = senders.listen(SerialLines(), senders.arrivals(senders.bt1(BodyOnPins(20.0), 20.0)))
    known = dict(zip(*map(np.array, senders.pulse_of(clean)), strict=True))
    told_s = np.array(sorted(known))
    for at_s, height in zip(times_s, heights, strict=True):
        nearest_s = told_s[np.argmin(np.abs(told_s - at_s))]
        assert known[nearest_s] == height


def test_a_garbled_line_without_a_counter_is_one_tick_all_the_same() -> None:
    body = BodyOnPins(10.0)
    made = [
        Line(line.sent_s, line.text.replace(b"S", b"S#") if number % 100 == 99 else line.text)
        for number, line in enumerate(
            line for line in senders.pulse_sensor(body, 10.0) if line.text.startswith(b"S")
        )
    ]
    lines = SerialLines()
    readings = senders.listen(lines, senders.arrivals(made, 0.001))
    pieces = [reading for reading in readings if isinstance(reading, PulseSamples)]
    broken = [(earlier, later) for earlier, later in pairwise(pieces) if later.lost]
    assert lines.damaged == len(broken) == 4
    for earlier, later in broken:
        assert later.opens_gap
        assert later.lost == 1
        assert later.times_s[0] - earlier.times_s[-1] == pytest.approx(2 / 49.48, rel=0.01)


def test_a_board_that_starts_anew_begins_a_new_stretch() -> None:
    body = BodyOnPins(6.0)
    again = [Line(line.sent_s + 7.5, line.text) for line in senders.bt1(body, 6.0)]
    torn = Line(6.01, b"1200,600")
    boot = Line(7.4, b"\xf0\x00\xff\x1f")
    readings = senders.listen(
        SerialLines(), senders.arrivals([*senders.bt1(body, 6.0), torn, boot, *again])
    )
    pieces = [reading for reading in readings if isinstance(reading, PulseSamples)]
    assert sum(piece.opens_gap for piece in pieces) == 2
    times_s, _ = senders.pulse_of(readings)
    assert all(later > earlier for earlier, later in pairwise(times_s))


def test_the_boards_clock_wraps_unseen_after_71_minutes() -> None:
    body = BodyOnPins(20.0)
    made = senders.bt1(body, 20.0, start_us=2**32 - 10_000_000)
    readings = senders.listen(SerialLines(), senders.arrivals(made))
    times_s, _ = senders.pulse_of(readings)
    assert np.ptp(np.diff(times_s)) < 0.0001
    assert sum(r.opens_gap for r in readings if isinstance(r, PulseSamples)) == 1


def test_numbers_without_a_description_are_asked_about_once_a_second() -> None:
    body = BodyOnPins(4.0)
    first, *numbers = senders.bt1(body, 4.0)
    lines = SerialLines()
    asked_s = []
    for arrival in senders.arrivals(numbers):
        assert lines.feed(arrival.received, arrival.at_s) == []
        if lines.wants_description(arrival.at_s):
            asked_s.append(arrival.at_s)
    assert lines.speech is Speech.LISTENING
    assert 3 <= len(asked_s) <= 5
    lines.feed(first.text, 105.0)
    assert not lines.wants_description(106.5)


def test_another_sketch_on_the_same_board_is_made_out_anew() -> None:
    body = BodyOnPins(8.0)
    other = [Line(line.sent_s + 8.0, line.text) for line in senders.pulse_sensor(body, 8.0)]
    lines = SerialLines()
    senders.listen(lines, senders.arrivals([*senders.bt1(body, 8.0), *other]))
    assert (lines.speech, lines.dialect) == (Speech.WAVE, "PulseSensor")


def test_our_sketch_is_made_out_when_it_takes_another_ones_place() -> None:
    body = BodyOnPins(8.0)
    ours = [Line(line.sent_s + 8.0, line.text) for line in senders.bt1(body, 8.0)]
    lines = SerialLines()
    senders.listen(lines, senders.arrivals([*senders.pulse_sensor(body, 8.0), *ours]))
    assert (lines.speech, lines.dialect) == (Speech.WAVE, "BT1")


@pytest.mark.parametrize(("column", "high"), [(1, 412), (3, 1023), ("nonsense", 1023), (9, 1023)])
def test_a_column_that_is_asked_for_is_taken_where_it_is_there(
    column: int | str, high: int
) -> None:
    body = BodyOnPins(8.0)
    lines = SerialLines(column=column)
    made = _csv("{noise},{slow},{pulse}", 100.0)(body)
    _, heights = senders.pulse_of(senders.listen(lines, senders.arrivals(made[:800])))
    assert max(heights) <= high
    assert (max(heights) <= 412) is (high == 412)


def test_a_column_is_asked_for_by_the_name_in_the_heading() -> None:
    body = BodyOnPins(8.0)
    made = _csv("{slow},{pulse}", 100.0)(body)[:800]
    for column, is_pulse in (("chest", False), (None, True)):
        lines = SerialLines(column=column)
        heading = Line(0.0, b"x\nchest,ppg\n")
        _, heights = senders.pulse_of(senders.listen(lines, senders.arrivals([heading, *made])))
        assert (max(heights) - min(heights) > 165) is is_pulse


def test_a_rate_that_is_told_is_begun_with() -> None:
    body = BodyOnPins(8.0)
    lines = SerialLines(rate_hz=100.0)
    made = _csv("{pulse}", 100.5)(body)[:800]
    readings = senders.listen(lines, senders.arrivals(made))
    timing = [reading for reading in readings if isinstance(reading, SampleTiming)][-1]
    assert timing.rate_hz == pytest.approx(100.5, rel=0.001)


def test_a_finger_that_comes_late_is_found_in_its_column() -> None:
    body = BodyOnPins(30.0)
    made = senders.rows(
        body, 30.0, 100.0,
        lambda n, s, pulse: f"{400 + n * 7919 % 13},{505 if s < 9.0 else pulse}",
    )  # fmt: skip
    readings = senders.listen(SerialLines(), senders.arrivals(made))
    assert len(senders.beats_of(readings)) >= 12


@pytest.mark.parametrize("factor", [0.2, 0.5, 2.0, 6.0, 12.0])
def test_a_wrong_speed_is_noise(factor: float) -> None:
    body = BodyOnPins(6.0)
    sent = b"".join(line.text for line in senders.bt1(body, 3.0))
    lines = SerialLines()
    heard = _at_wrong_speed(sent, factor)
    for number, start in enumerate(range(0, len(heard), 64)):
        assert lines.feed(heard[start : start + 64], START_S + number * 0.05) == []
    # At half the speed, lines like ours turn into letters: then it is words, and no wave either.
    assert lines.speech is Speech.NOISE or (factor == 0.5 and lines.speech is Speech.NO_WAVE)


def _at_wrong_speed(sent: bytes, factor: float) -> bytes:
    """What a UART hears that samples `factor` times as fast as the sender."""
    levels: list[int] = []
    for byte in sent:
        levels += [0, *((byte >> bit) & 1 for bit in range(8)), 1]
    heard = bytearray()
    place = 0.0
    while place < len(levels) - 12 / factor - 1:
        if levels[int(place)]:
            place += 0.25 / factor
            continue
        bits = [levels[int(place + (bit + 1.5) / factor)] for bit in range(8)]
        heard.append(sum(level << bit for bit, level in enumerate(bits)))
        place += 9.5 / factor
    return bytes(heard)


@given(st.lists(st.tuples(st.binary(max_size=200), st.floats(0.0, 3.0)), max_size=40))
def test_any_bytes_give_readings_and_nothing_else(pieces: list[tuple[bytes, float]]) -> None:
    lines, at_s = SerialLines(), 0.0
    for received, passed_s in pieces:
        at_s += passed_s
        for reading in lines.feed(received, at_s):
            assert isinstance(reading, PulseSamples | SampleTiming | HeartRate)
        assert isinstance(lines.speech, Speech)
        lines.wants_description(at_s)


_likely = st.sampled_from(
    [b"523\r\n", b"S523\r\n", b"B72\r\n", b"72,833,523\r\n", b"nan\n", b"inf,1\n", b"1e308\n",
     b"-5\n", "٣٤٥\n".encode(), b"ets Jun  8 2016 00:22:57\r\n", b"\x00\xff", b"S52", b"\n",
     b"#BT1 rate=200 cols=n,us,pulse,belt max=1023 up=0 lost=0*85A3\n", b"0,6280,511,511*0FBC\n",
     b"0,6280,511,511*0FBD\n", b"IR=67890, BPM=72.50, Avg BPM=71\r\n", b"time,ppg\n"]
)  # fmt: skip


@given(
    st.lists(st.tuples(_likely, st.integers(1, 60), st.floats(0.0, 0.05)), max_size=30),
    st.sets(st.integers(0, 29)),
)
def test_any_mixture_of_likely_lines_gives_rising_times(
    blocks: list[tuple[bytes, int, float]], interruptions: set[int]
) -> None:
    lines, at_s, last_s = SerialLines(), 0.0, float("-inf")
    for number, (line, repeats, step_s) in enumerate(blocks):
        if number in interruptions:
            lines.interrupt()
        for _ in range(repeats):
            at_s += step_s
            for reading in lines.feed(line, at_s):
                if isinstance(reading, PulseSamples):
                    assert len(reading.times_s) == len(reading.pulse) > 0
                    for sample_s in reading.times_s:
                        assert sample_s > last_s
                        last_s = sample_s


@given(st.integers(1, 997))
def test_how_bytes_are_cut_does_not_change_the_samples(size: int) -> None:
    body = BodyOnPins(4.0)
    sent = b"".join(line.text for line in senders.bt1(body, 4.0))
    whole, cut = SerialLines(), SerialLines()
    expected = senders.pulse_of(whole.feed(sent, START_S) + whole.feed(b"", START_S + 1.0))
    readings = [
        reading
        for start in range(0, len(sent), size)
        for reading in cut.feed(sent[start : start + size], START_S)
    ]
    assert senders.pulse_of([*readings, *cut.feed(b"", START_S + 1.0)]) == expected


@pytest.mark.parametrize(
    "line",
    [b"5" * 16_384, b"\x00" * 64, b"523\n", b"1,2,3\n", b"\n", b"a=1,b=2\n", b"hello world\n",
     bytes(range(256)), b"0,6280,511,511*0FBC\n"],
    ids=["no end", "zeros", "numbers", "columns", "ends", "named", "words", "all bytes", "BT1"],
)  # fmt: skip
def test_a_flood_takes_little_memory(line: bytes) -> None:
    piece = line * (16_384 // len(line))  # as a port is read, sixty times a second: 1 MB/s
    lines = SerialLines()
    lines.feed(piece, 0.0)
    tracemalloc.start()
    try:
        for number in range(1, 13):
            lines.feed(piece, number / 60.0)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 12_000_000


def test_a_break_in_the_line_forgets_what_was_said_and_opens_a_gap() -> None:
    body = BodyOnPins(4.0)
    lines = SerialLines()
    for arrival in senders.arrivals(senders.bt1(body, 4.0)):
        lines.feed(arrival.received, arrival.at_s)
    assert [type(reading) for reading in lines.interrupt()] == [PulseSamples]  # what was held
    assert lines.interrupt() == []
    assert lines.speech is Speech.NOTHING
    assert lines.feed(b"", START_S + 29.0) == []
    readings = senders.listen(
        lines, senders.arrivals(senders.bt1(body, 4.0), starts_at_s=START_S + 30.0)
    )
    pieces = [reading for reading in readings if isinstance(reading, PulseSamples)]
    assert pieces[0].opens_gap
    assert pieces[0].times_s[0] == pytest.approx(START_S + 30.0, abs=0.05)


def test_arrivals_hold_every_byte_once() -> None:
    made = senders.bt1(BodyOnPins(2.0), 2.0)
    come: list[Arrival] = senders.arrivals(made, stalls=1.0)
    assert b"".join(a.received for a in come) == b"".join(line.text for line in made)
    assert all(later.at_s >= earlier.at_s for earlier, later in pairwise(come))
