"""Samples packed as changes: a first sample whole, then blocks of differences of few bits each.

So arm bands send several channels in one small packet. Each block says how many bits a difference
has and how many samples it holds; the bits are laid out least significant first, without regard
to bytes, and each block begins at a byte.

References
----------
Polar Electro, "Polar Measurement Data Specification for 3rd party", 1.0 (August 2024), delta
frames.
"""

from __future__ import annotations

from devices.errors import MalformedPacketError

__all__ = ["pack_changes", "unpack_changes"]

_BYTES_PER_VALUE = 2
_MOST_BITS = 32
"""Wider differences would be wider than any value there is."""
_MOST_SAMPLES = 255


def unpack_changes(content: bytes, channels: int) -> tuple[int, ...]:
    """Samples of a packed frame with 16-bit values, channel after channel, oldest first.

    Raises
    ------
    MalformedPacketError
        The first sample or a block is cut short, or a difference has no bits or over 32.
    """
    first = channels * _BYTES_PER_VALUE
    if len(content) < first:
        raise MalformedPacketError(
            f"A packed frame holds {len(content)} bytes; its first sample alone needs {first}."
        )
    latest = [
        int.from_bytes(content[at : at + _BYTES_PER_VALUE], "little", signed=True)
        for at in range(0, first, _BYTES_PER_VALUE)
    ]
    flat = list(latest)
    at = first
    while at < len(content):
        bits, count = content[at], content[at + 1] if at + 1 < len(content) else 0
        begin = at + 2
        at = begin + (bits * count * channels + 7) // 8
        if at > len(content):
            raise MalformedPacketError(
                f"A packed frame holds {len(content)} bytes; its blocks need {at}."
            )
        if not 0 < bits <= _MOST_BITS:
            raise MalformedPacketError(
                f"A packed frame has differences of {bits} bits; 1 to {_MOST_BITS} can be."
            )
        block = int.from_bytes(content[begin:at], "little")
        for number in range(count * channels):
            change = block >> number * bits & (1 << bits) - 1
            if change >> bits - 1:
                change -= 1 << bits
            latest[number % channels] += change
            flat.append(latest[number % channels])
    return tuple(flat)


def pack_changes(samples: tuple[tuple[int, ...], ...], bits: int) -> bytes:
    """Packed frame of 16-bit samples with differences of so many bits, for virtual arm bands.

    Raises
    ------
    MalformedPacketError
        There is no sample, or a value or a difference does not fit.
    """
    if not samples or not 0 < bits <= _MOST_BITS:
        raise MalformedPacketError(f"{len(samples)} samples with {bits} bits cannot be packed.")
    if not all(-(1 << 15) <= value < 1 << 15 for value in samples[0]):
        raise MalformedPacketError(f"A first sample of {samples[0]} does not fit into 16 bits.")
    packed = b"".join(value.to_bytes(2, "little", signed=True) for value in samples[0])
    most = 1 << bits - 1
    for begin in range(1, len(samples), _MOST_SAMPLES):
        inside = range(begin, min(begin + _MOST_SAMPLES, len(samples)))
        changes = [
            after - before
            for number in inside
            for before, after in zip(samples[number - 1], samples[number], strict=True)
        ]
        if not all(-most <= change < most for change in changes):
            raise MalformedPacketError(f"A change does not fit into {bits} bits.")
        block = sum((change & (1 << bits) - 1) << at * bits for at, change in enumerate(changes))
        packed += bytes((bits, len(inside)))
        packed += block.to_bytes((bits * len(changes) + 7) // 8, "little")
    return packed
