"""The scenarios of `tests/ble` under the guest's own pytest, against the real stack."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.ble.vhci.guest import GuestEnd, run_in_guest
from tests.ble.vhci.kernel import GuestKernel
from tests.ble.vhci.report import GuestCounts, complaint, read_counts
from tests.ble.vhci.requirements import BUSYBOX

CHECKOUT = Path(__file__).parents[3]
LIMIT_S = 900.0
"""For the whole guest, which takes a fraction of it even beside two busy neighbours."""
PATIENCE = 4.0
"""Factor on the scenarios' time-outs: emulated, each step takes several times as long."""
_PASSED_ON = ("CI", "BELLYBREATH_BLE_PATIENCE")
"""Variables of the host that the guest's pytest sees as well."""


@dataclass(frozen=True, slots=True)
class GuestRun:
    """A guest that has run the scenarios."""

    end: GuestEnd
    counts: GuestCounts | None
    complaint: str | None
    """Why it does not count as passed."""


def run_scenarios(
    kernel: GuestKernel,
    shared: Path,
    pytest_arguments: Sequence[str] = (),
    *,
    btmon: bool = False,
    show: Callable[[str], object],
) -> GuestRun:
    """Run them in a guest of their own; once more, in another, where the guest's kernel broke down.

    That is a fault of the kernel's (`fetch_kernel` tells of one) and says nothing of us. A scenario
    that fails is never run again.

    Parameters
    ----------
    shared
        An empty folder for what each guest leaves: its logs and its report.
    pytest_arguments
        For the guest's pytest, beside those that choose the rung.
    btmon, show
        As in `run_in_guest`.
    """
    run = _run_once(kernel, shared / "first", pytest_arguments, btmon, show)
    if run.end.has_crashed:
        show("the guest's kernel broke down: once more\n")
        run = _run_once(kernel, shared / "second", pytest_arguments, btmon, show)
    return run


def _run_once(
    kernel: GuestKernel,
    shared: Path,
    pytest_arguments: Sequence[str],
    btmon: bool,
    show: Callable[[str], object],
) -> GuestRun:
    shared.mkdir()
    command = _command(pytest_arguments)
    end = run_in_guest(kernel, BUSYBOX, command, shared, limit_s=LIMIT_S, btmon=btmon, show=show)
    counts = read_counts(shared / "report.xml")
    return GuestRun(end, counts, complaint(end, counts))


def _command(pytest_arguments: Sequence[str]) -> str:
    environment = {"BELLYBREATH_BLE_PATIENCE": str(PATIENCE)}
    environment |= {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    pytest = [
        sys.executable,
        "-m",
        "pytest",
        "-n",
        "0",
        "-p",
        "no:cacheprovider",
        "-v",
        "--color=no",
    ]
    pytest += ["--ble=vhci", "--ignore=tests/ble/vhci", "--junit-xml=/guest/report.xml"]
    pytest += ["--timeout=240", *pytest_arguments, "tests/ble"]
    lines = [f"export {name}={shlex.quote(value)}" for name, value in environment.items()]
    return "\n".join([f"cd {shlex.quote(str(CHECKOUT))}", *lines, shlex.join(pytest)])
