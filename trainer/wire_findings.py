"""What a checkup of a wired sensor means: a verdict for each question, and the next thing to try.

It stands here and not beside the strap's, because only here is a pulse told from a wave. A
question that makes no sense after a failure is not asked, and the answer says so.
"""

from __future__ import annotations

from devices.finding import WIRE_QUESTIONS, Finding, Question, Verdict
from devices.line_shapes import LineKind
from devices.readings import LinkState
from devices.sayable import Gap
from devices.sensor_text import NAMELESS, clean_name
from devices.wire_checkup import WireCheckup
from trainer.signal.figure import Withheld
from trainer.signal.waves.wave_condition import WaveCondition
from trainer.wire_said import WireAdvice, WireSaid
from trainer.wire_view import WireView

__all__ = ["wire_findings"]

_SLOWEST_HZ = 25.0
"""Slower, no beat is timed well enough."""
_RATE_WITHIN = 0.02
_MOST_LOST = 0.01
_CLEAR_SHARE = 0.8
_HEARD = frozenset({LinkState.ARRIVING, LinkState.FLAT})


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
            why = _BARS_THE_WAY[question]
            found += [Finding(each, Verdict.NOT_KNOWN, why) for each in rest]
            break
    return tuple(found)


_BARS_THE_WAY = {
    Question.PORT_ALLOWED: WireSaid.FIRST_PORT,
    Question.PORT_FREE: WireSaid.FIRST_PORT,
    Question.LINES: WireSaid.FIRST_LINES,
    Question.FORM: WireSaid.FIRST_WAVE,
}


def _ports(checkup: WireCheckup) -> Finding:
    question = Question.PORTS
    if not checkup.listed and checkup.chosen is None:
        return Finding(question, Verdict.OK, WireSaid.NO_PORTS)
    if checkup.chosen is None:
        names = ", ".join(_words(each.device, each.title) for each in checkup.listed)
        said, advice = WireSaid.NO_BOARD, WireAdvice.NAME_THE_PORT
        return Finding(question, Verdict.OK, said, advice, gaps={"names": names})
    chosen = checkup.chosen
    gaps: dict[str, Gap] = {"name": _words(chosen.device, chosen.title)}
    if all(each.device != chosen.device for each in checkup.listed):
        return Finding(question, Verdict.OK, WireSaid.NOT_LISTED, gaps=gaps)
    said = WireSaid.LISTENED_TO
    if more := len(checkup.listed) - 1:
        said, gaps["more"] = WireSaid.LISTENED_TO_OF, more
    has_others = checkup.asked is None and len(checkup.likely) > 1
    return Finding(
        question, Verdict.OK, said, WireAdvice.FOR_ANOTHER if has_others else None, gaps=gaps
    )


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
    if _states(checkup)[-1:] != (LinkState.PORT_NOT_ALLOWED,):
        return Finding(question, Verdict.OK, WireSaid.ALLOWED)
    said, advice = WireSaid.NOT_ALLOWED, WireAdvice.WHOLE_LINK
    gaps: dict[str, Gap] = {"link": LinkState.PORT_NOT_ALLOWED}
    if checkup.group is not None:
        advice, gaps = WireAdvice.JOIN_GROUP, {"group": checkup.group or "dialout"}
    return Finding(question, Verdict.NOT, said, advice, gaps=gaps)


def _free(checkup: WireCheckup) -> Finding:
    question = Question.PORT_FREE
    match _states(checkup)[-1:]:
        case (LinkState.PORT_BUSY,):
            return Finding(question, Verdict.NOT, WireSaid.BUSY, WireAdvice.CLOSE_MONITOR)
        case (LinkState.NO_PORT | LinkState.UNPLUGGED,):
            return Finding(question, Verdict.NOT, WireSaid.GONE, WireAdvice.PUSH_CABLE)
        case _:
            return Finding(question, Verdict.OK, WireSaid.FREE)


def _lines(checkup: WireCheckup) -> Finding:
    match _states(checkup)[-1:]:
        case () | (LinkState.WAKING,):
            said, advice = WireSaid.NOTHING_COMES, WireAdvice.RESET_AND_SKETCH
        case (LinkState.BOARD_SILENT,):
            said, advice = WireSaid.SILENT, WireAdvice.BUTTON_AND_SKETCH
        case (LinkState.NOISE,):
            said, advice = WireSaid.NOISE, WireAdvice.SPEED_OR_SKETCH
        case (LinkState.DAMAGED,):
            said, advice = WireSaid.DAMAGED, WireAdvice.CABLE_AND_RESET
        case _:
            return Finding(Question.LINES, Verdict.OK, WireSaid.LINES)
    return Finding(Question.LINES, Verdict.NOT, said, advice)


