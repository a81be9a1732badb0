"""What rung 3 needs from the machine, each with the Debian package that has it."""

from __future__ import annotations

import platform
import shutil
import sys
from pathlib import Path

from tests.ble.vhci.guest import QEMU
from tests.ble.vhci.kernel import cached_kernel

BUSYBOX = Path("/bin/busybox")
_DAEMONS = Path("/usr/libexec/bluetooth")
_TOOLS = {
    QEMU: "qemu-system-x86",
    "bluetoothd": "bluez",
    "dbus-daemon": "dbus",
    "dbus-uuidgen": "dbus",
    "setpriv": "util-linux",
}


def foreign() -> str | None:
    """Say why this machine can never have it; None when it can."""
    if sys.platform != "linux" or platform.machine() != "x86_64":
        return "rung 3 runs this machine's own programs under a Linux kernel for x86-64"
    return None


def missing() -> str | None:
    """Say what is missing and how to get it; None when nothing is."""
    for tool, package in _TOOLS.items():
        if shutil.which(tool) is None and not (_DAEMONS / tool).exists():
            return f"{tool} is missing: apt-get install {package}"
    if not BUSYBOX.exists() or b"/ld-linux" in BUSYBOX.read_bytes():
        return f"{BUSYBOX} is missing or not static: apt-get install busybox-static"
    if cached_kernel() is None:
        return "the guest's kernel is missing: python -m tests.ble.vhci.kernel"
    return None
