"""The window: it opens, shows one screen at a time sixty times a second, and hears gestures.

What is drawn is the screens' affair, what a gesture means too; when, and what comes next, is the
frame loops' (`visuals/running.py`, `visuals/asking.py`).
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Callable
from typing import Any, TypeVar

if sys.platform.startswith("linux"):
    # Without a graphics card SDL sends the window through a software OpenGL texture: 20 ms of
    # CPU a frame in place of 0.6 ms.
    os.environ.setdefault("SDL_FRAMEBUFFER_ACCELERATION", "0")
if sys.platform == "win32":
    # Else Windows enlarges the finished picture on a fine screen, and the letters are soft.
    os.environ.setdefault("SDL_WINDOWS_DPI_AWARENESS", "permonitorv2")
# Input methods show what they offer beside the line, as everywhere else on the system.
os.environ.setdefault("SDL_IME_SHOW_UI", "1")

import pygame  # after the environment above

from visuals.clipboard import clipboard_text
from visuals.cross_fade import CrossFade
from visuals.effort import Effort, EffortWatch
from visuals.errors import NoDisplayError
from visuals.gestures import Gesture, Gestures, Place
from visuals.look import Look
from visuals.scene.icon import draw_icon
from visuals.screens.screen import ScreenMaker, Still

__all__ = ["Window", "first_size"]

_FIRST_SIZE = (1280, 720)
_FIRST_SIZE_FINE = (1920, 1080)
"""The same where the screen is so fine that the other would be small on it."""
_FINE_LINES = 1800
_SMALLEST = (640, 480)
_MOST_LINES = 1080
"""Where the shorter side of a window is longer, a picture that moves is drawn so small and scaled
up: it is soft anyway."""
_MOST_STILL_LINES = 2160
"""The same for a screen of words, whose letters are to be sharp; nothing is baked for it."""
_FEW_LINES = 720
"""The same where that is too much for the computer."""
_BAKE_S = 0.004
"""Share of a frame that may go into preparing pictures of the figure."""
_UNSEEN = ("offscreen", "dummy")
_REPEAT_AFTER_MS, _REPEAT_EVERY_MS = 400, 35
"""A key that is held while a line is written."""
_HINTS_S = 6.0
"""Key hints begin to fade after so long without a touch."""
_HINTS_FADE_S = 0.4

Shown = TypeVar("Shown")


def first_size(screens: list[tuple[int, int]]) -> tuple[int, int]:
    """Size of a new window in pixels, on screens of these sizes, the main one first."""
    is_fine = bool(screens) and min(screens[0]) >= _FINE_LINES
    return _FIRST_SIZE_FINE if is_fine else _FIRST_SIZE


class Window:
    """One window for all screens."""

    def __init__(
        self,
        size: tuple[int, int] | None = None,
        clock: Callable[[], float] = time.monotonic,
        look: Look | None = None,
    ) -> None:
        self.clock = clock
        self.is_closed = False
        """True once the person has closed it; it stays so until it is opened anew."""
        self._look = Look() if look is None else look
        self._size = size
        """As asked for; None where the screen decides."""
        self._screen: pygame.Surface | None = None
        self._canvas: pygame.Surface | None = None
        self._shown: tuple[object, Any] | None = None
        self._maker: object | None = None
        """Of the screen that was shown last, also where it must be made anew."""
        self._fade = CrossFade()
        self._rhythm = pygame.time.Clock()
        self._effort = EffortWatch()
        self._turn_s = self._shown_s = self.clock()
        self._touched_s = self.clock()
        self._shows_pointer: bool | None = None
        """None until it is told to a new window."""
        self._is_fullscreen = False
        self._windowed_size = _FIRST_SIZE if size is None else size
        self._holds_awake = False
        self._lines = _MOST_LINES
        """Of the shorter side of the canvas at most, as it was laid out."""
        self._is_still = False
        """Whether the screen that is shown is one of words."""
        self._written_at: pygame.Rect | None = None
        self._gestures = Gestures(self._on_canvas, clipboard_text)

    @property
    def look(self) -> Look:
        """How everything looks; a new one makes the screens anew."""
        return self._look

    @look.setter
    def look(self, look: Look) -> None:
        if look != self._look:
            self._look = look
            self._shown = None

    @property
    def is_open(self) -> bool:
        """True between `open` and `close`."""
        return self._screen is not None

    @property
    def shows_hints(self) -> bool:
        """True while somebody touches it now and then."""
        return self.hints_opacity > 0.0

    @property
    def hints_opacity(self) -> float:
        """How much of the key hints is seen, 0 to 1."""
        left_s = self._touched_s + _HINTS_S + _HINTS_FADE_S - self.clock()
        return min(1.0, max(0.0, left_s / _HINTS_FADE_S))

    @property
    def effort(self) -> Effort:
        """What it takes on just now."""
        return self._effort.effort

    @property
    def frame_s(self) -> float:
        """From one picture to the next, in seconds."""
        return 1.0 / self.effort.frames_per_s

    @property
    def canvas(self) -> pygame.Surface:
        """What screens draw on."""
        assert self._canvas is not None  # open comes first
        return self._canvas

    def open(self) -> None:
        """Open the window; no-op where it is open.

        Raises
        ------
        NoDisplayError
            There is no screen to open it on.
        """
        if self.is_open:
            return
        try:
            pygame.display.init()
            pygame.font.init()
            self._set_mode(self._size or first_size(pygame.display.get_desktop_sizes()))
            self.is_closed = False
            # Where it reaches no screen, SDL may fall back to one that nobody sees.
            driver = pygame.display.get_driver()
            if driver in _UNSEEN and os.environ.get("SDL_VIDEODRIVER") != driver:
                raise pygame.error("no screen can be reached")
        except pygame.error as error:
            self.close()
            texts = self._look.texts
            reason = texts.system_words(str(error))
            raise NoDisplayError(texts.trouble.no_window.format(reason=reason)) from None
        with contextlib.suppress(pygame.error):  # without controllers the keyboard is enough
            pygame.joystick.init()
        self._touched_s = self.clock()

    def close(self) -> None:
        """Close the window; safe to call twice."""
        if self._screen is not None:
            self._screen = self._canvas = self._shown = self._maker = None
            self._fade.forget()
            pygame.joystick.quit()
            pygame.display.quit()

    def screen(self, maker: ScreenMaker[Shown]) -> Shown:
        """A screen for the canvas and the look as they are; only the latest one is kept.

        The pictures of the training screen take 210 MB at 1080 lines.
        """
        if self._maker not in (None, maker) and self._screen is not None:
            self._fade.leave(self._screen)
        self._maker = maker
        if self._shown is None or self._shown[0] is not maker:
            self._effort.next_screen()
            self._is_still = isinstance(maker, Still)
        if self._lines != self._most_lines:
            self._lay_out()
        if self._shown is None or self._shown[0] is not maker:
            self._shown = None  # its pictures go before new ones come
            self._shown = (maker, maker(self.canvas.get_size(), self._look))
        made: Shown = self._shown[1]
        return made

    def present(self, bake: Callable[[float], bool], *, hides_pointer: bool = False) -> None:
        """Put the canvas on the screen, prepare what is still to come, and wait for the turn."""
        assert self._screen is not None  # open comes first
        drawn_s = self.clock()
        bake(_BAKE_S)
        baked_s = self.clock()
        if self._canvas is not None and self._canvas is not self._screen:
            self._screen.fill(self._look.palette.night_stops[0][1])
            shown = self._shown_at()
            part = self._screen.subsurface(shown)
            pygame.transform.smoothscale(self._canvas, shown.size, part)
        self._fade.lay_over(self._screen, self.clock())
        pygame.display.flip()
        shows_pointer = self.shows_hints or not hides_pointer
        if shows_pointer is not self._shows_pointer:
            pygame.mouse.set_visible(shows_pointer)
            self._shows_pointer = shows_pointer
        shown_s = self.clock()
        took_s = drawn_s - self._turn_s + shown_s - baked_s
        since_last_s = shown_s - self._shown_s - (baked_s - drawn_s)
        self._effort.frame(took_s, since_last_s, is_scaled_up=self._is_scaled_up)
        self._shown_s = shown_s
        self._rhythm.tick(self.effort.frames_per_s)
        self._turn_s = self.clock()

    def gestures(self) -> list[Gesture]:
        """What the person did since the last frame.

        Closing the window is remembered in `is_closed`; a new size makes the screens anew.
        """
        assert self._screen is not None  # heard while it is open
        heard: list[Gesture] = []
        for event in pygame.event.get():
            if event.type == pygame.QUIT:
                self.is_closed = True
            elif event.type == pygame.VIDEORESIZE:
                self._lay_out()
            gesture = self._gestures.of(event, self._screen.get_size())
            if gesture is None:
                continue
            self._touched_s = self.clock()
            heard.append(gesture)
        return heard

    def write_at(self, place: pygame.Rect | None) -> None:
        """Let keys repeat and input methods help while a line is written at a place on the canvas.

        None: nothing is written.
        """
        writes = place is not None
        if writes != self._gestures.repeats:
            self._gestures.repeats = writes
            if writes:
                pygame.key.set_repeat(_REPEAT_AFTER_MS, _REPEAT_EVERY_MS)
            else:
                pygame.key.set_repeat()
        if place is not None and place != self._written_at:
            pygame.key.set_text_input_rect(self._on_screen(place))
        self._written_at = place

    def toggle_fullscreen(self) -> None:
        """Fill the screen, or be a window again."""
        assert self._screen is not None  # keys are heard while it is open
        if self._is_fullscreen:
            # SDL keeps the screen's size for a window that was full; a new one has its own.
            pygame.display.quit()
            pygame.display.init()
        else:
            self._windowed_size = self._screen.get_size()
        self._is_fullscreen = not self._is_fullscreen
        self._set_mode(self._windowed_size)

    def hold_awake(self, *, holds: bool) -> None:
        """Keep the screen from going dark, as long as somebody breathes before it."""
        if holds == self._holds_awake:
            return
        self._holds_awake = holds
        if self.is_open:
            pygame.display.set_allow_screensaver(not holds)

    def _set_mode(self, size: tuple[int, int]) -> None:
        pygame.display.set_icon(draw_icon())
        self._shows_pointer = None
        if self._is_fullscreen:
            self._screen = pygame.display.set_mode((0, 0), pygame.FULLSCREEN)
        else:
            self._screen = pygame.display.set_mode(size, pygame.RESIZABLE)
        pygame.display.set_caption("Bellybreath")
        pygame.display.set_allow_screensaver(not self._holds_awake)
        self._lay_out()

    @property
    def _is_scaled_up(self) -> bool:
        """Whether the screen has more lines than are drawn."""
        assert self._screen is not None  # it is open
        most = _MOST_STILL_LINES if self._is_still else _MOST_LINES
        return min(self._screen.get_size()) > most

    @property
    def _most_lines(self) -> int:
        if self._is_still:
            return _MOST_STILL_LINES
        is_few = self.effort is Effort.FEW_LINES and self._is_scaled_up
        return _FEW_LINES if is_few else _MOST_LINES

    def _lay_out(self) -> None:
        """Make the canvas for the screen's size; the screens follow when they are next drawn.

        A window that is smaller than the smallest picture shows that picture whole, in its own
        shape, with sky beside it.
        """
        assert self._screen is not None  # called with one
        self._lines = self._most_lines
        width, height = (max(length, 1) for length in self._screen.get_size())
        share = min(1.0, self._lines / min(width, height))
        size = (
            max(round(width * share), _SMALLEST[0]),
            max(round(height * share), _SMALLEST[1]),
        )
        if size == (width, height):
            self._canvas = self._screen
        else:
            self._canvas = pygame.Surface(size).convert()
        self._shown = None

    def _shown_at(self) -> pygame.Rect:
        """Where on the screen the canvas is shown."""
        assert self._screen is not None  # it is open
        screen, canvas = self._screen.get_rect(), self.canvas.get_rect()
        if screen.width >= _SMALLEST[0] and screen.height >= _SMALLEST[1]:
            return screen
        share = min(screen.width / canvas.width, screen.height / canvas.height)
        shown = pygame.Rect(0, 0, round(canvas.width * share), round(canvas.height * share))
        shown.center = screen.center
        return shown.clip(screen)

    def _on_screen(self, rect: pygame.Rect) -> pygame.Rect:
        """A part of the canvas as a part of the screen."""
        width, height = self.canvas.get_size()
        shown = self._shown_at()
        across, down = shown.width / width, shown.height / height
        return pygame.Rect(
            round(shown.x + rect.x * across),
            round(shown.y + rect.y * down),
            round(rect.width * across),
            round(rect.height * down),
        )

    def _on_canvas(self, position: Place) -> Place:
        """A place on the screen as a place on the canvas."""
        width, height = self.canvas.get_size()
        shown = self._shown_at()
        return (
            (position[0] - shown.x) * width / max(shown.width, 1),
            (position[1] - shown.y) * height / max(shown.height, 1),
        )
