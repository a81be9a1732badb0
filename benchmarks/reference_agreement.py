"""`bellybreath analyze --json` beside reference values, file by file.

Run: python -m benchmarks.reference_agreement FOLDER

FOLDER holds recordings and a reference.json whose "values" name windows as FILE@START+DURATION
(raw intervals that end in the window) with a "definition" of the time domain and of the
multitaper bands. The program is run as a person would run it. Where it excised beats, its
figures rest on fewer intervals than the reference's, which takes all as they are: the last
columns say how many, and by which estimator the bands were made.
"""

from __future__ import annotations

import contextlib
import io
import json
import re
import sys
from pathlib import Path
from typing import Any

from visuals.cli import main as bellybreath

_WINDOW = re.compile(r"(?P<file>.+)@(?P<start>[\d.]+)\+(?P<duration>[\d.]+)")
_COLUMNS = (
    ("mean RR", "time_domain", "mean_rr_ms", "time", "mean_rr"),
    ("SDNN", "time_domain", "sdnn_ms", "time", "sdnn"),
    ("RMSSD", "time_domain", "rmssd_ms", "time", "rmssd"),
    ("pNN50", "time_domain", "pnn50_percent", "time", "pnn50"),
    ("SD1", "time_domain", "sd1_ms", "time", "sd1"),
    ("SD2", "time_domain", "sd2_ms", "time", "sd2"),
    ("LF", "bands", "lf_ms2", "multitaper_nw2_k3", "lf"),
    ("HF", "bands", "hf_ms2", "multitaper_nw2_k3", "hf"),
    ("total", "bands", "total_ms2", "multitaper_nw2_k3", "tp"),
)


def _analyzed(arguments: list[str]) -> dict[str, Any]:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        status = bellybreath(["analyze", "--json", *arguments])
    if status != 0:
        raise SystemExit(f"analyze {' '.join(arguments)} ended with status {status}")
    found: dict[str, Any] = json.loads(printed.getvalue())
    return found


def _cell(ours: float | None, reference: float | None) -> str:
    if ours is None or reference is None:
        return f"{'-':>10}"
    if reference == 0.0:
        return f"{ours:10.3g}"
    return f"{100.0 * (ours - reference) / abs(reference):+9.3f}%"


_OTHERS = (
    ("definition", "multitaper_nw2_k3"),
    ("systole", "welch"),
    ("pyhrv", "welch_psd"),
    ("neurokit2", "welch"),
)
"""Programs and their estimators whose band powers stand beside ours."""


def _print_bands(found: dict[str, dict[str, Any]], values: dict[str, Any]) -> None:
    """Print band powers in ms^2 beside those of other programs, LF and HF of each."""
    print(f"\n{'LF / HF in ms^2':44}{'ours':>16}" + "".join(f"{n:>16}" for n, _ in _OTHERS))
    for key, bands in found.items():
        cells = f"{bands['lf_ms2']:8.0f} /{bands['hf_ms2']:6.0f}"
        for program, table in _OTHERS:
            powers = values[key].get(program, {}).get(table)
            cells += "" if powers is None else f"{powers['lf']:8.0f} /{powers['hf']:6.0f}"
        print(f"{key:44}{cells}")


def main() -> None:
    """Print the tables: our figure less the reference's in per cent of it, and band powers."""
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    folder = Path(sys.argv[1])
    values = json.loads((folder / "reference.json").read_text(encoding="utf-8"))["values"]
    print(f"{'window':44}" + "".join(f"{name:>10}" for name, *_ in _COLUMNS) + "  excised, bands")
    found_bands: dict[str, dict[str, Any]] = {}
    for key, programs in values.items():
        match = _WINDOW.fullmatch(key)
        if match is None:
            continue
        record = _analyzed(
            [
                str(folder / match["file"]),
                "--start",
                match["start"],
                "--duration",
                match["duration"],
                "--estimator",
                "multitaper",
            ]
        )
        whole, windows = record["whole"], record["windows"]
        window = windows[0]
        cells = ""
        for _, part, ours, table, reference in _COLUMNS:
            figures = whole[part] if part == "time_domain" else window[part]
            if len(windows) > 1 and part == "bands":
                figures = None  # the reference's bands are of the whole
            found = None if figures is None else figures[ours]
            cells += _cell(found, programs["definition"].get(table, {}).get(reference))
        excised = round(whole["corrected_share"] * whole["beats"])
        how = window["bands_estimator"] or window["bands_withheld"]
        if window["bands"] is not None and len(windows) == 1:
            found_bands[key] = window["bands"]
        if len(windows) > 1:
            how = f"{len(windows)} windows of 300 s"
        print(f"{key:44}{cells}  {excised}/{whole['beats']}, {how}")
    _print_bands(found_bands, values)


if __name__ == "__main__":
    main()
