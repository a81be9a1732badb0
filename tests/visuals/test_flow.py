"""What comes after what: whole ways through the program, on a screen that nobody sees."""

from __future__ import annotations

import errno
import io
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

from devices.no_sensor import NoSensor
from devices.readings import SensorKind
from tests.visuals.test_window_and_running import press
from trainer.answers import Occasion
from trainer.commands import Command, Wish
from trainer.journal.entries import EndReason, Taken
from trainer.journal.reader import Journal, read_journal
from trainer.plan import Stage
from trainer.self_talk import CALM_TALK
from trainer.snapshot import Snapshot
from visuals import flow as flow_module
from visuals.display import Response
from visuals.flow import CALM_PLAN, Flow
from visuals.running import run_session
from visuals.screens.screen import ScreenMaker
from visuals.screens.start import StartScreen
from visuals.screens.start_record import StartRecord
from visuals.session_display import SessionDisplay
from visuals.session_sound import SessionSound
from visuals.settings import Settings, Theme, load_settings, remember_sound, save_settings
from visuals.sound.choice import SoundChoice
from visuals.sound.player import SoundPlayer
from visuals.stops import Stops
from visuals.terminal import TerminalConsole, TerminalDisplay
from visuals.window import Window

KEYS = {
    "enter": pygame.K_RETURN,
    "escape": pygame.K_ESCAPE,
    "space": pygame.K_SPACE,
    "left": pygame.K_LEFT,
    "right": pygame.K_RIGHT,
    "up": pygame.K_UP,
    "down": pygame.K_DOWN,
    "erase": pygame.K_BACKSPACE,
}


class _Typed(Window):
    """A window before which somebody presses one key a frame, on the screens named."""

    def __init__(self, script: list[tuple[str, str]]) -> None:
        super().__init__((640, 480))
        self._script = script
        self.seen: list[str] = []

    def screen(self, maker: ScreenMaker[object]) -> object:  # type: ignore[override]  # only named here
        name = getattr(maker, "__name__", "")
        if not self.seen or self.seen[-1] != name:
            self.seen.append(name)
        if self._script and name == self._script[0][0] and self.is_open:
            _, keys = self._script.pop(0)
            for key in keys.split():
                press(KEYS[key] if key in KEYS else ord(key))
        return super().screen(maker)


def journals(folder: Path) -> list[Journal]:
    return [read_journal(path) for path in sorted((folder / "sessions").glob("*.jsonl"))]


def through(
    folder: Path,
    script: list[tuple[str, str]],
    *,
    is_calm: bool = False,
    sound: SessionSound | None = None,
) -> _Typed:
    window = _Typed(script)
    way = Flow(window, folder, language="en", speed=200.0, quiet_s=50.0, sound=sound)
    way.run(begins_calm=is_calm)
    assert not window.is_open
    assert window._script == []
    return window


def test_from_start_to_session_to_summary_to_start(tmp_path: Path) -> None:
    window = through(
        tmp_path,
        [
            ("StartScreen", "enter"),
            ("QuestionScreen", "7 enter"),
            ("QuestionScreen", "3 enter"),
            ("SummaryScreen", "enter"),
            ("StartScreen", "escape"),
        ],
    )
    assert window.seen == [
        "StartScreen",
        "QuestionScreen",
        "SessionScreen",
        "QuestionScreen",
        "SummaryScreen",
        "StartScreen",
    ]
    (journal,) = journals(tmp_path)
    assert journal.header.sensor.kind is SensorKind.SIMULATED
    assert journal.header.plan.breathing_s == 300.0
    assert (journal.upset(Occasion.BEFORE), journal.upset(Occasion.AFTER)) == (7, 3)
    assert journal.ended is not None
    assert journal.ended.reason is EndReason.COMPLETE


