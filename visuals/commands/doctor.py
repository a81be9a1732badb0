"""`doctor`: from radio or cable to the heartbeat, one question after another, as a friend asks."""

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

from devices.anonymous import anonymous_wire
from devices.background import Watched
from devices.checkup import Checkup, Choice, examine
from devices.finding import Finding, Question, Verdict
from devices.findings import findings
from devices.sensor_text import clean_name
from devices.serial_ports import SerialPort, serial_ports
from devices.strap_memory import remembered_strap
from devices.wire_checkup import WireCheckup, examine_wire
from trainer.data_folder import data_dir
from trainer.wire_findings import wire_findings
from trainer.wire_view import WireView, WireWatch
from visuals.errors import RequestError
from visuals.language import texts_of
from visuals.report import copied_to_clipboard, report_text, versions
from visuals.stops import Stops
from visuals.terminal import TerminalConsole
from visuals.texts import ENGLISH, Texts, printable
from visuals.texts.found import advised, said
from visuals.texts.told import told

__all__ = ["consult", "run"]

_INTERRUPTED = 130
_NOT_WELL = 1
_LOOK_EVERY_S = 0.1
_REPORT = "checkup.txt"
_VERDICT_CELLS = 9
_QUESTION_CELLS = 12
_STYLES = {Verdict.OK: "green", Verdict.NOT: "yellow", Verdict.NOT_KNOWN: "dim"}

Series = Callable[[], AsyncGenerator[Checkup]]
WireSeries = Callable[[], AsyncGenerator[WireCheckup]]


def run(request: argparse.Namespace) -> int:
    """Carry out the checkup; the exit status."""
    folder, texts = data_dir(request.data_dir), texts_of(request)
    remembered = remembered_strap(folder)
    asked = request.strap or None
    if request.serial is not None and asked is not None:
        raise RequestError(texts.doctor.one_at_a_time)
    return consult(
        None if request.serial is not None else lambda: examine(asked, remembered),
        serial_ports(),
        None if asked is not None else lambda: examine_wire(request.serial or None),
        report=folder / _REPORT if request.copy else None,
        is_for_programs=request.json,
        texts=texts,
    )


def consult(
    series: Series | None,
    ports: Sequence[SerialPort],
    wires: WireSeries | None = None,
    *,
    report: Path | None = None,
    is_for_programs: bool = False,
    console: Console | None = None,
    texts: Texts = ENGLISH,
) -> int:
    """Follow a checkup and tell each finding as soon as it is known; the exit status.

    Parameters
    ----------
    series
        Makes the checkup of a strap; None where only a wired sensor is meant.
    ports
        Serial ports of this computer.
    wires
        Makes the checkup of a wired sensor, at the same time; None: the ports are only named.
    report
        Where a report for somebody else is written; None: none is asked for.
    is_for_programs
        True for one JSON record instead of words.
    console
        Where it is told; standard output by default.
    texts
        In which words. A record for programs has the English ones in every language.
    """
    console = console if console is not None else TerminalConsole(markup=False, emoji=False)
    rounds = _Rounds(series, wires, ports)
    teller = _Teller(console, rounds, texts, is_silent=is_for_programs)
    stops = Stops()
    with stops.listening(), contextlib.ExitStack() as stack:
        stack.callback(rounds.stop)
        stack.enter_context(teller)
        rounds.start()
        while not rounds.are_done and stops.received is None:
            rounds.look()
            teller.tell()
            rounds.join(_LOOK_EVERY_S)
        rounds.look()
        teller.tell()
    if stops.received is not None:
        return _INTERRUPTED
    found = rounds.findings
    if is_for_programs:
        sys.stdout.write(_record(rounds))
    else:
        console.print()
        closing = _closing(found, texts, is_wired=series is None)
        console.print(closing, highlight=False, soft_wrap=not console.is_terminal)
    if report is not None:
        wired = rounds.wired_report if wires is not None else ()
        words = report_text(rounds.checkup, ports, wired, has_strap=series is not None, texts=texts)
        _hand_over(report, words, texts)
    return _NOT_WELL if any(each.verdict is Verdict.NOT for each in found) else 0


