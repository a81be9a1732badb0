"""What the guest's own test run came to, and whether it may count as one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from tests.ble.vhci.guest import GuestEnd


@dataclass(frozen=True, slots=True)
class GuestCounts:
    """Tests of the guest by their end."""

    passed: int
    failed: int
    """Errors in a set-up or a teardown among them."""
    skipped: int

    def __str__(self) -> str:
        """In pytest's own words."""
        return f"{self.failed} failed, {self.passed} passed, {self.skipped} skipped"


def read_counts(report: Path) -> GuestCounts | None:
    """Give the counts of a JUnit report; None when the run never came to write one."""
    if not report.exists():
        return None
    passed = failed = skipped = 0
    for case in ElementTree.parse(report).iter("testcase"):
        ends = {part.tag for part in case}
        if ends & {"failure", "error"}:
            failed += 1
        elif "skipped" in ends:
            skipped += 1
        else:
            passed += 1
    return GuestCounts(passed, failed, skipped)


def complaint(end: GuestEnd, counts: GuestCounts | None) -> str | None:
    """Say in one sentence why the guest's run does not count as passed; None when it does.

    A guest in which nothing ran has shown nothing: that is a failure, whatever its status.
    """
    if end.over_the_limit:
        return f"the guest was ended after {end.took_s:.0f} s, its limit; counts so far: {counts}"
    if end.has_crashed:
        return f"the guest's kernel broke down after {end.took_s:.0f} s"
    if end.status is None:
        return f"the guest went down after {end.took_s:.0f} s, before its tests had ended"
    if counts is None or counts.passed + counts.failed == 0:
        return f"no test ran in the guest (status {end.status}, {counts or 'no report'})"
    if counts.failed or end.status != 0:
        return f"the guest's tests: {counts} (status {end.status})"
    return None