def _form(checkup: WireCheckup) -> Finding:
    question = Question.FORM
    assert checkup.check is not None  # it was listened to
    state = checkup.check.state
    if state in _HEARD:
        form: dict[str, Gap] = {"form": checkup.check.form}
        if checkup.check.form.startswith(LineKind.BT1.value):
            return Finding(question, Verdict.OK, WireSaid.OWN_SKETCH, gaps=form)
        said = WireSaid.OTHER_SKETCH if checkup.check.form else WireSaid.ANY_WAVE
        return Finding(question, Verdict.OK, said, WireAdvice.OWN_SKETCH_TELLS, gaps=form)
    if state in (LinkState.UNDESCRIBED, LinkState.SENSOR_OFF):
        link: dict[str, Gap] = {"link": state}
        return Finding(question, Verdict.NOT, WireSaid.LINK, WireAdvice.LINK, gaps=link)
    said = WireSaid.NO_WAVE
    if state is LinkState.RATE_ONLY:
        said = WireSaid.RATE_ONLY
    elif state is LinkState.LISTENING:
        said = WireSaid.NOT_MADE_OUT
    return Finding(question, Verdict.NOT, said, WireAdvice.SKETCH)


def _samples(checkup: WireCheckup, view: WireView) -> Finding:
    question = Question.SAMPLES
    assert checkup.check is not None  # it was listened to
    timing = checkup.check.timing
    rate_hz = view.rate_hz if timing is None else timing.rate_hz
    if rate_hz is None:
        return Finding(question, Verdict.NOT_KNOWN, WireSaid.TOO_FEW)
    said, gaps, lost = WireSaid.RATE, dict[str, Gap](rate=rate_hz), 0
    if timing is not None:
        said = WireSaid.RATE_TIMED
        gaps["doubt"] = max(timing.rate_doubt_hz, 0.01)
        gaps["lost"], gaps["damaged"] = timing.lost, timing.damaged
        lost = timing.lost + timing.damaged
        if timing.nominal_hz is not None:
            said = WireSaid.RATE_PROMISED
            off = timing.rate_hz / timing.nominal_hz - 1.0
            gaps["promised"], gaps["off"] = timing.nominal_hz, 100.0 * off
            if abs(off) > _RATE_WITHIN:
                said, advice = WireSaid.RATE_OFF, WireAdvice.SKETCH_UNCHANGED
                return Finding(question, Verdict.NOT, said, advice, gaps=gaps)
    if rate_hz < _SLOWEST_HZ:
        advice, more = WireAdvice.SKETCH, WireSaid.TOO_SLOW
        return Finding(question, Verdict.NOT, said, advice, more, gaps)
    if lost > _MOST_LOST * rate_hz * max(checkup.check.at_s, 1.0):
        return Finding(question, Verdict.NOT, said, WireAdvice.CABLE_AND_SPEED, gaps=gaps)
    return Finding(question, Verdict.OK, said, gaps=gaps)


def _pulse(view: WireView) -> Finding:
    question = Question.PULSE
    condition = view.condition
    if condition in (None, WaveCondition.LISTENING, WaveCondition.CLEAR):
        if view.rate_per_min is None:
            return Finding(question, Verdict.NOT_KNOWN, WireSaid.NOT_SURE, WireAdvice.FINGER)
        gaps: dict[str, Gap] = {"rate": view.rate_per_min}
        share = view.sharp_share
        if share is None:
            return Finding(question, Verdict.OK, WireSaid.PULSE, gaps=gaps)
        gaps["share"] = 100.0 * share
        if share >= _CLEAR_SHARE:
            return Finding(question, Verdict.OK, WireSaid.PULSE_CLEAR, gaps=gaps)
        said, advice = WireSaid.PULSE_UNCLEAR, WireAdvice.REST_HAND
        return Finding(question, Verdict.NOT, said, advice, gaps=gaps)
    assert condition is not None  # it is none of those above
    wave: dict[str, Gap] = {"wave": condition, "kind": view.kind}
    return Finding(question, Verdict.NOT, WireSaid.WAVE, WireAdvice.WAVE, gaps=wave)


def _belt(view: WireView) -> Finding:
    question = Question.BELT
    if view.belt is None:
        return Finding(question, Verdict.OK, WireSaid.NO_BELT)
    if view.belt.value is not None:
        return Finding(question, Verdict.OK, WireSaid.BREATH, gaps={"rate": view.belt.value})
    if view.belt.withheld is Withheld.TOO_SHORT:
        return Finding(question, Verdict.NOT_KNOWN, WireSaid.BREATH_TOO_SHORT)
    return Finding(question, Verdict.NOT, WireSaid.NO_BREATH, WireAdvice.BELT)


def _states(checkup: WireCheckup) -> tuple[LinkState, ...]:
    return () if checkup.check is None else checkup.check.states


def _words(device: str, title: str) -> str:
    name, told = clean_name(device), clean_name(title)
    return name if told in (name, "n/a", NAMELESS) else f"{name} ({told})"
