"""What every screen is: a picture of a frozen record, and what gestures mean to it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any, Generic, Protocol, TypeVar, runtime_checkable

import pygame

from visuals.gestures import Gesture
from visuals.lettering import PlacedText
from visuals.look import Look

__all__ = ["Heard", "Screen", "ScreenMaker", "Still", "WindowWish", "Writes"]

Record = TypeVar("Record")
Outcome = TypeVar("Outcome")
OutcomeOf = TypeVar("OutcomeOf")


@dataclass(frozen=True, slots=True)
class Heard(Generic[Record, OutcomeOf]):
    """What a gesture made of a record, and what follows from it."""

    record: Record
    outcome: OutcomeOf | None = None
    """None: the screen goes on."""


class WindowWish(Enum):
    """What is asked of the window, whatever it shows."""

    FULL_SCREEN = "full screen"


class Screen(Protocol[Record, Outcome]):
    """A screen for one size of the canvas and one look. Drawing changes and decides nothing."""

    def draw(self, surface: pygame.Surface, record: Record, at_s: float) -> None:
        """Draw a record at a time over the whole surface."""
        ...

    def texts(self, record: Record, at_s: float) -> list[PlacedText]:
        """Every text that `draw` shows, where it shows it."""
        ...

    def hear(self, gesture: Gesture, record: Record) -> Heard[Record, Outcome]:
        """What a gesture makes of a record."""
        ...

    def takes_text(self, record: Record) -> bool:
        """True while letters are written into a line instead of being short cuts."""
        ...

    def bake(self, budget_s: float) -> bool:
        """Prepare further pictures for about this long; True when all are there."""
        ...


@runtime_checkable
class Writes(Protocol):
    """A screen on which a line is written."""

    def written_at(self, record: Any) -> pygame.Rect:
        """Where, in pixels of the canvas: input methods show beside it what they offer."""
        ...


@runtime_checkable
class Still(Protocol):
    """A maker of screens of words, in which nothing moves: drawn as finely as the window is."""

    is_still: bool
    """True."""


Made = TypeVar("Made", covariant=True)


class ScreenMaker(Protocol[Made]):
    """How the window makes a screen when its size or look is new."""

    def __call__(self, size: tuple[int, int], look: Look) -> Made:
        """Make it."""
        ...
