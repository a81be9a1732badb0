"""What the serial layer makes of known beats, and how many bytes a second it can take.

Run `python -m benchmarks.serial_line`. Arrivals are simulated: frames of a bridge, and a computer
that is busy elsewhere now and then. "by arrival" is what stamping each line when it came would
give.
"""

from __future__ import annotations

import time
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from devices.readings import SampleTiming
from devices.serial_lines import SerialLines
from tests.firmware.waves import BodyOnPins, middles_of_upstrokes
from tests.serial_line import senders
from tests.serial_line.senders import Arrival, Line

_SECONDS = 90.0
_ARRIVALS = (
    ("1 ms frames, quiet", 0.001, 0.0),
    ("16 ms frames, quiet", 0.016, 0.0),
    ("16 ms frames, stalls", 0.016, 0.2),
)


def _bare(rate_hz: float, clock: float = 1.0) -> list[Line]:
    return senders.rows(
        BodyOnPins(_SECONDS), _SECONDS, rate_hz, lambda n, board_s, pulse: str(pulse), clock
    )


def _senders() -> list[tuple[str, list[Line]]]:
    body = BodyOnPins
    return [
        ("our sketch", senders.bt1(body(_SECONDS), _SECONDS)),
        ("our sketch, clock +0.5 %", senders.bt1(body(_SECONDS), _SECONDS, 1.005)),
        ("PulseSensor S lines", senders.pulse_sensor(body(_SECONDS), _SECONDS)),
        ("PulseSensor plotter", senders.plotter(body(_SECONDS), _SECONDS)),
        ("println, delay(10)", _bare(97.42)),
        ("println at 250 Hz", _bare(250.0)),
    ]


def _errors_ms(found_s: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    known_s = np.array(BodyOnPins(_SECONDS).beats_s) + 100.0
    nearest = known_s[[int(np.argmin(np.abs(known_s - beat_s))) for beat_s in found_s]]
    errors: npt.NDArray[np.float64] = (np.diff(found_s) - np.diff(nearest)) * 1000.0
    return errors


def _by_arrival(come: Sequence[Arrival]) -> float:
    """Error of the intervals, had each bare number been stamped when it came, in ms."""
    times_s = [a.at_s for a in come for _ in range(a.received.count(b"\n"))]
    heights = [float(text) for a in come for text in a.received.split()]
    return float(_errors_ms(middles_of_upstrokes(times_s, heights, 1023)).std())


def _show_intervals() -> None:
    print(f"{'sender':26}{'arrivals':24}{'interval error':18}{'rate found':26}CPU")
    for name, lines in _senders():
        for title, frame_s, stalls in _ARRIVALS:
            come = senders.arrivals(lines, frame_s, stalls)
            began_s = time.process_time()
            readings = senders.listen(SerialLines(), come)
            spent = (time.process_time() - began_s) / _SECONDS
            errors_ms = _errors_ms(senders.beats_of(readings))
            timing = [reading for reading in readings if isinstance(reading, SampleTiming)][-1]
            rate = f"{timing.rate_hz:.3f} +- {timing.rate_doubt_hz:.3f} Hz"
            print(f"{name:26}{title:24}sd {errors_ms.std():5.2f} ms{'':7}{rate:26}{spent:.1%}")
            if name == "println, delay(10)":
                print(f"{'':26}{'  by arrival':24}sd {_by_arrival(come):5.2f} ms")


def _show_flood() -> None:
    print("\na flood of lines, in pieces of 16 kB")
    ours = b"".join(line.text for line in senders.bt1(BodyOnPins(180.0), 180.0))
    floods = (("BT1", ours), ("bare", b"523\n" * 250_000), ("noise", b"\xff" * 1_000_000))
    for name, sent in floods:
        lines = SerialLines()
        began_s = time.process_time()
        for number, start in enumerate(range(0, len(sent), 16_384)):
            lines.feed(sent[start : start + 16_384], number / 60.0)
        taken = len(sent) / (time.process_time() - began_s) / 1e6
        print(f"  {name:8}{taken:8.2f} MB/s")


def main() -> None:
    """Print the tables."""
    _show_intervals()
    _show_flood()


if __name__ == "__main__":
    main()
