"""What a person does, whatever they do it with: keyboard, mouse, finger or game controller.

A pygame event becomes at most one gesture here, its place already on the canvas. What a gesture
means is each screen's own affair.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

import pygame

__all__ = ["Gesture", "Gestures", "Key", "Letter", "Moved", "Place", "Pressed", "Tapped", "Wrote"]

Place = tuple[float, float]
"""Across and down, in pixels of the canvas."""


class Key(Enum):
    """Keys that mean the same on every screen."""

    UP = "up"
    DOWN = "down"
    LEFT = "left"
    RIGHT = "right"
    NEXT = "next"
    """Tab."""
    PREVIOUS = "previous"
    ENTER = "enter"
    SPACE = "space"
    BACK = "back"
    """Escape."""
    ERASE = "erase"


@dataclass(frozen=True, slots=True)
class Pressed:
    """A key without a letter, or the same on a controller."""

    key: Key


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter or digit as a short cut, small."""

    letter: str


@dataclass(frozen=True, slots=True)
class Wrote:
    """Text as the keyboard's layout writes it; for lines of the person's own."""

    text: str


@dataclass(frozen=True, slots=True)
class Tapped:
    """A click or a finger."""

    place: Place


@dataclass(frozen=True, slots=True)
class Moved:
    """The pointer is somewhere else."""

    place: Place


Gesture = Pressed | Letter | Wrote | Tapped | Moved

_KEYS = {
    pygame.K_UP: Key.UP,
    pygame.K_DOWN: Key.DOWN,
    pygame.K_LEFT: Key.LEFT,
    pygame.K_RIGHT: Key.RIGHT,
    pygame.K_RETURN: Key.ENTER,
    pygame.K_KP_ENTER: Key.ENTER,
    pygame.K_SPACE: Key.SPACE,
    pygame.K_ESCAPE: Key.BACK,
    pygame.K_AC_BACK: Key.BACK,
    pygame.K_BACKSPACE: Key.ERASE,
}
_BUTTONS: dict[int, Pressed | Letter] = {
    0: Pressed(Key.ENTER),
    1: Pressed(Key.BACK),
    2: Pressed(Key.SPACE),
    3: Letter("c"),
}
"""Of a game controller, in the order that most of them share: down, right, left, up."""
_HATS = {(0, 1): Key.UP, (0, -1): Key.DOWN, (-1, 0): Key.LEFT, (1, 0): Key.RIGHT}
_STICK_ON = 0.6
_STICK_OFF = 0.3
"""A stick counts once when it is pushed this far, and again only after it came back."""


class Gestures:
    """Turns events into gestures; remembers only which sticks are pushed."""

    def __init__(self, on_canvas: Callable[[Place], Place]) -> None:
        self._on_canvas = on_canvas
        self._pushed: set[tuple[int, int]] = set()
        self._controllers: dict[int, pygame.joystick.JoystickType] = {}

    def of(self, event: pygame.event.Event, size: tuple[int, int]) -> Gesture | None:
        """The gesture of an event in a window of a size in pixels; None where it has none."""
        match event.type:
            case pygame.KEYDOWN:
                return _of_key(event)
            case pygame.TEXTINPUT:
                return Wrote(event.text)
            case pygame.MOUSEMOTION if not getattr(event, "touch", False):
                return Moved(self._on_canvas(event.pos))
            case pygame.MOUSEBUTTONDOWN if not getattr(event, "touch", False):
                left = event.button == pygame.BUTTON_LEFT
                return Tapped(self._on_canvas(event.pos)) if left else None
            case pygame.FINGERDOWN:
                return Tapped(self._on_canvas((event.x * size[0], event.y * size[1])))
            case pygame.JOYDEVICEADDED:
                self._meet(event.device_index)
            case pygame.JOYBUTTONDOWN:
                return _BUTTONS.get(event.button)
            case pygame.JOYHATMOTION:
                key = _HATS.get(tuple(event.value))
                return None if key is None else Pressed(key)
            case pygame.JOYAXISMOTION:
                return self._of_stick(event.axis, event.value)
        return None

    def _meet(self, number: int) -> None:
        """Listen to a controller that was plugged in."""
        controller = pygame.joystick.Joystick(number)
        self._controllers[controller.get_instance_id()] = controller

    def _of_stick(self, axis: int, value: float) -> Gesture | None:
        if axis > 1:
            return None
        pushed = (axis, 1 if value > 0.0 else -1)
        if abs(value) < _STICK_OFF:
            self._pushed -= {(axis, -1), (axis, 1)}
        elif abs(value) > _STICK_ON and pushed not in self._pushed:
            self._pushed.add(pushed)
            less, more = (Key.LEFT, Key.RIGHT) if axis == 0 else (Key.UP, Key.DOWN)
            return Pressed(more if value > 0.0 else less)
        return None


def _of_key(event: pygame.event.Event) -> Gesture | None:
    if event.key == pygame.K_TAB:
        return Pressed(Key.PREVIOUS if event.mod & pygame.KMOD_SHIFT else Key.NEXT)
    if event.key in _KEYS:
        return Pressed(_KEYS[event.key])
    if pygame.K_KP1 <= event.key <= pygame.K_KP9:
        return Letter(str(event.key - pygame.K_KP1 + 1))
    if event.key == pygame.K_KP0:
        return Letter("0")
    is_letter = pygame.K_a <= event.key <= pygame.K_z or pygame.K_0 <= event.key <= pygame.K_9
    return Letter(chr(event.key)) if is_letter else None
