"""What comes after what: from the start to a session and back, as long as somebody wants.

Screens say what was chosen; here stands what follows. Each wait for the person is a call of `ask`.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from devices.link import Sensor
from devices.no_sensor import NoSensor
from devices.port_memory import port_was_latest, remembered_port
from devices.readings import SensorKind
from devices.simulated_person import SimulatedPerson
from devices.strap_memory import STRAP_FILE, remembered_strap
from trainer.answers import Answer
from trainer.history import earlier_upset_changes
from trainer.plan import Pace, Plan
from trainer.self_talk import CALM_TALK, USUAL_TALK
from visuals.asking import ask
from visuals.chosen_sensor import calm_companion, sensor_of
from visuals.own_line import help_in_danger, write_line
from visuals.question_before import ask_before
from visuals.running import Outcome, run_session
from visuals.screens.choices import Choices
from visuals.screens.help import HelpScreen, Page, PageOutcome
from visuals.screens.settings import SettingsOutcome, SettingsRecord, SettingsScreen
from visuals.screens.settings_rows import Row
from visuals.screens.start import StartScreen
from visuals.screens.start_record import StartOutcome, StartRecord
from visuals.session_display import SessionDisplay
from visuals.session_sound import SessionSound
from visuals.settings import (
    Settings,
    load_settings,
    remember_choices,
    remember_lines,
    save_settings,
)
from visuals.settings_file import holds_what_is_unread
from visuals.stops import Stops
from visuals.window import Window

__all__ = ["CALM_PLAN", "Flow", "SensorMaker", "usual_sensors"]

CALM_PLAN = Plan.of_minutes(3.0, Pace(), 0.0, 0.0)
"""Three minutes of long out-breaths, from the first moment on."""

SensorMaker = Callable[[Window, Stops], Sensor | None]
"""Makes a sensor when a session begins. It may show screens of its own in the window first, as a
list of straps does; None where the person left them: then the start comes again."""


def usual_sensors(folder: Path) -> dict[SensorKind, SensorMaker]:
    """What is offered on every computer: strap and pulse sensor with a list, and what needs none.

    Parameters
    ----------
    folder
        The folder of everything that is kept, the strap of last time among it.
    """
    return {
        SensorKind.STRAP: lambda window, stops: _from_the_list(window, stops, folder),
        SensorKind.PULSE_SENSOR: lambda window, stops: _from_the_boards(window, stops, folder),
        SensorKind.SIMULATED: lambda window, stops: SimulatedPerson(secrets.randbelow(2**31)),
        SensorKind.NONE: lambda window, stops: NoSensor(),
    }


def _from_the_list(window: Window, stops: Stops, folder: Path) -> Sensor | None:
    """What the person chose from the list of straps; None where they left it."""
    from devices.strap_survey import WatchedSurvey
    from visuals.choosing import choose_sensor

    chosen = choose_sensor(
        window, WatchedSurvey(), None, remembered_strap(folder), stops, leads_back=True
    )
    return None if chosen is None else sensor_of(chosen, folder)


def _from_the_boards(window: Window, stops: Stops, folder: Path) -> Sensor | None:
    """What the person chose of what is plugged in; None where they left it."""
    from devices.port_survey import WatchedPorts
    from visuals.choosing import choose_wire

    chosen = choose_wire(window, WatchedPorts(), remembered_port(folder), stops)
    return None if chosen is None else sensor_of(chosen, folder)


class Flow:
    """The program in a window, from the start screen on.

    Parameters
    ----------
    window
        Not open yet.
    folder
        The folder of everything that is kept.
    sensors
        What is offered on the start screen, and how each is made when a session begins.
    language
        As asked on the command line; None leaves it to settings and system.
    speed
        Session seconds in a second; other than 1 for tests.
    quiet_s
        Length of the quiet times before and after guided breathing.
    sound
        What is heard; None for silence.
    companion
        Who may join the calm minutes, given the folder.
    """

    def __init__(
        self,
        window: Window,
        folder: Path,
        sensors: Mapping[SensorKind, SensorMaker] | None = None,
        *,
        language: str | None = None,
        speed: float = 1.0,
        quiet_s: float = 60.0,
        sound: SessionSound | None = None,
        companion: Callable[[Path], Sensor] = calm_companion,
    ) -> None:
        self.stops = Stops()
        self.outcomes: list[Outcome] = []
        """Of every session, in order."""
        self._elsewhere: list[Outcome] = []
        """Sessions that are not saved in their place, and of which the start has not told yet."""
        self._window = window
        self._folder = folder
        self._sensors = dict(usual_sensors(folder) if sensors is None else sensors)
        self._language = language
        self._speed = speed
        self._quiet_s = quiet_s
        self._sound = sound
        self._companion = companion
        self._settings = load_settings(folder)
        window.look = self._settings.look(language)

    def run(self, *, begins_calm: bool = False) -> None:
        """Go on until the person leaves, closes the window, or a signal asks for the end."""
        with self.stops.listening():
            try:
                if begins_calm:
                    self._calm()
                self._window.open()
                self._start()
            finally:
                self._window.close()
                if self._sound is not None:
                    self._sound.player.close()

    def _start(self) -> None:
        record = StartRecord(self._first_choices(), offers=tuple(self._sensors))
        while self._goes_on():
            record = replace(record, is_back=bool(self.outcomes), notice=self._notice(), over=None)
            heard = ask(self._window, StartScreen, record, self.stops)
            record = heard.record
            match heard.outcome:
                case StartOutcome.BEGIN:
                    self._elsewhere.clear()
                    self._remember_choices(record.choices)
                    self._guided(record.choices)
                case StartOutcome.CALM:
                    self._elsewhere.clear()
                    self._calm()
                case StartOutcome.HELP:
                    self._help()
                case StartOutcome.CRISIS:
                    self._crisis()
                case StartOutcome.SETTINGS:
                    self._change_settings(Row.THEME)
                case StartOutcome.LEAVE | None:
                    return

    def _notice(self) -> str:
        """What the person should know first; empty where all is well."""
        texts = self._window.look.texts
        paths = [one.kept_in for one in self._elsewhere if one.kept_in is not None]
        said = [texts.start_not_saved] if len(paths) < len(self._elsewhere) else []
        if len(paths) == 1:
            said.append(texts.start_elsewhere.format(path=paths[0]))
        elif paths:
            folder = paths[-1].parent
            said.append(texts.start_all_elsewhere.format(count=len(paths), folder=folder))
        if holds_what_is_unread(self._folder):
            said.append(texts.start_unread)
        return " ".join(said)

    def _first_choices(self) -> Choices:
        """What is chosen at first: the same as last time."""
        kept, sensor = self._settings.choices, self._usual_sensor()
        if kept is None:
            return Choices(sensor=sensor)
        return kept if kept.sensor in self._sensors else replace(kept, sensor=sensor)

    def _usual_sensor(self) -> SensorKind:
        """Whoever had a strap or a pulse sensor last time has it again; else the practice heart."""
        had_board = remembered_port(self._folder) is not None
        if had_board and SensorKind.PULSE_SENSOR in self._sensors:
            if port_was_latest(self._folder, STRAP_FILE):
                return SensorKind.PULSE_SENSOR
        has_strap = remembered_strap(self._folder) is not None
        return (
            SensorKind.STRAP
            if has_strap and SensorKind.STRAP in self._sensors
            else SensorKind.SIMULATED
        )

    def _remember_choices(self, choices: Choices) -> None:
        """Keep what a session is begun with for the next start."""
        self._settings = replace(self._settings, choices=choices)
        remember_choices(self._folder, choices)

    def _goes_on(self) -> bool:
        return self.stops.received is None and not self._window.is_closed

    def _calm(self) -> None:
        """Calm minutes, and three more as often as they are wanted.

        A strap that is near joins unseen: its beats are kept, and no number is shown.
        """
        wants_more = True
        while wants_more:
            display = SessionDisplay(
                self._window,
                is_calm=True,
                asks=self._settings.asks,
                keeps_window=True,
                sound=self._sound,
                remember_lines=self._remember_lines,
                help_in_danger=self._crisis,
            )
            self._session(CALM_PLAN, self._companion(self._folder), display, ())
            wants_more = display.wants_more and self._goes_on()

    def _guided(self, choices: Choices) -> None:
        """The session that was chosen, and the same again as often as it is wanted."""
        wants_more = True
        while wants_more:
            wants_more = self._one_guided(choices) and self._goes_on()

    def _one_guided(self, choices: Choices) -> bool:
        """One session between its questions; True when the same is wanted again."""
        sensor = self._sensors[choices.sensor](self._window, self.stops)
        if sensor is None or not self._goes_on():
            return False
        answers: tuple[Answer, ...] = ()
        if self._settings.asks:
            answers = ask_before(self._window, self.stops, self._crisis)
            if not self._goes_on():
                return False
        # On the list of straps the breath alone can be chosen, too.
        quiet_s = 0.0 if sensor.description.kind is SensorKind.NONE else self._quiet_s
        plan = Plan.of_minutes(choices.minutes, choices.pace.pace, quiet_s, quiet_s)
        display = SessionDisplay(
            self._window,
            asks=self._settings.asks,
            upset_before=answers[0].upset if answers else None,
            earlier_upset=earlier_upset_changes(self._folder),
            keeps_window=True,
            sound=self._sound,
            remember_lines=self._remember_lines,
            help_in_danger=self._crisis,
        )
        self._session(plan, sensor, display, answers)
        return display.wants_more

    def _session(
        self, plan: Plan, sensor: Sensor, display: SessionDisplay, answers: tuple[Answer, ...]
    ) -> None:
        outcome = run_session(
            plan,
            sensor,
            display,
            self._folder,
            self._speed,
            answers=answers,
            stops=self.stops,
            talk=CALM_TALK if plan is CALM_PLAN else USUAL_TALK,
        )
        self.outcomes.append(outcome)
        if outcome.trouble is not None:
            self._elsewhere.append(outcome)
        self._take_sound_choice()
        if self._window.look.talks is not self._settings.talks:
            self._window.look = self._settings.look(self._language)

    def _take_sound_choice(self) -> None:
        """Let the settings hold what the keys of a session have made of the sound."""
        if self._sound is not None:
            self._settings = replace(self._settings, sound=self._sound.player.choice)

    def _remember_lines(self, talks: bool) -> None:
        """Keep it while the session runs; its screens know already."""
        self._settings = replace(self._settings, talks=talks)
        remember_lines(self._folder, talks)

    def _help(self) -> None:
        record = Page()
        while self._goes_on():
            heard = ask(self._window, HelpScreen, record, self.stops)
            record = heard.record
            if heard.outcome is not PageOutcome.CRISIS:
                return
            self._crisis()

    def _crisis(self) -> None:
        self._take_sound_choice()  # a question leads here, too, before its session is over
        help_in_danger(self._window, self.stops, self._settings, self._keep)

    def _change_settings(self, row: Row) -> None:
        """Let the person change settings; each change is kept and seen at once."""
        record = SettingsRecord(self._settings, row)
        if self._sound is not None:
            has_audio = self._sound.player.has_device is not False
            record = replace(record, has_audio=has_audio)
        while self._goes_on():
            heard = ask(self._window, SettingsScreen, record, self.stops)
            record = heard.record
            if heard.outcome is SettingsOutcome.WRITE:
                is_kept = self._write_line(record.row)
                record = replace(record, settings=self._settings, is_unsaved=not is_kept)
                continue
            if record.settings != self._settings:
                record = replace(record, is_unsaved=not self._keep(record.settings))
            if heard.outcome is not SettingsOutcome.CHANGED:
                return

    def _write_line(self, row: Row) -> bool:
        """Let the person write a line of their own; False where it could not be kept."""
        written = write_line(self._window, self.stops, row, self._settings)
        return True if written is None else self._keep(written)

    def _keep(self, settings: Settings) -> bool:
        """Let new settings count at once; False where they cannot be kept for next time."""
        self._settings = settings
        self._window.look = settings.look(self._language)
        if self._sound is not None:
            self._sound.player.choice = settings.sound
        return save_settings(self._folder, settings)
