"""`sensors`: the straps nearby and the serial ports, live in a terminal or once in a file."""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
import time
from collections.abc import Callable, Sequence

from rich.console import Console, Group
from rich.live import Live
from rich.table import Table
from rich.text import Text

from devices.readings import LinkState
from devices.serial_ports import SerialPort, serial_ports
from devices.strap_identity import told_apart
from devices.strap_list import Survey, SurveyedStrap
from devices.strap_signal import MOST_BARS, StrapSignal
from devices.strap_survey import StrapSurvey, WatchedSurvey
from visuals.errors import RequestError
from visuals.output import complain
from visuals.stops import Stops
from visuals.terminal import TerminalConsole
from visuals.texts import NO_STRAP_YET, SEARCH_STUCK, STRAP_CHECKLIST, strap_words

__all__ = ["list_sensors", "run"]

_INTERRUPTED = 130
_NOT_POSSIBLE = 1
_EVERY_S = 0.25
_SCAN_S = 8.0
"""A look around of 5 s, and then the straps that the system holds."""
_LONGEST_LISTENING_S = 40.0
"""For one strap: half a minute, and the way out."""
_BARS = (
    "\N{LOWER ONE QUARTER BLOCK}\N{LOWER HALF BLOCK}\N{LOWER THREE QUARTERS BLOCK}\N{FULL BLOCK}"
)


def run(request: argparse.Namespace) -> int:
    """List the sensors; the exit status."""
    if request.seconds is not None and not 1.0 <= request.seconds <= 3600.0:
        raise RequestError(f"--seconds {request.seconds:g} is outside 1 to 3600")
    return list_sensors(
        WatchedSurvey(StrapSurvey(listens_to_all=request.listen)),
        serial_ports(),
        seconds=request.seconds,
        listens=request.listen,
        is_for_programs=request.json,
    )