def test_calm_begins_at_once_and_asks_one_question_at_its_end(tmp_path: Path) -> None:
    window = through(
        tmp_path,
        [("QuestionScreen", "escape"), ("StartScreen", "escape")],
        is_calm=True,
    )
    assert window.seen == ["CalmScreen", "QuestionScreen", "StartScreen"]
    (journal,) = journals(tmp_path)
    assert journal.header.sensor.kind is SensorKind.NONE
    assert journal.header.plan == CALM_PLAN
    assert journal.header.plan.stages[0][:2] == (Stage.BREATHING, 0.0)
    assert journal.ended is not None
    assert journal.ended.summary.breaths == 18
    assert journal.upset(Occasion.AFTER) is None


def start_words(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What stands on the start, each time that it is drawn, filled meanwhile."""
    found: list[str] = []
    real = StartScreen.draw

    def draw(self: StartScreen, surface: pygame.Surface, record: StartRecord, at_s: float) -> None:
        found.append(" ".join(text.text for text in self.texts(record, at_s)))
        real(self, surface, record, at_s)

    monkeypatch.setattr(StartScreen, "draw", draw)
    return found


def test_settings_that_cannot_be_read_are_told_of_at_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = start_words(monkeypatch)
    (tmp_path / "settings.json").write_text('{"theme": ', encoding="utf-8")
    through(tmp_path, [("StartScreen", "escape")])
    assert "Your settings could not be read" in said[0]
    through(tmp_path, [("QuestionScreen", "escape"), ("StartScreen", "escape")], is_calm=True)
    assert "Your settings could not be read" in said[-1]
    (tmp_path / "settings.json").unlink()
    said.clear()
    through(tmp_path, [("StartScreen", "escape")])
    assert "settings could not" not in said[0]


@pytest.fixture
def other() -> Iterator[Path]:
    """A folder for temporary files: its name is short, unlike that of a test's own."""
    with tempfile.TemporaryDirectory(prefix="else-") as folder:
        yield Path(folder)


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="no list of open files to look at")
def test_a_session_for_which_there_was_no_room_is_told_of_at_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, other: Path
) -> None:
    said, real = start_words(monkeypatch), os.write

    def full(descriptor: int, data: bytes) -> int:
        if Path(f"/proc/self/fd/{descriptor}").resolve().is_relative_to(tmp_path / "sessions"):
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(descriptor, data)

    monkeypatch.setattr(os, "write", full)
    monkeypatch.setattr(tempfile, "tempdir", str(other))
    ways = [("QuestionScreen", "m"), ("QuestionScreen", "escape")]
    ways += [("StartScreen", "s"), ("SettingsScreen", "escape"), ("StartScreen", "escape")]
    through(tmp_path, ways[1:], is_calm=True)
    (kept,) = other.iterdir()
    ended = read_journal(kept).ended
    assert ended is not None
    assert ended.summary.breaths == 18
    # It stands there until another session begins.
    assert "Your session could not be saved in its place." in said[-1]
    assert str(kept) in said[-1].replace("/ ", "/")
    through(tmp_path, ways, is_calm=True)
    assert "2 sessions could not be saved in their place." in said[-1]
    assert str(other) in said[-1].replace("/ ", "/")


def test_calm_goes_on_for_three_minutes_more_while_it_runs_and_after_it(tmp_path: Path) -> None:
    through(
        tmp_path,
        [
            ("StartScreen", "c"),
            ("CalmScreen", "m"),
            ("QuestionScreen", "m"),
            ("CalmScreen", "escape"),
            ("QuestionScreen", "2 enter"),
            ("StartScreen", "escape"),
        ],
    )
    first, second = journals(tmp_path)
    wishes = [
        entry.what.wish
        for entry in first.entries
        if isinstance(entry, Taken) and isinstance(entry.what, Command)
    ]
    assert wishes == [Wish.MORE]
    assert first.ended is not None
    assert first.ended.summary.breathing_s == 360.0
    assert second.ended is not None
    assert second.ended.reason is EndReason.FINISHED_EARLY
    assert second.upset(Occasion.AFTER) == 2


