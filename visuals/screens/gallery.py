"""Every screen in the states that it can be in, made up: for pictures, benchmarks and tests."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from devices.readings import LinkState, SensorDescription, SensorKind
from devices.sayable import Sentence
from trainer.answers import Occasion
from trainer.breath_alone import BreathAlone
from trainer.journal.unsaved import Unsaved
from trainer.pacing import PaceChange
from trainer.plan import Stage
from trainer.signal.figure import Figure, Withheld
from trainer.snapshot import Snapshot, measures_withheld
from visuals.scene import example
from visuals.screens.choices import Choices, PaceChoice
from visuals.screens.crisis import CrisisRecord, CrisisScreen
from visuals.screens.example_choices import example_choices, example_wire_choices
from visuals.screens.help import HelpScreen, Page
from visuals.screens.question import QuestionRecord, QuestionScreen
from visuals.screens.screen import Screen, ScreenMaker
from visuals.screens.session import CalmScreen, SessionScreen, SessionView
from visuals.screens.settings import SettingsRecord, SettingsScreen
from visuals.screens.settings_rows import Row, hint_of, label_of
from visuals.screens.start import StartScreen
from visuals.screens.start_record import StartOutcome, StartRecord
from visuals.screens.strap_choice import StrapChoiceScreen
from visuals.screens.summary import SummaryRecord, SummaryScreen
from visuals.screens.writing import WritingRecord, WritingScreen
from visuals.settings import LONGEST_LINE, Settings
from visuals.sound.own_said import SoundSaid
from visuals.texts import ENGLISH, Texts
from visuals.texts.told import told
from visuals.written_line import line_of

__all__ = ["Picture", "gallery"]

_BELLY_NEARLY_FULL_S = example.FULL_S - 0.6
_LONG_SOUND = Sentence(
    SoundSaid.NO_SOUND,
    {"path": "sea and wind, 2026-03-14/out.wav"},
)
"""The longest that the sound may have to say."""
_OWN_LINES = {
    "en": ("I have got through", "this before."),
    "de": ("Ich habe das schon", "einmal geschafft."),
}
"""A line of the person's own, begun and gone on with."""
_WHOM_TO_CALL = {
    "en": "Anna, 0171 555 0123, or the night line of the town, 0800 555 0199",
    "de": "Anna, 0171 555 0123, oder das Nachttelefon der Stadt, 0800 555 0199",
}
_FULL_DISK = Unsaved(is_full=True)
_ELSEWHERE = Path("/tmp/2026-11-26_21-40-05_k3v9q2xw.jsonl")
_STRAP = SensorDescription(SensorKind.STRAP, "Polar H10 1A2B3C4D")
_WIRED = SensorDescription(SensorKind.PULSE_SENSOR, "Pulse sensor")
_NOBODY = SensorDescription(SensorKind.NONE, "No sensor")


@dataclass(frozen=True, slots=True)
class Picture:
    """A screen with what it shows at a time."""

    name: str
    maker: ScreenMaker[Screen[Any, Any]]
    record: Any
    at_s: float = 3.2


def gallery(texts: Texts = ENGLISH) -> tuple[Picture, ...]:
    """All of them; names are good as names of files.

    Parameters
    ----------
    texts
        For the words that a record holds; those of the screens come with the look.
    """
    return (*_sessions(texts), *_start(texts), *_straps(), *_pages(texts), *_writing(texts))


def _unheard(at_s: float) -> Snapshot:
    none = Figure(None, Withheld.NO_SENSOR)
    return replace(
        example.example_snapshot(at_s),
        sensor=_NOBODY,
        link_state=LinkState.WAITING,
        heart_rate=none,
        swing=none,
        trace=(),
        live=measures_withheld(Withheld.NO_SENSOR),
    )


def _lost(at_s: float) -> Snapshot:
    """A strap that is out of reach for twelve seconds."""
    running = example.example_snapshot(at_s)
    silent = Figure(None, Withheld.SILENT)
    return replace(
        running,
        sensor=_STRAP,
        link_state=LinkState.LOST,
        link_since_s=at_s - 12.0,
        heart_rate=silent,
        swing=silent,
        trace=tuple(point for point in running.trace if point.beat_s < at_s - 12.0),
    )


