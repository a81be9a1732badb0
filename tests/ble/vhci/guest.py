"""A Linux guest in QEMU, without KVM: the host's root read-only, a real bluetoothd, one command.

KVM is never asked for: a device node says nothing about a guest that boots, and nested ones hang.
So all is emulated, about ten times slower than the host; limits and time-outs are set for that.
"""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.ble.vhci.initramfs import initramfs
from tests.ble.vhci.kernel import GuestKernel

QEMU = "qemu-system-x86_64"
INIT = Path(__file__).with_name("guest_init.sh")
KERNEL_LINE = (
    "console=ttyS0 quiet oops=panic panic=-1 mitigations=off nokaslr random.trust_cpu=on"
    " cryptomgr.notests"  # emulated, the kernel's tests of its own ciphers take twelve seconds
    " tsc=reliable"  # else it reads an emulated HPET: four times as long, under QEMU's one lock
)
LOOK_EVERY_S = 0.1
WITH_ITS_PARENT = ("setpriv", "--pdeathsig", "KILL")
"""Ends the guest even where we are ended without a chance to (util-linux, on every Debian)."""


@dataclass(frozen=True, slots=True)
class GuestEnd:
    """How a guest ended."""

    status: int | None
    """Exit status of the command; None when it never ended."""
    console: str
    """What the guest wrote, the kernel's own lines among it."""
    has_crashed: bool
    """The guest's kernel broke down."""
    over_the_limit: bool
    """The guest was ended from outside, since its time was up."""
    took_s: float


def run_in_guest(
    kernel: GuestKernel,
    busybox: Path,
    command: str,
    shared: Path,
    *,
    limit_s: float,
    btmon: bool = False,
    show: Callable[[str], object] = lambda text: None,
) -> GuestEnd:
    """Boot a guest, run a shell command there as root, and give its end.

    Parameters
    ----------
    busybox
        A statically linked one.
    command
        Lines for `sh`; paths are the host's own.
    shared
        An empty folder, seen in the guest as `/guest`; the daemon's log is left in it.
    limit_s
        After this time the guest is ended, whatever it does.
    btmon
        Also leave what goes between kernel and controller, as text in `btmon.log`.
    show
        Gets the console's text as it comes.
    """
    archive = shared / "initramfs.gz"
    archive.write_bytes(initramfs(busybox, kernel.modules))
    (shared / "init.sh").write_bytes(INIT.read_bytes())
    (shared / "command.sh").write_text(command, encoding="utf-8")
    if btmon:
        (shared / "btmon").touch()
    console = shared / "console.log"
    started_at_s = time.monotonic()
    with console.open("wb") as sink:
        guest = subprocess.Popen(
            _qemu(kernel, archive, shared),
            stdin=subprocess.DEVNULL,
            stdout=sink,
            stderr=subprocess.STDOUT,
        )
    try:
        over_the_limit = not _follow(guest, console, started_at_s + limit_s, show)
    finally:
        guest.kill()
        guest.wait()
    status = shared / "status"
    said = _text(console.read_bytes())
    return GuestEnd(
        status=int(status.read_text(encoding="ascii")) if status.exists() else None,
        console=said,
        has_crashed="Kernel panic" in said,
        over_the_limit=over_the_limit,
        took_s=time.monotonic() - started_at_s,
    )


def _qemu(kernel: GuestKernel, archive: Path, shared: Path) -> Sequence[str]:
    share = "security_model=none,multidevs=remap"
    return [
        *WITH_ITS_PARENT,
        *(QEMU, "-nodefaults", "-no-user-config", "-no-reboot"),
        *("-accel", "tcg,thread=multi", "-cpu", "max", "-m", "1024", "-smp", "2"),
        *("-display", "none", "-serial", "stdio"),
        *("-kernel", str(kernel.image), "-initrd", str(archive), "-append", KERNEL_LINE),
        *("-virtfs", f"local,path=/,mount_tag=hostroot,readonly=on,{share}"),
        *("-virtfs", f"local,path={shared},mount_tag=guest,{share}"),
    ]


def _follow(
    guest: subprocess.Popen[bytes], console: Path, until_s: float, show: Callable[[str], object]
) -> bool:
    """Show the console until the guest has ended; False when its time was up before."""
    with console.open("rb") as source:
        while True:
            ended = guest.poll() is not None
            show(_text(source.read()))
            if ended:
                return True
            if time.monotonic() > until_s:
                return False
            time.sleep(LOOK_EVERY_S)


def _text(written: bytes) -> str:
    return written.decode("utf-8", "replace").replace("\r", "")
