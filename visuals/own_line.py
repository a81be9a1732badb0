"""A line of the person's own, written on its page; and the page of help that holds one."""

from __future__ import annotations

from collections.abc import Callable

from visuals.asking import ask
from visuals.screens.crisis import CrisisOutcome, CrisisRecord, CrisisScreen
from visuals.screens.settings_rows import Row, hint_of, label_of, with_line
from visuals.screens.settings_rows import line_of as setting_line
from visuals.screens.writing import WritingOutcome, WritingRecord, WritingScreen
from visuals.settings import LONGEST_LINE, Settings
from visuals.stops import Stops
from visuals.window import Window
from visuals.written_line import line_of

__all__ = ["help_in_danger", "write_line"]


def write_line(window: Window, stops: Stops, row: Row, settings: Settings) -> Settings | None:
    """Let the person write the line of a row: the settings with it, None where it stays as it was.

    Parameters
    ----------
    row
        One of `settings_rows.WRITTEN`.
    """
    words = window.look.texts
    line = line_of(setting_line(row, settings), LONGEST_LINE)
    record = WritingRecord(
        label_of(row, words), line, hint_of(row, words), is_shifted=not line.text
    )
    heard = ask(window, WritingScreen, record, stops)
    if heard.outcome is not WritingOutcome.KEEP:
        return None
    return with_line(row, settings, heard.record.line.text)


def help_in_danger(
    window: Window, stops: Stops, settings: Settings, keep: Callable[[Settings], object]
) -> None:
    """Show the page for somebody in danger or crisis until it is left.

    Parameters
    ----------
    settings
        The person's own line among them.
    keep
        Told of settings in which that line was written anew.
    """
    while stops.received is None and not window.is_closed:
        heard = ask(window, CrisisScreen, CrisisRecord(settings.help_line), stops)
        if heard.outcome is not CrisisOutcome.WRITE:
            return
        written = write_line(window, stops, Row.HELP_LINE, settings)
        if written is not None:
            settings = written
            keep(settings)
