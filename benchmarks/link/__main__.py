"""The way to a strap: how soon beats are back, what is lost, what is added, and what it costs.

Run: python -m benchmarks.link [recovery|delay|cost|memory ...] [--rung bumble|vhci]

On the virtual strap of `tests/ble`, with the same code on two of its rungs; `beds.py` says what
stands between the product and the strap on each. Rung 1 (`bumble`) shows the waits that are ours
(pauses, looks around), in virtual time where nothing else counts. Rung 3 (`vhci`) boots a guest
with Debian's kernel and the real bluetoothd and runs the very same there, in real time.
"""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Callable

from benchmarks.link.beds import Bed, BumbleBed
from benchmarks.link.cost import cost, yardstick
from benchmarks.link.delay import delay
from benchmarks.link.memory import memory
from benchmarks.link.recovery import recovery

PARTS: dict[str, Callable[[Bed], None]] = {
    "recovery": recovery,
    "delay": delay,
    "cost": cost,
    "memory": memory,
}


def main() -> str | None:
    """Print what is asked for, or everything; give what is wrong, or None."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.link")
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS) + "; or all")
    parser.add_argument("--rung", choices=("bumble", "vhci"), default="bumble")
    parser.add_argument("--losses", type=int, default=50, help="for recovery")
    parser.add_argument("--stretch", type=float, metavar="SECONDS", help="for cost")
    parser.add_argument("--reconnections", type=int, help="for memory")
    parser.add_argument("--limit", type=float, default=5400.0, help="s, for the whole guest")
    parser.add_argument("--inside", type=float, metavar="YARDSTICK", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    logging.getLogger("bumble").setLevel(logging.CRITICAL)  # it complains of each link that is lost
    for name in chosen.parts:
        if name not in PARTS:
            return f"{name!r} is none of {', '.join(PARTS)}"
    if chosen.rung == "vhci" and chosen.inside is None:
        from benchmarks.link.guest import run_inside

        return run_inside([*sys.argv[1:], f"--inside={yardstick()!r}"], chosen.limit)
    bed = BumbleBed() if chosen.rung == "bumble" else _real_bed(chosen.inside)
    bed.losses = chosen.losses
    bed.stretch_s = chosen.stretch or bed.stretch_s
    bed.reconnections = chosen.reconnections or bed.reconnections
    for name in chosen.parts or PARTS:
        PARTS[name](bed)
        sys.stdout.flush()
    return None


def _real_bed(yardstick_s: float) -> Bed:
    """The bed that only a guest has."""
    from benchmarks.link.real_bed import RealBed

    return RealBed(yardstick_s)


if __name__ == "__main__":
    sys.exit(main())
