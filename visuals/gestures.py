"""What a person does, whatever they do it with: keyboard, mouse, finger or game controller.

A pygame event becomes at most one gesture here, its place already on the canvas. What a gesture
means is each screen's own affair.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

import pygame

__all__ = [
    "BUTTONS_BESIDE_HAT",
    "BUTTONS_WITHOUT_HAT",
    "Composed",
    "Gesture",
    "Gestures",
    "Key",
    "Letter",
    "Moved",
    "Place",
    "Pressed",
    "Tapped",
    "Wrote",
]

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
    """Backspace."""
    DELETE = "delete"
    HOME = "home"
    END = "end"


@dataclass(frozen=True, slots=True)
class Pressed:
    """A key without a letter, or the same on a controller."""

    key: Key


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter, small, a digit, + or - as a short cut."""

    letter: str


@dataclass(frozen=True, slots=True)
class Wrote:
    """Text as the keyboard's layout or an input method writes it, or as it was pasted."""

    text: str


@dataclass(frozen=True, slots=True)
class Composed:
    """Text that an input method is still putting together; empty when it is done or given up."""

    text: str


@dataclass(frozen=True, slots=True)
class Tapped:
    """A click or a finger."""

    place: Place


@dataclass(frozen=True, slots=True)
class Moved:
    """The pointer is somewhere else."""

    place: Place


Gesture = Pressed | Letter | Wrote | Composed | Tapped | Moved

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
    pygame.K_DELETE: Key.DELETE,
    pygame.K_HOME: Key.HOME,
    pygame.K_END: Key.END,
}
_SIGNS = {
    pygame.K_MINUS: "-",
    pygame.K_KP_MINUS: "-",
    pygame.K_PLUS: "+",
    pygame.K_EQUALS: "+",  # where + needs Shift
    pygame.K_KP_PLUS: "+",
}
_ROUND: dict[int, Pressed | Letter] = {
    0: Pressed(Key.ENTER),
    1: Pressed(Key.BACK),
    2: Pressed(Key.SPACE),
    3: Letter("c"),
}
"""The four round buttons of a controller, in the order that most share: down, right, left, up."""
_SMALL_LEFT, _SMALL_RIGHT = Letter("f"), Letter("t")
_LEFT_SHOULDER, _RIGHT_SHOULDER = Letter("s"), Letter("h")
"""The two small ones in the middle, and those at the shoulders: keys of a session first of all."""
BUTTONS_BESIDE_HAT: dict[int, Pressed | Letter] = {
    **_ROUND,
    4: _LEFT_SHOULDER,
    5: _RIGHT_SHOULDER,
    6: _SMALL_LEFT,
    7: _SMALL_RIGHT,
}
"""Of a controller whose cross is a hat, as an Xbox's is."""
BUTTONS_WITHOUT_HAT: dict[int, Pressed | Letter] = {
    **_ROUND,
    4: _SMALL_LEFT,
    6: _SMALL_RIGHT,
    9: _LEFT_SHOULDER,
    10: _RIGHT_SHOULDER,
    11: Pressed(Key.UP),
    12: Pressed(Key.DOWN),
    13: Pressed(Key.LEFT),
    14: Pressed(Key.RIGHT),
}
"""Of one whose cross is four buttons, in SDL's own order (`SDL_GameControllerButton`), as its
drivers give those of PlayStation and Switch."""
_HATS = {(0, 1): Key.UP, (0, -1): Key.DOWN, (-1, 0): Key.LEFT, (1, 0): Key.RIGHT}
_STICK_ON = 0.6
_STICK_OFF = 0.3
"""A stick counts once when it is pushed this far, and again only after it came back."""


_REPEATED = frozenset({pygame.K_BACKSPACE, pygame.K_DELETE, pygame.K_LEFT, pygame.K_RIGHT})
"""Keys that go on while they are held; Enter held a little long must not answer the next page."""
_PASTES = pygame.KMOD_CTRL | pygame.KMOD_META
"""With V; Shift with Insert pastes, too."""


def _nothing() -> str:
    """For places without a clipboard."""
    return ""


class Gestures:
    """Turns events into gestures; remembers only which sticks and keys are pushed.

    Parameters
    ----------
    on_canvas
        A place on the screen as a place on the canvas.
    pasted
        What lies in the clipboard.
    """

    def __init__(
        self, on_canvas: Callable[[Place], Place], pasted: Callable[[], str] = _nothing
    ) -> None:
        self.repeats = False
        """True while a line is written: keys that are held then come again and again."""
        self._on_canvas = on_canvas
        self._pasted = pasted
        self._held: set[int] = set()
        self._pushed: set[tuple[int, int]] = set()
        self._controllers: dict[int, pygame.joystick.JoystickType] = {}

    def of(self, event: pygame.event.Event, size: tuple[int, int]) -> Gesture | None:
        """The gesture of an event in a window of a size in pixels; None where it has none."""
        match event.type:
            case pygame.KEYDOWN:
                is_again = event.key in self._held
                self._held.add(event.key)
                if self.repeats and is_again and event.key not in _REPEATED:
                    return None
                return Wrote(self._pasted()) if _is_paste(event) else _of_key(event)
            case pygame.KEYUP:
                self._held.discard(event.key)
            case pygame.TEXTINPUT:
                return Wrote(event.text)
            case pygame.TEXTEDITING:
                return Composed(event.text)
            case pygame.MOUSEMOTION if not getattr(event, "touch", False):
                return Moved(self._on_canvas(event.pos))
            case pygame.MOUSEBUTTONDOWN if not getattr(event, "touch", False):
                left = event.button == pygame.BUTTON_LEFT
                return Tapped(self._on_canvas(event.pos)) if left else None
            case pygame.MOUSEWHEEL if event.y:
                return Pressed(Key.UP if event.y > 0 else Key.DOWN)
            case pygame.FINGERDOWN:
                return Tapped(self._on_canvas((event.x * size[0], event.y * size[1])))
            case pygame.JOYDEVICEADDED:
                self._meet(event.device_index)
            case pygame.JOYBUTTONDOWN:
                return self._buttons_of(event).get(event.button)
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

    def _buttons_of(self, event: pygame.event.Event) -> dict[int, Pressed | Letter]:
        """What the buttons mean of the controller that an event comes from."""
        controller = self._controllers.get(getattr(event, "instance_id", -1))
        has_hat = controller is None or controller.get_numhats() > 0
        return BUTTONS_BESIDE_HAT if has_hat else BUTTONS_WITHOUT_HAT

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


def _is_paste(event: pygame.event.Event) -> bool:
    by_letter = event.key == pygame.K_v and event.mod & _PASTES
    return bool(by_letter or (event.key == pygame.K_INSERT and event.mod & pygame.KMOD_SHIFT))


def _of_key(event: pygame.event.Event) -> Gesture | None:
    if event.key == pygame.K_TAB:
        return Pressed(Key.PREVIOUS if event.mod & pygame.KMOD_SHIFT else Key.NEXT)
    if event.key in _KEYS:
        return Pressed(_KEYS[event.key])
    if event.key in _SIGNS:
        return Letter(_SIGNS[event.key])
    if pygame.K_KP1 <= event.key <= pygame.K_KP9:
        return Letter(str(event.key - pygame.K_KP1 + 1))
    if event.key == pygame.K_KP0:
        return Letter("0")
    is_letter = pygame.K_a <= event.key <= pygame.K_z or pygame.K_0 <= event.key <= pygame.K_9
    return Letter(chr(event.key)) if is_letter else None
