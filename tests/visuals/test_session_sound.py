"""Sound in a session before the window: keys, words, and what is remembered."""

from __future__ import annotations

import wave
from dataclasses import replace
from pathlib import Path

import pygame
import pytest

from tests.visuals.test_window_and_running import press
from trainer.snapshot import Snapshot
from visuals.cli import main
from visuals.command_line.english import ENGLISH_COMMAND_LINE
from visuals.command_line.parser import build_parser
from visuals.commands.sounds import session_sound
from visuals.gestures import Key, Pressed
from visuals.look import Look
from visuals.scene import example
from visuals.screens.settings import SettingsRecord, SettingsScreen
from visuals.screens.settings_rows import Row
from visuals.session_display import SessionDisplay
from visuals.session_sound import SessionSound, SoundWish
from visuals.settings import Settings, load_settings, remember_sound, save_settings
from visuals.sound.choice import SoundChoice
from visuals.sound.player import SoundPlayer
from visuals.sound.sets import SoundSet
from visuals.texts import ENGLISH
from visuals.window import Window


class _Silent(SoundPlayer):
    """A player that only counts what it is told."""

    def __init__(self, choice: SoundChoice) -> None:
        super().__init__(choice)
        self.told: list[Snapshot] = []
        self.told_signal: list[bool] = []

    def tell(self, snapshot: Snapshot, now_s: float, *, tells_signal: bool = True) -> None:
        del now_s
        self.told.append(snapshot)
        self.told_signal.append(tells_signal)


def test_keys_change_the_sound_and_it_is_remembered_and_said(tmp_path: Path) -> None:
    player = _Silent(SoundChoice(SoundSet.TONES, volume_percent=50))
    sound = SessionSound(player, lambda choice: remember_sound(tmp_path, choice))
    display = SessionDisplay(Window((640, 480)), sound=sound)
    display.open()
    snapshot = example.example_snapshot()
    press(pygame.K_UP)
    display.show(snapshot)
    assert player.told == []  # the first frame waits for nothing
    assert display.said() == "Sound: tones, 60 %"
    press(pygame.K_s)
    display.show(snapshot)
    assert display.said() == "Sound off"
    assert len(player.told) == 1
    assert load_settings(tmp_path).sound == SoundChoice(SoundSet.TONES, False, 60)
    press(pygame.K_DOWN)
    display.show(snapshot)
    assert load_settings(tmp_path).sound == SoundChoice(SoundSet.TONES, True, 50)
    late_s = display.window.clock() + 3.0
    assert sound.said(ENGLISH, late_s, hides_numbers=False) == ""
    display.close()


@pytest.mark.parametrize("is_calm", [True, False])
def test_the_sound_is_told_without_a_number_where_there_are_none(
    tmp_path: Path, *, is_calm: bool
) -> None:
    sound = SessionSound(
        _Silent(SoundChoice(SoundSet.TONES, volume_percent=90)),
        lambda choice: remember_sound(tmp_path, choice),
    )
    display = SessionDisplay(Window((640, 480)), sound=sound, is_calm=is_calm)
    display.open()
    if not is_calm:
        press(pygame.K_h)
    said = []
    for key in (pygame.K_UP, pygame.K_UP, pygame.K_DOWN, pygame.K_s, pygame.K_s):
        press(key)
        display.show(example.example_snapshot())
        said.append(display.said())
    display.close()
    assert said == [
        "Sound: tones, a little louder",
        "Sound: tones",  # it is as loud as it gets
        "Sound: tones, a little softer",
        "Sound off",
        "Sound: tones",
    ]


@pytest.mark.parametrize("is_calm", [True, False])
def test_in_the_calm_minutes_a_strap_comes_and_goes_unheard(*, is_calm: bool) -> None:
    player = _Silent(SoundChoice())
    sound = SessionSound(player, lambda choice: None)
    display = SessionDisplay(Window((640, 480)), is_calm=is_calm, sound=sound)
    display.open()
    for _ in range(2):
        display.show(example.example_snapshot())
    display.close()
    assert player.told_signal == [not is_calm]


def test_volume_stays_within_its_bounds() -> None:
    sound = SessionSound(_Silent(SoundChoice(volume_percent=100)), lambda choice: None)
    sound.obey(SoundWish.LOUDER, 0.0)
    assert sound.player.choice.volume_percent == 100
    for _ in range(12):
        sound.obey(SoundWish.SOFTER, 0.0)
    assert sound.player.choice.volume_percent == 0


