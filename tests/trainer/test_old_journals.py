"""Journals that earlier versions wrote stay readable, entry by entry."""

from __future__ import annotations

import json
from pathlib import Path

from trainer.journal.reader import read_journal
from trainer.journal.replay import replay


def test_journals_written_before_there_were_straps_are_read(tmp_path: Path) -> None:
    """Lines as the first version wrote them."""
    lines: list[dict[str, object]] = [
        {"kind": "link", "taken_s": 0.0, "at_s": 0.0, "state": "waiting", "detail": ""},
        {"kind": "link", "taken_s": 0.8, "at_s": 0.8, "state": "arriving", "detail": ""},
        {"kind": "beat", "taken_s": 0.8, "at_s": 0.8, "beat_s": 0.8, "rr_ms": 800.0},
        {"kind": "beat", "taken_s": 1.6, "at_s": 1.6, "beat_s": 1.6, "rr_ms": 800.0},
        {"kind": "link", "taken_s": 1.6, "at_s": 1.6, "state": "ended", "detail": ""},
    ]
    header = {
        "kind": "header",
        "format": "bellybreath-journal",
        "format_version": 1,
        "software": "bellybreath 0.1.0",
        "wall_clock": "2026-11-23T21:05:00+01:00",
        "wall_clock_at_s": 0.0,
        "started_s": 0.0,
        "plan": {
            "pace": {"breaths_per_min": 6.0, "inhale_share": 0.4},
            "breathing_s": 60.0,
            "quiet_before_s": 60.0,
            "quiet_after_s": 60.0,
        },
        "sensor": {"kind": "recording", "name": "beats.csv", "seed": None},
        "earlier_changes_ln": [],
        "speed": 1.0,
    }
    path = tmp_path / "old.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in [header, *lines]), encoding="utf-8")
    journal = read_journal(path)
    assert journal.notes == ()
    assert replay(journal, lambda judged, context: None).beats == 2
