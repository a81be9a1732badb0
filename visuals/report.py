"""A report for somebody who helps: versions, findings, the link's states; nobody's name.

Whatever could name a person is left out before a line is written (`devices/anonymous.py`); the
words of the system are looked through once more for the home folder, the user and the computer.
"""

from __future__ import annotations

import getpass
import os
import platform
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path

from devices.anonymous import anonymous, anonymous_port
from devices.checkup import Checkup, bluez_version
from devices.finding import Finding
from devices.findings import findings
from devices.serial_ports import SerialPort
from visuals.texts import ENGLISH, Texts
from visuals.texts.found import said
from visuals.version import software_name

__all__ = ["copied_to_clipboard", "report_text", "versions"]

_PACKAGES = ("bleak", "pygame", "pygame-ce", "numpy", "pyserial", "rich")
_MASK = "\N{HORIZONTAL ELLIPSIS}"
_SHORTEST = 3
"""A name shorter than this stands in too many words to be looked for."""
_PATIENCE_S = 3.0


def versions() -> dict[str, str]:
    """What this runs on, by name; what is not there is left out."""
    found = {
        "Bellybreath": software_name().removeprefix("bellybreath "),
        "system": f"{platform.system()} {_digits(platform.release())} {platform.machine()}",
        "Python": platform.python_version(),
    }
    for package in _PACKAGES:
        try:
            found[package] = metadata.version(package)
        except metadata.PackageNotFoundError:
            continue
    bluez = bluez_version()
    if bluez is not None:
        found["BlueZ"] = bluez
    return found


def _digits(release: str) -> str:
    """The numbers of a kernel's release; whoever built it may have added a name."""
    found = re.match(r"\d+(\.\d+)*", release)
    return "" if found is None else found.group()


def report_text(
    checkup: Checkup,
    ports: Sequence[SerialPort],
    wired: Sequence[Finding] = (),
    *,
    has_strap: bool = True,
    texts: Texts = ENGLISH,
) -> str:
    """The whole report.

    Parameters
    ----------
    checkup, ports
        As they are; names are taken out here.
    wired
        Findings of a wired sensor, made of a checkup without names.
    has_strap
        False where no strap was looked for.
    texts
        In which words: the person reads it before they hand it on.
    """
    nameless, words = anonymous(checkup), texts.doctor
    lines = [words.report_title, ""]
    lines += [f"{name}: {told}" for name, told in versions().items()]
    lines.append("")
    of_strap = findings(nameless, [anonymous_port(p) for p in ports]) if has_strap else ()
    asked = {finding.question for finding in wired}
    lines += [_line(each, texts) for each in of_strap if each.question not in asked]
    lines += [_line(each, texts) for each in wired]
    check = nameless.check
    if check is not None:
        states = ", ".join(state.value for state in check.states)
        counted = words.report_packets.format(
            packets=check.packets, beats=check.beats, model=check.model or words.not_known
        )
        lines += ["", words.report_link.format(states=states or words.nothing), counted]
    detail = [nameless.nearby.detail, "" if check is None else check.detail]
    lines += [words.report_system.format(words=_without_person(told)) for told in detail if told]
    return "\n".join(lines) + "\n"


def _line(finding: Finding, texts: Texts) -> str:
    verdict = texts.doctor.verdicts[finding.verdict]
    question = texts.doctor.questions[finding.question]
    return f"{verdict:9}  {question:12}  {said(finding, texts)}"


def _without_person(words: str) -> str:
    """The words without the home folder, the user's name and the computer's."""
    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):
        user = ""
    secrets = [str(Path.home()), os.path.realpath(Path.home()), user, socket.gethostname()]
    for secret in sorted(secrets, key=len, reverse=True):
        if len(secret) >= _SHORTEST:
            words = words.replace(secret, _MASK)
    return words


def copied_to_clipboard(words: str) -> bool:
    """Whether one of the system's own tools took the words onto the clipboard."""
    for command in _clipboard_commands():
        if shutil.which(command[0]) is None:
            continue
        try:
            ended = subprocess.run(
                command,
                input=words.encode("utf-16-le" if command[0] == "clip" else "utf-8"),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=_PATIENCE_S,
                check=False,
            )
        except (OSError, subprocess.SubprocessError):
            continue
        if ended.returncode == 0:
            return True
    return False


def _clipboard_commands() -> list[list[str]]:
    if sys.platform == "darwin":
        return [["pbcopy"]]
    if sys.platform == "win32":
        return [["clip"]]
    commands = []
    if os.environ.get("WAYLAND_DISPLAY"):
        commands.append(["wl-copy"])
    if os.environ.get("DISPLAY"):
        commands += [["xclip", "-selection", "clipboard"], ["xsel", "--clipboard", "--input"]]
    return commands
