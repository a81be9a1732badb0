"""A line of one's own: written by keyboard, input method, touch and game controller."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.visuals.pictures import SIZES, TEXT_SCALES, pixels_of
from tests.visuals.test_flow import _Typed, through
from tests.visuals.test_start_and_pages import made
from visuals.clipboard import text_of_bytes
from visuals.gestures import (
    Composed,
    Gesture,
    Gestures,
    Key,
    Letter,
    Pressed,
    Tapped,
    Wrote,
)
from visuals.look import Look
from visuals.screens.screen import Writes
from visuals.screens.touch_keys import COLUMNS, Act, TouchKey, moved, rows_of
from visuals.screens.writing import WritingOutcome, WritingRecord, WritingScreen
from visuals.settings import load_settings
from visuals.texts import ENGLISH, GERMAN, Texts
from visuals.written_line import WrittenLine, hear_line, line_of

LONG = "Anna, 0171 555 0123, or the night line of the town, 0800 555 0199"


def after(line: WrittenLine, *gestures: Gesture) -> WrittenLine:
    for gesture in gestures:
        line = hear_line(gesture, line) or line
    return line


def keys(*names: Key) -> list[Gesture]:
    return [Pressed(name) for name in names]


def test_letters_are_written_and_erased_where_the_caret_is() -> None:
    line = after(line_of("Ana", 80), *keys(Key.LEFT), Wrote("n"))
    assert (line.text, line.caret) == ("Anna", 3)
    line = after(line, *keys(Key.HOME, Key.DELETE), Wrote("H"), *keys(Key.RIGHT))
    assert (line.text, line.caret) == ("Hnna", 2)
    line = after(line, *keys(Key.END, Key.ERASE, Key.ERASE))
    assert (line.text, line.caret) == ("Hn", 2)


def test_at_its_ends_the_line_bears_every_key() -> None:
    everything = keys(Key.ERASE, Key.DELETE, Key.LEFT, Key.RIGHT, Key.HOME, Key.END)
    assert after(line_of("", 80), *everything) == line_of("", 80)
    line = line_of("ab", 80)
    assert after(line, *keys(Key.RIGHT, Key.DELETE)) == line
    start = after(line, *keys(Key.HOME, Key.LEFT, Key.ERASE))
    assert (start.text, start.caret) == ("ab", 0)


@pytest.mark.parametrize("letter", ["x\u0331", "\U0001f469\u200d\U0001f33e", "ü", "日"])
def test_a_step_is_a_letter_as_it_is_seen(letter: str) -> None:
    line = after(line_of("", 80), Wrote(f"a{letter}b"))
    back = after(line, *keys(Key.LEFT, Key.LEFT))
    assert back.text[back.caret :] == f"{letter}b"
    assert after(back, *keys(Key.DELETE)).text == "ab"
    assert after(line, *keys(Key.LEFT, Key.ERASE)).text == "ab"


def test_what_is_pasted_becomes_one_line_that_has_room() -> None:
    line = after(line_of("x", 10), *keys(Key.HOME), Wrote("a\nb\tc\x07\u0301d"))
    assert line.text == "a b c\u0301dx"[: len(line.text)]
    assert line.text.endswith("x")
    full = after(line_of("12345678", 10), *keys(Key.HOME), Wrote("y" * 500))
    assert (full.text, full.caret) == ("yy12345678", 2)
    assert after(full, Wrote("z")) == full


def test_an_input_method_shows_what_it_composes_and_keeps_its_keys() -> None:
    line = after(line_of("ab", 80), *keys(Key.LEFT), Composed("ni"))
    assert line.shown == "anib"
    assert line.text == "ab"
    assert after(line, *keys(Key.ERASE, Key.LEFT, Key.HOME)) == line
    assert after(line, Composed("")).shown == "ab"
    assert after(line, Wrote("你")).shown == "a你b"


@given(st.lists(st.one_of(st.text(max_size=6).map(Wrote), st.sampled_from(list(Key)).map(Pressed))))
def test_the_caret_never_leaves_the_line_and_the_line_never_grows_too_long(
    gestures: list[Gesture],
) -> None:
    line = after(line_of("", 20), *gestures)
    assert 0 <= line.caret <= len(line.text) <= 20
    assert "\n" not in line.text


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_letter_that_is_wanted_is_on_the_keyboard(language: str) -> None:
    letters = {
        key.what
        for is_shifted in (False, True)
        for row in rows_of(language, is_shifted=is_shifted)
        for key in row
    }
    wanted = "abcdefghijklmnopqrstuvwxyzäöüßABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÜ0123456789+,.-'"
    assert letters >= set(wanted)
    assert letters >= set(Act)
    for row in rows_of(language, is_shifted=False):
        assert sum(key.width for key in row) == COLUMNS


def test_arrows_reach_every_key_and_lead_back_to_the_line() -> None:
    rows = rows_of("de", is_shifted=False)
    reached, waiting = {(1, 0)}, [(1, 0)]
    while waiting:
        here = waiting.pop()
        for key in (Key.UP, Key.DOWN, Key.LEFT, Key.RIGHT):
            there = moved(rows, here, key)
            if there is not None and there not in reached:
                reached.add(there)
                waiting.append(there)
    assert reached == {(row, number) for row in range(5) for number in range(len(rows[row]))}
    assert moved(rows, (0, 4), Key.UP) is None
    assert moved(rows, (4, 4), Key.DOWN) == (4, 4)
    # From the space bar up to the letter over its middle.
    assert rows[3][moved(rows, (4, 2), Key.UP)[1]].what == "c"  # type: ignore[index]  # not the first row


def screen(size: tuple[int, int] = (800, 600), texts: Texts = ENGLISH) -> WritingScreen:
    return WritingScreen(size, Look(texts=texts))


def key_rect(made_screen: WritingScreen, record: WritingRecord, what: str | Act) -> pygame.Rect:
    rows = made_screen.rows(record)
    return next(rect for _, key, rect in made_screen.board.keys(rows) if key.what == what)


def touched(made_screen: WritingScreen, record: WritingRecord, *whats: str | Act) -> WritingRecord:
    for what in whats:
        record = made_screen.hear(Tapped(key_rect(made_screen, record, what).center), record).record
    return record


def test_a_line_is_written_by_touch_with_one_capital() -> None:
    page = screen(texts=GERMAN)
    record = touched(
        page, WritingRecord("x", is_shifted=True), "Ä", "n", "a", Act.SPACE, "ß", Act.ERASE, "1"
    )
    assert record.line.text == "Äna 1"
    record = touched(page, record, Act.LEFT, Act.LEFT, Act.LEFT, "n")
    assert record.line.text == "Änna 1"
    done = Tapped(key_rect(page, record, Act.DONE).center)
    assert page.hear(done, record).outcome is WritingOutcome.KEEP


def test_a_line_is_written_by_a_controller_alone() -> None:
    gestures = Gestures(lambda place: place)
    page, record = screen(), WritingRecord("x")

    def press(event: pygame.event.Event) -> WritingOutcome | None:
        nonlocal record
        gesture = gestures.of(event, (800, 600))
        assert gesture is not None
        heard = page.hear(gesture, record)
        record = heard.record
        return heard.outcome

    hat = {name: made(pygame.JOYHATMOTION, value=value) for name, value in HATS.items()}
    first = made(pygame.JOYBUTTONDOWN, button=0)
    for move in ("down", "right"):
        press(hat[move])
    press(first)
    assert record.line.text == "w"
    for move in ("down", "down", "down"):
        press(hat[move])
    for _ in range(3):
        press(hat["right"])
    assert page.rows(record)[4][record.focus[1]].what is Act.DONE  # type: ignore[index]  # it has one
    assert press(first) is WritingOutcome.KEEP
    assert press(made(pygame.JOYBUTTONDOWN, button=1)) is WritingOutcome.LEAVE


HATS = {"up": (0, 1), "down": (0, -1), "left": (-1, 0), "right": (1, 0)}


def test_enter_is_done_for_whoever_types_even_after_the_arrows_were_among_the_keys() -> None:
    page = screen()
    record = page.hear(Pressed(Key.DOWN), WritingRecord("x")).record
    assert record.focus is not None
    record = page.hear(Wrote("a"), record).record
    assert page.hear(Pressed(Key.ENTER), record).outcome is WritingOutcome.KEEP
    assert record.line.text == "a"
    for gesture in (Letter("f"), Pressed(Key.SPACE)):  # they come beside the text that they write
        assert page.hear(gesture, record).record == record


def test_while_an_input_method_composes_enter_and_escape_are_its_own() -> None:
    page = screen()
    record = page.hear(Composed("ni"), WritingRecord("x")).record
    for key in (Key.ENTER, Key.BACK, Key.DOWN):
        heard = page.hear(Pressed(key), record)
        assert heard.outcome is None
        assert heard.record == record


def test_a_touch_on_the_line_moves_the_caret_to_the_nearest_gap() -> None:
    page = screen()
    record = WritingRecord("x", line_of("mmmmmmmm", 80))
    places = []
    for caret in range(9):
        there = WritingRecord("x", WrittenLine("mmmmmmmm", caret))
        x = page.written_at(there).centerx
        heard = page.hear(Tapped((x + 2.0, page.written_at(there).centery)), record)
        places.append(heard.record.line.caret)
    assert places == list(range(9))


@pytest.mark.parametrize("size", [*SIZES, (640, 640), (1000, 480)])
def test_keys_are_large_enough_for_a_finger_and_lie_apart(size: tuple[int, int]) -> None:
    page = screen(size)
    rects = [rect for _, _, rect in page.board.keys(page.rows(WritingRecord("x")))]
    assert min(min(rect.size) for rect in rects) >= 44
    window = pygame.Rect(0, 0, *size)
    assert all(window.contains(rect) for rect in rects)
    for number, rect in enumerate(rects):
        assert rect.collidelist(rects[number + 1 :]) == -1


@pytest.mark.parametrize("scale", TEXT_SCALES)
@pytest.mark.parametrize("size", SIZES)
def test_the_caret_is_always_seen_beside_its_letter(size: tuple[int, int], scale: float) -> None:
    page = WritingScreen(size, Look(text_scale=scale))
    for caret in range(len(LONG) + 1):
        record = WritingRecord("x", WrittenLine(LONG, caret))
        place = page.written_at(record)
        (line,) = (
            text
            for text in page.texts(record, 0.0)
            if text.rect.contains(place.inflate(-99, -6))
            or abs(text.rect.centery - place.centery) < 4
        )
        assert line.left - 2 <= place.x <= line.right
        assert line.text in LONG
        assert re.sub(r"\s", "", line.text)
    assert isinstance(page, Writes)


def test_the_caret_is_drawn_and_swells_slowly_and_stands_still_where_little_moves() -> None:
    record = WritingRecord("x", line_of("abc", 80))
    for is_still in (False, True):
        page = WritingScreen((640, 480), Look(reduced_motion=is_still))
        place = page.written_at(record)
        shots = []
        for at_s in (0.0, 0.9):
            surface = pygame.Surface((640, 480))
            page.draw(surface, record, at_s)
            shots.append(pixels_of(surface)[place.centery, place.centerx].astype(int))
        assert np.abs(shots[0] - shots[1]).max() > 40 or is_still
        assert np.abs(shots[0] - shots[1]).max() == 0 or not is_still


def event(key: int, mod: int = 0) -> pygame.event.Event:
    return made(pygame.KEYDOWN, key=key, mod=mod)


def test_paste_is_text_and_input_methods_compose() -> None:
    gestures = Gestures(lambda place: place, lambda: "0171 555")
    for pasted in (
        event(pygame.K_v, pygame.KMOD_LCTRL),
        event(pygame.K_v, pygame.KMOD_RMETA),
        event(pygame.K_INSERT, pygame.KMOD_LSHIFT),
    ):
        assert gestures.of(pasted, (1, 1)) == Wrote("0171 555")
    assert gestures.of(event(pygame.K_v), (1, 1)) == Letter("v")
    composing = made(pygame.TEXTEDITING, text="にほ", start=2, length=0)
    assert gestures.of(composing, (1, 1)) == Composed("にほ")


def test_a_held_key_repeats_in_a_line_but_enter_does_not() -> None:
    gestures = Gestures(lambda place: place)
    gestures.repeats = True
    held = [gestures.of(event(pygame.K_BACKSPACE), (1, 1)) for _ in range(3)]
    assert held == [Pressed(Key.ERASE)] * 3
    assert gestures.of(event(pygame.K_RETURN), (1, 1)) == Pressed(Key.ENTER)
    assert gestures.of(event(pygame.K_RETURN), (1, 1)) is None
    gestures.of(made(pygame.KEYUP, key=pygame.K_RETURN, mod=0), (1, 1))
    assert gestures.of(event(pygame.K_RETURN), (1, 1)) == Pressed(Key.ENTER)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("Anna ä".encode(), "Anna ä"),
        ("Anna ä".encode() + b"\0", "Anna ä"),
        ("Anna ä".encode("utf-16-le") + b"\0\0", "Anna ä"),
        (b"", ""),
        (b"\xff\xfe", "\N{REPLACEMENT CHARACTER}" * 2),
    ],
)
def test_what_any_clipboard_holds_is_read_as_text(content: bytes, text: str) -> None:
    assert text_of_bytes(content) == text


def test_the_own_line_of_the_crisis_page_is_written_there_and_kept(tmp_path: Path) -> None:
    window = through(
        tmp_path,
        [
            ("StartScreen", "d"),
            ("CrisisScreen", "enter"),
            # Down to the keys: the first letter of the upper row is under the first arrow.
            ("WritingScreen", "down enter right enter"),
            ("WritingScreen", "down down down right right right enter"),
            ("CrisisScreen", "escape"),
            ("StartScreen", "escape"),
        ],
    )
    assert window.seen[2] == "WritingScreen"
    assert load_settings(tmp_path).help_line == "Qw"
    assert isinstance(window, _Typed)


def test_a_line_that_is_left_stays_as_it_was(tmp_path: Path) -> None:
    through(
        tmp_path,
        [
            ("StartScreen", "s"),
            ("SettingsScreen", "up enter"),
            ("WritingScreen", "down enter escape"),
            ("SettingsScreen", "escape"),
            ("StartScreen", "escape"),
        ],
    )
    assert load_settings(tmp_path).help_line == ""


def test_touch_keys_know_their_middle() -> None:
    assert TouchKey(Act.SPACE, 2, 4).middle == 4.0
