"""What keys, clicks, fingers and controllers do on each screen that asks something."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pygame
import pytest

from devices.readings import SensorDescription, SensorKind
from tests.visuals.pictures import pixels_of
from trainer.answers import Answer, Occasion
from visuals.gestures import Gesture, Gestures, Key, Letter, Moved, Pressed, Tapped, Wrote
from visuals.look import Look
from visuals.scene.example import summary_snapshot
from visuals.screens.choices import LENGTHS_MIN, Choices, PaceChoice
from visuals.screens.crisis import CrisisOutcome, CrisisRecord, CrisisScreen
from visuals.screens.help import Focus, HelpScreen, Page, PageOutcome
from visuals.screens.question import QuestionRecord, QuestionScreen, WithoutAnswer
from visuals.screens.screen import Heard
from visuals.screens.settings import SettingsOutcome, SettingsRecord, SettingsScreen
from visuals.screens.settings_rows import WRITTEN, Row
from visuals.screens.start import StartScreen
from visuals.screens.start_record import StartOutcome, StartRecord
from visuals.screens.summary import SummaryRecord, SummaryScreen
from visuals.screens.writing import WritingOutcome, WritingRecord, WritingScreen
from visuals.settings import Settings, Theme
from visuals.texts import ENGLISH

SIZE = (800, 600)
SMALL = (640, 480)
QUESTION_AFTER_CALM = QuestionRecord(Occasion.AFTER, offers_more=True)
SUMMARY = SummaryRecord(
    replace(summary_snapshot(), sensor=SensorDescription(SensorKind.STRAP, "Strap")),
    offers_again=True,
)


@pytest.fixture(scope="module")
def start() -> StartScreen:
    return StartScreen(SIZE, Look())


@pytest.fixture(scope="module")
def question() -> QuestionScreen:
    return QuestionScreen(SIZE, Look())


@pytest.fixture(scope="module")
def settings() -> SettingsScreen:
    return SettingsScreen(SIZE, Look())


def keyed(start: StartScreen, record: StartRecord, *keys: Key) -> StartRecord:
    for key in keys:
        heard = start.hear(Pressed(key), record)
        assert heard.outcome is None
        record = heard.record
    return record


def test_enter_begins_with_what_is_chosen_already(start: StartScreen) -> None:
    heard = start.hear(Pressed(Key.ENTER), StartRecord())
    assert heard.outcome is StartOutcome.BEGIN
    assert heard.record.choices == Choices(SensorKind.SIMULATED, PaceChoice.LONG_OUT, 5)


def test_arrows_choose_along_a_group_and_go_from_group_to_group(start: StartScreen) -> None:
    record = keyed(start, StartRecord(), Key.UP)
    assert record.focus == 5
    record = keyed(start, record, Key.RIGHT, Key.RIGHT, Key.RIGHT)
    assert record.choices.minutes == LENGTHS_MIN[-1]
    record = keyed(start, record, Key.UP, Key.RIGHT)
    assert record.choices.pace is PaceChoice.EVEN
    record = keyed(start, record, Key.UP, Key.RIGHT)
    assert record.choices.sensor is SensorKind.NONE
    record = keyed(start, record, Key.UP, Key.DOWN)
    assert record.focus is PaceChoice.EVEN
    assert start.hear(Pressed(Key.ENTER), record).outcome is StartOutcome.BEGIN


def test_tab_reaches_every_group_and_comes_round(start: StartScreen) -> None:
    record = StartRecord()
    seen = [record.focus]
    for _ in range(4):
        record = keyed(start, record, Key.NEXT)
        seen.append(record.focus)
    assert seen == [
        StartOutcome.BEGIN,
        SensorKind.SIMULATED,
        PaceChoice.LONG_OUT,
        5,
        StartOutcome.BEGIN,
    ]
    assert keyed(start, record, Key.PREVIOUS).focus == 5


@pytest.mark.parametrize(
    ("letter", "outcome"),
    [
        ("c", StartOutcome.CALM),
        ("h", StartOutcome.HELP),
        ("d", StartOutcome.CRISIS),
        ("s", StartOutcome.SETTINGS),
    ],
)
def test_help_in_danger_and_calm_are_one_key_away(
    start: StartScreen, letter: str, outcome: StartOutcome
) -> None:
    for focus in (StartOutcome.BEGIN, PaceChoice.EVEN, 20):
        assert start.hear(Letter(letter), StartRecord(focus=focus)).outcome is outcome


def test_everything_on_the_start_screen_can_be_touched(start: StartScreen) -> None:
    offers = (SensorKind.STRAP, SensorKind.SIMULATED, SensorKind.NONE)
    record = StartRecord(offers=offers)
    for control, rect in start.controls(record):
        heard = start.hear(Tapped(rect.center), record)
        if isinstance(control, StartOutcome):
            assert heard.outcome is control
        else:
            assert heard.outcome is None
            choices = heard.record.choices
            assert control in (choices.sensor, choices.pace, choices.minutes)


@pytest.mark.parametrize("size", [(640, 480), (1280, 720), (720, 1280)])
def test_nothing_that_can_be_touched_lies_over_another_or_is_too_small(
    size: tuple[int, int],
) -> None:
    screen = StartScreen(size, Look())
    record = StartRecord(offers=(SensorKind.STRAP, SensorKind.SIMULATED, SensorKind.NONE))
    rects = [rect for _, rect in screen.controls(record)]
    for index, rect in enumerate(rects):
        assert rect.collidelist(rects[index + 1 :]) == -1
        # WCAG 2.2, 2.5.8: at least 24 by 24 pixels, at the sizes that people touch.
        assert min(rect.size) >= (22 if size == (640, 480) else 24)


def test_digits_arrows_and_touch_answer_the_question(question: QuestionScreen) -> None:
    asked = QuestionRecord(Occasion.BEFORE)
    record = question.hear(Letter("7"), asked).record
    assert question.hear(Pressed(Key.ENTER), record).outcome == Answer(Occasion.BEFORE, 7)
    record = question.hear(Letter("0"), question.hear(Letter("1"), asked).record).record
    assert question.hear(Pressed(Key.ENTER), record).outcome == Answer(Occasion.BEFORE, 10)
    record = question.hear(Pressed(Key.RIGHT), asked).record
    assert record.chosen == 5
    for _ in range(9):
        record = question.hear(Pressed(Key.LEFT), record).record
    assert record.chosen == 0
    for number, rect in enumerate(question.numbers()):
        assert question.hear(Tapped(rect.center), asked).outcome == Answer(Occasion.BEFORE, number)


def test_the_question_may_be_skipped_by_key_and_by_touch(question: QuestionScreen) -> None:
    asked = QuestionRecord(Occasion.AFTER)
    for key in (Key.BACK, Key.ENTER):
        assert question.hear(Pressed(key), asked).outcome is WithoutAnswer.SKIPPED
    button, *_ = question._buttons(asked)[0]
    assert question.hear(Tapped(button.center), asked).outcome is WithoutAnswer.SKIPPED


def test_three_minutes_more_are_offered_only_after_calm_ones(question: QuestionScreen) -> None:
    asked = QuestionRecord(Occasion.AFTER, offers_more=True)
    assert question.hear(Letter("m"), asked).outcome is WithoutAnswer.MORE
    assert question.hear(Letter("m"), replace(asked, offers_more=False)).outcome is None
    more, *_ = question._buttons(asked)[0]
    assert question.hear(Tapped(more.center), asked).outcome is WithoutAnswer.MORE


@pytest.mark.parametrize("asked", [QuestionRecord(Occasion.BEFORE), QUESTION_AFTER_CALM])
def test_help_in_danger_is_one_key_or_one_touch_from_the_question(
    question: QuestionScreen, asked: QuestionRecord
) -> None:
    record = replace(asked, chosen=6)
    heard = question.hear(Letter("d"), record)
    assert (heard.record, heard.outcome) == (record, WithoutAnswer.CRISIS)
    button, hint, _ = question._buttons(record)[-1]
    assert hint == ENGLISH.key_crisis
    assert question.hear(Tapped(button.center), record).outcome is WithoutAnswer.CRISIS


def test_every_setting_changes_with_the_arrows_and_comes_back(settings: SettingsScreen) -> None:
    for row in [row for row in Row if row not in WRITTEN]:
        record = SettingsRecord(row=row)
        heard = settings.hear(Pressed(Key.RIGHT), record)
        assert heard.outcome is SettingsOutcome.CHANGED
        assert heard.record.settings != Settings()
        back = settings.hear(Pressed(Key.LEFT), heard.record)
        assert back.record.settings == Settings()


@pytest.mark.parametrize("row", WRITTEN)
def test_a_line_of_ones_own_is_written_on_a_page_of_its_own(
    settings: SettingsScreen, row: Row
) -> None:
    record = SettingsRecord(row=row)
    for key in (Key.ENTER, Key.SPACE):
        heard = settings.hear(Pressed(key), record)
        assert heard.outcome is SettingsOutcome.WRITE
        assert heard.record == record
    assert settings.hear(Pressed(Key.RIGHT), record) == Heard(record)


def test_own_lines_come_first() -> None:
    own = Settings(own_lines=("I can do this.", "", "Breathe."))
    look = own.look("en")
    assert look.lines(look.texts.self_talk)[:3] == (
        "I can do this.",
        "Breathe.",
        "It is OK to feel insecure right now.",
    )


def test_a_row_can_be_touched(settings: SettingsScreen) -> None:
    for row, rect in settings.rows():
        heard = settings.hear(Tapped(rect.center), SettingsRecord())
        assert heard.record.row is row
        wanted = SettingsOutcome.WRITE if row in WRITTEN else SettingsOutcome.CHANGED
        assert heard.outcome is wanted


def test_the_help_page_says_what_breathing_does_not_solve_and_leads_to_who_helps() -> None:
    page = HelpScreen(SIZE, Look())
    for record in (Page(), Page(shows_keys=True)):
        assert ENGLISH.help_crisis in " ".join(text.text for text in page.texts(record, 0.0))
        assert page.hear(Letter("d"), record).outcome is PageOutcome.CRISIS
    at_crisis = page.hear(Pressed(Key.RIGHT), Page()).record
    assert at_crisis.focus is Focus.CRISIS
    assert page.hear(Pressed(Key.ENTER), at_crisis).outcome is PageOutcome.CRISIS


def test_the_help_page_turns_to_the_keys_and_back() -> None:
    page = HelpScreen(SIZE, Look())
    keys = page.hear(Letter("k"), Page()).record
    shown = {text.text for text in page.texts(keys, 0.0)}
    assert {key for key, _ in ENGLISH.help_keys} <= shown
    assert ENGLISH.help_softly not in shown
    # Back from the keys are the pictures, and from there the start.
    pictures = page.hear(Pressed(Key.BACK), keys)
    assert pictures == Heard(Page())
    assert page.hear(Pressed(Key.BACK), pictures.record).outcome is PageOutcome.BACK


@pytest.mark.parametrize("size", [(640, 480), (1280, 720), (720, 1280)])
@pytest.mark.parametrize("language", ["en", "de"])
def test_a_finger_makes_it_softer_and_louder_again(size: tuple[int, int], language: str) -> None:
    screen, record = SettingsScreen(size, Settings().look(language)), SettingsRecord()
    row = dict(screen.rows())[Row.VOLUME]
    value = next(text for text in screen.texts(record, 0.0) if text.text.startswith("\u2039 70"))
    less, more = (value.left + 2.0, row.centery), (value.right - 2.0, row.centery)
    volumes = []
    for place in (less, less, less, more):
        record = screen.hear(Tapped(place), record).record
        volumes.append(record.settings.sound.volume_percent)
    assert volumes == [60, 50, 40, 50]
    # From the name on to the value everything is the row's, and that is its next value.
    assert screen.hear(Tapped((row.left + 9.0, row.centery)), record) == screen.hear(
        Tapped(more), record
    )


def test_the_help_page_and_the_crisis_page_are_left_and_the_own_line_is_reached() -> None:
    page = HelpScreen(SIZE, Look())
    assert page.hear(Pressed(Key.ENTER), Page()).outcome is PageOutcome.BACK
    crisis = CrisisScreen(SIZE, Look())
    assert crisis.hear(Pressed(Key.BACK), CrisisRecord()).outcome is CrisisOutcome.BACK
    assert crisis.hear(Pressed(Key.ENTER), CrisisRecord()).outcome is CrisisOutcome.WRITE
    words = " ".join(text.text for text in crisis.texts(CrisisRecord("Anna 123"), 0.0))
    assert "Anna 123" in words
    assert "emergency number" in words


def made(kind: int, **values: object) -> pygame.event.Event:
    return pygame.event.Event(kind, values)


@pytest.mark.parametrize(
    ("event", "gesture"),
    [
        (made(pygame.KEYDOWN, key=pygame.K_TAB, mod=0), Pressed(Key.NEXT)),
        (made(pygame.KEYDOWN, key=pygame.K_TAB, mod=pygame.KMOD_LSHIFT), Pressed(Key.PREVIOUS)),
        (made(pygame.KEYDOWN, key=pygame.K_KP7, mod=0), Letter("7")),
        (made(pygame.KEYDOWN, key=pygame.K_KP0, mod=0), Letter("0")),
        (made(pygame.KEYDOWN, key=pygame.K_c, mod=0), Letter("c")),
        (made(pygame.KEYDOWN, key=pygame.K_F5, mod=0), None),
        (made(pygame.TEXTINPUT, text="ß"), Wrote("ß")),
        (made(pygame.MOUSEBUTTONDOWN, pos=(10, 20), button=1, touch=False), Tapped((20, 40))),
        (made(pygame.MOUSEBUTTONDOWN, pos=(10, 20), button=3, touch=False), None),
        (made(pygame.MOUSEBUTTONDOWN, pos=(10, 20), button=1, touch=True), None),
        (made(pygame.MOUSEMOTION, pos=(1, 2), touch=False), Moved((2, 4))),
        (made(pygame.FINGERDOWN, x=0.5, y=0.25), Tapped((400.0, 150.0))),
        (made(pygame.JOYBUTTONDOWN, button=0), Pressed(Key.ENTER)),
        (made(pygame.JOYBUTTONDOWN, button=1), Pressed(Key.BACK)),
        (made(pygame.JOYBUTTONDOWN, button=3), Letter("c")),
        (made(pygame.JOYHATMOTION, value=(0, 1)), Pressed(Key.UP)),
        (made(pygame.JOYHATMOTION, value=(0, 0)), None),
    ],
)
def test_each_event_is_one_gesture(event: pygame.event.Event, gesture: Gesture | None) -> None:
    gestures = Gestures(lambda place: (place[0] * 2, place[1] * 2))
    assert gestures.of(event, (400, 300)) == gesture


def test_a_stick_counts_once_until_it_comes_back() -> None:
    gestures = Gestures(lambda place: place)
    pushed = [0.2, 0.7, 0.9, 0.5, 0.1, -0.9, 0.0, 0.8]
    heard = [
        gestures.of(made(pygame.JOYAXISMOTION, axis=0, value=value), (1, 1)) for value in pushed
    ]
    right, left = Pressed(Key.RIGHT), Pressed(Key.LEFT)
    assert heard == [None, right, None, None, None, left, None, right]


def test_themes_have_their_own_palettes() -> None:
    assert len({theme.palette for theme in Theme}) == 3


def check_light_under_the_pointer(
    screen: Any, record: Any, controls: list[tuple[Any, pygame.Rect]]
) -> None:
    """Each control lights up under the pointer, nothing else does, and it goes out again."""

    def drawn(shown: Any) -> pygame.Surface:
        surface = pygame.Surface((640, 480))
        screen.draw(surface, shown, 0.0)
        return surface

    plain = pixels_of(drawn(record)).astype(int)
    for control, rect in controls:
        heard = screen.hear(Moved(rect.center), record)
        assert heard.outcome is None
        assert heard.record == replace(record, over=control)
        lit = np.abs(pixels_of(drawn(heard.record)).astype(int) - plain).max(axis=2)
        place = (slice(rect.top, rect.bottom), slice(rect.left, rect.right))
        assert (lit[place] > 2).mean() > 0.5, control
        lit[place] = 0
        assert lit.max() == 0, control
        assert screen.hear(Moved((3.0, 3.0)), heard.record).record == record


def test_what_the_pointer_is_on_lights_up_and_nothing_else() -> None:
    screen, record = StartScreen(SMALL, Look()), StartRecord()
    check_light_under_the_pointer(screen, record, screen.controls(record))


@pytest.mark.parametrize("chosen", [None, 3])
def test_numbers_and_buttons_of_the_question_light_up_under_the_pointer(
    chosen: int | None,
) -> None:
    screen, record = QuestionScreen(SMALL, Look()), replace(QUESTION_AFTER_CALM, chosen=chosen)
    numbers: list[tuple[Any, pygame.Rect]] = list(enumerate(screen.numbers()))
    buttons: list[tuple[Any, pygame.Rect]] = [
        (leads, rect) for rect, _, leads in screen._buttons(record)
    ]
    check_light_under_the_pointer(screen, record, numbers + buttons)


def test_buttons_of_the_summary_light_up_under_the_pointer() -> None:
    screen = SummaryScreen(SMALL, Look())
    buttons = screen.buttons(SUMMARY)
    assert len(buttons) == 3
    check_light_under_the_pointer(screen, SUMMARY, buttons)


@pytest.mark.parametrize("record", [Page(), Page(shows_keys=True)])
def test_buttons_of_the_help_light_up_under_the_pointer(record: Page) -> None:
    screen = HelpScreen(SMALL, Look())
    check_light_under_the_pointer(screen, record, list(screen._buttons().items()))


def test_rows_of_the_settings_light_up_under_the_pointer() -> None:
    screen, record = SettingsScreen(SMALL, Look()), SettingsRecord()
    check_light_under_the_pointer(screen, record, screen.rows())
    over = screen.hear(Moved(screen.layout.rect(screen._places.back).center), record).record.over
    assert over is SettingsOutcome.BACK


def test_columns_of_the_settings_hold_every_row_once_and_none_on_another() -> None:
    for size in ((640, 480), (1280, 720), (480, 640)):
        rows = SettingsScreen(size, Look()).rows()
        assert [row for row, _ in rows] == list(Row)
        rects = [rect for _, rect in rows]
        for index, rect in enumerate(rects):
            assert rect.collidelist(rects[index + 1 :]) == -1


def test_keys_of_the_screen_and_the_way_back_light_up_under_the_pointer() -> None:
    screen, record = WritingScreen(SMALL, Look(reduced_motion=True)), WritingRecord("A line")
    keys: list[tuple[Any, pygame.Rect]] = [
        (at, rect) for at, _, rect in screen.board.keys(screen.rows(record))
    ]
    back: tuple[Any, pygame.Rect] = (WritingOutcome.LEAVE, screen.layout.rect(screen._places.back))
    check_light_under_the_pointer(screen, record, [*keys, back])


def test_the_own_line_for_hard_moments_lights_up_under_the_pointer() -> None:
    screen, record = CrisisScreen(SMALL, Look()), CrisisRecord()
    places = screen._places
    check_light_under_the_pointer(
        screen,
        record,
        [
            (CrisisOutcome.WRITE, screen.layout.rect(places.own)),
            (CrisisOutcome.BACK, screen.layout.rect(places.back)),
        ],
    )
