"""Ectopic beats that experts labelled, over whole records: how many the artifact gate finds.

Run it from the repository root, on files with the columns rr_ms and label (the label of the beat
that closes the interval; empty is normal, ~ and Q are marks of noise)::

    python -m benchmarks.labelled FILE.csv ...

An interval is normal when the beats at both its ends are. A run of others is one event, found when
an interval of it, or one beside it, is flagged. A flag beside no event is false. Within two
intervals of a mark of noise nothing is counted: there the labels are no truth.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.gate import rejected

_NORMAL = ("", "N")
_NOISE = ("~", "Q", "|")

_Mask = npt.NDArray[np.bool_]


def _read(path: Path) -> tuple[list[float], list[str]]:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    columns = lines[0].split(",")
    rows = [line.split(",") for line in lines[1:] if line]
    rr, label = columns.index("rr_ms"), columns.index("label")
    return [float(row[rr]) for row in rows], [row[label].strip() for row in rows]


def _with_neighbours(mask: _Mask, reach: int = 1) -> _Mask:
    wide: _Mask = np.convolve(mask, np.ones(2 * reach + 1), mode="same") > 0.5
    return wide


def score(rr_ms: list[float], labels: list[str]) -> tuple[int, int, int, int, int]:
    """Events, events found, flags, false flags, and clean intervals of one record."""
    normal = np.array([label in _NORMAL for label in labels])
    noise = _with_neighbours(np.array([label in _NOISE for label in labels]), 2)
    odd = ~(normal & np.concatenate(([True], normal[:-1])))
    flagged = np.zeros(len(rr_ms), dtype=np.bool_)
    flagged[list(rejected(rr_ms))] = True
    near_flag, near_event = _with_neighbours(flagged), _with_neighbours(odd)
    begins = np.flatnonzero(odd & ~np.concatenate(([False], odd[:-1])))
    events = found = 0
    for begin in begins:
        end = int(begin)
        while end < odd.size and odd[end]:
            end += 1
        if noise[begin:end].any():
            continue
        events += 1
        found += bool(near_flag[begin:end].any())
    return (
        events,
        found,
        int((flagged & ~noise).sum()),
        int((flagged & ~near_event & ~noise).sum()),
        int((~near_event & ~noise).sum()),
    )


def main(arguments: list[str] | None = None) -> int:
    """Print one line a record."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    print(f"{'record':32s} {'found':>10s} {'precision':>10s} {'false in 1000':>14s}")
    for path in parser.parse_args(arguments).files:
        events, found, flags, false, clean = score(*_read(path))
        precision = f"{1.0 - false / flags:.3f}" if flags else "-"
        print(
            f"{path.stem:32s} {f'{found} of {events}':>10s} {precision:>10s} "
            f"{1000.0 * false / clean:14.2f}"
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
