"""`sensors`: the straps nearby and the boards that are plugged in, live or once in a file."""

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

from devices.port_survey import PortList, PortSurvey, SurveyedPort, WatchedPorts
from devices.readings import LinkState
from devices.sensor_text import clean_name
from devices.serial_ports import SerialPort, serial_ports
from devices.strap_identity import told_apart
from devices.strap_list import Survey, SurveyedStrap
from devices.strap_signal import MOST_BARS, StrapSignal
from devices.strap_survey import StrapSurvey, WatchedSurvey
from trainer.signal.waves.wave_condition import WaveCondition
from trainer.wire_view import WireView, WireWatch
from visuals.errors import RequestError
from visuals.language import texts_of
from visuals.output import complain
from visuals.stops import Stops
from visuals.terminal import TerminalConsole
from visuals.texts import ENGLISH, Texts

__all__ = ["list_sensors", "run"]

_INTERRUPTED = 130
_NOT_POSSIBLE = 1
_EVERY_S = 0.25
_SCAN_S = 8.0
"""A look around of 5 s, and then the straps that the system holds."""
_LONGEST_LISTENING_S = 40.0
"""For one strap: half a minute, and the way out."""
_LONGEST_WAVE_S = 12.0
"""A board wakes for 1.4 s, and a pulse is known within 6 s."""
_SPARK_CELLS = 40
_SPARKS = "\u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588"
_ASCII_SPARKS = "_.-'\""
_BARS = (
    "\N{LOWER ONE QUARTER BLOCK}\N{LOWER HALF BLOCK}\N{LOWER THREE QUARTERS BLOCK}\N{FULL BLOCK}"
)


def run(request: argparse.Namespace) -> int:
    """List the sensors; the exit status."""
    texts = texts_of(request)
    if request.seconds is not None and not 1.0 <= request.seconds <= 3600.0:
        outside = texts.sensor_list.seconds_outside.format(seconds=f"{request.seconds:g}")
        raise RequestError(outside)
    return list_sensors(
        WatchedSurvey(StrapSurvey(listens_to_all=request.listen)),
        serial_ports(),
        WatchedPorts(PortSurvey(listens_to_all=True)),
        seconds=request.seconds,
        listens=request.listen,
        is_for_programs=request.json,
        texts=texts,
    )


def list_sensors(
    survey: WatchedSurvey,
    ports: Sequence[SerialPort],
    wires: WatchedPorts | None = None,
    *,
    seconds: float | None = None,
    listens: bool = False,
    is_for_programs: bool = False,
    console: Console | None = None,
    clock: Callable[[], float] = time.monotonic,
    texts: Texts = ENGLISH,
) -> int:
    """Show what is nearby, without end in a terminal, for a fixed time elsewhere; the exit status.

    Parameters
    ----------
    survey
        The straps.
    ports
        Serial ports of this computer.
    wires
        What the boards at them give; None: nobody listens to them.
    seconds
        How long to look; None: without end in a terminal, `_SCAN_S` elsewhere, and a little longer
        where a board is still getting to know a pulse.
    listens
        True where straps are listened to: the list waits for them.
    is_for_programs
        True for one JSON record at the end.
    console, clock
        Where it is shown, and the time.
    texts
        In which words; the record for programs is the same in every language.
    """
    console = console if console is not None else TerminalConsole(markup=False, emoji=False)
    is_live = console.is_terminal and not console.is_dumb_terminal and not is_for_programs
    boards = _Boards(ports, wires)
    waits_for_boards = seconds is None
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
        if wires is not None:
            stack.callback(wires.stop)
            wires.start()
        while stops.received is None:
            survey.join(_EVERY_S)
            found = survey.latest
            boards.look()
            passed_s = clock() - began_s
            if live is not None:
                live.update(_table(found, boards, console, texts, is_live=True), refresh=True)
            if _is_enough(found, boards, passed_s, seconds, listens=listens, is_live=is_live):
                late_s = (seconds or 0.0) + _LONGEST_WAVE_S
                if not (waits_for_boards and boards.are_unclear and passed_s < late_s):
                    break
            if survey.is_done:
                time.sleep(_EVERY_S)  # no radio: the boards alone are looked at
    found = survey.latest
    if stops.received is not None and not is_live:
        return _INTERRUPTED
    if is_for_programs:
        sys.stdout.write(_record(found, boards))
    else:
        console.print(_table(found, boards, console, texts, is_live=False))
    if stops.received is not None:
        return _INTERRUPTED
    if found.trouble is not None:
        complain(texts.link_said[found.trouble])
        return 0 if boards.are_heard else _NOT_POSSIBLE
    return 0


