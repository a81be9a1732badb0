"""The window: it opens, shows a scene sixty times a second, and hears keys.

What is drawn is the scenes' affair; what a key means is here; what follows from it is the
session's.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable

os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
if sys.platform.startswith("linux"):
    # Without a graphics card SDL sends the window through a software OpenGL texture: 20 ms of
    # CPU a frame in place of 0.6 ms.
    os.environ.setdefault("SDL_FRAMEBUFFER_ACCELERATION", "0")

import pygame  # after the environment above

from trainer.choosing import Choice
from trainer.commands import Wish
from trainer.plan import Stage
from trainer.snapshot import Snapshot
from visuals import palette
from visuals.choice_hand import ChoiceHand
from visuals.display import NO_RESPONSE, ChoiceResponse, Response
from visuals.errors import NoDisplayError
from visuals.scene.choice import ChoiceScene
from visuals.scene.icon import draw_icon
from visuals.scene.summary import SummaryScene
from visuals.scene.training import TrainingScene

__all__ = ["Window"]

FRAMES_PER_S = 60
_FIRST_SIZE = (1280, 720)
_SMALLEST = (640, 480)
_MOST_LINES = 1080
"""Larger windows are drawn at this height and scaled up: the picture is soft anyway."""
_BAKE_S = 0.004
"""Share of a frame that may go into preparing pictures of the figure."""
_UNSEEN = ("offscreen", "dummy")
_HINTS_S = 6.0
"""Key hints and pointer fade after so long without a touch."""


class Window:
    """A session in a window."""

    stays_for_summary = True
    patience_s = 0.0

    def __init__(
        self, size: tuple[int, int] = _FIRST_SIZE, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._clock = clock
        self._size = size
        self._screen: pygame.Surface | None = None
        self._canvas: pygame.Surface | None = None
        self._training: TrainingScene | None = None
        self._summary: SummaryScene | None = None
        self._choice: ChoiceScene | None = None
        self._rhythm = pygame.time.Clock()
        self._touched_s = self._clock()
        self._hides_numbers = False
        self._wants_out = False
        self._is_fullscreen = False
        self._windowed_size = size

    def open(self) -> None:
        """Open the window; one that is open already stays as it is."""
        if self._screen is not None:
            return
        try:
            pygame.display.init()
            pygame.font.init()
            self._set_mode(self._size)
            self._wants_out = False
            # Where it reaches no screen, SDL may fall back to one that nobody sees.
            driver = pygame.display.get_driver()
            if driver in _UNSEEN and os.environ.get("SDL_VIDEODRIVER") != driver:
                raise pygame.error("no screen can be reached")
        except pygame.error as error:
            self.close()
            raise NoDisplayError(
                f"No window can be opened here ({error}); add --headless to breathe in the "
                "terminal."
            ) from None
        self._touched_s = self._clock()

    def show(self, snapshot: Snapshot) -> Response:
        """Draw a frame, wait for its turn, and hear what the person did.

        Who once wanted out wants out in every later frame.
        """
        assert self._canvas is not None  # open comes first
        canvas = self._canvas
        shows_hints = self._clock() - self._touched_s < _HINTS_S
        if snapshot.stage is Stage.ENDED:
            self._summary_scene().draw(canvas, snapshot, snapshot.at_s)
        else:
            scene = self._training_scene()
            scene.draw(
                canvas,
                snapshot,
                snapshot.at_s,
                hides_numbers=self._hides_numbers,
                shows_hints=shows_hints,
            )
            scene.bake(_BAKE_S)
        self._present()
        pygame.mouse.set_visible(shows_hints or snapshot.stage is Stage.ENDED)
        self._rhythm.tick(FRAMES_PER_S)
        return self._hear(snapshot)

    def show_choice(self, choice: Choice, at_s: float) -> ChoiceResponse:
        """Draw a frame of the choice, wait for its turn, and hear what the person did."""
        assert self._canvas is not None  # open comes first
        scene = self._choice_scene()
        scene.draw(self._canvas, choice, at_s)
        scene.bake(_BAKE_S)
        self._present()
        pygame.mouse.set_visible(True)
        self._rhythm.tick(FRAMES_PER_S)
        return self._hear_choice(choice)

    def close(self) -> None:
        """Close the window."""
        if self._screen is not None:
            self._screen = self._canvas = self._training = self._summary = self._choice = None
            pygame.display.quit()

    def _set_mode(self, size: tuple[int, int]) -> None:
        pygame.display.set_icon(draw_icon())
        if self._is_fullscreen:
            self._screen = pygame.display.set_mode((0, 0), pygame.FULLSCREEN)
        else:
            self._screen = pygame.display.set_mode(size, pygame.RESIZABLE)
        pygame.display.set_caption("Bellybreath")
        pygame.display.set_allow_screensaver(False)
        self._lay_out()

    def _lay_out(self) -> None:
        """Make the canvas for the screen's size; the scenes follow when they are next drawn.

        A window that is smaller than the smallest picture shows that picture whole, in its own
        shape, with sky beside it.
        """
        assert self._screen is not None  # called with one
        width, height = (max(length, 1) for length in self._screen.get_size())
        share = min(1.0, max(_MOST_LINES / height, _SMALLEST[0] / width))
        size = (
            max(round(width * share), _SMALLEST[0]),
            max(round(height * share), _SMALLEST[1]),
        )
        if size == (width, height):
            self._canvas = self._screen
        else:
            self._canvas = pygame.Surface(size).convert()
        self._training = self._summary = self._choice = None

    def _shown_at(self) -> pygame.Rect:
        """Where on the screen the canvas is shown."""
        assert self._screen is not None  # it is open
        assert self._canvas is not None
        screen, canvas = self._screen.get_rect(), self._canvas.get_rect()
        if screen.width >= _SMALLEST[0] and screen.height >= _SMALLEST[1]:
            return screen
        share = min(screen.width / canvas.width, screen.height / canvas.height)
        shown = pygame.Rect(0, 0, round(canvas.width * share), round(canvas.height * share))
        shown.center = screen.center
        return shown.clip(screen)

    def _present(self) -> None:
        assert self._screen is not None  # open comes first
        assert self._canvas is not None
        if self._canvas is not self._screen:
            self._screen.fill(palette.NIGHT_STOPS[0][1])
            shown = self._shown_at()
            part = self._screen.subsurface(shown)
            pygame.transform.smoothscale(self._canvas, shown.size, part)
        pygame.display.flip()

    def _on_canvas(self, position: tuple[int, int]) -> tuple[float, float]:
        """A place on the screen as a place on the canvas."""
        assert self._canvas is not None  # the mouse is heard while it is open
        width, height = self._canvas.get_size()
        shown = self._shown_at()
        return (
            (position[0] - shown.x) * width / max(shown.width, 1),
            (position[1] - shown.y) * height / max(shown.height, 1),
        )

    def _training_scene(self) -> TrainingScene:
        assert self._canvas is not None  # open comes first
        if self._training is None:
            self._training = TrainingScene(self._canvas.get_size())
            self._choice = None
        return self._training

    def _summary_scene(self) -> SummaryScene:
        assert self._canvas is not None  # open comes first
        if self._summary is None:
            self._summary = SummaryScene(self._canvas.get_size())
            self._training = None
        return self._summary

    def _choice_scene(self) -> ChoiceScene:
        assert self._canvas is not None  # open comes first
        if self._choice is None:
            self._choice = ChoiceScene(self._canvas.get_size())
        return self._choice

    def _hear_choice(self, choice: Choice) -> ChoiceResponse:
        hand = ChoiceHand(lambda position: self._option_at(choice, position), choice.focus)
        for event in pygame.event.get():
            self._touched_s = self._clock()
            if event.type == pygame.VIDEORESIZE:
                self._lay_out()
            elif event.type == pygame.KEYDOWN and event.key == pygame.K_f:
                self._toggle_fullscreen()
            else:
                hand.heed(event)
        return hand.response

    def _option_at(self, choice: Choice, position: tuple[int, int]) -> str | None:
        return self._choice_scene().key_at(choice, self._on_canvas(position))

    def _hear(self, snapshot: Snapshot) -> Response:
        wishes: list[Wish] = []
        has_ended = snapshot.stage is Stage.ENDED
        for event in pygame.event.get():
            if event.type == pygame.QUIT:
                self._wants_out = True
            elif event.type == pygame.VIDEORESIZE:
                self._lay_out()
            elif event.type == pygame.MOUSEMOTION:
                self._touched_s = self._clock()
            elif event.type == pygame.MOUSEBUTTONDOWN:
                self._touched_s = self._clock()
                if has_ended and event.button == pygame.BUTTON_LEFT:
                    button = self._summary_scene().done_button
                    self._wants_out |= button.collidepoint(self._on_canvas(event.pos))
            elif event.type == pygame.KEYDOWN:
                self._touched_s = self._clock()
                if has_ended:
                    self._wants_out |= event.key in _LEAVING_KEYS
                else:
                    wishes += self._wishes_of(event.key, snapshot.is_paused)
                if event.key == pygame.K_f:
                    self._toggle_fullscreen()
        if not wishes and not self._wants_out:
            return NO_RESPONSE
        return Response(tuple(wishes), self._wants_out)

    def _wishes_of(self, key: int, is_paused: bool) -> list[Wish]:
        match key:
            case pygame.K_SPACE:
                return [Wish.RESUME if is_paused else Wish.PAUSE]
            case pygame.K_ESCAPE:
                return [Wish.FINISH]
            case pygame.K_h:
                self._hides_numbers = not self._hides_numbers
        return []

    def _toggle_fullscreen(self) -> None:
        assert self._screen is not None  # keys are heard while it is open
        if self._is_fullscreen:
            # SDL keeps the screen's size for a window that was full; a new one has its own.
            pygame.display.quit()
            pygame.display.init()
        else:
            self._windowed_size = self._screen.get_size()
        self._is_fullscreen = not self._is_fullscreen
        self._set_mode(self._windowed_size)


_LEAVING_KEYS = frozenset({pygame.K_RETURN, pygame.K_KP_ENTER, pygame.K_ESCAPE, pygame.K_SPACE})
