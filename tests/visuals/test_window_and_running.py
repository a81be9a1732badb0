"""The window and the frame loop: real frames on a screen that nobody sees, real keys."""

from __future__ import annotations

import io
import threading
from pathlib import Path

import numpy as np
import pygame
import pytest

from devices.clock import RunningClock, SessionClock
from devices.link import AskedBreath, Emit
from devices.no_sensor import NoSensor
from devices.readings import Beat, SensorDescription, SensorKind
from devices.simulated_person import SimulatedPerson
from tests.trainer.example import PLAN, readings, run
from tests.visuals.pictures import pixels_of
from trainer.commands import Wish
from trainer.journal.entries import EndReason, Header, Taken
from trainer.journal.reader import read_journal
from trainer.journal.unsaved import Unsaved
from trainer.plan import Pace, Plan, Stage
from trainer.session import Session
from trainer.snapshot import Snapshot
from trainer.timeline import Timeline
from visuals.display import NO_RESPONSE, Response
from visuals.palette import NIGHT
from visuals.running import run_session
from visuals.scene.backdrop import draw_night
from visuals.scene.icon import draw_icon
from visuals.scene.layout import Layout
from visuals.screens.help import HelpScreen
from visuals.screens.session import CalmScreen, SessionScreen
from visuals.screens.settings import SettingsScreen
from visuals.screens.start import StartScreen
from visuals.screens.summary import SummaryScreen
from visuals.session_display import SessionDisplay
from visuals.terminal import TerminalConsole, TerminalDisplay
from visuals.window import Window, first_size

SHORT = Plan(Pace(6.0), breathing_s=20.0, quiet_before_s=50.0, quiet_after_s=50.0)


def session_display(size: tuple[int, int] = (800, 600)) -> SessionDisplay:
    return SessionDisplay(Window(size))


@pytest.fixture
def window() -> SessionDisplay:
    opened = session_display()
    opened.open()
    return opened


def press(key: int) -> None:
    for kind in (pygame.KEYDOWN, pygame.KEYUP):
        pygame.event.post(pygame.event.Event(kind, key=key, mod=0, unicode="", scancode=0))


def session_at(at_s: float) -> Session:
    session, _ = run(readings(until_s=at_s))
    session.step(at_s)
    return session


def on_screen() -> pygame.Surface:
    """What the window shows; pygame-ce's types know that there may be none."""
    surface: pygame.Surface | None = pygame.display.get_surface()
    assert surface is not None
    return surface


def pixels() -> bytes:
    return pygame.image.tobytes(on_screen(), "RGB")


def test_keys_become_wishes(window: SessionDisplay) -> None:
    snapshot = session_at(90.0).snapshot(90.0)
    assert window.show(snapshot) == NO_RESPONSE
    press(pygame.K_SPACE)
    assert window.show(snapshot).wishes == (Wish.PAUSE,)
    press(pygame.K_ESCAPE)
    assert window.show(snapshot).wishes == (Wish.FINISH,)
    pygame.event.post(pygame.event.Event(pygame.QUIT))
    assert window.show(snapshot).wants_out
    window.close()


def test_space_goes_on_after_a_pause(window: SessionDisplay) -> None:
    session = session_at(90.0)
    paused = session.timeline.paused(90.0)
    assert paused.is_paused_at(90.0)
    session._obey(Wish.PAUSE)
    press(pygame.K_SPACE)
    assert window.show(session.snapshot(90.0)).wishes == (Wish.RESUME,)
    window.close()


def test_h_hides_the_numbers_and_brings_them_back(window: SessionDisplay) -> None:
    snapshot = session_at(90.0).snapshot(90.0)
    now_s = window.window.clock()
    window.window.clock = lambda: now_s

    def after_a_second() -> bytes:
        """What is seen when all that goes softly has gone."""
        nonlocal now_s
        for _ in range(2):
            now_s += 1.0
            window.show(snapshot)
        return pixels()

    with_numbers = after_a_second()
    press(pygame.K_h)
    window.show(snapshot)
    without = after_a_second()
    press(pygame.K_h)
    window.show(snapshot)
    after_a_second()
    assert without != with_numbers
    assert pixels() == with_numbers
    window.close()


