"""What a checkup of a wired sensor means: a verdict for each question, and the next thing to try.

It stands here and not beside the strap's, because only here is a pulse told from a wave. A
question that makes no sense after a failure is not asked, and the answer says so.
"""

from __future__ import annotations

from devices.finding import WIRE_QUESTIONS, Finding, Question, Verdict
from devices.line_shapes import LineKind
from devices.readings import LinkState
from devices.sensor_text import NAMELESS, clean_name
from devices.wire_checkup import WireCheckup
from trainer.signal.figure import Withheld
from trainer.signal.waves.wave_condition import WaveCondition
from trainer.wire_view import WireView

__all__ = ["wire_findings"]

_SLOWEST_HZ = 25.0
"""Slower, no beat is timed well enough."""
_RATE_WITHIN = 0.02
_MOST_LOST = 0.01
_CLEAR_SHARE = 0.8
_HEARD = frozenset({LinkState.ARRIVING, LinkState.FLAT})
_SKETCH = "Put the Bellybreath sketch on it (firmware_notes), and close the Arduino monitor."


def wire_findings(checkup: WireCheckup, view: WireView) -> tuple[Finding, ...]:
    """All answers once the checkup is over; the first one alone where no board is plugged in.

    Parameters
    ----------
    checkup
        What was seen of the port.
    view
        What its wave shows.
    """
    if not checkup.is_over:
        return ()
    ports = _ports(checkup)
    if checkup.chosen is None or checkup.check is None:
        return (ports,)
    found = [ports]
    for question in WIRE_QUESTIONS:
        answer = _answer(question, checkup, view)
        found.append(answer)
        if answer.verdict is Verdict.NOT and question in _BARS_THE_WAY:
            rest = WIRE_QUESTIONS[WIRE_QUESTIONS.index(question) + 1 :]
            why = f"Not asked: first {_BARS_THE_WAY[question]}."
            found += [Finding(each, Verdict.NOT_KNOWN, why) for each in rest]
            break
    return tuple(found)


_BARS_THE_WAY = {
    Question.PORT_ALLOWED: "the port",
    Question.PORT_FREE: "the port",
    Question.LINES: "lines that can be read",
    Question.FORM: "a wave",
}


def _ports(checkup: WireCheckup) -> Finding:
    question = Question.PORTS
    if not checkup.listed and checkup.chosen is None:
        return Finding(
            question,
            Verdict.OK,
            "There is none; only a sensor on a cable needs one.",
        )
    names = ", ".join(_words(each.device, each.title) for each in checkup.listed)
    if checkup.chosen is None:
        return Finding(
            question,
            Verdict.OK,
            f"{names}; none of them is plainly a board.",
            "If your sensor is at one of them: bellybreath doctor --serial and its name. If it is "
            "not there, try another cable: some only charge.",
        )
    chosen = checkup.chosen
    name = _words(chosen.device, chosen.title)
    if all(each.device != chosen.device for each in checkup.listed):
        return Finding(question, Verdict.OK, f"{name}, as you said; the system does not list it.")
    more = len(checkup.listed) - 1
    others = f" ({more} more)" if more else ""
    advice = ""
    if checkup.asked is None and len(checkup.likely) > 1:
        advice = "For another one: bellybreath doctor --serial and its name."
    return Finding(question, Verdict.OK, f"{name} is listened to{others}.", advice)


def _answer(question: Question, checkup: WireCheckup, view: WireView) -> Finding:
    match question:
        case Question.PORT_ALLOWED:
            return _allowed(checkup)
        case Question.PORT_FREE:
            return _free(checkup)
        case Question.LINES:
            return _lines(checkup)
        case Question.FORM:
            return _form(checkup)
        case Question.SAMPLES:
            return _samples(checkup, view)
        case Question.PULSE:
            return _pulse(view)
        case _:
            return _belt(view)


def _allowed(checkup: WireCheckup) -> Finding:
    question = Question.PORT_ALLOWED
    if _states(checkup)[-1:] == (LinkState.PORT_NOT_ALLOWED,):
        group = checkup.group or "dialout"
        return Finding(
            question,
            Verdict.NOT,
            "The system does not let you open it.",
            f"Run this once: sudo usermod -aG {group} $USER; then log out and in."
            if checkup.group is not None
            else LinkState.PORT_NOT_ALLOWED.sentence,
        )
    return Finding(question, Verdict.OK, "This program may open it.")


def _free(checkup: WireCheckup) -> Finding:
    question = Question.PORT_FREE
    match _states(checkup)[-1:]:
        case (LinkState.PORT_BUSY,):
            return Finding(
                question,
                Verdict.NOT,
                "Another program has it open.",
                "Close it: often it is the Arduino serial monitor or plotter.",
            )
        case (LinkState.NO_PORT | LinkState.UNPLUGGED,):
            return Finding(
                question,
                Verdict.NOT,
                "It cannot be opened, or went away.",
                "Push the cable home at both ends; try another cable or socket.",
            )
        case _:
            return Finding(question, Verdict.OK, "No other program holds it.")


