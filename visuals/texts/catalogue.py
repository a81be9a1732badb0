"""Every word on the screens as one record: a language that lacks a word is a type error.

Plain words, short lines, for somebody of twelve years. A test reads every language for words that
promise or scold. What is computed here is only how a number is written.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from devices.readings import LinkState, PacketSource, SensorDescription, SensorKind
from devices.strap_list import SurveyedStrap
from devices.strap_signal import StrapSignal
from trainer.answers import usual_after
from trainer.journal.unsaved import Unsaved
from trainer.plan import Stage
from trainer.signal.carry_over import CarryOver
from trainer.signal.figure import Figure, Withheld
from trainer.signal.waves.wave_condition import WaveCondition
from trainer.snapshot import Summary
from visuals.sound.choice import SoundChoice
from visuals.sound.sets import SoundSet
from visuals.texts.plain import NO_NUMBER, minutes_and_seconds
from visuals.texts.reports import ReportTexts
from visuals.texts.terminal import TerminalTexts
from visuals.texts.trouble import TroubleTexts

__all__ = ["OWN_SENSORS", "KeyHint", "Texts"]

KeyHint = tuple[str, str]
"""A key as it is called on the keyboard, and what it does."""
OWN_SENSORS = frozenset({SensorKind.STRAP, SensorKind.PULSE_SENSOR})
"""Sensors that the person wears: what they need can be done something about."""
_LOW_BATTERY_PERCENT = 15
_NEARLY_EMPTY_PERCENT = 10
_PASSING = frozenset(
    {
        LinkState.FOUND,
        LinkState.CONNECTING,
        LinkState.CHECKING,
        LinkState.WAKING,
        LinkState.LISTENING,
        LinkState.WAITING,
        LinkState.ARRIVING,
        LinkState.ENDED,
    }
)
"""States that need no sentence beside the few words in the pill: they pass by themselves."""


@dataclass(frozen=True, slots=True, eq=False)
class Texts:
    """All words in one language; each is itself alone."""

    language: str
    """As on the command line: en, de."""
    name: str
    """What the language calls itself."""
    decimal_mark: str

    self_talk: tuple[str, ...]
    calm_talk: tuple[str, ...]
    """Lines of the calm minutes: the therapist's words, and what the belly does."""

    breathe_in: str
    breathe_out: str
    just_breathe: str
    paused: str
    ended: str
    belly_out: str
    belly_back: str
    nothing_to_do: str
    go_on: str
    ended_hint: str

    stage_words: Mapping[Stage, str]
    time_left: str
    practice_heart: str
    heart_rate: str
    beats_a_minute: str
    swing: str
    swing_unit: str
    your_start: str
    your_heart: str
    practice_line: str
    recorded_line: str
    the_breath: str
    now: str

    key_pause: KeyHint
    key_go_on: KeyHint
    key_hide: KeyHint
    key_show: KeyHint
    key_sound: KeyHint
    key_full: KeyHint
    key_finish: KeyHint
    key_more: KeyHint
    key_done: KeyHint
    key_export: KeyHint
    key_again: KeyHint
    key_skip: KeyHint
    key_back: KeyHint
    key_begin: KeyHint
    key_calm: KeyHint
    key_help: KeyHint
    key_crisis: KeyHint
    key_settings: KeyHint
    key_leave: KeyHint
    key_change: KeyHint
    key_choose: KeyHint
    key_listen: KeyHint
    key_all: KeyHint
    letter_practice: str
    """The key that takes the practice heart, where a strap is chosen."""
    letter_breath: str
    """The one that takes the breath alone."""

    sound_off: str
    sound_on: str
    """With {sound} and {percent}."""
    sound_names: Mapping[SoundSet, str]
    own_sounds: str
    more_given: str
    """Said for a moment when the calm minutes were made longer."""

    summary_title: str
    summary_stopped: str
    quiet_minute: str
    before: str
    after: str
    variation: str
    pulse_variation: str
    """The same of a pulse sensor: the pulse reaches a finger later than the heart beats."""
    variation_hint: str
    rate_hint: str
    ms: str
    by_chance: str
    beyond_chance: str
    usual_after: str
    """With {low}, {high} and {unit}."""
    swing_title: str
    at_start: str
    at_end: str
    swing_units: str
    swing_hint: str
    practice_swing: str
    practice_hint: str
    recorded_swing: str
    recorded_wider: str
    recorded_hint: str
    still_learning: str
    swing_wider: str
    practice_note: str
    recorded_note: str
    no_sensor_note: str
    minutes: tuple[str, str]
    seconds: tuple[str, str]
    breaths: tuple[str, str]
    breaths_done: tuple[str, str]
    heartbeats: tuple[str, str]
    corrected: str
    gaps: tuple[str, str]
    beat_by_beat: str
    """With {heart}."""
    quiet_word: str
    breathing_done_line: str
    """With {length} and {breaths}."""
    saved_to: str
    exported_to: str
    not_exported: str
    """With {why}."""
    not_saved: str
    upset_usual: str
    """With {low} and {high}: answers that are usual after a session, for this person."""
    upset_line: str
    """Before and after in one line, with {before} and {after}."""
    upset_before_line: str
    """With {before}."""
    upset_after_line: str
    """With {after}."""

    start_title: str
    start_subtitle: str
    start_again: str
    """In place of the subtitle after a session."""
    your_sensor: str
    sensor_practice: tuple[str, str]
    sensor_none: tuple[str, str]
    sensor_strap: tuple[str, str]
    your_pace: str
    pace_long: str
    pace_even: str
    pace_quick: str
    pace_in_out: str
    """With {inhale} and {exhale}, in seconds."""
    pace_per_minute: str
    """With {breaths}."""
    how_long: str
    minutes_short: str
    begin: str
    calm_now: str
    calm_hint: str
    help_link: str
    crisis_link: str
    settings_link: str

    choice_title: str
    choice_subtitle: str
    seek_title: str
    seek_subtitle: str
    found_title: str
    one_moment: str
    straps_nearby: str
    more_straps: str
    """With {number}: straps that have no room in the list."""
    the_strap: str
    without_a_strap: str
    last_time: str
    signals: Mapping[StrapSignal, str]
    no_bluetooth_title: str
    no_strap_yet: str
    strap_checklist: tuple[str, str, str]
    search_stuck: str
    strap_beats: str
    """With {rate}."""
    strap_held: str
    strap_listened_to: str
    strap_no_beats: str
    strap_rate_only: str
    strap_not_connected: str

    question_before: str
    question_after: str
    question_hint: str
    question_typed: str
    """How it is answered in the terminal."""
    not_at_all: str
    very_much: str
    more_calm: str

    help_title: str
    help_steps: tuple[tuple[str, str], tuple[str, str], tuple[str, str]]
    """Three pictures: what is done, and what is felt."""
    help_softly: str
    help_words: str

    crisis_title: str
    crisis_lines: tuple[str, ...]
    crisis_own: str
    crisis_own_empty: str

    settings_title: str
    set_text_size: str
    set_theme: str
    theme_night: str
    theme_day: str
    theme_contrast: str
    set_motion: str
    motion_full: str
    motion_reduced: str
    set_hands: str
    """Where the person in the picture has their hands."""
    hands_belly: str
    hands_both: str
    set_language: str
    language_system: str
    set_self_talk: str
    set_sound: str
    set_volume: str
    no_audio: str
    set_question: str
    switched_on: str
    switched_off: str
    own_lines: str
    own_line: str
    """With {number}."""
    own_line_empty: str
    set_help_line: str
    set_help_empty: str
    settings_unsaved: str
    typing_hint: str
    board_space: str
    """On the widest key of the screen's keyboard."""
    board_erase: str

    withheld: Mapping[Withheld, str]
    link_short: Mapping[LinkState, str]
    link_said: Mapping[LinkState, str]
    noisy: str
    strap_stopped: str
    wave_said: Mapping[WaveCondition, str]
    """What a pulse sensor's wave is like, and what helps."""
    battery_low: str
    """With {percent}; `battery_nearly_empty` under 10 %."""
    battery_nearly_empty: str
    strap_movement: str
    """What the dots beside the pacer's wave are."""
    strap_in_step: str
    """With {percent}."""
    streams: Mapping[PacketSource, str]
    and_between: str
    not_recorded: str
    """With {names}."""
    trouble_titles: Mapping[LinkState, str]
    unsaved_full: str
    unsaved_refused: str
    """With {reason}."""
    terminal: TerminalTexts
    reports: ReportTexts
    trouble: TroubleTexts
    trouble_goes_on: str
    key_alone: KeyHint
    """Go on without the sensor."""
    key_listen_again: KeyHint
    set_aside: str
    """Beside the name of a sensor that nobody listens to."""
    alone_title: str
    alone_said: str
    alone_is_back: str
    """The sensor that was set aside sends again."""
    alone_line: str
    """In the summary, with {length}: how long the heart was measured."""
    noise_title: str
    noise_said: str

    def number(self, figure: Figure, digits: int = 0) -> str:
        """Value of a figure rounded for reading, or the en dash pair where it is withheld."""
        return NO_NUMBER if figure.value is None else self.decimal(figure.value, digits)

    def decimal(self, value: float, digits: int) -> str:
        """A number with so many decimals, as the language writes it."""
        return f"{value:.{digits}f}".replace(".", self.decimal_mark)

    def with_error(self, figure: Figure, digits: int = 0) -> tuple[str, str]:
        """Value of a figure and its standard error behind a plus-minus sign; empty without one.

        The error decides the digits of both: none from 1 on, one below, two where one would read
        as no error at all. A figure without an error has the digits that are asked for.
        """
        error = figure.standard_error
        if figure.value is None or error is None:
            return self.number(figure, digits), ""
        digits = 0 if error >= 1.0 else 1 if error >= 0.05 else 2
        return self.number(figure, digits), f"\N{PLUS-MINUS SIGN} {self.decimal(error, digits)}"

    def measured(self, figure: Figure, digits: int = 0) -> str:
        """Value of a figure with its standard error where it has one."""
        return " ".join(filter(None, self.with_error(figure, digits)))

    def told(self, figure: Figure, digits: int = 0) -> str:
        """Value of a figure with its standard error, or the reason why there is none."""
        if figure.withheld is not None:
            return f"{NO_NUMBER} ({self.reason(figure)})"
        return self.measured(figure, digits)

    def reason(self, figure: Figure) -> str:
        """Why a figure is withheld, in plain words; empty where it has a value."""
        return "" if figure.withheld is None else self.withheld[figure.withheld]

    @staticmethod
    def counted(number_of: int, words: tuple[str, str]) -> str:
        """A number with its noun: 1 breath, 2 breaths."""
        one, many = words
        return f"{number_of} {one if number_of == 1 else many}"

    def breathing_done(self, seconds: float, breaths: int) -> str:
        """First line under the title of the summary."""
        minutes, rest = divmod(round(seconds), 60)
        parts = []
        if minutes or not rest:
            parts.append(self.counted(minutes, self.minutes))
        if rest:
            parts.append(self.counted(rest, self.seconds))
        return self.breathing_done_line.format(
            length=" ".join(parts), breaths=self.counted(breaths, self.breaths)
        )

    def carry_over_words(self, summary: Summary) -> str:
        """What to think of the change between the quiet minutes, with the range that is usual.

        Empty where there is no change to think of.
        """
        change = summary.carry_over
        before = summary.rmssd_before.value
        if before is None or summary.rmssd_after.value is None:
            return ""
        if not isinstance(change, CarryOver):
            return self.by_chance
        low, high = (before * math.exp(sign * change.usual_limit_ln) for sign in (-1.0, 1.0))
        said = self.by_chance if change.is_usual else self.beyond_chance
        usual = self.usual_after.format(low=f"{low:.0f}", high=f"{high:.0f}", unit=self.ms)
        return f"{said} {usual}"

    def upset_words(
        self, before: int | None, after: int | None, earlier_changes: Sequence[int] = ()
    ) -> str:
        """What the person said of themselves, side by side, with what is usual for them.

        Empty where they said nothing.
        """
        if before is not None and after is not None:
            said = self.upset_line.format(before=before, after=after)
            usual = usual_after(before, earlier_changes)
            if usual is None:
                return said
            return f"{said} {self.upset_usual.format(low=usual.low, high=usual.high)}"
        if before is not None:
            return self.upset_before_line.format(before=before)
        if after is not None:
            return self.upset_after_line.format(after=after)
        return ""

    def link_words(self, sensor: SensorDescription, state: LinkState, is_noisy: bool) -> str:
        """What the sensor is doing, in a few words beside its name."""
        if state is LinkState.ARRIVING and is_noisy:
            return self.noisy
        if state is LinkState.ENDED and sensor.kind is not SensorKind.RECORDING:
            return self.strap_stopped
        return self.link_short[state]

    def variation_of(self, kind: SensorKind) -> str:
        """What the change from beat to beat is called: a pulse is not the heart's own beat."""
        return self.pulse_variation if kind is SensorKind.PULSE_SENSOR else self.variation

    def link_sentence(
        self,
        sensor: SensorDescription,
        state: LinkState,
        battery_percent: int | None,
        unrecorded: tuple[str, ...] = (),
        wave: WaveCondition | None = None,
    ) -> str:
        """What a person needs to know of their own sensor just now, and can do; empty: nothing."""
        if sensor.kind not in OWN_SENSORS:
            return ""
        if wave is not None and wave is not WaveCondition.CLEAR:
            return self.wave_said[wave]
        if state in _PASSING:
            if battery_percent is not None and battery_percent <= _LOW_BATTERY_PERCENT:
                is_nearly_empty = battery_percent < _NEARLY_EMPTY_PERCENT
                told = self.battery_nearly_empty if is_nearly_empty else self.battery_low
                return told.format(percent=battery_percent)
            if unrecorded:
                names = [self.streams[PacketSource(name)] for name in unrecorded]
                return self.not_recorded.format(names=self.and_between.join(names))
            return ""
        return self.link_said[state]

    def strap_words(self, strap: SurveyedStrap) -> str:
        """What is known of a strap in a list; empty while nothing but its signal is."""
        check = strap.check
        if strap.is_listened_to and (check is None or not check.beats):
            return self.strap_listened_to
        if strap.found.is_held:
            return self.strap_held
        if check is None:
            return ""
        if check.beats and check.rate_per_min is not None:
            return self.strap_beats.format(rate=f"{check.rate_per_min:.0f}")
        if check.state is LinkState.OFF_SKIN:
            return self.link_short[LinkState.OFF_SKIN]
        if check.told_rate_per_min is not None:
            return self.strap_rate_only
        if check.state is LinkState.HELD:
            return self.strap_held
        return self.strap_no_beats if check.was_connected else self.strap_not_connected

    def strap_line(self, strap: SurveyedStrap, *, is_own: bool) -> str:
        """Whether it is the person's own, and what is known of it: at least its signal."""
        known = self.strap_words(strap) or self.signals[StrapSignal.of(strap.found)]
        return f"{self.last_time}, {known}" if is_own else known

    def sound_name(self, choice: SoundChoice) -> str:
        """What the chosen sounds are called."""
        return self.own_sounds if choice.own_folder else self.sound_names[choice.sounds]

    def unsaved_words(self, unsaved: Unsaved | None) -> str:
        """What to tell a person whose journal cannot be written at the moment; else empty."""
        if unsaved is None:
            return ""
        if unsaved.is_full:
            return self.unsaved_full
        return self.unsaved_refused.format(reason=unsaved.detail)

    def alone_words(self, summary: Summary) -> str:
        """How long the heart was measured, where the person went on without their sensor."""
        if summary.alone_from_s is None:
            return ""
        return self.alone_line.format(length=minutes_and_seconds(summary.alone_from_s))

    def heart_line(self, kind: SensorKind) -> str:
        """Whose heart the line in the picture is."""
        if kind is SensorKind.SIMULATED:
            return self.practice_line
        return self.recorded_line if kind is SensorKind.RECORDING else self.your_heart

    def sensor_note(self, kind: SensorKind) -> str:
        """Whose beats these were, where they were not the person's here and now; else empty."""
        notes = {
            SensorKind.SIMULATED: self.practice_note,
            SensorKind.RECORDING: self.recorded_note,
            SensorKind.NONE: self.no_sensor_note,
        }
        return notes.get(kind, "")
