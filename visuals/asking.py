"""The frame loop of a screen that waits for the person: one question, one outcome.

Beside the loop of a session (`visuals/running.py`) it is the only one that holds the clock.
"""

from __future__ import annotations

from typing import TypeVar

from visuals.gestures import Composed, Letter, Wrote
from visuals.screens.screen import Heard, Screen, ScreenMaker, WindowWish, Writes
from visuals.stops import Stops
from visuals.window import Window

__all__ = ["ask"]

Record = TypeVar("Record")
Outcome = TypeVar("Outcome")


def ask(
    window: Window,
    maker: ScreenMaker[Screen[Record, Outcome]],
    record: Record,
    stops: Stops,
) -> Heard[Record, Outcome]:
    """Show a screen until it has an outcome; the record as it then is, and the outcome.

    There is no outcome where the window was closed or a signal asked for the end.
    """
    begun_s = window.clock()
    window.hold_awake(holds=False)
    while not window.is_closed and stops.received is None:
        screen = window.screen(maker)
        screen.draw(window.canvas, record, window.clock() - begun_s)
        window.present(screen.bake)
        window.write_at(screen.written_at(record) if isinstance(screen, Writes) else None)
        for gesture in window.gestures():
            writes = screen.takes_text(record)
            if gesture == Letter("f") and not writes:
                window.toggle_fullscreen()
                break  # the places of what was drawn are no more
            if isinstance(gesture, Wrote | Composed) and not writes:
                continue
            heard = screen.hear(gesture, record)
            record = heard.record
            if heard.outcome is WindowWish.FULL_SCREEN:
                window.toggle_fullscreen()
                break
            if heard.outcome is not None:
                return heard
    return Heard(record)
