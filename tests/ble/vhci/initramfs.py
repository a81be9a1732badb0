"""The guest's first file system: static busybox, the kernel modules, and `early_init.sh`.

Written here, since the format is plain (cpio "newc": the kernel's own
Documentation/driver-api/early-userspace/buffer-format.rst): no root, no device node, no tool.
"""

from __future__ import annotations

import gzip
import stat
from collections.abc import Sequence
from pathlib import Path

EARLY_INIT = Path(__file__).with_name("early_init.sh")
FOLDERS = ("bin", "dev", "guest", "host", "layer", "modules", "proc", "root")


def initramfs(busybox: Path, modules: Sequence[Path]) -> bytes:
    """Give the compressed archive.

    Parameters
    ----------
    busybox
        A statically linked one.
    modules
        Kernel modules, in the order in which the guest loads them.
    """
    archive = bytearray()
    for folder in FOLDERS:
        archive += _entry(folder, stat.S_IFDIR | 0o755)
    archive += _entry("bin/busybox", stat.S_IFREG | 0o755, busybox.read_bytes())
    archive += _entry("init", stat.S_IFREG | 0o755, EARLY_INIT.read_bytes())
    for place, module in enumerate(modules):
        archive += _entry(
            f"modules/{place:02}-{module.name}", stat.S_IFREG | 0o644, module.read_bytes()
        )
    archive += _entry("TRAILER!!!", 0)
    return gzip.compress(bytes(archive), compresslevel=1, mtime=0)


def _entry(name: str, mode: int, content: bytes = b"") -> bytes:
    """One file of the archive; head and content are each filled up to a multiple of four bytes."""
    path = name.encode() + b"\0"
    inode = uid = gid = modified_at = major = minor = device_major = device_minor = check = 0
    about_file = [inode, mode, uid, gid, 1, modified_at, len(content)]
    about_device = [major, minor, device_major, device_minor]
    numbers = [*about_file, *about_device, len(path), check]
    head = b"070701" + b"".join(b"%08X" % number for number in numbers) + path
    return _filled(head) + _filled(content)


def _filled(part: bytes) -> bytes:
    return part + bytes(-len(part) % 4)
