"""What the frame loop asks of a picture, be it a window or a line in the terminal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from trainer.answers import Answer
from trainer.commands import Wish
from trainer.snapshot import Snapshot

__all__ = ["NO_RESPONSE", "Display", "Response"]


@dataclass(frozen=True, slots=True)
class Response:
    """What the person did since the last frame."""

    wishes: tuple[Wish, ...] = ()
    answers: tuple[Answer, ...] = ()
    """What the person said of themselves."""
    wants_out: bool = False
    """True when they are done with this session: the window was closed, or the summary left.

    Once true it stays so in every later frame.
    """


NO_RESPONSE = Response()


class Display(Protocol):
    """A picture of the session."""

    def open(self) -> None:
        """Come up, before the session's clock begins.

        Raises
        ------
        NoDisplayError
            There is nothing here to come up on.
        """
        ...

    def show(self, snapshot: Snapshot) -> Response:
        """Draw one frame, waiting for its turn where there is a rhythm of frames."""
        ...

    @property
    def stays_for_summary(self) -> bool:
        """True when the summary is shown until the person leaves it."""
        ...

    @property
    def patience_s(self) -> float:
        """How long the loop may wait for a reading between two frames, in seconds."""
        ...

    def close(self) -> None:
        """Go away; safe to call twice and without `open`."""
        ...
