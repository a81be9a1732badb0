"""Boots the guest of rung 3 and takes the figures there."""

from __future__ import annotations

import os
import shlex
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.ble.vhci.guest import run_in_guest
from tests.ble.vhci.kernel import cached_kernel
from tests.ble.vhci.requirements import BUSYBOX, foreign, missing
from tests.ble.vhci.scenarios import CHECKOUT, PATIENCE

__all__ = ["run_inside"]


def run_inside(arguments: Sequence[str], limit_s: float) -> str | None:
    """Run `benchmarks.link` with these arguments in a guest; give what is wrong, or None."""
    kernel = cached_kernel()
    if (reason := foreign() or missing()) is not None or kernel is None:
        return reason
    load, _, _ = os.getloadavg()
    _show(f"host: {os.cpu_count()} cores, load {load:.1f}; {kernel.name}\n")
    command = "\n".join(
        [
            f"cd {shlex.quote(str(CHECKOUT))}",
            f"export BELLYBREATH_BLE_PATIENCE={PATIENCE}",
            shlex.join([sys.executable, "-m", "benchmarks.link", *arguments]),
        ]
    )
    with tempfile.TemporaryDirectory(prefix="bellybreath-guest-") as shared:
        end = run_in_guest(kernel, BUSYBOX, command, Path(shared), limit_s=limit_s, show=_show)
    load, _, _ = os.getloadavg()
    _show(f"host: load {load:.1f} at the end\n")
    if end.over_the_limit:
        return f"the guest was ended after {end.took_s:.0f} s, its limit"
    if end.status != 0:
        return f"the guest's figures ended with status {end.status}"
    return None


def _show(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()