def _no_port(at_s: float) -> Snapshot:
    """A pulse sensor whose port must be allowed first: the longest that a card has to say."""
    wired = SensorDescription(SensorKind.PULSE_SENSOR, "Pulse sensor")
    return replace(_lost(at_s), sensor=wired, link_state=LinkState.PORT_NOT_ALLOWED, trace=())


def _alone(snapshot: Snapshot) -> Snapshot:
    """The same moment without the sensor."""
    none = Figure(None, Withheld.SET_ASIDE)
    return replace(
        snapshot,
        is_alone=True,
        heart_rate=none,
        swing=none,
        live=measures_withheld(Withheld.SET_ASIDE),
        battery_notice_percent=None,
    )


def _summary_alone() -> Snapshot:
    """The summary of somebody who went on without their strap half way."""
    snapshot = replace(example.summary_snapshot(), sensor=_STRAP)
    assert snapshot.summary is not None  # it has one
    alone = BreathAlone(190.0, Stage.BREATHING)
    none = Figure(None, Withheld.NOT_REACHED)
    measured = replace(snapshot.summary, heart_rate_after=none, rmssd_after=none)
    return replace(snapshot, summary=alone.without_the_rest(measured))


def _wired_trouble(at_s: float, state: LinkState) -> Snapshot:
    """A wired pulse sensor that needs something of the person."""
    return replace(_lost(at_s), sensor=_WIRED, link_state=state)


def _sessions(texts: Texts) -> tuple[Picture, ...]:
    at_s = _BELLY_NEARLY_FULL_S
    strap = replace(
        example.example_snapshot(at_s), sensor=_STRAP, battery_percent=9, battery_notice_percent=9
    )
    said = told(_LONG_SOUND, texts)
    shown = {
        "training": SessionView(strap),
        "training-practice": SessionView(example.example_snapshot(at_s)),
        "training-out": SessionView(example.example_snapshot(at_s + 4.5)),
        "training-quiet": SessionView(example.example_snapshot(example.QUIET_S)),
        "training-own-breath": SessionView(example.strap_snapshot(at_s)),
        "training-belt": SessionView(example.belt_snapshot(at_s)),
        "training-belt-dead": SessionView(example.belt_snapshot(at_s, seen_until_s=0.0)),
        "training-paused": SessionView(example.paused_snapshot()),
        "training-hidden": SessionView(strap, hides_numbers=True),
        "training-unheard": SessionView(_unheard(at_s)),
        "training-unsaved": SessionView(example.unsaved_snapshot()),
        "training-said": SessionView(strap, said=said),
        "training-pace": SessionView(example.other_pace_snapshot(at_s)),
        "trouble": SessionView(_lost(at_s)),
        "trouble-board": SessionView(_no_port(at_s)),
        "training-alone": SessionView(_alone(_lost(at_s))),
        "training-alone-back": SessionView(_alone(strap)),
        "trouble-unplugged": SessionView(_wired_trouble(at_s, LinkState.UNPLUGGED)),
        "trouble-no-finger": SessionView(_wired_trouble(at_s, LinkState.FLAT)),
        "trouble-undescribed": SessionView(_wired_trouble(at_s, LinkState.UNDESCRIBED)),
    }
    calm = {
        "calm": SessionView(_unheard(at_s)),
        "calm-out": SessionView(_unheard(at_s + 4.5), hints_opacity=0.0),
        "calm-said": SessionView(_unheard(at_s), said=said),
        "calm-pace": SessionView(
            replace(_unheard(at_s), pace_change=PaceChange(at_s - 1.0, 5.5, True, True))
        ),
        "calm-more": SessionView(replace(_unheard(at_s), extended_s=at_s - 1.0)),
    }
    summary = example.summary_snapshot()
    exported = f"{texts.exported_to} Documents/Bellybreath/exports/2026-03-14_0212.csv"
    ends = {
        "summary": SummaryRecord(replace(summary, sensor=_STRAP), 7, 4, offers_again=True),
        "summary-practice": SummaryRecord(summary, exported=exported),
        "summary-unsaved": SummaryRecord(replace(summary, unsaved=_FULL_DISK), 7, 4),
        "summary-unsaved-again": SummaryRecord(
            replace(summary, unsaved=_FULL_DISK), 7, 4, offers_again=True
        ),
        "summary-alone": SummaryRecord(_summary_alone(), 7, 4),
        "summary-pulse": SummaryRecord(replace(summary, sensor=_WIRED), 7, 4),
        "summary-unheard": SummaryRecord(replace(summary, sensor=_NOBODY), 7, None),
    }
    return (
        *(Picture(name, SessionScreen, view, view.snapshot.at_s) for name, view in shown.items()),
        *(Picture(name, CalmScreen, view, view.snapshot.at_s) for name, view in calm.items()),
        *(Picture(name, SummaryScreen, record, 0.0) for name, record in ends.items()),
    )


