"""The guest's kernel: Debian's stock one, unpacked into the user's cache and never installed.

Debian's kernel has the virtual Bluetooth controller (`hci_vhci`) as a module; its cloud flavour and
most container hosts' own kernels do not. `python -m tests.ble.vhci.kernel` fetches it, 70 MB, once.
"""

from __future__ import annotations

import lzma
import re
import shutil
import subprocess
import sys
import tempfile
import zlib
from dataclasses import dataclass
from pathlib import Path

import platformdirs

PACKAGE = "linux-image-amd64"
"""Depends on the versioned package. The cloud flavour has no Bluetooth."""
MODULES = (
    *("virtio_pci", "9pnet_virtio", "9p", "overlay"),  # the host's folders, and a layer over them
    # The generator of random numbers that the kernel asks for by name, so that modprobe does not
    # know of the need: without it no key is made (ECDH), and each pairing fails, "unspecified".
    *("sha512_generic", "jitterentropy_rng", "drbg"),
    "hci_vhci",  # /dev/vhci, where the virtual controller comes in, and with it the Bluetooth stack
    *("algif_hash", "algif_skcipher", "cmac", "ecb"),  # what bluetoothd asks the kernel to compute
)
"""In the order of need; what each depends on is found by modprobe."""
_ENDING = f"+{zlib.crc32(' '.join(MODULES).encode()):08x}"
"""Of a folder in the cache: one that was made for other modules is none."""


@dataclass(frozen=True, slots=True)
class GuestKernel:
    """A kernel image with the modules that the guest loads, in their order."""

    name: str
    image: Path
    modules: tuple[Path, ...]


def cached_kernel() -> GuestKernel | None:
    """Give the kernel in the cache, or None when none was fetched."""
    folders = sorted(_cache().glob(f"linux-image-*{_ENDING}"))
    return _read(folders[-1]) if folders else None


def fetch_kernel() -> GuestKernel:
    """Give the release's own kernel, from the cache or else from Debian.

    Not the newest security update: 6.1.192-2 frees a Bluetooth channel twice when a link ends
    (`hci_chan_del` under `l2cap_chan_put`) and broke down once in thirty scenarios. 6.1.176-1,
    which is bookworm's own, has no such call.

    Raises
    ------
    RuntimeError
        A command failed; the message holds its last words.
    """
    package = _versioned_package()
    folder = _cache() / f"{package}{_ENDING}"
    if folder.is_dir():
        return _read(folder)
    _cache().mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=_cache(), prefix="unpacking-") as name:
        unpacked = Path(name) / package
        _unpack(package, Path(name), unpacked)
        for old in _cache().glob("linux-image-*"):
            shutil.rmtree(old)
        unpacked.rename(folder)
    return _read(folder)


def _unpack(package: str, scratch: Path, into: Path) -> None:
    """Download the package and keep of it the image and the modules, uncompressed and numbered."""
    _output_of("apt-get", "-q", "download", package, cwd=scratch)
    (archive,) = scratch.glob("*.deb")
    tree = scratch / "tree"
    _output_of("dpkg-deb", "-x", str(archive), str(tree))
    (image,) = (tree / "boot").glob("vmlinuz-*")
    version = image.name.removeprefix("vmlinuz-")
    _output_of("depmod", "-b", str(tree), version)
    (into / "modules").mkdir(parents=True)
    image.rename(into / "vmlinuz")
    paths: dict[str, None] = {}
    for module in MODULES:
        answer = _output_of("modprobe", "-d", str(tree), "-S", version, "--show-depends", module)
        # A module that is built into the image is named there as "builtin" and needs no loading.
        paths |= dict.fromkeys(re.findall(r"^insmod (\S+)", answer, re.MULTILINE))
    for place, path in enumerate(map(Path, paths)):
        packed = path.read_bytes()
        plain = lzma.decompress(packed) if path.suffix == ".xz" else packed
        (into / "modules" / f"{place:02}-{path.name.removesuffix('.xz')}").write_bytes(plain)


def _read(folder: Path) -> GuestKernel:
    modules = tuple(sorted((folder / "modules").iterdir()))
    return GuestKernel(folder.name, folder / "vmlinuz", modules)


def _cache() -> Path:
    return platformdirs.user_cache_path("bellybreath-tests") / "guest-kernel"


def _versioned_package() -> str:
    versions = _output_of("apt-cache", "madison", PACKAGE).splitlines()  # the newest first
    oldest = versions[-1].split("|")[1].strip() if versions else ""
    answer = _output_of("apt-cache", "show", f"{PACKAGE}={oldest}")
    found = re.search(r"^Depends: (linux-image-\S+)", answer, re.MULTILINE)
    if found is None:
        raise RuntimeError(f"apt-cache knows no kernel behind {PACKAGE}: run apt-get update first")
    return found[1]


def _output_of(*command: str, cwd: Path | None = None) -> str:
    try:
        done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=True)
    except FileNotFoundError as error:
        raise RuntimeError(
            f"{command[0]} is missing: the kernel is fetched with Debian's tools"
        ) from error
    except subprocess.CalledProcessError as error:
        raise RuntimeError(f"{' '.join(command)}: {error.stderr.strip()}") from error
    return done.stdout


if __name__ == "__main__":
    sys.stdout.write(f"{fetch_kernel().name}\n")
