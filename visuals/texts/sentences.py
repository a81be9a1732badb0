"""What is put together of words: numbers with their errors, counts, sentences about a sensor.

The words are in the catalogue; here stands which of them are said, and how a number is written.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from devices.port_survey import SurveyedPort
from devices.readings import NAMELESS, LinkState, PacketSource, SensorDescription, SensorKind
from devices.strap_list import SurveyedStrap
from devices.strap_signal import StrapSignal
from trainer.answers import usual_after
from trainer.journal.unsaved import Unsaved
from trainer.pacing import PaceChange
from trainer.signal.breath_step import LEAST_SHARE, BreathInStep
from trainer.signal.carry_over import CarryOver
from trainer.signal.figure import Figure, Withheld
from trainer.signal.waves.wave_condition import WaveCondition
from trainer.snapshot import OwnBreath, Summary
from trainer.variability import PULSE_SENSORS
from trainer.wire_view import WireView
from visuals.sound.choice import SoundChoice
from visuals.texts.catalogue import ChoiceWords, Words
from visuals.texts.plain import NO_NUMBER, minutes_and_seconds, printable

__all__ = ["OWN_SENSORS", "Texts"]

OWN_SENSORS = frozenset({SensorKind.STRAP, SensorKind.ECG_BOARD, *PULSE_SENSORS})
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
class Texts(Words):
    """All words in one language, and what is put together of them; each is itself alone."""

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

    def told(self, figure: Figure, digits: int = 0, *, is_over: bool = False) -> str:
        """Value of a figure with its standard error, or the reason why there is none."""
        if figure.withheld is not None:
            return f"{NO_NUMBER} ({self.reason(figure, is_over=is_over)})"
        return self.measured(figure, digits)

    def reason(self, figure: Figure, *, is_over: bool = False) -> str:
        """Why a figure is withheld, in plain words; empty where it has a value.

        What is over gets no more time.
        """
        if is_over and figure.withheld is Withheld.TOO_SHORT:
            return self.was_too_short
        return "" if figure.withheld is None else self.withheld[figure.withheld]

    @staticmethod
    def counted(number_of: int, words: tuple[str, str]) -> str:
        """A number with its noun: 1 breath, 2 breaths."""
        one, many = words
        return f"{number_of} {one if number_of == 1 else many}"

    def breathing_done(self, seconds: float, breaths: int | None) -> str:
        """First line under the title of the summary; without the breaths where they are None."""
        minutes, rest = divmod(round(seconds), 60)
        parts = []
        if minutes or not rest:
            parts.append(self.counted(minutes, self.minutes))
        if rest:
            parts.append(self.counted(rest, self.seconds))
        length = " ".join(parts)
        if breaths is None:
            return self.breathing_alone_line.format(length=length)
        return self.breathing_done_line.format(
            length=length, breaths=self.counted(breaths, self.breaths)
        )

    def carry_over_words(self, summary: Summary, kind: SensorKind) -> str:
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
        usual = self.usual_after.format(
            name=self.variation_of(kind), low=f"{low:.0f}", high=f"{high:.0f}", unit=self.ms
        )
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

    def sensor_name(self, sensor: SensorDescription) -> str:
        """Who is speaking; what the program itself has named is in the person's language."""
        kind = sensor.kind
        if kind is SensorKind.ECG_BOARD and sensor.name in NAMELESS.values():
            return self.ecg_board
        own = {
            SensorKind.SIMULATED: self.sensor_practice[0],
            SensorKind.NONE: self.sensor_none[0],
        }
        if sensor.name == NAMELESS.get(kind):
            return self.sensor_pulse[0]
        return own.get(kind, printable(sensor.name))

    def link_words(self, sensor: SensorDescription, state: LinkState, is_noisy: bool) -> str:
        """What the sensor is doing, in a few words beside its name."""
        if state is LinkState.ARRIVING and is_noisy:
            return self.noisy
        if state is LinkState.ENDED and sensor.kind is not SensorKind.RECORDING:
            return self.strap_stopped
        return self.link_short[state]

    def variation_of(self, kind: SensorKind) -> str:
        """What the change from beat to beat is called: a pulse is not the heart's own beat."""
        return self.pulse_variation if kind in PULSE_SENSORS else self.variation

    def link_sentence(
        self,
        sensor: SensorDescription,
        state: LinkState,
        battery_percent: int | None,
        unrecorded: tuple[str, ...] = (),
        wave: WaveCondition | None = None,
        *,
        hides_numbers: bool = False,
    ) -> str:
        """What a person needs to know of their own sensor just now, and can do; empty: nothing."""
        if sensor.kind not in OWN_SENSORS:
            return ""
        if wave is not None and wave is not WaveCondition.CLEAR:
            return self.wave_words(sensor.kind, wave)
        if state in _PASSING:
            if battery_percent is not None and battery_percent <= _LOW_BATTERY_PERCENT:
                if hides_numbers:
                    return self.battery_uncounted
                is_nearly_empty = battery_percent < _NEARLY_EMPTY_PERCENT
                told = self.battery_nearly_empty if is_nearly_empty else self.battery_low
                return told.format(percent=battery_percent)
            if unrecorded:
                names = [self.streams[PacketSource(name)] for name in unrecorded]
                return self.not_recorded.format(names=self.and_between.join(names))
            return ""
        return self.state_words(sensor.kind, state)

    def wave_words(self, kind: SensorKind, wave: WaveCondition) -> str:
        """What the wave of a wired sensor is like, and what helps."""
        return (self.ecg_said if kind is SensorKind.ECG_BOARD else self.wave_said)[wave]

    def state_words(self, kind: SensorKind, state: LinkState) -> str:
        """What the state of the link asks of a person; electrodes are no finger."""
        if kind is SensorKind.ECG_BOARD and state is LinkState.FLAT:
            return self.ecg_said[WaveCondition.NO_PULSE]
        return self.link_said[state]

    def state_title(self, kind: SensorKind, state: LinkState) -> str:
        """A title over it."""
        if kind is SensorKind.ECG_BOARD and state is LinkState.FLAT:
            return self.no_heartbeat_title
        return self.trouble_titles[state]

    def state_help(self, kind: SensorKind, state: LinkState) -> str:
        """What to do, below that title."""
        if kind is SensorKind.ECG_BOARD and state is LinkState.FLAT:
            _, _, electrodes = self.ecg_said[WaveCondition.NO_PULSE].partition(". ")
            return electrodes
        return self.trouble_helps[state]

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

    @property
    def straps(self) -> ChoiceWords:
        """Words around the list of straps."""
        return ChoiceWords(
            self.choice_title,
            self.choice_subtitle,
            self.seek_title,
            self.seek_subtitle,
            self.found_title,
            self.straps_nearby,
            self.the_strap,
            self.without_a_strap,
            self.no_strap_yet,
            self.strap_checklist,
            self.key_all,
        )

    def wire_words(self, state: LinkState | None, view: WireView | None) -> str:
        """What a board that is listened to gives; empty where it is not listened to."""
        if state is None:
            return ""
        if state is LinkState.FLAT:
            return self.wave_short[WaveCondition.NO_PULSE]
        if state is not LinkState.ARRIVING or view is None:
            return self.link_short[LinkState.LISTENING if state is LinkState.ARRIVING else state]
        if view.condition is None:
            return self.link_short[LinkState.LISTENING]
        if view.condition is WaveCondition.CLEAR and view.rate_per_min is None:
            return self.wave_short[WaveCondition.LISTENING]
        if view.rate_per_min is not None:
            return self.wire_pulse.format(rate=f"{view.rate_per_min:.0f}")
        return self.wave_short[view.condition]

    def wire_line(self, port: SurveyedPort, view: WireView | None, *, is_own: bool) -> str:
        """Whether it is the person's own, and what is known of it: at least where it is."""
        state = None if port.check is None else port.check.state
        name = port.found.device.rsplit("/", 1)[-1]
        known = self.wire_words(state, view) or self.wire_plugged_in.format(port=name)
        if port.check is not None and state is None:
            known = self.link_short[LinkState.WAKING]
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
        return self.unsaved_refused.format(reason=self.system_words(unsaved.detail))

    def unsaved_at_end(self, unsaved: Unsaved) -> str:
        """The same once the session is over."""
        if unsaved.is_full:
            return self.unsaved_full_at_end
        return self.unsaved_refused_at_end.format(reason=self.system_words(unsaved.detail))

    def system_words(self, words: str) -> str:
        """What the system says of a trouble; as it says it where the language has no words."""
        return self.refusals.system_reasons.get(words, words)

    def pace_said(self, change: PaceChange, *, hides_numbers: bool) -> str:
        """What to say for a moment of a wish for another pace."""
        words = (self.pace.uncounted if hides_numbers else self.pace.counted).of(change)
        return words.format(breaths=self.pace_number(change.breaths_per_min))

    def pace_number(self, breaths_per_min: float) -> str:
        """A pace as it is written: 6, or 5.5."""
        return f"{breaths_per_min:.3g}".replace(".", self.decimal_mark)

    def pace_changed_words(self, summary: Summary) -> str:
        """Of which pace the swings are, where the person changed it; else empty."""
        if not summary.pace_changes or summary.last_pace_per_min is None:
            return ""
        return self.pace.changed.format(breaths=self.pace_number(summary.last_pace_per_min))

    def alone_words(self, summary: Summary) -> str:
        """How long the heart was measured, where the person went on without their sensor."""
        if summary.alone_from_s is None:
            return ""
        return self.alone_line.format(length=minutes_and_seconds(summary.alone_from_s))

    def beats_counted(self, summary: Summary) -> str:
        """How many heartbeats there were, how many of them were corrected, and the gaps."""
        beats = self.counted(summary.beats, self.heartbeats)
        if not summary.beats:
            return beats  # a share of nothing is no number
        percent = self.decimal(100.0 * summary.corrected_share, 0)
        corrected = self.corrected.format(percent=percent)
        return f"{beats}, {corrected}, {self.counted(summary.gaps, self.gaps)}"

    def breaths_in_step(self, summary: Summary) -> str:
        """In how many of the breaths the heart went with them; empty where none could be judged.

        Not every breath can be: the count of all breaths is told elsewhere.
        """
        if not summary.breaths_judged:
            return ""
        said = self.in_step_one if summary.breaths_judged == 1 else self.in_step_many
        return said.format(count=summary.breaths_in_step, judged=summary.breaths_judged)

    def breath_follows(self, breath: OwnBreath) -> str:
        """How the own breath goes with the pacer's; empty where none is asked for, or too early."""
        step = breath.in_step
        if not isinstance(step, BreathInStep):
            return ""
        if step.is_in_step:
            return self.breath_in_step
        if step.share < LEAST_SHARE:
            return self.breath_own_pace
        return self.breath_behind if step.lag_breaths > 0.0 else self.breath_ahead

    def breath_numbers(self, breath: OwnBreath) -> list[str]:
        """Rate and depth of the own breath; what is withheld is left out."""
        told = []
        if breath.rate.value is not None:
            told.append(self.breath_rate.format(rate=self.decimal(breath.rate.value, 1)))
        if breath.depth.value is not None:
            percent = round(100.0 * breath.depth.value)
            told.append(self.breath_depth.format(percent=percent))
        return told

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
