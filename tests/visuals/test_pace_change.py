"""Another pace on the way: keys and touch ask for it, the picture shows the breaths to come."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pygame
import pytest

from devices.readings import SensorKind
from tests.visuals.pictures import WIDE, drawn, training
from trainer.commands import Wish
from trainer.pacing import PaceChange
from trainer.plan import Pace, Stage
from trainer.snapshot import Snapshot
from trainer.timeline import Timeline, fullness_of_phase
from visuals.gestures import Gesture, Gestures, Key, Letter, Pressed, Tapped
from visuals.look import Look
from visuals.scene import example
from visuals.scene.layout import Layout
from visuals.scene.moment import moment_at
from visuals.scene.training import TrainingScene
from visuals.scene.water import Water
from visuals.screens.session import CalmScreen, SessionScreen, SessionView
from visuals.screens.summary import SummaryRecord, SummaryScreen
from visuals.terminal_summary import summary_table
from visuals.texts import ENGLISH, GERMAN

SCREENS = (SessionScreen, CalmScreen)
CHANGED_S = 60.0 + 12 * 10.0 + 3.0
"""In the in-breath of a breath that ends at 190 s."""


def changed(breaths_per_min: float = 4.0, at_s: float = CHANGED_S) -> Timeline:
    return Timeline(example.PLAN, 0.0).at_pace(at_s, Pace(breaths_per_min))


@pytest.mark.parametrize("kind", SCREENS)
@pytest.mark.parametrize(
    ("gesture", "wish"),
    [
        (Pressed(Key.LEFT), Wish.SLOWER),
        (Letter("-"), Wish.SLOWER),
        (Pressed(Key.RIGHT), Wish.FASTER),
        (Letter("+"), Wish.FASTER),
    ],
)
def test_arrows_and_signs_ask_for_another_pace(
    kind: type[SessionScreen] | type[CalmScreen], gesture: Gesture, wish: Wish
) -> None:
    screen, view = kind(WIDE, Look()), SessionView(example.example_snapshot())
    assert screen.hear(gesture, view).outcome is wish


@pytest.mark.parametrize("kind", SCREENS)
@pytest.mark.parametrize("size", [WIDE, (640, 480), (720, 1280)])
def test_its_hint_is_slower_on_the_left_and_quicker_on_the_right(
    kind: type[SessionScreen] | type[CalmScreen], size: tuple[int, int]
) -> None:
    screen, view = kind(size, Look()), SessionView(example.example_snapshot())
    texts = screen.texts(view, view.snapshot.at_s)
    minus, pace, plus = (
        next(text for text in texts if text.text == word)
        for word in ("\N{MINUS SIGN}", ENGLISH.key_pace[1], "+")
    )
    assert minus.right < pace.left < pace.right < plus.left
    assert screen.hear(Tapped(minus.rect.center), view).outcome is Wish.SLOWER
    assert screen.hear(Tapped(plus.rect.center), view).outcome is Wish.FASTER
    hidden = replace(view, hints_opacity=0.0)
    assert screen.hear(Tapped(minus.rect.center), hidden).outcome is None
    over = replace(view, snapshot=replace(view.snapshot, stage=Stage.QUIET_AFTER))
    assert not any(text.text == pace.text for text in screen.texts(over, over.snapshot.at_s))


@pytest.mark.parametrize(
    ("key", "letter"),
    [
        (pygame.K_MINUS, "-"),
        (pygame.K_KP_MINUS, "-"),
        (pygame.K_PLUS, "+"),
        (pygame.K_EQUALS, "+"),
        (pygame.K_KP_PLUS, "+"),
    ],
)
def test_each_key_of_a_sign_is_that_sign(key: int, letter: str) -> None:
    event = pygame.event.Event(pygame.KEYDOWN, key=key, mod=0)
    assert Gestures(lambda place: place).of(event, WIDE) == Letter(letter)


def said(screen: SessionScreen | CalmScreen, snapshot: Snapshot) -> str:
    return " ".join(text.text for text in screen.texts(SessionView(snapshot), snapshot.at_s))


def test_what_comes_is_said_for_a_moment_with_a_number_only_where_numbers_are() -> None:
    at_s = example.FULL_S
    change = PaceChange(at_s - 1.0, 5.5, is_slower=True, has_changed=True)
    snapshot = replace(example.example_snapshot(at_s), pace_change=change)
    guided, calm = SessionScreen(WIDE, Look()), CalmScreen(WIDE, Look())
    assert "next breath on: 5.5 breaths a minute" in said(guided, snapshot)
    assert "A little slower, from the next breath on" in said(calm, snapshot)
    assert not any(character.isdigit() for character in said(calm, snapshot))
    german = SessionScreen(WIDE, Look(texts=GERMAN))
    assert "5,5 Atemzüge in der Minute" in said(german, snapshot)
    later = replace(snapshot, pace_change=replace(change, at_s=at_s - 6.0))
    assert "next breath" not in said(guided, later) + said(calm, later)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (PaceChange(0.0, 7.0, is_slower=False, has_changed=True), "next breath on: 7"),
        (PaceChange(0.0, 3.0, is_slower=True, has_changed=False), "no slower"),
        (PaceChange(0.0, 15.0, is_slower=False, has_changed=False), "no quicker"),
        (PaceChange(0.0, 6.0, is_slower=False, has_changed=False), "to the end"),
        (PaceChange(0.0, 3.0, is_slower=True, has_changed=True), "next breath on: 3"),
    ],
)
def test_each_answer_to_a_wish_has_words(change: PaceChange, words: str) -> None:
    assert words in ENGLISH.pace_said(change, hides_numbers=False)


def test_belly_word_and_ring_follow_the_changed_breath() -> None:
    timeline = changed()
    for into_s, within in ((0.0, 0.0), (3.0, 0.2), (6.0, 0.4), (10.5, 0.7)):
        moment = moment_at(timeline, 190.0 + into_s)
        assert moment.fullness == pytest.approx(fullness_of_phase(within, 0.4))
        assert moment.ring == moment.fullness
    assert moment_at(timeline, 191.0).length_s == pytest.approx(6.0)
    assert moment_at(timeline, 201.0).length_s == pytest.approx(9.0)
    assert moment_at(timeline, 189.0).length_s == pytest.approx(6.0)  # an out-breath of before


def edge_fullness(pixels: np.ndarray, scene: TrainingScene, x: int) -> float:
    """Fullness that the bright edge of the water shows in a column."""
    places, layout = scene.layout.places, scene.layout
    top, bottom = layout.y(places.wave_full), layout.y(places.wave_empty)
    column = pixels[round(top) - 8 : round(bottom) + 9, x].astype(int).sum(axis=1)
    row = round(top) - 8 + int(np.argmax(column))
    return (bottom - row) / (bottom - top)


def test_the_water_shows_past_breaths_as_they_were_and_coming_ones_as_they_will_be() -> None:
    scene = training()
    at_s = 212.0
    timeline = changed().at_pace(at_s, Pace(15.0))  # from the end of the breath at 205 to 220 s
    snapshot = replace(
        example.example_snapshot(at_s), timeline=timeline, trace=(), self_talk=None, own_breath=None
    )
    pixels = drawn(scene, snapshot)
    layout = scene.layout
    per_s, now = layout.places.units_per_s * layout.scale, layout.x(layout.places.now)
    for moment_s in np.arange(at_s - 50.0, at_s + 13.0, 0.7):
        x = round(now + (moment_s - at_s) * per_s)
        if abs(x - now) < 12 or x >= layout.size[0]:
            continue  # the marker of now stands there
        asked = timeline.asked_fullness_at(float(moment_s))
        assert asked is not None
        assert edge_fullness(pixels, scene, x) == pytest.approx(asked, abs=0.09), moment_s


def test_water_of_a_pace_is_the_same_whichever_was_drawn_before() -> None:
    layout = Layout(WIDE, Look())
    surfaces = []
    for before in ((), (9.0, 3.5)):
        water = Water(layout)
        surface = pygame.Surface(WIDE)
        for pace in before:
            water.draw(surface, changed(pace), 200.0, 200.0)
        surface.fill(0)
        water.draw(surface, changed(), 200.0, 200.0)
        surfaces.append(pygame.surfarray.array3d(surface))
    assert np.array_equal(surfaces[0], surfaces[1])


def test_no_more_water_is_kept_than_a_picture_can_show() -> None:
    water, surface = Water(Layout((640, 480), Look())), pygame.Surface((640, 480))
    for halves in range(6, 31):
        water.draw(surface, changed(halves / 2.0), 200.0, 200.0)
    assert len(water._breaths) <= 12


def test_standing_water_waits_for_the_end_of_the_changed_breath() -> None:
    timeline = changed()
    stands = {Water.standing_s(timeline, float(at_s)) for at_s in np.arange(190.0, 204.9, 0.3)}
    assert len(stands) == 1
    assert stands.pop() == pytest.approx(205.0)
    assert Water.standing_s(timeline, 12.0) == pytest.approx(20.0)
    end_s = timeline.plan.quiet_before_s + timeline.plan.breathing_s
    assert Water.standing_s(timeline, end_s + 1.0) == pytest.approx(end_s + 15.0)


def test_a_summary_says_of_which_pace_its_swings_are() -> None:
    snapshot = example.summary_snapshot()
    assert snapshot.summary is not None
    summary = replace(snapshot.summary, pace_changes=2, last_pace_per_min=5.5)
    screen = SummaryScreen(WIDE, Look())
    record = SummaryRecord(replace(snapshot, summary=summary))
    words = " ".join(text.text for text in screen.texts(record, 0.0))
    assert "You changed the pace" in words
    assert "5.5 breaths a minute" in words
    plain = " ".join(text.text for text in screen.texts(SummaryRecord(snapshot), 0.0))
    assert "changed the pace" not in plain
    table = summary_table(summary, SensorKind.STRAP, ENGLISH)
    assert "at 5.5 breaths a minute" in str(table.caption)
