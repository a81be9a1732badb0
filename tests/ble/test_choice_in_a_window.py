"""From the list in the window to the strap: real frames, real keys, straps on the virtual link."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncGenerator, Callable
from pathlib import Path
from typing import Any

import pygame
import pytest

import devices.strap
import visuals.session_display
import visuals.window
from devices import background, strap_survey
from devices.no_sensor import NoSensor
from devices.readings import SensorKind
from devices.strap_identity import StrapIdentity
from tests.ble.test_sensor_commands import H10, TWIN, World
from tests.ble.virtual_time import VirtualTimeLoop
from trainer.choosing import Choice, Option, OptionKind
from trainer.journal.reader import read_journal
from trainer.plan import Stage
from trainer.snapshot import Snapshot
from visuals.choosing import choose_sensor
from visuals.cli import main
from visuals.display import Response
from visuals.screens.screen import ScreenMaker
from visuals.screens.strap_choice import StrapChoiceScreen
from visuals.session_display import SessionDisplay
from visuals.settings import Settings, save_settings
from visuals.stops import Stops
from visuals.window import Window

OWN = StrapIdentity(H10.name, H10.address)
Act = Callable[["Person", Choice], None]


@pytest.fixture(autouse=True)
def jumping_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the clock of the background jump."""
    monkeypatch.setattr(background, "_new_loop", VirtualTimeLoop)


def press(key: int) -> None:
    pygame.event.post(pygame.event.Event(pygame.KEYDOWN, key=key, mod=0, unicode="", scancode=0))


class Watched(StrapChoiceScreen):
    """The choice, before which somebody sits who does one thing a frame."""

    person: Person

    def draw(self, surface: pygame.Surface, record: Choice, at_s: float) -> None:
        super().draw(surface, record, at_s)
        self.person.look_at(record)


class Person(Window):
    """A window before which somebody sits."""

    def __init__(self, act: Act) -> None:
        super().__init__((640, 480))
        self._act = act
        self.frames = 0
        self.seen: list[Choice] = []

    def screen(self, maker: ScreenMaker[Any]) -> Any:
        if maker is not StrapChoiceScreen:
            return super().screen(maker)
        shown = super().screen(Watched)
        shown.person = self
        return shown

    def look_at(self, choice: Choice) -> None:
        """See a frame of the choice, and do something."""
        self.frames += 1
        assert self.frames < 2000, "nothing was chosen"
        self.seen.append(choice)
        self._act(self, choice)

    def places(self, choice: Choice) -> dict[str, tuple[int, int]]:
        """Where the options are."""
        shown = self.screen(StrapChoiceScreen).rows.places(choice)
        return {key: rect.center for key, rect in shown}

    def click(self, key: str, choice: Choice) -> None:
        """Click on an option."""
        where = self.places(choice)[key]
        pygame.event.post(
            pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=where, button=pygame.BUTTON_LEFT)
        )

    def touch(self, key: str, choice: Choice) -> None:
        """Put a finger on an option."""
        x, y = self.places(choice)[key]
        width, height = self.canvas.get_size()
        pygame.event.post(pygame.event.Event(pygame.FINGERDOWN, x=x / width, y=y / height))


def chosen(
    world: World,
    act: Act,
    asked: str | None = None,
    own: StrapIdentity | None = None,
    afterwards: Callable[[Person], None] = lambda _person: None,
) -> tuple[Option | None, Person]:
    person = Person(act)
    survey = world.survey()
    try:
        return choose_sensor(person, survey, asked, own, Stops()), person
    finally:
        assert survey.is_done, "a sensor may connect now"
        assert pygame.display.get_init() is person.is_open
        afterwards(person)
        person.close()


def nothing(_person: Person, _choice: Choice) -> None:
    """Wait."""


def test_arrows_and_enter_choose_among_two_straps_of_one_kind() -> None:
    went_down: list[str] = []

    def act(_person: Person, choice: Choice) -> None:
        if len(choice.straps) == 2 and not went_down:
            went_down.append(choice.straps[1].key)
            press(pygame.K_DOWN)
        elif went_down and choice.focus == went_down[0]:
            press(pygame.K_RETURN)

    option, _ = chosen(World(H10, TWIN), act)
    assert option is not None
    assert option.key == went_down[0]
    assert option.kind is OptionKind.STRAP