def _start(texts: Texts) -> tuple[Picture, ...]:
    with_strap = (
        SensorKind.STRAP,
        SensorKind.PULSE_SENSOR,
        SensorKind.SIMULATED,
        SensorKind.NONE,
    )
    choices = Choices(SensorKind.STRAP, PaceChoice.QUICKER, 10)
    return (
        Picture("start", StartScreen, StartRecord(offers=with_strap)),
        Picture("start-two", StartScreen, StartRecord()),
        Picture(
            "start-elsewhere",
            StartScreen,
            StartRecord(is_back=True, notice=texts.start_elsewhere.format(path=_ELSEWHERE)),
        ),
        Picture(
            "start-strap",
            StartScreen,
            StartRecord(choices, with_strap, focus=PaceChoice.QUICKER, is_back=True),
        ),
        Picture("start-crisis", StartScreen, StartRecord(focus=StartOutcome.CRISIS)),
    )


def _straps() -> tuple[Picture, ...]:
    choices = example_choices()
    shown = ("few", "many", "none", "seeking", "radio off", "made")
    lists = {f"straps-{name}": choices[name] for name in shown}
    lists |= {f"wires-{name}": choice for name, choice in example_wire_choices().items()}
    return tuple(
        Picture(name.replace(" ", "-"), StrapChoiceScreen, choice) for name, choice in lists.items()
    )


def _writing(texts: Texts) -> tuple[Picture, ...]:
    begun = line_of(_OWN_LINES[texts.language][0], LONGEST_LINE)
    long = line_of(_WHOM_TO_CALL[texts.language], LONGEST_LINE)
    own, whom = label_of(Row.OWN_1, texts), label_of(Row.HELP_LINE, texts)
    shown = {
        "writing": WritingRecord(own, begun),
        "writing-empty": WritingRecord(whom, empty_hint=hint_of(Row.HELP_LINE, texts)),
        "writing-keys": WritingRecord(own, replace(begun, caret=7), "", (2, 4), True),
        "writing-long": WritingRecord(whom, replace(long, composing="かな")),
        "writing-done": WritingRecord(whom, replace(long, caret=12), "", (4, 4)),
    }
    return tuple(Picture(name, WritingScreen, record, 0.2) for name, record in shown.items())


def _pages(texts: Texts) -> tuple[Picture, ...]:
    written = Settings(
        own_lines=(" ".join(_OWN_LINES[texts.language]), "", ""), help_line="Anna, 0171 555 0123"
    )
    return (
        Picture("question-before", QuestionScreen, QuestionRecord(Occasion.BEFORE)),
        Picture("question-after", QuestionScreen, QuestionRecord(Occasion.AFTER, False, 4)),
        Picture("question-calm", QuestionScreen, QuestionRecord(Occasion.AFTER, True)),
        Picture("help", HelpScreen, Page()),
        Picture("help-keys", HelpScreen, Page(shows_keys=True)),
        Picture("crisis", CrisisScreen, CrisisRecord()),
        Picture("crisis-own", CrisisScreen, CrisisRecord(written.help_line)),
        Picture("settings", SettingsScreen, SettingsRecord(Settings())),
        Picture("settings-silent", SettingsScreen, SettingsRecord(row=Row.SOUND, has_audio=False)),
        Picture(
            "settings-unsaved",
            SettingsScreen,
            SettingsRecord(written, Row.OWN_2, is_unsaved=True),
        ),
    )
