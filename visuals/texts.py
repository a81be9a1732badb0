"""Every word on the training and the summary screen, in one place. Plain words, short lines.

A test reads all of it for words that promise or scold. Nothing here is computed.
"""

from __future__ import annotations

import math
from typing import assert_never

from devices.readings import LinkState, SensorDescription, SensorKind
from devices.strap_list import SurveyedStrap
from trainer.plan import Stage
from trainer.signal.carry_over import CarryOver
from trainer.signal.figure import Figure
from trainer.signal.waves.wave_condition import WaveCondition, WaveKind
from trainer.snapshot import Summary

SELF_TALK = (
    "It is OK to feel insecure right now.",
    "You do not have to fix anything now.",
    "This feeling may be here. You can breathe with it.",
    "Nothing to get right. One soft breath is enough.",
    "You are allowed to rest for a moment.",
    "Feelings come and go, like the water.",
    "You can be kind to yourself right now.",
)

BREATHE_IN = "Breathe in"
BREATHE_OUT = "Breathe out"
JUST_BREATHE = "Just breathe"
PAUSED = "Paused"
ENDED = "All done"

BELLY_OUT = "belly swells gently outwards"
BELLY_BACK = "belly sinks back, softly"
NOTHING_TO_DO = "as you like, nothing to do"
GO_ON = "Space to go on"
ENDED_HINT = "thank you for taking this time"

STAGE_WORDS = {
    Stage.QUIET_BEFORE: "quiet minute",
    Stage.BREATHING: "belly breathing",
    Stage.QUIET_AFTER: "quiet minute",
    Stage.ENDED: "done",
}

TIME_LEFT = "left"
NO_SENSOR_WORDS = "just the breath"
NO_SENSOR_NOTE = "You breathed without a sensor."
PRACTICE_HEART = "practice heart, not yours"

HEART_RATE = "Heart rate"
BEATS_A_MINUTE = "beats a minute"
SWING = "Swing with each breath"
SWING_UNIT = "beats"
YOUR_START = "your start"
NO_NUMBER = "\u2013\u2009\u2013"
"""An en dash pair stands where no number may."""

YOUR_HEART = "your heart"
PRACTICE_LINE = "practice heart"
RECORDED_LINE = "recorded heart"
THE_BREATH = "the breath"
NOW = "now"

KEY_PAUSE = ("Space", "pause")
KEY_GO_ON = ("Space", "go on")
KEY_HIDE = ("H", "hide numbers")
KEY_SHOW = ("H", "show numbers")
KEY_FULL = ("F", "full screen")
KEY_FINISH = ("Esc", "finish")
KEY_DONE = ("Enter", "Done")

SUMMARY_TITLE = "You took time for yourself."
SUMMARY_STOPPED = "You stopped when you wanted to. That counts as well."
QUIET_MINUTE = "One quiet minute"
BEFORE = "before"
AFTER = "after"
VARIATION = "Beat-to-beat variation"
VARIATION_HINT = "RMSSD, at rest"
PULSE_VARIATION = "Pulse-rate variability"
"""The pulse reaches a finger later than the heart beats, by a time that varies a little."""
RATE_HINT = "mean of the quiet minute"
BPM = "a minute"
MS = "ms"
BY_CHANCE = "Changes of this size also happen by chance."
BEYOND_CHANCE = "A change of this size seldom happens by chance alone."
SWING_TITLE = "Heart and breath"
AT_START = "at the start"
AT_END = "at the end"
SWING_UNITS = "first and last three breaths"
SWING_HINT = "This swing is driven mostly by your vagus nerve."
PRACTICE_SWING = "This is how the practice heart swung. Yours has its own way."
PRACTICE_HINT = "In a person this swing is driven mostly by the vagus nerve."
RECORDED_SWING = "This is how the recorded heart swung. It was not following this breath."
RECORDED_WIDER = "The recorded heart swung wider at the end. It was not following this breath."
RECORDED_HINT = "A swing that goes with the breath is driven mostly by the vagus nerve."
NO_SENSOR_SWING = "Nothing was measured this time. Practice is what counts."
STILL_LEARNING = "Your body is still learning. Practice is what counts."
SWING_WIDER = "Your heart swung wider with the breath at the end."
PRACTICE_NOTE = "These beats came from the practice heart, not from yours."
RECORDED_NOTE = "These beats were recorded earlier."
BREATHS = ("breath", "breaths")
BREATHS_DONE = ("breath done", "breaths done")
HEARTBEATS = ("heartbeat", "heartbeats")
CORRECTED = "beats corrected"
GAPS = ("gap", "gaps")
SAVED_TO = "Saved to"
NOT_SAVED = "Not saved on this computer."