def _is_enough(
    found: Survey,
    boards: _Boards,
    passed_s: float,
    seconds: float | None,
    *,
    listens: bool,
    is_live: bool,
) -> bool:
    """Whether nothing is to be waited for any more."""
    if not boards.are_there:
        if found.trouble is LinkState.NO_RADIO or (found.trouble is not None and not is_live):
            return True
    if seconds is None or passed_s < seconds:
        return False
    unheard = [strap for strap in found.straps if _is_to_be_heard(strap)]
    longest_s = seconds + _LONGEST_LISTENING_S * len(found.straps)
    return not (listens and unheard) or passed_s > longest_s


class _Boards:
    """Serial ports with what is heard of those that are listened to."""

    def __init__(self, ports: Sequence[SerialPort], wires: WatchedPorts | None) -> None:
        self._told = {port.name: port for port in ports}
        self._wires = wires
        self._watches: dict[str, WireWatch] = {}
        self._views: dict[str, WireView] = {}
        self._latest = PortList()

    def look(self) -> None:
        """Take in what came since the last look."""
        if self._wires is None:
            return
        self._latest = self._wires.latest
        for port in self._latest.ports:
            device = port.found.device
            if port.check is None:
                self._watches.pop(device, None)
                self._views.pop(device, None)
            else:
                watch = self._watches.setdefault(device, WireWatch())
                self._views[device] = watch.see(port.check)

    @property
    def ports(self) -> tuple[SerialPort, ...]:
        """All that are there now, boards that are listened to first."""
        if not self._latest.has_looked:
            return tuple(self._told.values())
        return tuple(self._port(each) for each in self._latest.ports)

    @property
    def are_there(self) -> bool:
        """Whether any is listened to."""
        return any(port.is_likely for port in self._latest.ports)

    @property
    def are_heard(self) -> bool:
        """Whether a wave comes from any of them."""
        return any(view.condition is not None for view in self._views.values())

    @property
    def are_unclear(self) -> bool:
        """Whether what one of them gives is still being made out."""
        return any(_is_unclear(self.of(port.name)) for port in self.ports)

    def of(self, name: str) -> tuple[LinkState | None, WireView | None, str]:
        """State, wave and form of the lines of a port; nothing where it is not listened to."""
        found = next((each for each in self._latest.ports if each.found.device == name), None)
        if found is None or found.check is None:
            return None, None, ""
        return found.check.state, self._views.get(name), found.check.form

    def _port(self, port: SurveyedPort) -> SerialPort:
        device, identity = port.found.device, port.found.identity
        told = self._told.get(device)
        if told is not None:
            return told
        title = clean_name(port.found.title)
        return SerialPort(clean_name(device), None, title, identity.vendor, identity.product)


def _is_unclear(heard: tuple[LinkState | None, WireView | None, str]) -> bool:
    """Whether a board is still waking up, its lines or its pulse being made out."""
    state, view, _ = heard
    if state is not LinkState.ARRIVING:
        return state in (LinkState.WAKING, LinkState.LISTENING)
    if view is None or view.condition in (None, WaveCondition.LISTENING):
        return True
    return view.condition is WaveCondition.CLEAR and view.rate_per_min is None


def _is_to_be_heard(strap: SurveyedStrap) -> bool:
    return not strap.found.is_held and (strap.check is None or not strap.check.is_over)


def _table(
    found: Survey, boards: _Boards, console: Console, texts: Texts, *, is_live: bool
) -> Group:
    words = texts.sensor_list
    parts: list[Table | Text] = []
    if found.straps:
        parts.append(_straps(found, texts, is_ascii=console.options.ascii_only))
    elif found.trouble is None and found.detail:
        parts.append(Text(texts.search_stuck, style="yellow"))
    elif found.trouble is None:
        parts.append(Text(texts.no_strap_yet, style="bold"))
        parts += [Text(f"  - {line}") for line in texts.strap_checklist]
    elif is_live or boards.are_there:
        parts.append(Text(texts.link_said[found.trouble], style="yellow"))
    if parts:
        parts.append(Text())
    is_ascii = console.options.ascii_only
    if boards.ports:
        parts += _ports(boards, texts, is_ascii=is_ascii)
    else:
        parts.append(Text(words.no_ports))
    if is_live:
        parts.append(Text())
        parts.append(Text(words.looking, style="dim"))
    return Group(*parts)