def test_a_digit_chooses() -> None:
    def act(_person: Person, choice: Choice) -> None:
        if len(choice.straps) == 2:
            press(pygame.K_2)

    option, person = chosen(World(H10, TWIN), act)
    assert option is not None
    assert option.number == 2
    assert person.seen[-1].is_made


def test_a_click_chooses() -> None:
    def act(person: Person, choice: Choice) -> None:
        if choice.straps and person.frames > 1 and not choice.is_made:
            person.click(choice.straps[0].key, choice)

    option, _ = chosen(World(H10), act)
    assert option is not None
    assert option.key == H10.address


def test_a_finger_chooses() -> None:
    def act(person: Person, choice: Choice) -> None:
        if choice.straps and not choice.is_made:
            person.touch(choice.straps[0].key, choice)

    option, _ = chosen(World(H10), act)
    assert option is not None
    assert option.key == H10.address


def test_a_controller_goes_to_a_strap_and_takes_it() -> None:
    went_down: list[str] = []

    def act(_person: Person, choice: Choice) -> None:
        if len(choice.straps) == 2 and not went_down:
            went_down.append(choice.straps[1].key)
            pygame.event.post(pygame.event.Event(pygame.JOYHATMOTION, value=(0, -1)))
        elif went_down and choice.focus == went_down[0]:
            pygame.event.post(pygame.event.Event(pygame.JOYBUTTONDOWN, button=0))

    option, _ = chosen(World(H10, TWIN), act)
    assert option is not None
    assert option.key == went_down[0]


@pytest.mark.parametrize(
    ("key", "kind"), [(pygame.K_p, OptionKind.PRACTICE), (pygame.K_n, OptionKind.BREATH)]
)
def test_letters_choose_what_needs_no_strap_even_without_bluetooth(
    key: int, kind: OptionKind
) -> None:
    def act(_person: Person, choice: Choice) -> None:
        if choice.trouble is not None:
            press(key)

    option, _ = chosen(World(is_radio_off=True), act)
    assert option is not None
    assert option.kind is kind


def test_the_strap_of_last_time_begins_by_itself() -> None:
    option, person = chosen(World(TWIN, H10), nothing, own=OWN)
    assert option is not None
    assert option.key == H10.address
    assert person.seen[0].is_seeking


def test_a_name_that_fits_two_opens_the_list() -> None:
    def act(_person: Person, choice: Choice) -> None:
        if not choice.is_seeking:
            press(pygame.K_1)

    option, person = chosen(World(H10, TWIN), act, asked="h10")
    assert option is not None
    assert person.seen[0].is_seeking


def test_space_listens_and_the_row_says_that_beats_arrive() -> None:
    def act(_person: Person, choice: Choice) -> None:
        if not choice.straps:
            return
        strap = choice.straps[0].strap
        assert strap is not None
        if strap.check is None:
            press(pygame.K_SPACE)
        elif strap.check.is_over:
            press(pygame.K_RETURN)

    option, person = chosen(World(H10), act)
    assert option is not None
    assert option.strap is not None
    assert option.strap.check is not None
    assert option.strap.check.beats >= 5
    assert person.seen[-1].straps[0].strap is not None


@pytest.mark.parametrize("event", [pygame.K_ESCAPE, None])
def test_escape_or_closing_the_window_leaves_without_a_choice(event: int | None) -> None:
    is_open: list[bool] = []

    def act(person: Person, _choice: Choice) -> None:
        if person.frames == 3:
            if event is None:
                pygame.event.post(pygame.event.Event(pygame.QUIT))
            else:
                press(event)

    option, _ = chosen(World(H10), act, afterwards=lambda person: is_open.append(person.is_open))
    assert option is None
    assert is_open == [event is not None], "who left with Escape may go on in the window"


