"""The line in the terminal: what has room, what is left out, and when it falls silent."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.console import Console

from devices.readings import SensorDescription, SensorKind
from trainer.signal.figure import Figure, Withheld
from trainer.signal.waves.wave_condition import WaveCondition, WaveKind
from trainer.snapshot import SelfTalk, Snapshot, Summary
from trainer.trust import Trust, TrustState
from visuals.scene import example
from visuals.terminal import TerminalConsole, TerminalDisplay
from visuals.terminal_line import LineWords, fitted_parts
from visuals.terminal_summary import summary_table, summary_text
from visuals.texts import ENGLISH, GERMAN, NO_NUMBER, Texts, minutes_and_seconds

WIDTHS = (40, 60, 80, 120)


def line(snapshot: Snapshot, width: int) -> str:
    return " \N{MIDDLE DOT} ".join(fitted_parts(snapshot, width))


@pytest.mark.parametrize("width", WIDTHS)
def test_the_line_fits_and_has_every_main_number(width: int) -> None:
    for at_s in (example.FULL_S, example.EMPTY_S, example.MIDDLE_S):
        shown = line(example.example_snapshot(at_s), width)
        assert len(shown) <= width
        for number in ("heart ", "swing 14 ± 1", minutes_and_seconds(420.0 - at_s)):
            assert number in shown, shown
        assert "In " in shown or "Out" in shown or "Breathe" in shown


def test_words_come_back_with_the_room_for_them() -> None:
    snapshot = example.example_snapshot(example.MIDDLE_S)
    narrow, medium, standard, wide = (line(snapshot, width) for width in WIDTHS)
    assert "Breathe" not in narrow
    assert "Breathe" in medium
    assert "beats/min" in standard
    assert "\N{LIGHT SHADE}" not in narrow
    assert all("\N{LIGHT SHADE}" in shown for shown in (medium, standard, wide))
    assert "start 8.2 ± 0.9" in wide


def test_the_line_says_how_fast_the_strap_moves_or_why_that_cannot_be_told() -> None:
    seen = line(example.strap_snapshot(), 120)
    assert "strap movement 6.0 breaths/min" in seen
    moving = line(example.strap_snapshot(seen_until_s=example.FULL_S - 4.0), 150)
    assert f"strap movement {NO_NUMBER} ({Withheld.MOVING.value})" in moving
    assert "strap movement" not in line(example.example_snapshot(), 200)
    assert "heart 74" in line(example.strap_snapshot(), 60)


def test_the_first_word_does_not_move_the_numbers() -> None:
    snapshot = example.example_snapshot(example.FULL_S - 1.0)
    later = replace(snapshot, at_s=snapshot.at_s + 4.0)
    for width in WIDTHS:
        breath, after = (fitted_parts(at, width)[0] for at in (snapshot, later))
        assert breath != after
        assert len(breath) == len(after)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("reason", Withheld)
def test_a_withheld_figure_is_never_on_the_line_without_its_reason(
    reason: Withheld, width: int
) -> None:
    none = Figure(None, reason)
    snapshot = replace(example.example_snapshot(), heart_rate=none, swing=none)
    shown = line(snapshot, width)
    assert len(shown) <= width
    assert shown.count("heart") - reason.value.count("heart") * shown.count(reason.value) <= 1
    assert shown.count(NO_NUMBER) <= shown.count(reason.value)
    if width >= 60:
        assert f"heart: {reason.value}" in shown or f"({reason.value})" in shown


def test_the_summary_says_why_a_figure_is_withheld() -> None:
    summary = replace(example.example_summary(), rmssd_after=Figure(None, Withheld.TOO_DIRTY))
    console = Console(file=io.StringIO(), width=120)
    console.print(summary_table(summary))
    assert isinstance(console.file, io.StringIO)
    assert Withheld.TOO_DIRTY.value in console.file.getvalue()


def test_what_a_pulse_sensor_measured_is_called_pulse_rate_variability() -> None:
    for kind, name in (
        (SensorKind.PULSE_SENSOR, "pulse-rate variability at rest, RMSSD"),
        (SensorKind.OPTICAL_BAND, "pulse-rate variability at rest, RMSSD"),
        (SensorKind.STRAP, "beat-to-beat variation at rest, RMSSD"),
    ):
        console = Console(file=io.StringIO(), width=120)
        console.print(summary_table(example.example_summary(), kind))
        assert isinstance(console.file, io.StringIO)
        assert name in console.file.getvalue()


def test_what_hides_the_pulse_is_said_once() -> None:
    reason = WaveCondition.MOVEMENT.sentence(WaveKind.PULSE)
    snapshot = replace(
        example.example_snapshot(),
        sensor=SensorDescription(SensorKind.PULSE_SENSOR, "Pulse sensor"),
        trust=Trust(TrustState.UNSURE, reason),
        wave=WaveCondition.MOVEMENT,
    )
    assert reason not in line(snapshot, 200)
    file = io.StringIO()
    display = TerminalDisplay(TerminalConsole(file=file, width=300))
    display.open()
    display.show(snapshot)
    display.close()
    assert file.getvalue().count(reason) == 1


def test_one_of_a_kind_is_said_as_one() -> None:
    summary = replace(example.example_summary(), breaths=1, beats=1, gaps=1)
    console = Console(file=io.StringIO(), width=120)
    console.print(summary_table(summary))
    assert isinstance(console.file, io.StringIO)
    printed = console.file.getvalue()
    assert "1 breath," in printed
    assert "1 heartbeat," in printed
    assert "1 gap." in printed


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (Figure(17.23, standard_error=0.41), "17.2 ± 0.4"),
        (Figure(14.1, standard_error=1.1), "14 ± 1"),
        (Figure(17.234, standard_error=0.04), "17.23 ± 0.04"),
        (Figure(66.4), "66"),
        (Figure(None, Withheld.GAP), NO_NUMBER),
    ],
)
def test_value_and_error_have_the_same_digits(figure: Figure, words: str) -> None:
    assert ENGLISH.measured(figure) == words


def test_a_terminal_that_cannot_go_back_gets_plain_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    file = io.StringIO()
    display = TerminalDisplay(TerminalConsole(file=file, force_terminal=True, width=200))
    display.open()
    display.show(example.example_snapshot())
    display.close()
    assert file.getvalue().count("\n") == 1
    assert "belly breathing" in file.getvalue()


def test_without_block_letters_the_belly_is_drawn_in_ascii() -> None:
    (breath, *_) = fitted_parts(example.example_snapshot(example.MIDDLE_S), 120, is_ascii=True)
    assert breath.isascii()
    assert "#" in breath
    assert "-" in breath


class _Full(io.StringIO):
    """A file on a disk that takes so many lines and no more."""

    def __init__(self, lines: int, error: type[OSError]) -> None:
        super().__init__()
        self._left = lines
        self._error = error
        self.refused = 0

    def flush(self) -> None:
        if self.getvalue().count("\n") > self._left:
            self.refused += 1
            raise self._error(28, "No space left on device")


@pytest.mark.parametrize("error", [OSError, BrokenPipeError])
@pytest.mark.parametrize("is_terminal", [False, True])
def test_a_display_whose_line_cannot_be_printed_falls_silent(
    error: type[OSError], is_terminal: bool
) -> None:
    file = _Full(-1, error)
    display = TerminalDisplay(TerminalConsole(file=file, force_terminal=is_terminal, width=80))
    display.open()
    for at_s in (10.0, 100.0, 200.0, 300.0):
        display.show(example.example_snapshot(at_s))
    assert file.refused == 1
    display.close()


def printed(summary: Summary, kind: SensorKind, texts: Texts) -> str:
    console = Console(file=io.StringIO(), width=120)
    console.print(summary_text(summary, kind, texts))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


@pytest.mark.parametrize("texts", [ENGLISH, GERMAN], ids=["en", "de"])
def test_without_a_sensor_the_summary_is_two_calm_lines_and_no_table(texts: Texts) -> None:
    summary = replace(example.example_summary(), beats=0)
    said = printed(summary, SensorKind.NONE, texts)
    assert said.splitlines() == [
        texts.summary_title,
        f"{texts.breathing_done(300.0, 30)} {texts.no_sensor_note}",
    ]
    assert NO_NUMBER not in said


def test_a_sensor_set_aside_before_its_first_beat_gives_no_table_of_reasons() -> None:
    summary = replace(example.example_summary(), beats=0, alone_from_s=1.0)
    assert len(printed(summary, SensorKind.STRAP, ENGLISH).splitlines()) == 2
    later = replace(example.example_summary(), alone_from_s=190.0)
    assert ENGLISH.alone_words(later) in printed(later, SensorKind.STRAP, ENGLISH)


def test_the_line_and_the_summary_are_german_where_german_is_wanted() -> None:
    words = LineWords(GERMAN)
    for snapshot in (
        example.example_snapshot(example.FULL_S),
        example.strap_snapshot(seen_until_s=example.FULL_S - 4.0),
        example.unsaved_snapshot(),
        replace(example.example_snapshot(), trust=Trust(TrustState.UNSURE, "Some beats are ...")),
    ):
        file = io.StringIO()
        display = TerminalDisplay(TerminalConsole(file=file, width=300), words=words)
        display.show(snapshot)
        said = f"{file.getvalue()} {' '.join(fitted_parts(snapshot, 200, words))}"
        for english in ("heart", "swing", "beats", "left", "breath", "In ", "step", "disk"):
            assert english not in said, said
        assert "Herz 7" in said
    said = printed(example.example_summary(), SensorKind.STRAP, GERMAN)
    assert "8,2 ± 0,9" in said
    for english in ("before", "heart", "breath", "Done", "gap"):
        assert english not in said


@pytest.mark.parametrize("width", WIDTHS)
def test_the_german_line_fits_and_has_every_main_number(width: int) -> None:
    for at_s in (example.FULL_S, example.EMPTY_S, example.MIDDLE_S):
        parts = fitted_parts(example.example_snapshot(at_s), width, LineWords(GERMAN))
        shown = " \N{MIDDLE DOT} ".join(parts)
        assert len(shown) <= width
        assert "Herz " in shown
        assert "14 ± 1" in shown


def test_own_lines_come_first_in_the_terminal_and_none_where_none_are_wanted() -> None:
    snapshot = replace(
        example.example_snapshot(example.MIDDLE_S),
        sensor=SensorDescription(SensorKind.NONE, "No sensor"),
        self_talk=SelfTalk(0, 0.0, 1e9, 1.0),
    )
    assert "Mine." in fitted_parts(snapshot, 80, LineWords(ENGLISH, ("Mine.", "Theirs.")))
    assert len(fitted_parts(snapshot, 80, LineWords(ENGLISH, ()))) == 1
