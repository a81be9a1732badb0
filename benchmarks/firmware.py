"""What the sketch does on a simulated Uno: tick error, jitter, intervals, losses, size.

Run `python -m benchmarks.firmware`. It needs Debian's gcc-avr, avr-libc, arduino-core-avr and
libsimavr2. All times are the chip's own: the speed of this machine changes nothing.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np

from tests.firmware.chip import CLOCK_HZ, Chip
from tests.firmware.listening import listen
from tests.firmware.long_run import instants_s
from tests.firmware.toolchain import BOARDS, build, sizes, what_is_missing
from tests.firmware.waves import PULSE, BodyOnPins, middles_of_upstrokes

_SECONDS = 20.0


def _run(folder: Path, title: str, **settings: int) -> None:
    body = BodyOnPins(_SECONDS)
    chip = Chip(build(folder, "Uno", **settings), body.millivolts)
    chip.run_until(_SECONDS)
    sampled_s = instants_s(chip.conversions, PULSE)
    steps_us = np.diff(sampled_s) * 1e6
    sent = chip.take()
    heard = listen(sent)
    rate_hz = heard.descriptions[0][1].rate_hz
    print(f"\n{title}")
    print(f"  period       {steps_us.mean():.4f} us (asked: {1e6 / rate_hz:.0f})")
    print(f"  jitter       sd {steps_us.std():.2f} us, worst {_worst(steps_us, rate_hz):.1f} us")
    passed = len(heard.samples) + heard.ticks.lost
    print(f"  lost         {heard.ticks.lost} of {passed} ticks, every one counted")
    print(f"  line         {len(sent) / _SECONDS:.0f} bytes/s of 11520")
    found_s = middles_of_upstrokes(
        [ticked.device_s for ticked in heard.ticked],
        [sample.pulse or 0 for sample in heard.samples],
        1023,
    )
    error_ms = (np.diff(found_s) - np.diff(body.beats_s[: len(found_s)])) * 1000.0
    print(f"  intervals    {len(error_ms)} of known beats: error sd {error_ms.std():.2f} ms")


def _worst(steps_us: np.ndarray[tuple[int], np.dtype[np.float64]], rate_hz: float) -> float:
    return float(np.abs(steps_us - 1e6 / rate_hz).max())


def main() -> None:
    """Print the table."""
    reason = what_is_missing()
    if reason is not None:
        raise SystemExit(reason)
    print(f"simulated ATmega328P at {CLOCK_HZ / 1e6:.0f} MHz, {_SECONDS:.0f} s of its time each")
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        for board in BOARDS:
            flash_bytes, memory_bytes = sizes(build(folder, board))
            print(f"  {board:10} {flash_bytes} bytes of program, {memory_bytes} of memory")
        _run(folder, "as it is: 200 Hz, two pins, microseconds")
        _run(folder, "the main loop keeps time (other boards' way)", TIMER_ISR=0)
        _run(folder, "250 Hz", RATE_HZ=250)
        _run(folder, "500 Hz without microseconds", RATE_HZ=500)
        _run(folder, "500 Hz with microseconds: more than the line takes", RATE_HZ=500, MICROS=1)


if __name__ == "__main__":
    main()
