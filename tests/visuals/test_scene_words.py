"""Words on the screens: they fit, do not overlap, and say nothing that they must not."""

from __future__ import annotations

import itertools
import math
import re
from dataclasses import replace

import pygame
import pytest

from devices.readings import LinkState, SensorDescription, SensorKind
from tests.visuals.pictures import (
    SIZES,
    TEXT_SCALES,
    WIDE,
    said,
    snapshots,
    training,
    without_figures,
)
from trainer.journal.unsaved import Unsaved
from trainer.pacing import PaceChange
from trainer.session import Session
from trainer.signal.carry_over import SwingChange
from trainer.signal.figure import Figure, Withheld
from trainer.signal.waves.wave_condition import WaveCondition
from trainer.snapshot import SelfTalk, Snapshot
from visuals.lettering import Lettering, PlacedText, Weight
from visuals.look import Look
from visuals.palette import NIGHT
from visuals.scene import example
from visuals.scene.summary import SummaryScene
from visuals.scene.training import TrainingScene
from visuals.scene.trouble import has_trouble
from visuals.screens.gallery import gallery
from visuals.screens.session import SessionView
from visuals.texts import ENGLISH, GERMAN, NO_NUMBER, Texts


def check_words(placed: list[PlacedText], size: tuple[int, int]) -> None:
    window = pygame.Rect(0, 0, *size)
    for text in placed:
        assert pygame.Rect(text.box).contains(text.rect), text
        assert window.contains(text.rect), text
        assert not text.text.endswith("\u2026"), text
    for one, other in itertools.combinations(placed, 2):
        assert not one.rect.colliderect(other.rect), (one, other)


@pytest.mark.parametrize("text_scale", TEXT_SCALES)
@pytest.mark.parametrize("size", SIZES)
def test_training_words_fit_and_do_not_overlap(size: tuple[int, int], text_scale: float) -> None:
    scene = training(size, text_scale)
    for name, snapshot in snapshots().items():
        if name == "recording":
            continue
        for hides in (False, True):
            check_words(scene.texts(snapshot, snapshot.at_s, hides_numbers=hides), size)
    for line in range(len(ENGLISH.self_talk)):
        talk = SelfTalk(line, 0.0, 1000.0, 5.0)
        snapshot = replace(example.unsaved_snapshot(), self_talk=talk)
        check_words(scene.texts(snapshot, snapshot.at_s), size)
    for reason in Withheld:
        none = Figure(None, reason)
        snapshot = replace(example.example_snapshot(), heart_rate=none, swing=none)
        check_words(scene.texts(snapshot, snapshot.at_s), size)
    strap = SensorDescription(SensorKind.STRAP, "Polar H10 1A2B3C4D")
    for state in LinkState:
        snapshot = replace(example.example_snapshot(), sensor=strap, link_state=state)
        check_words(scene.texts(snapshot, snapshot.at_s), size)
    wired = SensorDescription(SensorKind.PULSE_SENSOR, "/dev/serial/by-id/usb-Arduino")
    for condition in WaveCondition:
        snapshot = replace(example.example_snapshot(), sensor=wired, wave=condition)
        check_words(scene.texts(snapshot, snapshot.at_s), size)
    empty = replace(example.example_snapshot(), sensor=strap, battery_notice_percent=9)
    check_words(scene.texts(empty, empty.at_s), size)
    both = replace(empty, battery_notice_percent=None, unrecorded=("ecg", "movement"))
    check_words(scene.texts(both, both.at_s), size)
    wide = replace(
        example.example_snapshot(),
        heart_rate=Figure(188.0),
        swing=Figure(42.0, standard_error=12.3),
        swing_start=Figure(44.0),
    )
    check_words(scene.texts(wide, wide.at_s), size)


@pytest.mark.parametrize("text_scale", TEXT_SCALES)
@pytest.mark.parametrize("size", SIZES)
def test_summary_words_fit_and_do_not_overlap(size: tuple[int, int], text_scale: float) -> None:
    scene = SummaryScene(size, Look(text_scale=text_scale))
    snapshot = example.summary_snapshot()
    assert snapshot.summary is not None
    check_words(scene.texts(snapshot), size)
    check_words(scene.texts(own_summary()), size)
    for kind in (SensorKind.PULSE_SENSOR, SensorKind.OPTICAL_BAND):
        pulse = replace(snapshot, sensor=SensorDescription(kind, "Pulse sensor"))
        check_words(scene.texts(pulse), size)
        assert ENGLISH.pulse_variation in said(scene.texts(pulse))
    for reason in Withheld:
        withheld = without_figures(snapshot.summary, reason)
        summary = replace(withheld, is_complete=False, breathing_s=83.0)
        check_words(scene.texts(replace(snapshot, summary=summary)), size)
    check_words(
        scene.texts(replace(snapshot, unsaved=Unsaved(is_full=False, detail="No such device"))),
        size,
    )


