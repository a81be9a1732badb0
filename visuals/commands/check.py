"""`check`: known signals through the pipeline on this machine, as a table or as JSON."""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from trainer.journal.entries import plain
from trainer.self_check import Check, run_checks
from visuals.language import texts_of
from visuals.texts import NO_NUMBER
from visuals.texts.reports import ReportTexts
from visuals.version import software_name

__all__ = ["run"]

_FAILED = 1


def run(request: argparse.Namespace) -> int:
    """Check the pipeline; the exit status is 0 when all is as expected, 1 when it is not."""
    said = texts_of(request).reports
    checks = run_checks()
    passed = all(check.passed for check in checks)
    if request.json:
        sys.stdout.write(_json_of(checks, passed))
        if not passed:
            sys.stderr.write(f"bellybreath: {said.what_to_do}\n")
        return 0 if passed else _FAILED
    console = Console(markup=False, emoji=False)
    console.print(_table(checks, said))
    if passed:
        console.print(said.all_expected.format(count=len(checks)), highlight=False)
        return 0
    for check in checks:
        if not check.passed:
            reason = said.expected_was.format(
                signal=_named(check.signal, said),
                asked=_named(check.asked, said),
                reason=check.reason,
            )
            console.print(reason, highlight=False)
    wrong = sum(not check.passed for check in checks)
    differ = said.some_differ.format(others=wrong, count=len(checks))
    console.print(f"{differ} {said.what_to_do}", highlight=False)
    return _FAILED


def _named(name: str, said: ReportTexts) -> str:
    """What a signal or a figure is called; a name that has no other word is its own."""
    return said.check_names.get(name, name)


def _json_of(checks: Sequence[Check], passed: bool) -> str:
    record = {
        "software": software_name(),
        "passed": passed,
        "checks": [{**plain(check), "passed": check.passed} for check in checks],
    }
    return json.dumps(record, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _table(checks: Sequence[Check], said: ReportTexts) -> Table:
    table = Table(title=said.check_title, title_justify="left")
    table.add_column("")
    table.add_column(said.expected, justify="right")
    table.add_column(said.got, justify="right")
    table.add_column("", no_wrap=True)
    signal = ""
    for check in checks:
        if check.signal != signal:
            signal = check.signal
            table.add_section()
            table.add_row(_named(signal, said), style="bold")
        asked = f"  {_named(check.asked, said)}"
        if check.unit:
            asked = f"{asked} ({_named(check.unit, said)})"
        verdict = said.as_expected if check.passed else said.differs
        table.add_row(asked, _expected(check), _got(check), verdict)
    return table


def _expected(check: Check) -> str:
    if check.tolerance == 0.0:
        return _words(check.expected, 0.0)
    tolerance = _words(check.tolerance, check.tolerance)
    return f"{_words(check.expected, check.tolerance)} ± {tolerance}"


def _got(check: Check) -> str:
    return NO_NUMBER if check.got is None else _words(check.got, check.tolerance)


def _words(value: float | str, tolerance: float) -> str:
    if isinstance(value, str):
        return value
    return f"{value:g}" if tolerance == 0.0 else f"{value:.{_decimals(tolerance)}f}"


def _decimals(tolerance: float) -> int:
    """As many decimals as show two digits of the tolerance, one to six."""
    return min(6, max(1, 1 - math.floor(math.log10(tolerance))))