def list_sensors(
    survey: WatchedSurvey,
    ports: Sequence[SerialPort],
    *,
    seconds: float | None = None,
    listens: bool = False,
    is_for_programs: bool = False,
    console: Console | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> int:
    """Show what is nearby, without end in a terminal, for a fixed time elsewhere; the exit status.

    Parameters
    ----------
    survey
        The straps.
    ports
        Serial ports of this computer.
    seconds
        How long to look; None: without end in a terminal, `_SCAN_S` elsewhere.
    listens
        True where straps are listened to: the list waits for them.
    is_for_programs
        True for one JSON record at the end.
    console, clock
        Where it is shown, and the time.
    """
    console = console if console is not None else TerminalConsole(markup=False, emoji=False)
    is_live = console.is_terminal and not console.is_dumb_terminal and not is_for_programs
    if seconds is None and not is_live:
        seconds = _SCAN_S
    stops = Stops()
    began_s = clock()
    with stops.listening(), contextlib.ExitStack() as stack:
        stack.callback(survey.stop)
        live: Live | None = None
        if is_live:
            live = Live(console=console, auto_refresh=False, transient=True)
            stack.enter_context(live)
        survey.start()
        while stops.received is None:
            survey.join(_EVERY_S)
            found = survey.latest
            passed_s = clock() - began_s
            if live is not None:
                live.update(_table(found, ports, console, is_live=True), refresh=True)
            if _is_enough(found, passed_s, seconds, listens=listens, is_live=is_live):
                break
    found = survey.latest
    if stops.received is not None and not is_live:
        return _INTERRUPTED
    if is_for_programs:
        sys.stdout.write(_record(found, ports))
    else:
        console.print(_table(found, ports, console, is_live=False))
    if stops.received is not None:
        return _INTERRUPTED
    if found.trouble is not None:
        complain(found.trouble.sentence)
        return _NOT_POSSIBLE
    return 0


def _is_enough(
    found: Survey, passed_s: float, seconds: float | None, *, listens: bool, is_live: bool
) -> bool:
    """Whether nothing is to be waited for any more."""
    if found.trouble is LinkState.NO_RADIO or (found.trouble is not None and not is_live):
        return True
    if seconds is None or passed_s < seconds:
        return False
    unheard = [strap for strap in found.straps if _is_to_be_heard(strap)]
    longest_s = seconds + _LONGEST_LISTENING_S * len(found.straps)
    return not (listens and unheard) or passed_s > longest_s


def _is_to_be_heard(strap: SurveyedStrap) -> bool:
    return not strap.found.is_held and (strap.check is None or not strap.check.is_over)


def _table(found: Survey, ports: Sequence[SerialPort], console: Console, *, is_live: bool) -> Group:
    parts: list[Table | Text] = []
    if found.straps:
        parts.append(_straps(found, is_ascii=console.options.ascii_only))
    elif found.trouble is None and found.detail:
        parts.append(Text(SEARCH_STUCK, style="yellow"))
    elif found.trouble is None:
        parts.append(Text(NO_STRAP_YET, style="bold"))
        parts += [Text(f"  - {line}") for line in STRAP_CHECKLIST]
    elif is_live:
        parts.append(Text(found.trouble.sentence, style="yellow"))
    if parts:
        parts.append(Text())
    parts.append(_ports(ports) if ports else Text("No serial ports."))
    if is_live:
        parts.append(Text())
        parts.append(Text("Looking around ... Ctrl-C ends the list.", style="dim"))
    return Group(*parts)


def _straps(found: Survey, *, is_ascii: bool) -> Table:
    table = Table(title="Straps nearby", title_justify="left", box=None, pad_edge=False)
    table.add_column("name", overflow="fold")
    table.add_column("address", no_wrap=True)
    table.add_column("signal", no_wrap=True)
    table.add_column("")
    table.add_column("battery", justify="right", no_wrap=True)
    for strap in found.straps:
        battery = None if strap.check is None else strap.check.battery_percent
        signal = StrapSignal.of(strap.found)
        table.add_row(
            Text(told_apart(strap.identity, found.identities)),
            Text(strap.identity.address),
            Text(f"{_bars(signal.bars, is_ascii=is_ascii)} {signal.words}"),
            Text(strap_words(strap)),
            Text("" if battery is None else f"{battery} %"),
        )
    return table


def _bars(lit: int, *, is_ascii: bool) -> str:
    if is_ascii:
        return "#" * lit + "-" * (MOST_BARS - lit)
    return _BARS[:lit] + "\N{MIDDLE DOT}" * (MOST_BARS - lit)


def _ports(ports: Sequence[SerialPort]) -> Table:
    table = Table(title="Serial ports", title_justify="left", box=None, pad_edge=False)
    table.add_column("name", no_wrap=True)
    table.add_column("maker and product", overflow="fold")
    table.add_column("USB", no_wrap=True)
    for port in ports:
        told = " ".join(filter(None, (port.maker, port.product)))
        table.add_row(Text(port.name), Text(told), Text(port.usb_id or ""))
    return table


def _record(found: Survey, ports: Sequence[SerialPort]) -> str:
    record = {
        "straps": [_of_strap(strap) for strap in found.straps],
        "serial_ports": [
            {"name": port.name, "maker": port.maker, "product": port.product, "usb": port.usb_id}
            for port in ports
        ],
        "trouble": None if found.trouble is None else found.trouble.value,
    }
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def _of_strap(strap: SurveyedStrap) -> dict[str, object]:
    check = strap.check
    return {
        "name": strap.identity.name,
        "address": strap.identity.address,
        "rssi_dbm": strap.found.rssi_dbm,
        "signal": StrapSignal.of(strap.found).words,
        "is_held": strap.found.is_held,
        "beats_arrive": None if check is None else check.beats > 0,
        "rate_per_min": None if check is None else check.rate_per_min,
        "battery_percent": None if check is None else check.battery_percent,
        "state": None if check is None or check.state is None else check.state.value,
    }
