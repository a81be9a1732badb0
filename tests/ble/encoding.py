"""Heart Rate Service packets from what they mean: the test bed's own encoder.

It shares nothing with the parser it is held against. Source: Bluetooth SIG, Heart Rate Service
1.0, section 3.1.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

TICKS_PER_S = 1024


def heart_rate_packet(
    rate_per_min: int,
    rr_ticks: Sequence[int] = (),
    *,
    in_contact: bool | None = None,
    energy_kj: int | None = None,
    is_wide: bool = False,
) -> bytes:
    """One measurement as a strap sends it; a contact of None is a strap that cannot tell."""
    flags = 0x01 * is_wide
    if in_contact is not None:
        flags |= 0x06 if in_contact else 0x04
    packet = struct.pack("<H" if is_wide else "<B", rate_per_min)
    if energy_kj is not None:
        flags |= 0x08
        packet += struct.pack("<H", energy_kj)
    if rr_ticks:
        flags |= 0x10
        packet += b"".join(struct.pack("<H", ticks) for ticks in rr_ticks)
    return bytes([flags]) + packet