class _Rounds:
    """The round at the straps and the one at the wire, side by side."""

    def __init__(
        self, series: Series | None, wires: WireSeries | None, ports: Sequence[SerialPort]
    ) -> None:
        self._strap = None if series is None else Watched(series, Checkup(), "checkup")
        self._wire = None if wires is None else Watched(wires, WireCheckup(), "wire checkup")
        self._ports = ports
        self._watch = WireWatch()
        self.checkup = Checkup()
        self.wire = WireCheckup()
        self.view = WireView()

    @property
    def _all(self) -> list[Watched[Checkup] | Watched[WireCheckup]]:
        return [work for work in (self._strap, self._wire) if work is not None]

    @property
    def has_strap(self) -> bool:
        """Whether a strap is looked at."""
        return self._strap is not None

    @property
    def are_done(self) -> bool:
        """Whether both are through."""
        return all(work.is_done for work in self._all)

    def start(self) -> None:
        """Begin."""
        for work in self._all:
            work.start()

    def stop(self) -> None:
        """End, and let go whatever is held."""
        for work in self._all:
            work.stop()

    def join(self, patience_s: float) -> None:
        """Wait so long for the end of one that still runs."""
        waiting = next((work for work in self._all if not work.is_done), None)
        if waiting is not None:
            waiting.join(patience_s)

    def look(self) -> None:
        """Take in what is known by now."""
        if self._strap is not None:
            self.checkup = self._strap.latest
        if self._wire is not None:
            self.wire = self._wire.latest
            if self.wire.check is not None:
                self.view = self._watch.see(self.wire.check)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What can be said so far: of the strap first, of the wire once that is through."""
        if self._strap is None:
            return wire_findings(self.wire, self.view)
        found = findings(self.checkup, self._ports)
        if self._wire is None:
            return found
        of_strap = tuple(each for each in found if each.question is not Question.PORTS)
        return of_strap + (wire_findings(self.wire, self.view) if self.checkup.is_over else ())

    @property
    def wired_report(self) -> tuple[Finding, ...]:
        """The findings of the wire, without what names a person's port."""
        return wire_findings(anonymous_wire(self.wire), self.view)

    def doing(self, texts: Texts) -> str:
        """What is being done, for the line that is kept up to date."""
        if self._strap is not None and not self._strap.is_done:
            return _doing(self.checkup, texts)
        if self.wire.chosen is not None and not self.wire.is_over:
            return texts.doctor.listening.format(name=clean_name(self.wire.chosen.device))
        return ""


class _Teller:
    """Prints each finding once, and meanwhile says what is being done."""

    def __init__(self, console: Console, rounds: _Rounds, texts: Texts, *, is_silent: bool) -> None:
        self._console = console
        self._rounds = rounds
        self._texts = texts
        self._is_silent = is_silent
        self._told = 0
        self._status = console.status("", spinner="dots") if console.is_terminal else None

    def __enter__(self) -> _Teller:
        if not self._is_silent:
            words = self._texts.doctor
            greeting = words.greeting if self._rounds.has_strap else words.wired_greeting
            self._console.print(greeting, highlight=False, soft_wrap=not self._console.is_terminal)
            self._console.print()
        if self._status is not None and not self._is_silent:
            self._status.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._status is not None and not self._is_silent:
            self._status.stop()

    def tell(self) -> None:
        """Print what is new."""
        if self._is_silent:
            return
        found = self._rounds.findings
        for finding in found[self._told :]:
            if self._console.is_terminal:
                self._console.print(_line(finding, self._texts), highlight=False)
            else:
                line = _plain_lines(finding, self._texts)
                self._console.print(line, highlight=False, soft_wrap=True)
        self._told = len(found)
        if self._status is not None:
            # As Text: rich would take a strap's name for markup.
            self._status.update(Text(self._rounds.doing(self._texts)))


