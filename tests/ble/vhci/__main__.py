"""Rung 3 by hand: `python -m tests.ble.vhci`, for whoever wants to see into the guest."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.ble.vhci.kernel import cached_kernel
from tests.ble.vhci.requirements import foreign, missing
from tests.ble.vhci.scenarios import run_scenarios


def main() -> str | None:
    """Run the scenarios; give what is wrong, or None."""
    parser = argparse.ArgumentParser(prog="python -m tests.ble.vhci", description=__doc__)
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="leave the guest's logs there")
    parser.add_argument("--btmon", action="store_true", help="also keep every HCI packet, as text")
    parser.add_argument("pytest", nargs="*", help="for the guest's pytest (after --): -k, -x, -s")
    chosen = parser.parse_args()
    kernel = cached_kernel()
    if (reason := foreign() or missing()) is not None or kernel is None:
        return reason
    with tempfile.TemporaryDirectory(prefix="bellybreath-guest-") as scratch:
        shared = chosen.keep or Path(scratch)
        shared.mkdir(parents=True, exist_ok=True)
        run = run_scenarios(kernel, shared.resolve(), chosen.pytest, btmon=chosen.btmon, show=_show)
    sys.stdout.write(f"the guest took {run.end.took_s:.0f} s; its tests: {run.counts}\n")
    return run.complaint


def _show(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