def test_a_signal_ends_the_choice() -> None:
    stops = Stops()

    def act(person: Person, _choice: Choice) -> None:
        if person.frames == 3:
            stops._mark(15, None)

    person, survey = Person(act), World(H10).survey()
    assert choose_sensor(person, survey, None, None, stops) is None
    assert survey.is_done


def test_a_survey_that_breaks_down_is_loud_and_closes_the_window() -> None:
    world = World(H10)

    async def broken() -> AsyncGenerator[None]:
        raise ZeroDivisionError("a broken list")
        yield

    survey = world.survey()
    survey._make = broken  # type: ignore[assignment]  # that is the point
    person = Person(nothing)
    with pytest.raises(ZeroDivisionError):
        choose_sensor(person, survey, None, None, Stops())
    assert person._screen is None
    with contextlib.suppress(pygame.error):
        pygame.display.quit()


def test_f_fills_the_screen_and_the_list_goes_on() -> None:
    def act(person: Person, choice: Choice) -> None:
        if person.frames == 2:
            press(pygame.K_f)
        if person.frames == 5:
            press(pygame.K_f)
        if person.frames > 8 and choice.straps:
            press(pygame.K_RETURN)

    option, _ = chosen(World(H10), act)
    assert option is not None


class Hurried(SessionDisplay):
    """A session that somebody ends as soon as it has begun."""

    def show(self, snapshot: Snapshot) -> Response:
        press(pygame.K_RETURN if snapshot.stage is Stage.ENDED else pygame.K_ESCAPE)
        return super().show(snapshot)


def in_a_window(monkeypatch: pytest.MonkeyPatch, world: World, act: Act) -> None:
    """Let `train --strap` open a window before which somebody sits."""
    monkeypatch.setattr(strap_survey, "WatchedSurvey", world.survey)
    monkeypatch.setattr(visuals.window, "Window", lambda look: Person(act))
    monkeypatch.setattr(visuals.session_display, "SessionDisplay", Hurried)


@pytest.mark.parametrize(
    ("key", "name", "kind"),
    [
        (pygame.K_p, "Practice heart", SensorKind.SIMULATED),
        (pygame.K_n, "No sensor", SensorKind.NONE),
    ],
)
def test_the_session_begins_with_what_was_chosen(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, key: int, name: str, kind: SensorKind
) -> None:
    save_settings(tmp_path, Settings(asks=False))
    in_a_window(monkeypatch, World(is_radio_off=True), lambda _person, _choice: press(key))
    assert main(["train", "--strap", "--no-question", "--data-dir", str(tmp_path)]) == 0
    (path,) = (tmp_path / "sessions").iterdir()
    sensor = read_journal(path).header.sensor
    assert (sensor.name, sensor.kind) == (name, kind)
    assert not (tmp_path / "strap.json").exists()


def test_a_strap_that_was_chosen_is_remembered_and_sought_next_time(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    sensors: list[StrapIdentity] = []

    def made(strap: StrapIdentity, **_: object) -> NoSensor:
        sensors.append(strap)
        return NoSensor()

    monkeypatch.setattr(devices.strap, "StrapSensor", made)
    save_settings(tmp_path, Settings(asks=False))
    in_a_window(monkeypatch, World(TWIN, H10), choose_h10)
    assert main(["train", "--strap", "--no-question", "--data-dir", str(tmp_path)]) == 0
    in_a_window(monkeypatch, World(TWIN, H10), nothing)
    assert main(["train", "--strap", "--no-question", "--data-dir", str(tmp_path)]) == 0
    assert sensors == [OWN, OWN]


def choose_h10(person: Person, choice: Choice) -> None:
    if any(option.key == H10.address for option in choice.straps) and not choice.is_made:
        person.click(H10.address, choice)


def test_leaving_the_choice_records_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    in_a_window(monkeypatch, World(H10), lambda _person, _choice: press(pygame.K_ESCAPE))
    assert main(["train", "--strap", "--data-dir", str(tmp_path)]) == 0
    assert list((tmp_path / "sessions").iterdir()) == []
