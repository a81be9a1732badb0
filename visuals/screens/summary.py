"""The summary as a screen: it stays until it is left."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import pygame

from trainer.snapshot import Snapshot
from visuals.gestures import Gesture, Key, Pressed, Tapped
from visuals.lettering import PlacedText
from visuals.look import Look
from visuals.scene.summary import SummaryScene
from visuals.screens.screen import Heard

__all__ = ["SummaryOutcome", "SummaryRecord", "SummaryScreen"]


class SummaryOutcome(Enum):
    """What comes next."""

    DONE = "done"


@dataclass(frozen=True, slots=True)
class SummaryRecord:
    """The session at its end, and what the person said of themselves."""

    snapshot: Snapshot
    upset_before: int | None = None
    upset_after: int | None = None
    earlier_upset: tuple[int, ...] = ()
    """After less before in earlier sessions, oldest first."""


class SummaryScreen:
    """The summary."""

    def __init__(self, size: tuple[int, int], look: Look) -> None:
        self.scene = SummaryScene(size, look)
        self._words = look.texts

    def _upset(self, record: SummaryRecord) -> str:
        """What the person said of themselves, in words."""
        return self._words.upset_words(
            record.upset_before, record.upset_after, record.earlier_upset
        )

    def draw(self, surface: pygame.Surface, record: SummaryRecord, at_s: float) -> None:
        """Draw a record at a time over the whole surface."""
        self.scene.draw(surface, record.snapshot, at_s, upset=self._upset(record))

    def texts(self, record: SummaryRecord, at_s: float) -> list[PlacedText]:
        """Every text that `draw` shows, where it shows it."""
        return self.scene.texts(record.snapshot, at_s, upset=self._upset(record))

    def hear(self, gesture: Gesture, record: SummaryRecord) -> Heard[SummaryRecord, SummaryOutcome]:
        """What a gesture makes of a record."""
        match gesture:
            case Pressed(Key.ENTER | Key.BACK | Key.SPACE):
                return Heard(record, SummaryOutcome.DONE)
            case Tapped(place) if self.scene.done_button.collidepoint(place):
                return Heard(record, SummaryOutcome.DONE)
        return Heard(record)

    def takes_text(self, record: SummaryRecord) -> bool:
        """Nothing is written here."""
        del record
        return False

    def bake(self, budget_s: float) -> bool:
        """Nothing is left to prepare."""
        return self.scene.bake(budget_s)
