"""The way on without the sensor: one key, a touch or a controller's button, and one way back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pygame
import pytest

from devices.readings import SensorDescription, SensorKind
from tests.visuals.pictures import SIZES, said
from trainer.breath_alone import BreathAlone
from trainer.commands import Wish
from trainer.plan import Stage
from trainer.signal.figure import Figure, Withheld
from trainer.snapshot import Snapshot
from visuals.gestures import Gesture, Gestures, Letter, Tapped
from visuals.look import Look
from visuals.scene import example
from visuals.scene.side_card import SideCard
from visuals.scene.summary import SummaryScene
from visuals.scene.training import TrainingScene
from visuals.screens.gallery import gallery
from visuals.screens.session import SessionScreen, SessionView
from visuals.texts import ENGLISH, GERMAN, Texts

VIEWS: dict[str, SessionView] = {
    picture.name: picture.record for picture in gallery() if picture.maker is SessionScreen
}
WISHES = {
    **{name: Wish.WITHOUT_SENSOR for name in VIEWS if name.startswith("trouble")},
    "training-alone": Wish.WITH_SENSOR,
    "training-alone-back": Wish.WITH_SENSOR,
}


def controller_button() -> Gesture:
    event = pygame.event.Event(pygame.JOYBUTTONDOWN, button=0, instance_id=0)
    heard = Gestures(lambda place: place).of(event, (800, 600))
    assert heard is not None
    return heard


@pytest.mark.parametrize("name", sorted(VIEWS))
@pytest.mark.parametrize("gesture", [Letter("n"), controller_button()], ids=["n", "controller"])
def test_one_key_goes_on_without_the_sensor_only_while_it_is_in_trouble(
    name: str, gesture: Gesture
) -> None:
    screen = SessionScreen((640, 480), Look())
    heard = screen.hear(gesture, VIEWS[name])
    assert heard.outcome == WISHES.get(name)
    assert heard.record == VIEWS[name]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", sorted(WISHES))
def test_the_button_can_be_touched_and_is_large_enough_for_a_finger(
    name: str, size: tuple[int, int]
) -> None:
    screen = SessionScreen(size, Look())
    view = replace(VIEWS[name], hints_opacity=0.0)
    button = SideCard(screen.scene.layout).button
    for x, y in ((button.left + 2, button.centery), (button.centerx, button.centery - 21)):
        assert screen.hear(Tapped((x, y)), view).outcome is WISHES[name]
    assert screen.hear(Tapped((button.centerx, button.top - 60)), view).outcome is None
    elsewhere = replace(VIEWS["training"], hints_opacity=0.0)
    assert screen.hear(Tapped(button.center), elsewhere).outcome is None


@pytest.mark.parametrize("size", SIZES)
def test_the_card_covers_neither_ring_nor_word(size: tuple[int, int]) -> None:
    layout = TrainingScene(size).layout
    card, places = SideCard(layout).card, layout.places
    x, y = places.ring_centre
    radius = places.ring_radius
    ring = layout.rect((x - radius, y - radius, 2 * radius, 2 * radius))
    assert not card.colliderect(ring)
    assert not card.colliderect(layout.rect(places.word))


def test_while_alone_there_is_neither_number_nor_warning_and_the_sensor_is_named() -> None:
    scene = TrainingScene((1280, 720))
    words = ""
    for name in ("training-alone", "training-alone-back"):
        snapshot = VIEWS[name].snapshot
        words = said(scene.texts(snapshot, snapshot.at_s))
        assert ENGLISH.alone_title in words
        assert ENGLISH.set_aside in words
        assert ENGLISH.heart_rate not in words
        assert ENGLISH.trouble_goes_on not in words
    assert "here again" in words


def summary_of(stage: Stage, **values: Any) -> Snapshot:
    snapshot = replace(
        example.summary_snapshot(), sensor=SensorDescription(SensorKind.STRAP, "Polar H10")
    )
    assert snapshot.summary is not None
    summary = BreathAlone(190.0, stage).without_the_rest(replace(snapshot.summary, **values))
    return replace(snapshot, summary=summary)


@pytest.mark.parametrize("texts", [ENGLISH, GERMAN], ids=["en", "de"])
@pytest.mark.parametrize("stage", [Stage.BREATHING, Stage.QUIET_AFTER])
def test_the_summary_says_once_how_long_the_heart_was_measured(stage: Stage, texts: Texts) -> None:
    snapshot = summary_of(stage, carry_over=Withheld.NO_BEATS, rmssd_after=NONE)
    words = said(SummaryScene((1280, 720), Look(texts=texts)).texts(snapshot))
    assert words.count("3:10") == 1
    assert texts.swing_wider not in words or stage is Stage.QUIET_AFTER


NONE = Figure(None, Withheld.NOT_REACHED)


def test_a_summary_without_any_beat_is_no_table_of_reasons() -> None:
    snapshot = summary_of(Stage.QUIET_BEFORE, beats=0)
    words = said(SummaryScene((1280, 720)).texts(snapshot))
    assert "30" in words
    assert ENGLISH.quiet_minute not in words