def test_remembering_the_sound_leaves_the_other_settings_alone(tmp_path: Path) -> None:
    save_settings(tmp_path, Settings(talks=False, help_line="Ada, 123"))
    chosen = SoundChoice(SoundSet.BOWL, False, 30, tmp_path / "own")
    assert remember_sound(tmp_path, chosen)
    assert load_settings(tmp_path) == Settings(talks=False, help_line="Ada, 123", sound=chosen)


@pytest.mark.parametrize("volume", ['"loud"', "true", "-1", "101", "null", "1.5"])
def test_a_damaged_volume_is_the_usual_one(tmp_path: Path, volume: str) -> None:
    (tmp_path / "settings.json").write_text(
        '{"format": "bellybreath-settings", "format_version": 1, "sounds": [], "own_sounds": 3, '
        f'"volume": {volume}}}',
        encoding="utf-8",
    )
    assert load_settings(tmp_path).sound == SoundChoice()


def test_settings_offer_silence_the_sets_and_the_volume() -> None:
    screen = SettingsScreen((640, 480), Look())
    record = SettingsRecord(row=Row.SOUND, has_audio=False)
    seen = []
    for _ in range(4):
        seen.append((record.settings.sound.is_on, record.settings.sound.sounds))
        record = screen.hear(Pressed(Key.RIGHT), record).record
    assert [sounds for is_on, sounds in seen if is_on] == list(SoundSet)
    assert sum(not is_on for is_on, _ in seen) == 1
    assert any("no audio device" in text.text for text in screen.texts(record, 0.0))
    louder = screen.hear(Pressed(Key.RIGHT), replace(record, row=Row.VOLUME)).record
    assert louder.settings.sound.volume_percent == 80


def test_sounds_are_written_as_files_that_can_be_listened_to(tmp_path: Path) -> None:
    assert main(["sounds", "--write", str(tmp_path), "--pace", "12"]) == 0
    names = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.wav")}
    assert {"breath.wav", "tones/in.wav", "bowl/out.wav", "sign-end.wav"} <= names
    with wave.open(str(tmp_path / "tones" / "in.wav")) as file:
        assert (file.getframerate(), file.getnchannels()) == (44_100, 2)
        assert file.getnframes() == 2.0 * 44_100


def test_a_folder_that_cannot_be_written_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("here", encoding="utf-8")
    assert main(["sounds", "--write", str(tmp_path / "file")]) == 2
    assert "choose another folder" in capsys.readouterr().err


def test_what_the_command_line_asks_for_is_remembered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    practice = ["practice", "--data-dir", str(tmp_path), "--speed", "max", "--minutes", "0.1"]
    for asked, expected in (
        (["--sound", "bowl", "--volume", "30"], SoundChoice(SoundSet.BOWL, True, 30)),
        (["--sound", "off"], SoundChoice(SoundSet.BOWL, False, 30)),
        (["--sounds", "/no/such"], SoundChoice(SoundSet.BOWL, True, 30, Path("/no/such"))),
        (["--sound", "tones"], SoundChoice(SoundSet.TONES, True, 30)),
    ):
        request = build_parser(ENGLISH_COMMAND_LINE).parse_args([*practice, *asked])
        assert session_sound(request, tmp_path, request.speed) is None  # hurried: no sound
        assert load_settings(tmp_path).sound == expected
    assert "no sound in.wav" in capsys.readouterr().err


@pytest.mark.parametrize("content", ["garbage{{{", '{"format_version": 99, "theme": "day"}'])
def test_settings_that_cannot_be_read_are_told_of_and_never_lost(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str
) -> None:
    """Damaged, or written by a newer version."""
    (tmp_path / "settings.json").write_text(content, encoding="utf-8")
    practice = ["practice", "--data-dir", str(tmp_path), "--speed", "max"]
    request = build_parser(ENGLISH_COMMAND_LINE).parse_args(practice)
    session_sound(request, tmp_path, request.speed)
    told = capsys.readouterr().err
    assert "cannot be read, so the usual ones hold" in told
    assert (tmp_path / "settings.json").read_text(encoding="utf-8") == content
    assert remember_sound(tmp_path, SoundChoice(SoundSet.BOWL))
    assert (tmp_path / "settings.unread.json").read_text(encoding="utf-8") == content
    assert load_settings(tmp_path).sound == SoundChoice(SoundSet.BOWL)
    session_sound(request, tmp_path, request.speed)
    assert capsys.readouterr().err == ""