def test_pages_are_read_and_settings_are_kept(tmp_path: Path) -> None:
    window = through(
        tmp_path,
        [
            ("StartScreen", "h"),
            ("HelpScreen", "d"),
            ("CrisisScreen", "escape"),
            ("HelpScreen", "k escape escape"),
            ("StartScreen", "d"),
            ("CrisisScreen", "escape"),
            ("StartScreen", "s"),
            ("SettingsScreen", "right"),
            ("SettingsScreen", "escape"),
            ("StartScreen", "escape"),
        ],
    )
    assert window.seen == [
        "StartScreen",
        "HelpScreen",
        "CrisisScreen",
        "HelpScreen",
        "StartScreen",
        "CrisisScreen",
        "StartScreen",
        "SettingsScreen",
        "StartScreen",
    ]
    assert load_settings(tmp_path).theme is Theme.DAY
    assert window.look.palette.is_bright


def test_who_wants_no_question_gets_none_and_no_sensor_needs_no_quiet_minute(
    tmp_path: Path,
) -> None:
    save_settings(tmp_path, Settings(asks=False))
    window = through(
        tmp_path,
        [
            ("StartScreen", "up up up right enter"),
            ("SummaryScreen", "enter"),
            ("StartScreen", "escape"),
        ],
    )
    assert window.seen == ["StartScreen", "SessionScreen", "SummaryScreen", "StartScreen"]
    (journal,) = journals(tmp_path)
    assert journal.header.sensor.kind is SensorKind.NONE
    assert journal.header.plan.quiet_before_s == 0.0


def test_who_wants_no_question_gets_none_after_the_calm_minutes_either(tmp_path: Path) -> None:
    save_settings(tmp_path, Settings(asks=False))
    window = through(tmp_path, [("StartScreen", "escape")], is_calm=True)
    assert window.seen == ["CalmScreen", "StartScreen"]


def test_a_line_that_is_written_later_does_not_bring_back_the_sound(tmp_path: Path) -> None:
    player = SoundPlayer(SoundChoice())
    through(
        tmp_path,
        [
            ("StartScreen", "c"),
            ("CalmScreen", "s escape"),
            ("QuestionScreen", "escape"),
            ("StartScreen", "d"),
            ("CrisisScreen", "enter"),
            ("WritingScreen", "enter"),
            ("CrisisScreen", "escape"),
            ("StartScreen", "escape"),
        ],
        sound=SessionSound(player, lambda choice: remember_sound(tmp_path, choice)),
    )
    assert not load_settings(tmp_path).sound.is_on
    assert not player.choice.is_on


def test_help_in_danger_leads_back_to_the_question_with_what_was_chosen(tmp_path: Path) -> None:
    player = SoundPlayer(SoundChoice())
    window = through(
        tmp_path,
        [
            ("StartScreen", "enter"),
            ("QuestionScreen", "7 d"),
            ("CrisisScreen", "escape"),
            ("QuestionScreen", "enter"),
            ("SessionScreen", "s escape enter"),
            ("QuestionScreen", "3 d"),
            ("CrisisScreen", "enter"),
            ("WritingScreen", "enter"),
            ("CrisisScreen", "escape"),
            ("QuestionScreen", "enter"),
            ("SummaryScreen", "enter"),
            ("StartScreen", "escape"),
        ],
        sound=SessionSound(player, lambda choice: remember_sound(tmp_path, choice)),
    )
    assert window.seen.count("CrisisScreen") == 3
    (journal,) = journals(tmp_path)
    assert (journal.upset(Occasion.BEFORE), journal.upset(Occasion.AFTER)) == (7, 3)
    assert not player.choice.is_on  # the page of help did not bring it back


def test_help_in_danger_leads_back_to_the_question_after_calm_minutes(tmp_path: Path) -> None:
    through(
        tmp_path,
        [
            ("CalmScreen", "escape"),
            ("QuestionScreen", "d"),
            ("CrisisScreen", "escape"),
            ("QuestionScreen", "m"),
            ("CalmScreen", "escape"),
            ("QuestionScreen", "escape"),
            ("StartScreen", "escape"),
        ],
        is_calm=True,
    )
    assert len(journals(tmp_path)) == 2