def variation(sensor: SensorKind) -> str:
    """What the change from beat to beat is called: a pulse is not the heart's own beat."""
    return PULSE_VARIATION if sensor is SensorKind.PULSE_SENSOR else VARIATION


def link_words(sensor: SensorDescription, state: LinkState, is_noisy: bool) -> str:
    """What the sensor is doing, in a few words beside its name."""
    if sensor.kind is SensorKind.NONE:
        return NO_SENSOR_WORDS
    match state:
        case LinkState.RADIO_OFF:
            return "Bluetooth is off"
        case LinkState.NO_RADIO:
            return "no Bluetooth here"
        case LinkState.NOT_ALLOWED:
            return "not allowed yet"
        case LinkState.SEARCHING:
            return "looking for it"
        case LinkState.FOUND:
            return "found"
        case LinkState.HELD:
            return "held elsewhere"
        case LinkState.CONNECTING:
            return "connecting"
        case LinkState.CHECKING:
            return "connected"
        case LinkState.RATE_ONLY:
            return "rate only"
        case LinkState.OFF_SKIN:
            return "feels no skin"
        case LinkState.LOST:
            return "out of reach"
        case LinkState.GONE:
            return "cannot be found"
        case LinkState.WAITING:
            return "waiting for beats"
        case LinkState.ARRIVING:
            return "sit still a moment" if is_noisy else "signal clear"
        case LinkState.SILENT:
            return "no beats just now"
        case LinkState.NO_PORT:
            return "not plugged in"
        case LinkState.PORT_BUSY:
            return "held elsewhere"
        case LinkState.PORT_NOT_ALLOWED:
            return "not allowed yet"
        case LinkState.WAKING:
            return "waking up"
        case LinkState.LISTENING:
            return "listening"
        case LinkState.BOARD_SILENT:
            return "says nothing"
        case LinkState.NOISE:
            return "noise only"
        case LinkState.NO_WAVE:
            return "no pulse wave"
        case LinkState.FLAT:
            return "feels no pulse"
        case LinkState.UNPLUGGED:
            return "unplugged"
        case LinkState.ENDED:
            return "at its end" if sensor.kind is SensorKind.RECORDING else "has stopped"
        case LinkState.FAILED:
            return "has stopped"
        case _:
            assert_never(state)


def link_sentence(
    sensor: SensorDescription,
    state: LinkState,
    battery_percent: int | None,
    unrecorded: tuple[str, ...] = (),
    wave: WaveCondition | None = None,
) -> str:
    """What a person needs to know of their own sensor just now, and can do; empty: nothing."""
    if sensor.kind not in (SensorKind.STRAP, SensorKind.PULSE_SENSOR):
        return ""
    if wave is not None and wave is not WaveCondition.CLEAR:
        return wave.sentence(WaveKind.PULSE)
    if state in _PASSING:
        if battery_percent is not None and battery_percent <= _LOW_BATTERY_PERCENT:
            return f"The battery of your strap is at {battery_percent} %. Change it when you can."
        if unrecorded:
            names = " and ".join(unrecorded)
            return f"Your strap does not send {names} just now. Your heartbeats are kept."
        return ""
    return state.sentence


CHOICE_TITLE = "Choose your strap."
CHOICE_SUBTITLE = "Nothing is connected before you choose."
SEEK_TITLE = "Looking for your strap."
SEEK_SUBTITLE = "It begins by itself as soon as the strap is there."
FOUND_TITLE = "Your strap is here."
MADE_SUBTITLE = "One moment."
STRAPS_NEARBY = "Straps nearby"
THE_STRAP = "Your strap"
WITHOUT_A_STRAP = "Without a strap"
PRACTICE_CARD = ("Practice heart", "simulated, not yours")
BREATH_CARD = ("Only the breath", "no sensor, no numbers")
LOOKING_FOR_IT = "looking for it"
LAST_TIME = "yours last time"
IN_RANGE = "signal"
KEY_BEGIN = ("Enter", "Begin")
KEY_CHOOSE = ("Up, Down", "choose")
KEY_LISTEN = ("Space", "listen")
KEY_ALL = ("L", "all straps")
KEY_LEAVE = ("Esc", "leave")
KEY_PRACTICE = "P"
KEY_BREATH = "N"
NO_BLUETOOTH_TITLE = "Bluetooth cannot be used"
NO_STRAP_YET = "No strap seen yet."
STRAP_CHECKLIST = (
    "Is it on your chest? Most straps wake only on the skin.",
    "Are its two contacts moist?",
    "Is another app, or a watch, still connected to it?",
)
SEARCH_STUCK = "A search does not get going. Switch Bluetooth off and on once."
STRAP_HELD = "held by another program"
STRAP_LISTENED_TO = "listening"
STRAP_NO_BEATS = "connected, no heartbeats yet"
STRAP_NO_SKIN = "feels no skin"
STRAP_RATE_ONLY = "sends no beat times"
STRAP_NOT_CONNECTED = "did not connect"


