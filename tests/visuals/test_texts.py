"""The words in every language: complete, plain, and nothing that science or kindness forbids."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

import pytest

from devices.checkup import Checkup, Choice
from devices.finding import Question, Verdict
from devices.findings import findings
from devices.readings import BLUETOOTH_TROUBLES, LinkState, SensorDescription, SensorKind
from devices.strap_discovery import Nearby
from devices.strap_identity import FoundStrap, StrapIdentity
from devices.strap_list import StrapCheck
from devices.strap_said import StrapAdvice, StrapSaid
from devices.strap_signal import StrapSignal
from trainer.signal.figure import Figure, Withheld
from trainer.wire_said import WireAdvice, WireSaid
from visuals.texts import ENGLISH, GERMAN, LANGUAGES, Texts, texts_for
from visuals.texts.found import advised, said

ALL = [pytest.param(texts_for(language), id=language) for language in LANGUAGES]
FORBIDDEN = {
    "en": (
        "vagal tone", "stress", "optimal", "balance", "toxin", "diagnos", "mortality", "coherence",
        "health", "bad", "wrong", "fail", "deeper", "calm", "growing", "score", "streak", "normal",
        " cure", "therapy",
    ),
    "de": (
        "vagustonus", "stress", "optimal", "balance", "gleichgewicht", "toxin", "giftstoff",
        "diagnos", "sterblich", "kohärenz", "gesund", "schlecht", "falsch", "fehler", "versag",
        "tiefer", "entspann", "wächst", "punkte", "serie", "normal", "heil", "therapie",
    ),
}  # fmt: skip
"""What docs and science forbid to say or would scold; "deeper" because breaths stay soft."""
THE_PERSONS_OWN_WORDS = ("I need calm now",)
"""Said by the person, not measured of them."""


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from strings(part)
    elif isinstance(value, tuple):
        for part in value:
            yield from strings(part)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from strings(getattr(value, field.name))


def catalogue(texts: Texts, *, has_reports: bool = False) -> list[str]:
    """Every word of a language, and whatever is said of a sensor.

    The reports are for people who ask for numbers: they have the field's own words.
    """
    names = [field.name for field in fields(texts) if has_reports or field.name != "reports"]
    found = [part for name in names for part in strings(getattr(texts, name))]
    for state in LinkState:
        for kind in SensorKind:
            sensor = SensorDescription(kind, "name")
            found += [texts.link_words(sensor, state, noisy) for noisy in (False, True)]
            found.append(texts.link_sentence(sensor, state, 7))
            found.append(texts.link_sentence(sensor, state, None, ("ecg", "movement")))
    return found


@pytest.mark.parametrize("texts", ALL)
def test_no_word_promises_or_scolds(texts: Texts) -> None:
    words = catalogue(texts, has_reports=True)
    assert len(words) > 200
    for sentence in words:
        if sentence in THE_PERSONS_OWN_WORDS:
            continue
        for forbidden in FORBIDDEN[texts.language]:
            assert forbidden not in sentence.lower(), sentence


def said_by_the_doctor(texts: Texts) -> list[str]:
    """What the checkup says before each trouble and each strap."""
    strap = FoundStrap(StrapIdentity("H10", "AA"), -91, is_held=False)
    checks = [None, StrapCheck(), StrapCheck((LinkState.CHECKING,))]
    for state in LinkState:
        passed = (LinkState.CHECKING, LinkState.WAITING, state)
        checks.append(StrapCheck(passed, battery_percent=9))
        checks.append(StrapCheck(passed, told_rate_per_min=60))
    found: list[str] = []
    for choice in Choice:
        for trouble in (None, *BLUETOOTH_TROUBLES):
            for detail in ("", "EOFError", "ServiceUnknown"):
                for check in checks:
                    checkup = Checkup(
                        nearby=Nearby((strap,), trouble, detail),
                        has_looked=True,
                        choice=choice,
                        chosen=strap if choice is Choice.FOUND else None,
                        check=check,
                        is_over=True,
                    )
                    for each in findings(checkup, ()):
                        found.append(f"{said(each, texts)} {advised(each, texts)}")
    return sorted(set(found))


@pytest.mark.parametrize("texts", ALL)
def test_the_doctor_promises_nothing_and_scolds_nobody(texts: Texts) -> None:
    words = said_by_the_doctor(texts)
    assert len(words) > 20
    for sentence in words:
        assert "{" not in sentence, sentence
        for forbidden in FORBIDDEN[texts.language]:
            assert forbidden not in sentence.lower(), sentence


@pytest.mark.parametrize("texts", ALL)
def test_the_doctor_has_words_for_all_that_can_be_found(texts: Texts) -> None:
    assert set(texts.doctor.said) == {*StrapSaid, *WireSaid}
    assert set(texts.doctor.advice) == {*StrapAdvice, *WireAdvice}
    for labels, keys, cells in (
        (texts.doctor.questions, Question, 12),
        (texts.doctor.verdicts, Verdict, 9),
    ):
        assert set(labels) == set(keys)
        assert all(len(label) <= cells for label in labels.values()), labels


@pytest.mark.parametrize("texts", ALL)
def test_sentences_are_short_and_words_are_plain(texts: Texts) -> None:
    """Twelve-year-olds read sentences of up to about 15 words without effort."""
    longest_word = {"en": 12, "de": 16}[texts.language]
    for text in catalogue(texts):
        for sentence in re.split(r"[.:;?!]", text):
            words = [word.strip(string.punctuation) for word in sentence.split()]
            assert len(words) <= 17, sentence
            for word in words:
                is_a_folders_name = "_" in word
                assert is_a_folders_name or len(word.removesuffix("'s")) <= longest_word, word


@pytest.mark.parametrize("texts", ALL)
def test_every_language_has_as_much_to_say_and_fills_the_same_gaps(texts: Texts) -> None:
    for field in fields(Texts):
        ours, english = getattr(texts, field.name), getattr(ENGLISH, field.name)
        if isinstance(english, Mapping):
            assert set(ours) == set(english), field.name
        for one, other in zip(strings(ours), strings(english), strict=True):
            assert one.strip(), field.name
            names = [name for _, name, _, _ in string.Formatter().parse(one) if name]
            assert sorted(names) == sorted(
                name for _, name, _, _ in string.Formatter().parse(other) if name
            )


@pytest.mark.parametrize("texts", ALL)
def test_every_state_and_reason_has_words(texts: Texts) -> None:
    assert set(texts.withheld) == set(Withheld)
    assert set(texts.link_short) == set(texts.link_said) == set(LinkState)
    assert set(texts.signals) == set(StrapSignal)


def test_both_languages_begin_with_the_therapists_line() -> None:
    for texts in (ENGLISH, GERMAN):
        assert texts.self_talk[0] == texts.calm_talk[0]
    assert ENGLISH.self_talk[0] == "It is OK to feel insecure right now."
    assert GERMAN.self_talk[0] == "Es ist in Ordnung, mich gerade unsicher zu fühlen."


def test_german_is_another_language() -> None:
    same = {
        "Bluetooth",
        "Sensor",
        "Paused",
        "ms",
        "min",
        "Esc",
        "Enter",
        "H",
        "F",
        "C",
        "D",
        "S",
        "M",
        "\N{MINUS SIGN} +",
    }
    shared = set(catalogue(ENGLISH)) & set(catalogue(GERMAN)) - same
    without_gaps = {re.sub(r"\{[^}]*\}", "", word) for word in shared}
    assert all(len(word) < 3 for word in without_gaps), shared


@pytest.mark.parametrize(
    ("asked", "environment", "language"),
    [
        ("de", "en_US.UTF-8", "de"),
        ("en", "de_DE.UTF-8", "en"),
        (None, "de_AT.UTF-8", "de"),
        (None, "C", "en"),
        (None, "fr_FR.UTF-8", "en"),
    ],
)
def test_the_language_is_the_asked_one_or_the_systems(
    asked: str | None, environment: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", environment)
    assert texts_for(asked).language == language


def test_german_writes_a_comma() -> None:
    assert GERMAN.measured(Figure(8.2, standard_error=0.9)) == "8,2 ± 0,9"


def test_a_board_that_nobody_has_named_is_called_so_in_the_persons_language() -> None:
    wired = SensorDescription(SensorKind.PULSE_SENSOR, "Pulse sensor")
    assert ENGLISH.sensor_name(wired) == "Pulse sensor"
    assert GERMAN.sensor_name(wired) == "Pulssensor"
    heard = SensorDescription(SensorKind.ECG_BOARD, "Pulse sensor")
    assert GERMAN.sensor_name(heard) == "EKG-Platine"
    assert GERMAN.sensor_name(SensorDescription(SensorKind.PULSE_SENSOR, "COM4")) == "COM4"
    assert GERMAN.sensor_name(SensorDescription(SensorKind.NONE, "No sensor")) == "Kein Sensor"
