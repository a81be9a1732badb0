"""What the doctor can find of a wired sensor, and what is to be tried then."""

from __future__ import annotations

from enum import unique

from devices.sayable import Sayable

__all__ = ["WireAdvice", "WireSaid"]

_SKETCH = "Put the Bellybreath sketch on it (firmware_notes), and close the Arduino monitor."


@unique
class WireSaid(Sayable):
    """What is so, in the order of the questions."""

    FIRST_PORT = "Not asked: first the port."
    FIRST_LINES = "Not asked: first lines that can be read."
    FIRST_WAVE = "Not asked: first a wave."
    NO_PORTS = "There is none; only a sensor on a cable needs one."
    NO_BOARD = "{names}; none of them is plainly a board."
    NOT_LISTED = "{name}, as you said; the system does not list it."
    LISTENED_TO = "{name} is listened to."
    LISTENED_TO_OF = "{name} is listened to ({more} more)."
    NOT_ALLOWED = "The system does not let you open it."
    ALLOWED = "This program may open it."
    BUSY = "Another program has it open."
    GONE = "It cannot be opened, or went away."
    FREE = "No other program holds it."
    NOTHING_COMES = "Nothing comes."
    SILENT = "The board is there and says nothing."
    NOISE = "Noise comes, and no text, at every speed that was tried."
    DAMAGED = "Every line arrives damaged."
    LINES = "They come."
    OWN_SKETCH = "Bellybreath's own sketch speaks: {form}."
    OTHER_SKETCH = "A wave is read out of {form}."
    ANY_WAVE = "A wave is read out of its lines."
    RATE_ONLY = "The board sends a heart rate and no wave to time beats by."
    LINK = "{link}."
    """What the link says of its state; `LINK` of the advice is the rest of it."""
    NOT_MADE_OUT = "What its lines mean could not be made out in time."
    NO_WAVE = "Its lines hold no pulse wave."
    TOO_FEW = "Too few came to tell."
    RATE = "{rate:.1f} a second."
    RATE_TIMED = "{rate:.2f} a second, within {doubt:.2f}; {lost} lost, {damaged} lines damaged."
    RATE_PROMISED = (
        "{rate:.2f} a second, within {doubt:.2f}; the board promises {promised:g} "
        "({off:+.2f} %); {lost} lost, {damaged} lines damaged."
    )
    RATE_OFF = (
        "{rate:.2f} a second, within {doubt:.2f}; the board promises {promised:g} ({off:+.2f} %)."
    )
    TOO_SLOW = "That is too slow to time a beat."
    NOT_SURE = "Not sure yet."
    PULSE = "It is seen, about {rate:.0f} a minute."
    PULSE_CLEAR = "It is seen, about {rate:.0f} a minute; {share:.0f} % of the beats are clear."
    PULSE_UNCLEAR = (
        "It is seen, about {rate:.0f} a minute, but only {share:.0f} % of the beats are clear."
    )
    WAVE = "{wave}."
    """What the wave's condition says; `WAVE` of the advice is the rest of it."""
    NO_BELT = "There is none; only your own breath beside the pacer's needs it."
    BREATH = "It shows a breath, {rate:.1f} a minute."
    BREATH_TOO_SHORT = "It moves; not long enough to count breaths."
    NO_BREATH = "It shows no breath."


@unique
class WireAdvice(Sayable):
    """What is to be tried, in the order of the questions."""

    NAME_THE_PORT = (
        "If your sensor is at one of them: bellybreath doctor --serial and its name. If it is "
        "not there, try another cable: some only charge."
    )
    FOR_ANOTHER = "For another one: bellybreath doctor --serial and its name."
    JOIN_GROUP = "Run this once: sudo usermod -aG {group} $USER; then log out and in."
    WHOLE_LINK = "{link}. {link_advice}"
    CLOSE_MONITOR = "Close it: often it is the Arduino serial monitor or plotter."
    PUSH_CABLE = "Push the cable home at both ends; try another cable or socket."
    RESET_AND_SKETCH = f"Press reset. {_SKETCH}"
    BUTTON_AND_SKETCH = f"Press its reset button. {_SKETCH}"
    SPEED_OR_SKETCH = f"If you know its speed: train --serial --baud N. Otherwise: {_SKETCH}"
    CABLE_AND_RESET = "Try another USB cable, without a hub, and press the reset button."
    OWN_SKETCH_TELLS = "The Bellybreath sketch would also tell of lost and damaged samples."
    SKETCH = _SKETCH
    LINK = "{link_advice}"
    SKETCH_UNCHANGED = (
        "Beats are timed by what came, so every number holds. Still, see that the sketch is "
        "unchanged, and that it was made for this board."
    )
    CABLE_AND_SPEED = "Try another USB cable, without a hub, and leave the sketch at 115200 baud."
    FINGER = "Lay a finger on the sensor, hold it still, and ask once more."
    REST_HAND = "Rest the hand on your lap, shade the sensor, and press less."
    WAVE = "{wave_advice}"
    BELT = (
        "Draw its cord a little tight, in front below the navel; see that its plug sits at A1. "
        "Without a belt, write #define BELT 0 in the sketch."
    )
