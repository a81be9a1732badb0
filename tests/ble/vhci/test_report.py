"""Which guests count as passed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ble.vhci.guest import GuestEnd
from tests.ble.vhci.report import GuestCounts, complaint, read_counts


def _ended(status: int | None, *, over_the_limit: bool = False) -> GuestEnd:
    return GuestEnd(status, "", False, over_the_limit, 60.0)


def test_a_guest_whose_tests_passed_counts() -> None:
    assert complaint(_ended(0), GuestCounts(passed=10, failed=0, skipped=2)) is None


@pytest.mark.parametrize(
    "counts", [None, GuestCounts(passed=0, failed=0, skipped=0), GuestCounts(0, 0, skipped=12)]
)
@pytest.mark.parametrize("status", [0, 5])
def test_a_guest_in_which_no_test_ran_is_a_failure(counts: GuestCounts | None, status: int) -> None:
    assert "no test ran" in (complaint(_ended(status), counts) or "")


def test_a_guest_with_one_failed_test_is_a_failure() -> None:
    assert "1 failed, 9 passed" in (complaint(_ended(1), GuestCounts(9, 1, 0)) or "")


def test_a_guest_that_passed_all_but_gave_another_status_is_a_failure() -> None:
    assert complaint(_ended(3), GuestCounts(9, 0, 0)) is not None


def test_a_guest_that_went_down_under_its_tests_is_a_failure() -> None:
    assert "went down" in (complaint(_ended(None), None) or "")


def test_a_guest_that_took_too_long_is_a_failure() -> None:
    assert "its limit" in (complaint(_ended(None, over_the_limit=True), None) or "")


def test_counts_are_those_of_the_report(tmp_path: Path) -> None:
    # As pytest 9 writes it: --junit-xml of a run with one test of each end.
    report = tmp_path / "report.xml"
    report.write_text(
        '<testsuites><testsuite errors="1" failures="1" skipped="1" tests="4">'
        '<testcase name="a"/><testcase name="b"><failure message="m"/></testcase>'
        '<testcase name="c"><skipped message="m"/></testcase>'
        '<testcase name="d"><error message="m"/></testcase></testsuite></testsuites>'
    )
    assert read_counts(report) == GuestCounts(passed=1, failed=2, skipped=1)


def test_a_run_that_never_wrote_its_report_has_no_counts(tmp_path: Path) -> None:
    assert read_counts(tmp_path / "report.xml") is None


def test_a_guest_whose_kernel_broke_down_is_a_failure() -> None:
    crashed = GuestEnd(None, "", has_crashed=True, over_the_limit=False, took_s=60.0)
    assert "kernel" in (complaint(crashed, None) or "")