def test_a_long_file_name_is_cut_or_small_but_stays_in_the_pill() -> None:
    for size in SIZES:
        for text in training(size).texts(snapshots()["recording"], example.FULL_S):
            assert pygame.Rect(text.box).contains(text.rect), text


def test_practice_heart_is_always_named_as_not_yours() -> None:
    scene = training()
    for name, snapshot in snapshots().items():
        if snapshot.sensor.kind is SensorKind.SIMULATED:
            for hides in (False, True):
                shown = scene.texts(snapshot, snapshot.at_s, hides_numbers=hides, hints_opacity=0.0)
                assert ENGLISH.practice_heart in said(shown), name


def without_a_sensor(at_s: float = example.MIDDLE_S) -> Snapshot:
    """Session in which nothing is measured."""
    none = SensorDescription(SensorKind.NONE, "No sensor")
    session = Session(example.PLAN, none)
    session.step(at_s)
    return session.snapshot(at_s)


@pytest.mark.parametrize("text_scale", TEXT_SCALES)
@pytest.mark.parametrize("size", SIZES)
def test_without_a_sensor_nothing_looks_missing(size: tuple[int, int], text_scale: float) -> None:
    scene = training(size, text_scale)
    snapshot = without_a_sensor()
    placed = scene.texts(snapshot, snapshot.at_s)
    check_words(placed, size)
    shown = said(placed)
    assert ENGLISH.the_breath in shown
    assert NO_NUMBER not in shown
    assert "no sensor" not in shown.lower(), "nothing is named that is not there"
    assert "heart" not in shown.lower()
    scene.draw(pygame.Surface(size), snapshot, snapshot.at_s)


@pytest.mark.parametrize("size", SIZES)
def test_a_summary_without_a_sensor_counts_no_beats(size: tuple[int, int]) -> None:
    ended = without_a_sensor(example.PLAN.total_s)
    placed = SummaryScene(size).texts(ended)
    check_words(placed, size)
    shown = said(placed)
    assert ENGLISH.no_sensor_note in shown
    assert "breaths done" in shown
    assert "heartbeats" not in shown
    assert "0 %" not in shown


@pytest.mark.parametrize("texts", [ENGLISH, GERMAN], ids=["english", "german"])
def test_hidden_numbers_leave_no_digit_on_the_screen(texts: Texts) -> None:
    """But for those of names: of the sensor, of a pin, of a file."""
    scene = TrainingScene(WIDE, Look(texts=texts))
    views = [one.record for one in gallery(texts) if isinstance(one.record, SessionView)]
    found = [*snapshots().values(), *(view.snapshot for view in views)]
    changed = [
        replace(one, pace_change=PaceChange(one.at_s, 5.0, is_slower, has_changed))
        for one in found
        for is_slower, has_changed in ((True, True), (False, False))
    ]
    for snapshot in [*found, *changed]:
        shown = said(scene.texts(snapshot, snapshot.at_s, hides_numbers=True))
        shown = shown.replace(snapshot.sensor.name, "").replace("A0", "")
        assert not re.search(r"\d", shown), shown


def test_withheld_figures_show_an_en_dash_pair_and_their_reason() -> None:
    shown = said(training().texts(example.withheld_snapshot(), example.MIDDLE_S))
    assert shown.count(NO_NUMBER) == 2
    assert Withheld.GAP.value in shown


def test_paused_says_how_to_go_on_and_quiet_asks_for_nothing() -> None:
    paused = example.paused_snapshot()
    shown = said(training().texts(paused, paused.at_s))
    assert "Paused" in shown
    assert "Space to go on" in shown
    quiet = said(training().texts(example.example_snapshot(example.QUIET_S), example.QUIET_S))
    assert "Just breathe" in quiet
    assert "as you like, nothing to do" in quiet


def test_unsaved_sentence_is_shown() -> None:
    snapshot = example.unsaved_snapshot()
    assert ENGLISH.unsaved_full in said(training().texts(snapshot, snapshot.at_s))


STRAP = SensorDescription(SensorKind.STRAP, "Polar H10")


def test_what_a_strap_needs_is_said_beside_its_name() -> None:
    snapshot = replace(example.example_snapshot(), sensor=STRAP, link_state=LinkState.OFF_SKIN)
    words = said(training().texts(snapshot, snapshot.at_s))
    assert ENGLISH.trouble_helps[LinkState.OFF_SKIN] in words
    assert "feels no skin" in words
    fine = replace(snapshot, link_state=LinkState.ARRIVING, battery_percent=80)
    assert ENGLISH.link_sentence(STRAP, fine.link_state, fine.battery_notice_percent) == ""
    assert "signal clear" in said(training().texts(fine, fine.at_s))