def test_the_picture_moves_with_time_alone(window: SessionDisplay) -> None:
    session = session_at(90.0)
    scene = window.window.screen(SessionScreen)
    while not scene.bake(1.0):
        pass
    window.show(session.snapshot(91.0))
    window.show(session.snapshot(91.0))
    at_91 = pixels()
    window.show(session.snapshot(92.0))
    assert pixels() != at_91
    window.show(session.snapshot(91.0))
    assert pixels() == at_91
    window.close()


def test_the_window_may_be_resized_and_fill_the_screen(window: SessionDisplay) -> None:
    snapshot = session_at(90.0).snapshot(90.0)
    for size in ((640, 480), (500, 300), (720, 1280), (1280, 720)):
        pygame.display.set_mode(size, pygame.RESIZABLE)
        pygame.event.post(pygame.event.Event(pygame.VIDEORESIZE, size=size, w=size[0], h=size[1]))
        window.show(snapshot)
        window.show(snapshot)
        assert on_screen().get_size() == size
    press(pygame.K_f)
    window.show(snapshot)
    window.show(snapshot)
    full = on_screen()
    assert full.get_at((0, 0)) != full.get_at((full.get_width() // 2, full.get_height() // 2))
    press(pygame.K_f)
    window.show(snapshot)
    window.show(snapshot)
    window.close()


def test_the_summary_stays_until_it_is_left(window: SessionDisplay) -> None:
    session = session_at(200.0)
    snapshot = session.snapshot(200.0, saved="/somewhere/a.jsonl")
    assert snapshot.stage is Stage.ENDED
    assert window.show(snapshot) == NO_RESPONSE
    press(pygame.K_RETURN)
    assert window.show(snapshot).wants_out
    window.close()


def test_who_closed_the_window_wants_out_in_every_later_frame(window: SessionDisplay) -> None:
    snapshot = session_at(90.0).snapshot(90.0)
    pygame.event.post(pygame.event.Event(pygame.QUIT))
    assert window.show(snapshot).wants_out
    assert window.show(snapshot).wants_out
    ended = session_at(200.0).snapshot(200.0)
    assert window.show(ended).wants_out
    window.close()
    window.open()
    assert not window.show(snapshot).wants_out
    window.close()


def click(position: tuple[int, int], button: int = pygame.BUTTON_LEFT) -> None:
    pygame.event.post(pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=position, button=button))


@pytest.mark.parametrize("size", [(800, 600), (500, 300), (640, 1400)])
def test_done_can_be_clicked(size: tuple[int, int]) -> None:
    window = session_display(size)
    window.open()
    ended = session_at(200.0).snapshot(200.0)
    window.show(ended)
    button = window.window.screen(SummaryScreen).scene.done_button
    shown = window.window._shown_at()
    share = shown.width / window.window.canvas.get_width()
    middle = (
        round(shown.x + button.centerx * share),
        round(shown.y + button.centery * share),
    )
    click((round(shown.x + (button.left - 9) * share), middle[1]))
    click(middle, pygame.BUTTON_RIGHT)
    assert window.show(ended) == NO_RESPONSE
    click(middle)
    assert window.show(ended).wants_out
    window.close()


def test_a_click_while_breathing_leaves_nothing(window: SessionDisplay) -> None:
    snapshot = session_at(90.0).snapshot(90.0)
    window.show(snapshot)
    click((700, 550))
    assert window.show(snapshot) == NO_RESPONSE
    window.close()


@pytest.mark.parametrize("size", [(500, 300), (300, 500), (600, 480), (1000, 200)])
def test_a_small_window_keeps_the_shape_of_the_picture(size: tuple[int, int]) -> None:
    window = session_display(size)
    window.open()
    window.show(session_at(90.0).snapshot(90.0))
    placed, canvas = window.window._shown_at(), window.window.canvas
    across, down = placed.width / canvas.get_width(), placed.height / canvas.get_height()
    assert across == pytest.approx(down, abs=1.0 / min(canvas.get_size()))
    assert placed.width == size[0] or placed.height == size[1]
    screen = on_screen()
    beside = (0, size[1] // 2) if placed.x > 0 else (size[0] // 2, 0)
    if placed.size != size:
        assert tuple(screen.get_at(beside)) == (*NIGHT.night_stops[0][1], 255)
    window.close()


@pytest.mark.parametrize("size", [(720, 1280), (2560, 1440), (1280, 720)])
def test_a_window_that_is_large_enough_is_filled(size: tuple[int, int]) -> None:
    window = session_display(size)
    window.open()
    width, height = window.window.canvas.get_size()
    assert window.window._shown_at().size == size
    assert width / height == pytest.approx(size[0] / size[1], rel=2e-3)
    window.close()


@pytest.mark.parametrize(
    ("screens", "expected"),
    [
        ([(1366, 768)], (1280, 720)),
        ([(1920, 1080), (3840, 2160)], (1280, 720)),
        ([(2880, 1800)], (1920, 1080)),
        ([(3840, 2160)], (1920, 1080)),
        ([(2160, 3840)], (1920, 1080)),
        ([], (1280, 720)),
    ],
)
def test_a_new_window_is_larger_on_a_fine_screen(
    screens: list[tuple[int, int]], expected: tuple[int, int]
) -> None:
    assert first_size(screens) == expected


@pytest.mark.parametrize(
    ("size", "canvas"),
    [
        ((3840, 2160), (1920, 1080)),
        ((2160, 3840), (1080, 1920)),
        ((1080, 1920), (1080, 1920)),
        ((3440, 1440), (2580, 1080)),
        ((320, 200), (640, 480)),
    ],
)
def test_a_window_is_drawn_with_at_most_1080_lines_along_its_shorter_side(
    size: tuple[int, int], canvas: tuple[int, int]
) -> None:
    window = session_display(size)
    window.open()
    assert window.window.canvas.get_size() == canvas
    window.close()


def test_a_screen_of_words_is_drawn_as_finely_as_a_window_in_4k_is() -> None:
    window = Window((3840, 2160))
    window.open()
    sizes = []
    for maker in (CalmScreen, HelpScreen, StartScreen, SettingsScreen):
        screen = window.screen(maker)
        sizes.append(window.canvas.get_size())
        assert screen is window.screen(maker), "made once"
    assert sizes == [(1920, 1080), (3840, 2160), (1920, 1080), (3840, 2160)]
    assert window._on_canvas((300.0, 200.0)) == (300.0, 200.0)
    window.close()


def test_the_sky_of_a_fine_window_is_scaled_up_and_has_no_seams() -> None:
    shots = []
    for size in ((1920, 1080), (3840, 2160)):
        night = draw_night(Layout(size), np.random.default_rng(0))
        assert night.get_size() == size
        shots.append(pixels_of(pygame.transform.smoothscale(night, (480, 270))).astype(float))
    assert np.abs(shots[0] - shots[1]).max() <= 3.0


def test_the_window_has_an_icon_of_its_own() -> None:
    icon = draw_icon(64)
    middle, edge, corner = (icon.get_at(at) for at in ((32, 32), (32, 3), (0, 0)))
    assert tuple(middle) == (*NIGHT.ember_core, 255)
    assert corner.a == 0
    assert edge.r + edge.g + edge.b < (middle.r + middle.g + middle.b) / 3


class _Person(SessionDisplay):
    """A window before which somebody sits who presses keys at certain session times."""

    def __init__(self, keys: dict[float, int]) -> None:
        super().__init__(Window((640, 480)))
        self._keys = dict(sorted(keys.items()))
        self.stages: list[Stage] = []

    def show(self, snapshot: Snapshot) -> Response:
        if not self.stages or self.stages[-1] is not snapshot.stage:
            self.stages.append(snapshot.stage)
        for at_s in [at_s for at_s in self._keys if at_s <= snapshot.at_s]:
            press(self._keys.pop(at_s))
        if snapshot.stage is Stage.ENDED:
            press(pygame.K_RETURN)
        return super().show(snapshot)


def test_a_whole_session_in_a_window_from_the_first_frame_to_the_saved_journal(
    tmp_path: Path,
) -> None:
    person = _Person({})
    outcome = run_session(SHORT, SimulatedPerson(3), person, tmp_path, speed=60.0)
    assert person.stages == [
        Stage.QUIET_BEFORE,
        Stage.BREATHING,
        Stage.QUIET_AFTER,
        Stage.ENDED,
    ]
    assert outcome.kept_in is not None
    assert outcome.trouble is None
    journal = read_journal(outcome.kept_in)
    assert journal.ended is not None
    assert journal.ended.reason is EndReason.COMPLETE
    assert journal.ended.summary == outcome.summary


@pytest.mark.parametrize("speed", [60.0, 1000.0])
def test_how_fast_the_clock_runs_changes_nothing(tmp_path: Path, speed: float) -> None:
    outcomes = [
        run_session(SHORT, SimulatedPerson(3), TerminalDisplay(_silent()), tmp_path, how)
        for how in (None, speed)
    ]
    free, hurried = (read_journal(kept) for kept in (o.kept_in for o in outcomes) if kept)
    assert hurried.entries == free.entries


class _Delaying(TerminalDisplay):
    """A display that stops the frame loop now and then, as a busy machine does."""

    def show(self, snapshot: Snapshot) -> Response:
        if int(snapshot.at_s) % 20 == 0:
            threading.Event().wait(0.02)
        return super().show(snapshot)


def test_a_loop_that_is_held_up_loses_no_beat(tmp_path: Path) -> None:
    free = run_session(SHORT, SimulatedPerson(3), TerminalDisplay(_silent()), tmp_path, None)
    held = run_session(SHORT, SimulatedPerson(3), _Delaying(_silent()), tmp_path, 200.0)
    assert held.summary == free.summary


def _silent() -> TerminalConsole:
    return TerminalConsole(file=io.StringIO())


def test_closing_the_window_needs_one_click(tmp_path: Path) -> None:
    class Closing(SessionDisplay):
        """A window that is closed in the tenth frame, once."""

        frames = 0

        def show(self, snapshot: Snapshot) -> Response:
            self.frames += 1
            if self.frames == 10:
                pygame.event.post(pygame.event.Event(pygame.QUIT))
            assert self.frames < 40, "the window is still there"
            return super().show(snapshot)

    outcome = run_session(
        SHORT, SimulatedPerson(3), Closing(Window((640, 480))), tmp_path, speed=1.0
    )
    assert not outcome.summary.is_complete


def test_escape_finishes_and_keeps_everything(tmp_path: Path) -> None:
    person = _Person({30.0: pygame.K_ESCAPE})
    outcome = run_session(SHORT, SimulatedPerson(3), person, tmp_path, speed=100.0)
    assert outcome.kept_in is not None
    journal = read_journal(outcome.kept_in)
    assert journal.ended is not None
    assert journal.ended.reason is EndReason.FINISHED_EARLY
    assert journal.ended.summary.beats > 20


def test_a_pause_reaches_the_simulated_person(tmp_path: Path) -> None:
    person = _Person({52.0: pygame.K_SPACE, 90.0: pygame.K_SPACE})
    outcome = run_session(SHORT, SimulatedPerson(3), person, tmp_path, speed=100.0)
    assert outcome.kept_in is not None
    entries = read_journal(outcome.kept_in).entries
    wishes = [
        entry.what.wish
        for entry in entries
        if isinstance(entry, Taken) and not hasattr(entry.what, "state")
        if hasattr(entry.what, "wish")
    ]
    assert wishes == [Wish.PAUSE, Wish.RESUME]
    assert outcome.summary.is_complete


class _Slow(SessionDisplay):
    """A window whose first picture takes its time, as it does on a busy machine."""

    def __init__(self, made_s: list[float]) -> None:
        super().__init__(Window((640, 480)))
        self.made_s = made_s
        """When clocks were made."""
        self.first: Snapshot | None = None

    def show(self, snapshot: Snapshot) -> Response:
        if self.first is None:
            self.first = snapshot
            assert self.made_s == []
            press(pygame.K_ESCAPE)
        if snapshot.stage is Stage.ENDED:
            press(pygame.K_RETURN)
        return super().show(snapshot)


def test_the_clock_starts_when_the_first_picture_is_seen_and_no_key_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_s: list[float] = []

    class Told(RunningClock):
        """A clock that tells of its making."""

        def __init__(self, speed: float, *, awaits_promises: bool) -> None:
            super().__init__(speed, awaits_promises=awaits_promises)
            made_s.append(self.now_s())

    monkeypatch.setattr("visuals.running.RunningClock", Told)
    display = _Slow(made_s)
    outcome = run_session(SHORT, NoSensor(), display, tmp_path, speed=1.0)
    assert display.first is not None
    assert display.first.at_s == 0.0
    assert len(made_s) == 1
    # Escape was pressed during the first picture, before the clock ran.
    assert not outcome.summary.is_complete
    assert outcome.summary.breathing_s == 0.0


class _NeverSeen(SessionDisplay):
    """A window whose first picture breaks down."""

    def show(self, snapshot: Snapshot) -> Response:
        raise ZeroDivisionError("a broken scene")


def test_a_session_that_was_never_seen_ends_in_order(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        run_session(SHORT, NoSensor(), _NeverSeen(Window((640, 480))), tmp_path, speed=1.0)
    (path,) = (tmp_path / "sessions").iterdir()
    assert read_journal(path).ended is not None


class _Clumsy(SessionDisplay):
    """A window whose drawing breaks down in the middle of a session."""

    def show(self, snapshot: Snapshot) -> Response:
        if snapshot.at_s > 20.0:
            raise ZeroDivisionError("a broken scene")
        return super().show(snapshot)


def test_a_session_survives_the_picture(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        run_session(SHORT, SimulatedPerson(3), _Clumsy(Window((640, 480))), tmp_path, speed=100.0)
    (path,) = (tmp_path / "sessions").iterdir()
    journal = read_journal(path)
    assert isinstance(journal.header, Header)
    assert journal.ended is not None
    assert journal.ended.summary.beats > 10


class _Failing:
    """A sensor whose own code fails after some beats."""

    description = SensorDescription(SensorKind.RECORDING, "failing")

    def follow(self, asked_breath: AskedBreath) -> None:
        """Nothing."""

    async def run(self, clock: SessionClock, emit: Emit) -> None:
        for number in range(1, 11):
            await emit(Beat(0.8 * number, 0.8 * number, 800.0))
        raise ZeroDivisionError("a broken sensor")


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_broken_sensor_ends_a_free_session_in_order_and_is_reported(tmp_path: Path) -> None:
    display = TerminalDisplay(TerminalConsole(file=io.StringIO()))
    outcome = run_session(SHORT, _Failing(), display, tmp_path, speed=None)
    assert isinstance(outcome.failure, ZeroDivisionError)
    assert outcome.summary.beats == 10
    assert outcome.kept_in is not None


def terminal_text(snapshot: Snapshot) -> str:
    file = io.StringIO()
    display = TerminalDisplay(TerminalConsole(file=file, force_terminal=True, width=200))
    display.open()
    display.show(snapshot)
    display.close()
    return file.getvalue()


def test_the_line_in_the_terminal_tells_the_breath_and_the_numbers() -> None:
    session = session_at(112.5)
    inhale = terminal_text(session.snapshot(112.5))
    assert "Breathe in" in inhale
    assert "belly breathing" in inhale
    assert "beats/min" in inhale
    assert "swing" in inhale
    session.step(117.0)
    assert "Breathe out" in terminal_text(session.snapshot(117.0))
    assert "Just breathe" in terminal_text(session_at(20.0).snapshot(20.0))


def test_the_line_says_what_is_not_saved() -> None:
    snapshot = session_at(90.0).snapshot(90.0, unsaved=Unsaved(is_full=True))
    assert "The disk is full." in terminal_text(snapshot)


def test_the_belly_bar_is_empty_at_the_seam_and_full_at_the_turn() -> None:
    timeline = Timeline(PLAN, 0.0)
    session = session_at(60.0)
    assert timeline.asked_fullness_at(64.0) == pytest.approx(1.0)
    session.step(64.0)
    assert "\N{LIGHT SHADE}" not in terminal_text(session.snapshot(64.0))
    session.step(70.0)
    assert "\N{FULL BLOCK}" not in terminal_text(session.snapshot(70.0))
