"""The choice before a session in the terminal: by name, or from a numbered list.

Where nobody can answer (a pipe, a file, a service) nothing is asked: the one strap that is meant is
taken, or one sentence says why not.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from rich.text import Text

from devices import strap_search
from devices.errors import StrapChoiceError
from devices.readings import LinkState
from devices.strap_identity import FoundStrap, StrapIdentity
from devices.strap_list import Survey, SurveyedStrap
from devices.strap_survey import WatchedSurvey
from trainer.choosing import Choosing, Option, OptionKind
from visuals.errors import RequestError
from visuals.terminal import TerminalConsole
from visuals.texts import ENGLISH, Texts
from visuals.texts.told import told

__all__ = ["choose_from_list", "choose_in_terminal"]

_LOOK_S = 8.0
"""A look around of 5 s, and then the straps that the system holds."""
_EVERY_S = 0.1
_AGAIN = "r"


def choose_in_terminal(
    asked: str | None,
    remembered: StrapIdentity | None,
    console: TerminalConsole,
    texts: Texts = ENGLISH,
) -> Option:
    """The strap that is meant, or what the person chose from a list.

    Parameters
    ----------
    asked, remembered
        A name, and the strap of last time: it is tried first.
    console
        Where the list is printed.
    texts
        The words.

    Raises
    ------
    StrapChoiceError
        Nobody can be asked, and no strap can be taken; the message says what to do.
    RequestError
        The person gave no answer.
    """
    can_ask = sys.stdin is not None and sys.stdin.isatty() and console.is_terminal
    if asked is not None or remembered is not None or not can_ask:
        sys.stderr.write(f"{texts.link_said[LinkState.SEARCHING]}\n")
        try:
            strap = strap_search.find_strap_now(asked, remembered)
        except StrapChoiceError as error:
            if not can_ask:
                raise
            sys.stderr.write(f"{told(error, texts)}\n")
        else:
            sys.stderr.write(f"{texts.terminal.found.format(name=strap.name)}\n")
            found = SurveyedStrap(FoundStrap(strap, None, is_held=False))
            return Option(OptionKind.STRAP, strap.address, strap.name, strap=found)
    return choose_from_list(WatchedSurvey, remembered, console, lambda: _answer(texts), texts=texts)


def choose_from_list(
    new_survey: Callable[[], WatchedSurvey],
    remembered: StrapIdentity | None,
    console: TerminalConsole,
    answer: Callable[[], str],
    clock: Callable[[], float] = time.monotonic,
    look_s: float = _LOOK_S,
    texts: Texts = ENGLISH,
) -> Option:
    """What the person chose from a numbered list, which is made anew when they wish.

    Parameters
    ----------
    new_survey
        Makes a look around.
    remembered
        The strap of last time: it stands first.
    console
        Where the list is printed.
    answer
        What the person typed.
    clock, look_s
        The time, and how long one look takes.
    texts
        The words.
    """
    while True:
        console.print(texts.terminal.looking, style="dim")
        survey = new_survey()
        try:
            survey.start()
            began_s = clock()
            while clock() - began_s < look_s and survey.latest.trouble is not LinkState.NO_RADIO:
                survey.join(_EVERY_S)
            found = survey.latest
        finally:
            survey.stop()
        choosing = Choosing(None, remembered, 0.0, lambda _: None)
        choosing.show_all()
        choosing.see(found, 0.0)
        options = choosing.choice().options
        _print(found, options, console, texts)
        while True:
            typed = answer().strip().lower()
            if typed == _AGAIN:
                break
            taken = _taken(typed, options, texts)
            if taken is not None:
                return taken
            console.print(texts.terminal.type_one)


def _taken(typed: str, options: tuple[Option, ...], texts: Texts) -> Option | None:
    for option in options:
        if typed == _sign(option, texts) or (typed == "" and option is options[0]):
            return option
    return None


def _sign(option: Option, texts: Texts) -> str:
    """What is typed to choose an option."""
    if option.kind is OptionKind.PRACTICE:
        return texts.letter_practice.lower()
    if option.kind is OptionKind.BREATH:
        return texts.letter_breath.lower()
    return f"{option.number}"


def _print(
    found: Survey, options: tuple[Option, ...], console: TerminalConsole, texts: Texts
) -> None:
    if found.trouble is not None:
        console.print(Text(texts.link_said[found.trouble], style="yellow"))
    elif not found.straps:
        console.print(Text(texts.no_strap_yet))
        for line in texts.strap_checklist:
            console.print(Text(f"  - {line}"))
    for option in options:
        console.print(Text(f"  {_sign(option, texts)}  {_words(option, texts)}"))
    console.print(Text(f"  {_AGAIN}  {texts.terminal.look_again}"))
    console.print(Text(texts.terminal.which_one.format(sign=_sign(options[0], texts))))


def _words(option: Option, texts: Texts) -> str:
    if option.kind is OptionKind.PRACTICE:
        return ", ".join(texts.sensor_practice)
    if option.strap is None:
        return ", ".join(texts.sensor_none)
    return f"{option.name}, {texts.strap_line(option.strap, is_own=option.is_own)}"


def _answer(texts: Texts) -> str:
    """One line that the person typed.

    Raises
    ------
    RequestError
        There is nobody any more.
    """
    line = sys.stdin.readline()
    if not line:
        raise RequestError(texts.trouble.nothing_chosen)
    return line