def _straps(found: Survey, texts: Texts, *, is_ascii: bool) -> Table:
    words = texts.sensor_list
    table = Table(title=words.straps_title, title_justify="left", box=None, pad_edge=False)
    table.add_column(words.name, overflow="fold")
    table.add_column(words.address, no_wrap=True)
    table.add_column(words.signal, no_wrap=True)
    table.add_column("")
    table.add_column(words.battery, justify="right", no_wrap=True)
    for strap in found.straps:
        battery = None if strap.check is None else strap.check.battery_percent
        signal = StrapSignal.of(strap.found)
        table.add_row(
            Text(told_apart(strap.identity, found.identities)),
            Text(strap.identity.address),
            Text(f"{_bars(signal.bars, is_ascii=is_ascii)} {texts.doctor.signals[signal]}"),
            Text(texts.strap_words(strap)),
            Text("" if battery is None else f"{battery} %"),
        )
    return table


def _bars(lit: int, *, is_ascii: bool) -> str:
    if is_ascii:
        return "#" * lit + "-" * (MOST_BARS - lit)
    return _BARS[:lit] + "\N{MIDDLE DOT}" * (MOST_BARS - lit)


def _ports(boards: _Boards, texts: Texts, *, is_ascii: bool) -> list[Table | Text]:
    """The ports, and under them the wave of each board that is listened to."""
    words = texts.sensor_list
    table = Table(title=words.ports_title, title_justify="left", box=None, pad_edge=False)
    table.add_column(words.name, no_wrap=True)
    table.add_column(words.maker_and_product, overflow="fold")
    table.add_column("USB", no_wrap=True)
    table.add_column("")
    parts: list[Table | Text] = [table]
    for port in boards.ports:
        told = " ".join(filter(None, (port.maker, port.product)))
        state, view, form = boards.of(port.name)
        known = texts.wire_words(state, view)
        table.add_row(Text(port.name), Text(told), Text(port.usb_id or ""), Text(known))
        if view is not None and view.curve:
            line = Text(f"  {port.name}  ")
            line.append(_sparkline(view.curve, is_ascii=is_ascii), style="cyan")
            line.append("  " + ", ".join(filter(None, (form, *_quality(view, texts)))), style="dim")
            parts.append(line)
    return parts


def _quality(view: WireView, texts: Texts) -> list[str]:
    """How good the wave is, in words."""
    words, told = texts.sensor_list, []
    if view.rate_hz is not None:
        told.append(words.samples.format(rate=f"{view.rate_hz:.0f}"))
    if view.sharp_share is not None:
        told.append(words.clear_share.format(percent=f"{100.0 * view.sharp_share:.0f}"))
    if view.belt is not None:
        line = words.belt if view.belt.value is None else words.belt_breaths
        told.append(line.format(rate=texts.told(view.belt, 1)))
    return told


def _sparkline(curve: Sequence[float], *, is_ascii: bool) -> str:
    """The wave in so many cells as the terminal line bears."""
    marks = _ASCII_SPARKS if is_ascii else _SPARKS
    step = len(curve) / _SPARK_CELLS
    cells = [curve[int(cell * step)] for cell in range(_SPARK_CELLS)] if step > 1.0 else curve
    return "".join(marks[min(len(marks) - 1, int(height * len(marks)))] for height in cells)


def _record(found: Survey, boards: _Boards) -> str:
    record = {
        "straps": [_of_strap(strap) for strap in found.straps],
        "serial_ports": [_of_port(port, boards) for port in boards.ports],
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


def _of_port(port: SerialPort, boards: _Boards) -> dict[str, object]:
    state, view, form = boards.of(port.name)
    return {
        "name": port.name,
        "maker": port.maker,
        "product": port.product,
        "usb": port.usb_id,
        "state": None if state is None else state.value,
        "lines": form or None,
        "samples_per_s": None if view is None else view.rate_hz,
        "wave": None if view is None or view.condition is None else view.condition.value,
        "rate_per_min": None if view is None else view.rate_per_min,
        "clear_share": None if view is None else view.sharp_share,
        "breaths_per_min": None if view is None or view.belt is None else view.belt.value,
    }