def test_a_battery_is_spoken_of_when_it_is_low_and_nothing_else_is_to_say() -> None:
    assert "9 %" in ENGLISH.link_sentence(STRAP, LinkState.ARRIVING, 9)
    assert "heartbeats are kept" in ENGLISH.link_sentence(STRAP, LinkState.ARRIVING, 9)
    assert "14 %" in ENGLISH.link_sentence(STRAP, LinkState.ARRIVING, 14)
    assert ENGLISH.link_sentence(STRAP, LinkState.ARRIVING, 16) == ""
    assert ENGLISH.link_sentence(STRAP, LinkState.LOST, 9) == LinkState.LOST.sentence


@pytest.mark.parametrize(
    "kind", [SensorKind.STRAP, SensorKind.OPTICAL_BAND, SensorKind.PULSE_SENSOR]
)
@pytest.mark.parametrize("texts", [ENGLISH, GERMAN], ids=["en", "de"])
def test_every_need_of_the_own_sensor_has_a_card_with_title_and_sentence(
    kind: SensorKind, texts: Texts
) -> None:
    scene = TrainingScene((640, 480), Look(texts=texts))
    sensor = SensorDescription(kind, "Polar H10 1A2B3C4D")
    for state in LinkState:
        snapshot = replace(example.example_snapshot(), sensor=sensor, link_state=state)
        placed = scene.texts(snapshot, snapshot.at_s)
        check_words(placed, (640, 480))
        told = texts.link_sentence(sensor, state, None)
        assert has_trouble(snapshot) is (told != ""), state
        if told:
            assert texts.trouble_titles[state] in said(placed)
            assert texts.state_help(kind, state) in said(placed)


def test_a_practice_heart_needs_nothing() -> None:
    heart = SensorDescription(SensorKind.SIMULATED, "Practice heart", 4)
    assert all(ENGLISH.link_sentence(heart, state, 3) == "" for state in LinkState)


def test_self_talk_fades_in_stays_and_fades_out() -> None:
    base = example.example_snapshot(100.0)
    snapshot = replace(base, self_talk=SelfTalk(0, 100.0, 140.0, 6.0))
    seen = []
    for at_s in (99.0, 103.0, 120.0, 137.0, 141.0):
        shown = [
            text.opacity
            for text in training().texts(snapshot, at_s)
            if text.text == ENGLISH.self_talk[0]
        ]
        seen.append(shown[0] if shown else 0.0)
    assert seen == [0.0, pytest.approx(0.5), 1.0, pytest.approx(0.5), 0.0]


def test_summary_of_the_practice_heart_says_nothing_of_the_person() -> None:
    shown = said(SummaryScene(WIDE).texts(example.summary_snapshot()))
    assert ENGLISH.practice_note in shown
    assert ENGLISH.practice_swing in shown
    assert "your heart" not in shown.lower()
    assert "your vagus" not in shown


def own_summary() -> Snapshot:
    """Summary of beats that were recorded earlier."""
    sensor = SensorDescription(SensorKind.RECORDING, "morning.csv")
    return replace(example.summary_snapshot(), sensor=sensor)


def with_swing_change(snapshot: Snapshot, *, is_clear: bool) -> Snapshot:
    assert snapshot.summary is not None
    change = SwingChange(5.9, 1.4, is_clear=True) if is_clear else SwingChange(0.8, 1.4, False)
    return replace(snapshot, summary=replace(snapshot.summary, swing_change=change))


@pytest.mark.parametrize("is_clear", [True, False])
def test_summary_of_a_recording_does_not_speak_as_if_it_had_answered(is_clear: bool) -> None:
    shown = said(SummaryScene(WIDE).texts(with_swing_change(own_summary(), is_clear=is_clear)))
    assert ENGLISH.recorded_note in shown
    assert "It was not following this breath." in shown
    assert ENGLISH.recorded_hint in shown
    assert not re.search(r"\byour (heart|vagus|body)", shown.lower())


def test_summary_speaks_of_a_gain_only_where_it_is_clear() -> None:
    scene = SummaryScene(WIDE)
    own = replace(own_summary(), sensor=STRAP)
    assert ENGLISH.swing_wider in said(scene.texts(with_swing_change(own, is_clear=True)))
    unclear = said(scene.texts(with_swing_change(own, is_clear=False)))
    assert ENGLISH.still_learning in unclear
    assert ENGLISH.swing_wider not in unclear
    assert ENGLISH.by_chance in unclear


def test_the_end_value_shines_only_where_the_swing_is_clearly_wider() -> None:
    scene = SummaryScene(WIDE)
    for is_clear in (True, False):
        placed = scene.texts(with_swing_change(own_summary(), is_clear=is_clear))
        shining = [text.text for text in placed if text.colour == NIGHT.gauge]
        assert shining == (["14"] if is_clear else [])


