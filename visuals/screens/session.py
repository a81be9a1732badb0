"""The screens of a running session: guided practice, and the calm minutes."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pygame

from trainer.commands import Wish
from trainer.snapshot import Snapshot
from visuals.gestures import Gesture, Key, Letter, Place, Pressed, Tapped
from visuals.lettering import PlacedText
from visuals.look import Look
from visuals.scene.calm import CalmScene
from visuals.scene.training import TrainingScene
from visuals.scene.trouble import has_trouble
from visuals.screens.screen import Heard, WindowWish
from visuals.session_sound import SoundWish

__all__ = ["CalmScreen", "SessionOutcome", "SessionScreen", "SessionView"]


@dataclass(frozen=True, slots=True)
class SessionView:
    """A moment of the session, and what of it the person wants to see."""

    snapshot: Snapshot
    hides_numbers: bool = False
    hides_lines: bool = False
    hints_opacity: float = 1.0
    """How much of the key hints is seen, 0 to 1."""
    said: str = ""
    """A few words for a moment: what the sound was changed to."""


SessionOutcome = Wish | WindowWish | SoundWish


def _hear(gesture: Gesture, view: SessionView) -> Heard[SessionView, SessionOutcome]:
    match gesture:
        case Pressed(Key.SPACE):
            is_paused = view.snapshot.is_paused
            return Heard(view, Wish.RESUME if is_paused else Wish.PAUSE)
        case Pressed(Key.BACK):
            return Heard(view, Wish.FINISH)
        case Letter("f"):
            return Heard(view, WindowWish.FULL_SCREEN)
        case Letter("s"):
            return Heard(view, SoundWish.TOGGLE)
        case Letter("t"):
            return Heard(replace(view, hides_lines=not view.hides_lines))
        case Pressed(Key.LEFT) | Letter("-"):
            return Heard(view, Wish.SLOWER)
        case Pressed(Key.RIGHT) | Letter("+"):
            return Heard(view, Wish.FASTER)
        case Pressed(Key.UP):
            return Heard(view, SoundWish.LOUDER)
        case Pressed(Key.DOWN):
            return Heard(view, SoundWish.SOFTER)
    return Heard(view)


def _key_at(place: Place, scene: TrainingScene | CalmScene, view: SessionView) -> Gesture | None:
    """The hinted key that a finger or a click presses; hints that are hidden are shown first."""
    hint = scene.key_at(place, view.snapshot) if view.hints_opacity > 0.0 else None
    texts = scene.layout.look.texts
    if hint is None:
        return None
    if hint == texts.key_pace:
        is_left = place[0] < scene.rect_of_key(hint, view.snapshot).centerx
        return Letter("-" if is_left else "+")
    if hint in (texts.key_pause, texts.key_go_on):
        return Pressed(Key.SPACE)
    if hint == texts.key_finish:
        return Pressed(Key.BACK)
    return Letter(hint[0].lower())


def _sensor_wish(snapshot: Snapshot) -> Wish | None:
    """What the button beside the figure asks for; None where there is none."""
    if has_trouble(snapshot):
        return Wish.WITHOUT_SENSOR
    return Wish.WITH_SENSOR if snapshot.is_alone else None


class SessionScreen:
    """Guided practice."""

    def __init__(self, size: tuple[int, int], look: Look) -> None:
        self.scene = TrainingScene(size, look)

    def draw(self, surface: pygame.Surface, record: SessionView, at_s: float) -> None:
        """Draw a record at a time over the whole surface."""
        self.scene.draw(
            surface,
            record.snapshot,
            at_s,
            hides_numbers=record.hides_numbers,
            hides_lines=record.hides_lines,
            hints_opacity=record.hints_opacity,
            said=record.said,
        )

    def side(self, record: SessionView) -> object:
        """What stands beside the figure: while it is equal, only its numbers change."""
        return self.scene.side(record.snapshot, hides_numbers=record.hides_numbers)

    def texts(self, record: SessionView, at_s: float) -> list[PlacedText]:
        """Every text that `draw` shows, where it shows it."""
        return self.scene.texts(
            record.snapshot,
            at_s,
            hides_numbers=record.hides_numbers,
            hides_lines=record.hides_lines,
            hints_opacity=record.hints_opacity,
            said=record.said,
        )

    def hear(self, gesture: Gesture, record: SessionView) -> Heard[SessionView, SessionOutcome]:
        """What a gesture makes of a record; hidden hints are shown before they can be pressed."""
        if isinstance(gesture, Tapped):
            if self.scene.button_at(gesture.place, record.snapshot) is not None:
                return self.hear(Letter("n"), record)
            key = _key_at(gesture.place, self.scene, record)
            return Heard(record) if key is None else self.hear(key, record)
        if gesture == Letter("h"):
            return Heard(replace(record, hides_numbers=not record.hides_numbers))
        # A controller has no letters: there, as on any page, Enter presses the only button.
        if gesture in (Letter("n"), Pressed(Key.ENTER)):
            return Heard(record, _sensor_wish(record.snapshot))
        return _hear(gesture, record)

    def takes_text(self, record: SessionView) -> bool:
        """Nothing is written here."""
        del record
        return False

    def bake(self, budget_s: float) -> bool:
        """Prepare further pictures for about this long; True when all are there."""
        return self.scene.bake(budget_s)


class CalmScreen:
    """The calm minutes."""

    def __init__(self, size: tuple[int, int], look: Look) -> None:
        self.scene = CalmScene(size, look)

    def draw(self, surface: pygame.Surface, record: SessionView, at_s: float) -> None:
        """Draw a record at a time over the whole surface."""
        self.scene.draw(
            surface,
            record.snapshot,
            at_s,
            hides_lines=record.hides_lines,
            hints_opacity=record.hints_opacity,
            said=record.said,
        )

    def texts(self, record: SessionView, at_s: float) -> list[PlacedText]:
        """Every text that `draw` shows, where it shows it."""
        return self.scene.texts(
            record.snapshot,
            at_s,
            hides_lines=record.hides_lines,
            hints_opacity=record.hints_opacity,
            said=record.said,
        )

    def hear(self, gesture: Gesture, record: SessionView) -> Heard[SessionView, SessionOutcome]:
        """What a gesture makes of a record."""
        if isinstance(gesture, Tapped):
            key = _key_at(gesture.place, self.scene, record)
            return Heard(record) if key is None else self.hear(key, record)
        # The second one is the upper button of a controller, which has no letters.
        if gesture in (Letter("m"), Letter("c")):
            return Heard(record, Wish.MORE)
        return _hear(gesture, record)

    def takes_text(self, record: SessionView) -> bool:
        """Nothing is written here."""
        del record
        return False

    def bake(self, budget_s: float) -> bool:
        """Prepare further pictures for about this long; True when all are there."""
        return self.scene.bake(budget_s)