def strap_words(strap: SurveyedStrap) -> str:
    """What is known of a strap in a list; empty while nothing but its signal is."""
    check = strap.check
    if strap.is_listened_to and (check is None or not check.beats):
        return STRAP_LISTENED_TO
    if strap.found.is_held:
        return STRAP_HELD
    if check is None:
        return ""
    if check.beats and check.rate_per_min is not None:
        return f"heartbeats arrive, {check.rate_per_min:.0f} a minute"
    if check.state is LinkState.OFF_SKIN:
        return STRAP_NO_SKIN
    if check.told_rate_per_min is not None:
        return STRAP_RATE_ONLY
    if check.state is LinkState.HELD:
        return STRAP_HELD
    return STRAP_NO_BEATS if check.was_connected else STRAP_NOT_CONNECTED


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
_LOW_BATTERY_PERCENT = 15


def minutes_and_seconds(seconds: float) -> str:
    """Time as 6:42, or 1:06:42; a part of a second counts as a whole one, so it ends on 0:00."""
    minutes, rest = divmod(max(0, -int(-seconds // 1)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def number(figure: Figure, digits: int = 0) -> str:
    """Value of a figure rounded for reading, or the en dash pair where it is withheld."""
    return NO_NUMBER if figure.value is None else f"{figure.value:.{digits}f}"


def with_error(figure: Figure, digits: int = 0) -> tuple[str, str]:
    """Value of a figure and its standard error behind a plus-minus sign; empty without one.

    The error decides the digits of both: none from 1 on, one below, two where one would read
    as no error at all. A figure without an error has the digits that are asked for.
    """
    error = figure.standard_error
    if figure.value is None or error is None:
        return number(figure, digits), ""
    digits = 0 if error >= 1.0 else 1 if error >= 0.05 else 2
    return number(figure, digits), f"\N{PLUS-MINUS SIGN} {error:.{digits}f}"


def measured(figure: Figure, digits: int = 0) -> str:
    """Value of a figure with its standard error where it has one."""
    return " ".join(filter(None, with_error(figure, digits)))


def told(figure: Figure, digits: int = 0) -> str:
    """Value of a figure with its standard error, or the reason why there is none."""
    if figure.withheld is not None:
        return f"{NO_NUMBER} ({figure.withheld.value})"
    return measured(figure, digits)


def reason(figure: Figure) -> str:
    """Why a figure is withheld, in plain words; empty where it has a value."""
    return "" if figure.withheld is None else figure.withheld.value


def counted(number_of: int, one: str, many: str) -> str:
    """A number with its noun: 1 breath, 2 breaths."""
    return f"{number_of} {one if number_of == 1 else many}"


def breathing_done(seconds: float, breaths: int) -> str:
    """First line under the title of the summary."""
    minutes, rest = divmod(round(seconds), 60)
    parts = []
    if minutes or not rest:
        parts.append(counted(minutes, "minute", "minutes"))
    if rest:
        parts.append(counted(rest, "second", "seconds"))
    length = " ".join(parts)
    return f"{length} of belly breathing, {counted(breaths, *BREATHS)}."


def carry_over_words(summary: Summary) -> str:
    """What to think of the change between the quiet minutes, with the range that is usual.

    Empty where there is no change to think of.
    """
    change = summary.carry_over
    before = summary.rmssd_before.value
    if before is None or summary.rmssd_after.value is None:
        return ""
    if not isinstance(change, CarryOver):
        return BY_CHANCE
    low, high = (before * math.exp(sign * change.usual_limit_ln) for sign in (-1.0, 1.0))
    said = BY_CHANCE if change.is_usual else BEYOND_CHANCE
    return f"{said} Usual after: {low:.0f} to {high:.0f} {MS}."


def printable(name: str) -> str:
    """A name from outside as it may be printed: no control codes, nothing that is no character."""
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in name)
