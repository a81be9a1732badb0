"""Gentle lines: one key takes them away and brings them back, and it is remembered."""

from __future__ import annotations

from pathlib import Path

import pygame
import pytest

from trainer.snapshot import Snapshot
from visuals.gestures import Letter, Tapped
from visuals.look import Look
from visuals.scene import example
from visuals.screens.screen import Screen
from visuals.screens.session import CalmScreen, SessionOutcome, SessionScreen, SessionView
from visuals.session_display import SessionDisplay
from visuals.settings import Settings, load_settings, remember_lines, save_settings
from visuals.texts import ENGLISH
from visuals.window import Window

SIZE = (800, 600)
SCREENS = (SessionScreen, CalmScreen)


def with_a_line() -> Snapshot:
    """A moment at which a line is fully there."""
    snapshot = example.example_snapshot()
    assert snapshot.self_talk is not None
    return snapshot


def said_by(screen: Screen[SessionView, SessionOutcome], view: SessionView) -> str:
    return "\n".join(text.text for text in screen.texts(view, view.snapshot.at_s))


@pytest.mark.parametrize("kind", SCREENS)
def test_one_key_takes_the_line_away_and_brings_it_back(
    kind: type[SessionScreen] | type[CalmScreen],
) -> None:
    screen, view = kind(SIZE, Look()), SessionView(with_a_line())
    shown = said_by(screen, view)
    hidden = screen.hear(Letter("t"), view).record
    assert len(said_by(screen, hidden)) < len(shown)
    lines = ENGLISH.self_talk if kind is SessionScreen else ENGLISH.calm_talk
    assert any(line in shown for line in lines)
    assert not any(line in said_by(screen, hidden) for line in lines)
    assert said_by(screen, screen.hear(Letter("t"), hidden).record) == shown


@pytest.mark.parametrize("kind", SCREENS)
def test_its_hint_can_be_touched(kind: type[SessionScreen] | type[CalmScreen]) -> None:
    screen, view = kind(SIZE, Look()), SessionView(with_a_line())
    word = next(
        text for text in screen.texts(view, view.snapshot.at_s) if text.text == ENGLISH.key_lines[1]
    )
    heard = screen.hear(Tapped((word.left + word.width / 2, word.top + word.height / 2)), view)
    assert heard.record.hides_lines


@pytest.mark.parametrize("is_calm", [True, False])
def test_the_choice_is_said_for_a_moment_and_kept_for_next_time(
    tmp_path: Path, *, is_calm: bool
) -> None:
    save_settings(tmp_path, Settings(help_line="Ada, 123"))
    display = SessionDisplay(
        Window(SIZE),
        is_calm=is_calm,
        remember_lines=lambda talks: remember_lines(tmp_path, talks),
    )
    display.open()
    snapshot = with_a_line()
    display.show(snapshot)
    pygame.event.post(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_t, unicode="t", mod=0))
    display.show(snapshot)
    assert load_settings(tmp_path) == Settings(help_line="Ada, 123", talks=False)
    assert display.said() == ENGLISH.lines_off
    display.close()


def test_who_wants_none_finds_none_and_can_bring_them_back() -> None:
    window, told = Window(SIZE), list[bool]()
    window.look = Settings(talks=False).look("en")
    display = SessionDisplay(window, remember_lines=told.append)
    display.open()
    pygame.event.post(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_t, unicode="t", mod=0))
    display.show(with_a_line())
    assert told == [True]
    display.close()