def test_summary_shows_how_sure_the_swings_are() -> None:
    shown = said(SummaryScene(WIDE).texts(example.summary_snapshot()))
    assert "8.2 \u00b1 0.9 beats" in shown
    assert "14 \u00b1 1 beats" in shown


def test_the_old_word_is_gone_before_the_new_one_comes() -> None:
    words = {ENGLISH.breathe_in, ENGLISH.breathe_out}
    turn_s = 60.0 + 10.0 * math.floor((example.EMPTY_S - 60.0) / 10.0 + 0.5)
    seen = []
    for step in range(-1, 30):
        at_s = turn_s + step * 0.01
        placed = training().texts(example.example_snapshot(at_s), at_s)
        shown = [text for text in placed if text.text in words]
        assert len(shown) == 1
        seen.append((shown[0].text, shown[0].opacity))
    changed = [word for word, _ in seen].index(ENGLISH.breathe_in)
    assert {word for word, _ in seen[:changed]} == {ENGLISH.breathe_out}
    assert {word for word, _ in seen[changed:]} == {ENGLISH.breathe_in}
    assert seen[0][1] == seen[-1][1] == 1.0
    assert seen[changed - 1][1] < 0.1
    assert seen[changed][1] < 0.1


@pytest.mark.parametrize("size", SIZES)
def test_just_breathe_has_its_hint_where_the_dots_would_be(size: tuple[int, int]) -> None:
    scene = training(size)
    tops = []
    for at_s, word, hint in (
        (example.MIDDLE_S, "Breathe", "belly"),
        (example.QUIET_S, ENGLISH.just_breathe, "as you like"),
    ):
        placed = scene.texts(example.example_snapshot(at_s), at_s)
        (below,) = (text for text in placed if text.text.startswith(hint))
        (above,) = (text for text in placed if text.text.startswith(word))
        assert below.top >= above.rect.bottom - 1
        tops.append(below.top)
    assert tops[1] < tops[0]


def test_no_short_word_is_left_alone_on_a_last_line() -> None:
    scene = training((640, 480))
    placed = scene.texts(example.example_snapshot(example.QUIET_S), example.QUIET_S)
    lines = [text.text for text in placed]
    assert "do" not in lines
    assert "to do" in " ".join(lines)


def test_a_percent_sign_begins_no_line() -> None:
    letters = Lettering(1.0, 1.0)
    for width in range(60, 400, 7):
        box = pygame.Rect(0, 0, width, 900)
        words = "The battery is at 9 %. Of all beats 12 % are so."
        placed = letters.place(words, box, 18, Weight.REGULAR, (255, 255, 255), max_lines=20)
        assert not [text.text for text in placed if text.text.startswith("%")]


@pytest.mark.parametrize(
    ("name", "drawn"),
    [
        ("\u5fc3\u62cd.csv", "\u2022\u2022.csv"),
        ("herz \U0001f600.csv", "herz \u2022.csv"),
        ("\u2764\ufe0f.csv", "\u2022.csv"),
        ("Schla\u0308ge.csv", "Schl\u00e4ge.csv"),
        ("a\x00b\udcff\n.csv", "a\u2022b\u2022\u2022.csv"),
        ("\u0416 \u00e9 \u2013.csv", "\u0416 \u00e9 \u2013.csv"),
    ],
)
def test_letters_that_the_font_lacks_become_dots(name: str, drawn: str) -> None:
    snapshot = replace(
        example.example_snapshot(), sensor=SensorDescription(SensorKind.RECORDING, name)
    )
    placed = training().texts(snapshot, snapshot.at_s)
    assert drawn in said(placed)
    surface = pygame.Surface(WIDE)
    training().draw(surface, snapshot, snapshot.at_s)


@pytest.mark.parametrize("texts", [ENGLISH, GERMAN], ids=["en", "de"])
@pytest.mark.parametrize("kind", [SensorKind.STRAP, SensorKind.PULSE_SENSOR, SensorKind.ECG_BOARD])
def test_a_trouble_card_says_its_title_once_and_then_what_helps(
    kind: SensorKind, texts: Texts
) -> None:
    little = set("the a is not no to it for be your strap sensor board holds".split())
    little |= set("der die das ist kein keine nicht zu wird dein gurt".split())
    for state in LinkState:
        if state not in texts.trouble_helps:
            assert state not in texts.trouble_titles
            continue
        title, said = texts.state_title(kind, state), texts.state_help(kind, state)
        shared = set(re.findall(r"\w+", title.lower())) & set(re.findall(r"\w+", said.lower()))
        assert len(shared - little) < 2, (title, said)
        assert said.endswith(".")
