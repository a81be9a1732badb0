"""`doctor`: from the radio to the heartbeat, one question after the other, as a friend asks."""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
from collections.abc import AsyncGenerator, Callable, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from devices.background import Watched
from devices.checkup import Checkup, Choice, examine
from devices.finding import Finding, Verdict
from devices.findings import findings
from devices.serial_ports import SerialPort, serial_ports
from devices.strap_memory import remembered_strap
from trainer.journal.folder import data_dir
from visuals.errors import RequestError
from visuals.report import copied_to_clipboard, report_text, versions
from visuals.stops import Stops
from visuals.terminal import TerminalConsole
from visuals.texts import printable

__all__ = ["consult", "run"]

_INTERRUPTED = 130
_NOT_WELL = 1
_LOOK_EVERY_S = 0.1
_REPORT = "checkup.txt"
_VERDICT_CELLS = 9
_QUESTION_CELLS = 12
_STYLES = {Verdict.OK: "green", Verdict.NOT: "yellow", Verdict.NOT_KNOWN: "dim"}
_GREETING = "Let us look together. Put your strap on, with its contacts moist."
_ALL_WELL = "All is well. Begin with: bellybreath train --strap"
_NOT_ALL_KNOWN = "Nothing is amiss, as far as can be told."
_ONE_THING = (
    "Begin with what is said first; the rest often follows. The breath itself needs no strap: "
    "bellybreath practice"
)

Series = Callable[[], AsyncGenerator[Checkup]]


def run(request: argparse.Namespace) -> int:
    """Carry out the checkup; the exit status."""
    folder = data_dir(request.data_dir)
    remembered = remembered_strap(folder)
    asked = request.strap or None
    return consult(
        lambda: examine(asked, remembered),
        serial_ports(),
        report=folder / _REPORT if request.copy else None,
        is_for_programs=request.json,
    )


def consult(
    series: Series,
    ports: Sequence[SerialPort],
    *,
    report: Path | None = None,
    is_for_programs: bool = False,
    console: Console | None = None,
) -> int:
    """Follow a checkup and tell each finding as soon as it is known; the exit status.

    Parameters
    ----------
    series
        Makes the checkup.
    ports
        Serial ports of this computer.
    report
        Where a report for somebody else is written; None: none is asked for.
    is_for_programs
        True for one JSON record instead of words.
    console
        Where it is told; standard output by default.
    """
    console = console if console is not None else TerminalConsole(markup=False, emoji=False)
    teller = _Teller(console, ports, is_silent=is_for_programs)
    work = Watched(series, Checkup(), "checkup")
    stops = Stops()
    with stops.listening(), contextlib.ExitStack() as stack:
        stack.callback(work.stop)
        stack.enter_context(teller)
        work.start()
        while not work.is_done and stops.received is None:
            teller.tell(work.latest)
            work.join(_LOOK_EVERY_S)
        teller.tell(work.latest)
    if stops.received is not None:
        return _INTERRUPTED
    checkup = work.latest
    found = findings(checkup, ports)
    if is_for_programs:
        sys.stdout.write(_record(checkup, ports))
    else:
        console.print()
        console.print(_closing(found), highlight=False, soft_wrap=not console.is_terminal)
    if report is not None:
        _hand_over(report, report_text(checkup, ports))
    return _NOT_WELL if any(each.verdict is Verdict.NOT for each in found) else 0


class _Teller:
    """Prints each finding once, and meanwhile says what is being done."""

    def __init__(self, console: Console, ports: Sequence[SerialPort], *, is_silent: bool) -> None:
        self._console = console
        self._ports = ports
        self._is_silent = is_silent
        self._told = 0
        self._status = console.status("", spinner="dots") if console.is_terminal else None

    def __enter__(self) -> _Teller:
        if not self._is_silent:
            self._console.print(_GREETING, highlight=False)
            self._console.print()
        if self._status is not None and not self._is_silent:
            self._status.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._status is not None and not self._is_silent:
            self._status.stop()

    def tell(self, checkup: Checkup) -> None:
        """Print what is new."""
        if self._is_silent:
            return
        found = findings(checkup, self._ports)
        for finding in found[self._told :]:
            if self._console.is_terminal:
                self._console.print(_line(finding), highlight=False)
            else:
                self._console.print(_plain_lines(finding), highlight=False, soft_wrap=True)
        self._told = len(found)
        if self._status is not None:
            # As Text: rich would take a strap's name for markup.
            self._status.update(Text(_doing(checkup)))


def _doing(checkup: Checkup) -> str:
    if checkup.choice is Choice.LOOKING:
        return "Looking around ..."
    if checkup.chosen is not None and not checkup.chosen.is_held:
        return f"Listening to {checkup.chosen.name} ..."
    return ""


def _line(finding: Finding) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(width=_VERDICT_CELLS)
    table.add_column(width=_QUESTION_CELLS)
    table.add_column()
    verdict = Text(finding.verdict.value, style=_STYLES[finding.verdict])
    question = Text(finding.question.value, style="bold")
    style = "dim" if finding.verdict is Verdict.NOT_KNOWN else ""
    table.add_row(verdict, question, Text(printable(finding.said), style=style))
    if finding.advice:
        table.add_row("", "", Text(f"Try: {printable(finding.advice)}"))
    return table


def _plain_lines(finding: Finding) -> str:
    """The same for a file: nothing is broken or filled up."""
    verdict = f"{finding.verdict.value:{_VERDICT_CELLS}}"
    line = f"{verdict}  {finding.question.value:{_QUESTION_CELLS}}  {printable(finding.said)}"
    return f"{line} Try: {printable(finding.advice)}" if finding.advice else line


def _closing(found: Sequence[Finding]) -> str:
    if any(each.verdict is Verdict.NOT for each in found):
        return _ONE_THING
    if any(each.verdict is Verdict.NOT_KNOWN for each in found):
        return next((each.advice for each in found if each.advice), _NOT_ALL_KNOWN)
    return _ALL_WELL


def _record(checkup: Checkup, ports: Sequence[SerialPort]) -> str:
    check = checkup.check
    record = {
        "versions": versions(),
        "findings": [
            {
                "question": each.question.value,
                "verdict": each.verdict.value,
                "said": each.said,
                "advice": each.advice,
            }
            for each in findings(checkup, ports)
        ],
        "strap": None if checkup.chosen is None else checkup.chosen.name,
        "link": [] if check is None else [state.value for state in check.states],
        "rate_per_min": None if check is None else check.rate_per_min,
        "battery_percent": None if check is None else check.battery_percent,
        "detail": (check.detail if check is not None else "") or checkup.nearby.detail,
    }
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def _hand_over(path: Path, words: str) -> None:
    """Write the report and say where; onto the clipboard, too, where a tool takes it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words, encoding="utf-8")
    except OSError as error:
        raise RequestError(
            f"the report cannot be written to {path} ({error.strerror or error}); choose another "
            "folder with --data-dir"
        ) from None
    also = " It is on your clipboard, too." if copied_to_clipboard(words) else ""
    sys.stderr.write(f"A report without names and addresses: {path}{also}\n")