def _lines(checkup: WireCheckup) -> Finding:
    question = Question.LINES
    match _states(checkup)[-1:]:
        case () | (LinkState.WAKING,):
            return Finding(question, Verdict.NOT, "Nothing comes.", f"Press reset. {_SKETCH}")
        case (LinkState.BOARD_SILENT,):
            return Finding(
                question,
                Verdict.NOT,
                "The board is there and says nothing.",
                f"Press its reset button. {_SKETCH}",
            )
        case (LinkState.NOISE,):
            return Finding(
                question,
                Verdict.NOT,
                "Noise comes, and no text, at every speed that was tried.",
                f"If you know its speed: train --serial --baud N. Otherwise: {_SKETCH}",
            )
        case (LinkState.DAMAGED,):
            return Finding(
                question,
                Verdict.NOT,
                "Every line arrives damaged.",
                "Try another USB cable, without a hub, and press the reset button.",
            )
        case _:
            return Finding(question, Verdict.OK, "They come.")


def _form(checkup: WireCheckup) -> Finding:
    question = Question.FORM
    assert checkup.check is not None  # it was listened to
    state = checkup.check.state
    if state in _HEARD:
        form = checkup.check.form or "a wave"
        if form.startswith(LineKind.BT1.value):
            return Finding(question, Verdict.OK, f"Bellybreath's own sketch speaks: {form}.")
        return Finding(
            question,
            Verdict.OK,
            f"A wave is read out of {form}.",
            "The Bellybreath sketch would also tell of lost and damaged samples.",
        )
    if state is LinkState.RATE_ONLY:
        return Finding(
            question,
            Verdict.NOT,
            "The board sends a heart rate and no wave to time beats by.",
            _SKETCH,
        )
    if state in (LinkState.UNDESCRIBED, LinkState.SENSOR_OFF):
        said, _, advice = state.sentence.partition(". ")
        return Finding(question, Verdict.NOT, f"{said}.", advice)
    if state is LinkState.LISTENING:
        return Finding(
            question, Verdict.NOT, "What its lines mean could not be made out in time.", _SKETCH
        )
    return Finding(question, Verdict.NOT, "Its lines hold no pulse wave.", _SKETCH)


def _samples(checkup: WireCheckup, view: WireView) -> Finding:
    question = Question.SAMPLES
    assert checkup.check is not None  # it was listened to
    timing = checkup.check.timing
    rate_hz = view.rate_hz if timing is None else timing.rate_hz
    if rate_hz is None:
        return Finding(question, Verdict.NOT_KNOWN, "Too few came to tell.")
    said = f"{rate_hz:.1f} a second"
    lost = 0
    if timing is not None:
        said = f"{rate_hz:.2f} a second, within {max(timing.rate_doubt_hz, 0.01):.2f}"
        lost = timing.lost + timing.damaged
        if timing.nominal_hz is not None:
            off = timing.rate_hz / timing.nominal_hz - 1.0
            said += f"; the board promises {timing.nominal_hz:g} ({100.0 * off:+.2f} %)"
            if abs(off) > _RATE_WITHIN:
                return Finding(
                    question,
                    Verdict.NOT,
                    f"{said}.",
                    "Beats are timed by what came, so no number is wrong; still, see that the "
                    "sketch is unchanged and the board is the one that it was made for.",
                )
        said += f"; {timing.lost} lost, {timing.damaged} lines damaged"
    if rate_hz < _SLOWEST_HZ:
        return Finding(question, Verdict.NOT, f"{said}. That is too slow to time a beat.", _SKETCH)
    if lost > _MOST_LOST * rate_hz * max(checkup.check.at_s, 1.0):
        return Finding(
            question,
            Verdict.NOT,
            f"{said}.",
            "Try another USB cable, without a hub, and leave the sketch at 115200 baud.",
        )
    return Finding(question, Verdict.OK, f"{said}.")


def _pulse(view: WireView) -> Finding:
    question = Question.PULSE
    condition = view.condition
    if condition in (None, WaveCondition.LISTENING, WaveCondition.CLEAR):
        if view.rate_per_min is None:
            return Finding(
                question,
                Verdict.NOT_KNOWN,
                "Not sure yet.",
                "Lay a finger on the sensor, hold it still, and ask once more.",
            )
        said = f"It is seen, about {view.rate_per_min:.0f} a minute"
        share = view.sharp_share
        if share is None or share >= _CLEAR_SHARE:
            clear = "" if share is None else f"; {100.0 * share:.0f} % of the beats are clear"
            return Finding(question, Verdict.OK, f"{said}{clear}.")
        return Finding(
            question,
            Verdict.NOT,
            f"{said}, but only {100.0 * share:.0f} % of the beats are clear.",
            "Rest the hand on your lap, shade the sensor, and press less.",
        )
    assert condition is not None  # it is none of those above
    said, _, advice = condition.sentence(view.kind).partition(". ")
    return Finding(question, Verdict.NOT, f"{said}.", advice)


def _belt(view: WireView) -> Finding:
    question = Question.BELT
    if view.belt is None:
        return Finding(
            question, Verdict.OK, "There is none; only your own breath beside the pacer's needs it."
        )
    if view.belt.value is not None:
        return Finding(question, Verdict.OK, f"It shows a breath, {view.belt.value:.1f} a minute.")
    if view.belt.withheld is Withheld.TOO_SHORT:
        return Finding(question, Verdict.NOT_KNOWN, "It moves; not long enough to count breaths.")
    return Finding(
        question,
        Verdict.NOT,
        "It shows no breath.",
        "Draw its cord a little tight, in front below the navel; see that its plug sits at A1. "
        "Without a belt, write #define BELT 0 in the sketch.",
    )


def _states(checkup: WireCheckup) -> tuple[LinkState, ...]:
    return () if checkup.check is None else checkup.check.states


def _words(device: str, title: str) -> str:
    name, told = clean_name(device), clean_name(title)
    return name if told in (name, "n/a", NAMELESS) else f"{name} ({told})"