def test_gentle_lines_that_were_taken_away_stay_away(tmp_path: Path) -> None:
    window = through(
        tmp_path,
        [
            ("StartScreen", "c"),
            ("CalmScreen", "t escape"),
            ("QuestionScreen", "escape"),
            ("StartScreen", "escape"),
        ],
    )
    assert not load_settings(tmp_path).talks
    assert not window.look.talks


def test_closing_the_window_ends_everything_and_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Closing(SessionDisplay):
        """A session whose window is closed in the middle."""

        def show(self, snapshot: Snapshot) -> Response:
            if snapshot.at_s > 20.0:
                pygame.event.post(pygame.event.Event(pygame.QUIT))
            return super().show(snapshot)

    monkeypatch.setattr(flow_module, "SessionDisplay", Closing)
    window = through(tmp_path, [], is_calm=True)
    assert window.seen == ["CalmScreen"]
    (journal,) = journals(tmp_path)
    assert journal.ended is not None
    assert journal.ended.reason is EndReason.FINISHED_EARLY


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "null", '{"format": "x"}', '{"format_version": 1}', "\x00" * 99]
)
def test_damaged_settings_are_the_usual_ones(tmp_path: Path, content: str) -> None:
    (tmp_path / "settings.json").write_text(content, encoding="utf-8")
    assert load_settings(tmp_path) == Settings()


def test_settings_with_strange_values_keep_what_can_be_understood(tmp_path: Path) -> None:
    save_settings(tmp_path, Settings(theme=Theme.CONTRAST, own_lines=("a", "b", "c")))
    path = tmp_path / "settings.json"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("1.0", '"large"').replace('"a"', '7, "\\u0007x"'), encoding="utf-8"
    )
    found = load_settings(tmp_path)
    assert found.theme is Theme.CONTRAST
    assert found.text_scale == 1.0
    assert found.own_lines == ("", "x", "b")


def test_settings_come_back_as_they_were(tmp_path: Path) -> None:
    settings = Settings(
        Theme.DAY, 1.5, True, "de", True, False, False, ("Ja.", "", "Gut."), "Anna 12"
    )
    assert save_settings(tmp_path, settings)
    assert load_settings(tmp_path) == settings
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    assert not save_settings(blocked / "folder", settings)


def test_the_calm_minutes_run_in_a_terminal_as_fast_as_one_likes(tmp_path: Path) -> None:
    file = io.StringIO()
    console = TerminalConsole(file=file, width=100)
    outcome = run_session(
        CALM_PLAN, NoSensor(), TerminalDisplay(console), tmp_path, None, talk=CALM_TALK
    )
    assert outcome.summary.is_complete
    assert outcome.summary.breaths == 18
    said = file.getvalue()
    assert "It is OK to feel insecure right now." in said
    assert "heart" not in said


def test_the_screen_stays_awake_only_while_somebody_breathes() -> None:
    window = Window((640, 480))
    window.open()
    allowed = pygame.display.get_allow_screensaver
    assert allowed()
    display = SessionDisplay(window, is_calm=True, keeps_window=True)
    display.open()
    assert not allowed()
    window.toggle_fullscreen()
    assert not allowed()
    display.close()
    assert allowed()
    window.close()


def test_a_sensor_whose_choice_was_left_leads_back_to_the_start(tmp_path: Path) -> None:
    window = _Typed([("StartScreen", "enter"), ("StartScreen", "escape")])
    asked: list[Window] = []

    def left(chosen_in: Window, stops: Stops) -> None:
        del stops
        asked.append(chosen_in)

    Flow(window, tmp_path, {SensorKind.SIMULATED: left}, language="en").run()
    assert asked == [window]
    assert journals(tmp_path) == []