def _doing(checkup: Checkup, texts: Texts) -> str:
    if checkup.choice is Choice.LOOKING:
        return texts.doctor.looking
    if checkup.chosen is not None and not checkup.chosen.is_held:
        return texts.doctor.listening.format(name=checkup.chosen.name)
    return ""


def _line(finding: Finding, texts: Texts) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(width=_VERDICT_CELLS)
    table.add_column(width=_QUESTION_CELLS)
    table.add_column()
    verdict = Text(texts.doctor.verdicts[finding.verdict], style=_STYLES[finding.verdict])
    question = Text(texts.doctor.questions[finding.question], style="bold")
    style = "dim" if finding.verdict is Verdict.NOT_KNOWN else ""
    table.add_row(verdict, question, Text(printable(said(finding, texts)), style=style))
    if attempt := _attempt(finding, texts):
        table.add_row("", "", Text(attempt))
    return table


def _plain_lines(finding: Finding, texts: Texts) -> str:
    """The same for a file: nothing is broken or filled up."""
    verdict = f"{texts.doctor.verdicts[finding.verdict]:{_VERDICT_CELLS}}"
    question = f"{texts.doctor.questions[finding.question]:{_QUESTION_CELLS}}"
    line = f"{verdict}  {question}  {printable(said(finding, texts))}"
    return " ".join(filter(None, (line, _attempt(finding, texts))))


def _attempt(finding: Finding, texts: Texts) -> str:
    advice = printable(advised(finding, texts))
    return texts.doctor.attempt.format(advice=advice) if advice else ""


def _closing(found: Sequence[Finding], texts: Texts, *, is_wired: bool) -> str:
    words = texts.doctor
    if any(each.verdict is Verdict.NOT for each in found):
        return words.one_thing
    if any(each.verdict is Verdict.NOT_KNOWN for each in found):
        advice = (advised(each, texts) for each in found)
        return next(filter(None, advice), words.not_all_known)
    return words.all_well_wired if is_wired else words.all_well


def _record(rounds: _Rounds) -> str:
    checkup, wire, view = rounds.checkup, rounds.wire, rounds.view
    check = checkup.check
    record = {
        "versions": versions(),
        "findings": [
            {
                "question": each.question.value,
                "verdict": each.verdict.value,
                "said": said(each, ENGLISH),
                "advice": advised(each, ENGLISH),
            }
            for each in rounds.findings
        ],
        "strap": None if checkup.chosen is None else checkup.chosen.name,
        "link": [] if check is None else [state.value for state in check.states],
        "rate_per_min": None if check is None else check.rate_per_min,
        "battery_percent": None if check is None else check.battery_percent,
        "wire": None
        if wire.chosen is None
        else {
            "port": wire.chosen.device,
            "states": [] if wire.check is None else [state.value for state in wire.check.states],
            "lines": None if wire.check is None else wire.check.form or None,
            "samples_per_s": view.rate_hz,
            "rate_per_min": view.rate_per_min,
            "clear_share": view.sharp_share,
            "breaths_per_min": None if view.belt is None else view.belt.value,
        },
        "detail": (check.detail if check is not None else "") or checkup.nearby.detail,
    }
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def _hand_over(path: Path, report: str, texts: Texts) -> None:
    """Write the report and say where; onto the clipboard, too, where a tool takes it."""
    words = texts.doctor
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(report, encoding="utf-8")
    except OSError as error:
        why = told(error, texts)
        raise RequestError(words.not_written.format(path=path, why=why)) from None
    written = words.report_written.format(path=path)
    if copied_to_clipboard(report):
        written = f"{written} {words.on_clipboard}"
    sys.stderr.write(f"{written}\n")
