"""Made-up choices for the pictures: one of every state that the list before a session can be in."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from devices.board_ports import FoundPort, PortIdentity
from devices.port_check import PortCheck
from devices.port_survey import PortList, SurveyedPort
from devices.readings import BLUETOOTH_TROUBLES, LinkState
from devices.strap_identity import FoundStrap, StrapIdentity
from devices.strap_list import StrapCheck, Survey, SurveyedStrap
from trainer.choosing import Choice, ChoiceWish, Choosing
from trainer.choosing_wire import WireChoosing
from trainer.signal.waves.wave_condition import WaveCondition
from trainer.wire_view import WireView

__all__ = ["OWN", "example_choices", "example_wire_choices"]

OWN = StrapIdentity("Polar H10 1A2B3C4D", "C0:FF:EE:00:00:A1")
_TWIN = StrapIdentity("Polar H10 1A2B3C4D", "C0:FF:EE:00:00:A2")
_OTHER = StrapIdentity("HRM-Dual:123456", "C0:FF:EE:00:00:B7")
_BEATS = StrapCheck((LinkState.ARRIVING,), beats=6, mean_rr_ms=950.0, battery_percent=87)
_FEW = Survey(
    (
        SurveyedStrap(FoundStrap(OWN, -58, is_held=False), _BEATS),
        SurveyedStrap(FoundStrap(_TWIN, -70, is_held=False)),
        SurveyedStrap(FoundStrap(_OTHER, None, is_held=True)),
    )
)
_MANY = Survey(
    tuple(
        SurveyedStrap(
            FoundStrap(
                StrapIdentity(f"TICKR {n}F2A", f"D4:12:43:00:00:{n:02X}"), -56 - 4 * n, False
            ),
            is_listened_to=n == 2,
        )
        for n in range(1, 12)
    )
)


def example_choices() -> dict[str, Choice]:
    """Choices by the name of their state."""
    made = {
        "few": _choice(survey=_FEW),
        "own": _choice(remembered=OWN, survey=_FEW, wishes=(ChoiceWish.LIST,)),
        "practice": _choice(survey=_FEW, wishes=(ChoiceWish.DOWN,) * 3),
        "many": _choice(survey=_MANY),
        "many, last": _choice(survey=_MANY, wishes=(ChoiceWish.DOWN,) * 10),
        "none": _choice(),
        "seeking": _choice(remembered=OWN),
        "seeking long": _choice(remembered=OWN, at_s=30.0),
        "seeking a name": _choice(asked="H10", at_s=30.0),
        "made": _choice(remembered=OWN, survey=_FEW),
        "from the start": _choice(survey=_FEW, leads_back=True),
        "left": _choice(survey=_FEW, wishes=(ChoiceWish.LEAVE,)),
    }
    for trouble in BLUETOOTH_TROUBLES:
        made[trouble.value] = _choice(survey=Survey((), trouble))
        made[f"seeking, {trouble.value}"] = _choice(remembered=OWN, survey=Survey((), trouble))
    checks = {
        "off": StrapCheck((LinkState.CHECKING, LinkState.OFF_SKIN)),
        "rate": StrapCheck((LinkState.CHECKING, LinkState.RATE_ONLY), told_rate_per_min=61),
        "silent": StrapCheck((LinkState.CHECKING, LinkState.WAITING), is_over=True),
        "refused": StrapCheck((LinkState.CONNECTING,), is_over=True),
    }
    for name, check in checks.items():
        strap = SurveyedStrap(FoundStrap(OWN, -91, is_held=False), check)
        made[name] = _choice(
            remembered=OWN, survey=Survey((strap,)), wishes=(ChoiceWish.LIST,), lists_first=True
        )
    return made


def example_wire_choices() -> dict[str, Choice]:
    """Choices among boards, by the name of their state."""
    uno = FoundPort("/dev/ttyACM0", "Arduino Uno", PortIdentity(0x2341, 0x0043, "7553"))
    nano = FoundPort("/dev/ttyUSB0", "USB Serial", PortIdentity(0x1A86, 0x7523, None))
    heard = PortCheck((LinkState.WAKING, LinkState.ARRIVING), "BT1 at 115200 baud", at_s=8.0)
    waking = PortCheck((LinkState.WAKING,))
    both = PortList((SurveyedPort(uno, True), SurveyedPort(nano, True)), has_looked=True)
    listening = PortList(
        (SurveyedPort(uno, True, heard), SurveyedPort(nano, True, waking)), has_looked=True
    )
    clear = WireView(
        condition=WaveCondition.CLEAR, rate_per_min=66.4, sharp_share=0.97, curve=_example_curve()
    )
    none = WireView(condition=WaveCondition.NO_PULSE, curve=_example_curve(is_pulse=False))
    return {
        "plugged in": _wire(both),
        "pulse": _with_view(_wire(listening, (ChoiceWish.LISTEN,)), clear),
        "no finger": _with_view(_wire(listening, (ChoiceWish.LISTEN,)), none),
        "nothing": _wire(PortList(has_looked=True), at_s=9.0),
        "sought": _wire(PortList(has_looked=True), remembered=uno, at_s=9.0),
        "found": _wire(both, remembered=uno, at_s=9.0),
    }


def _wire(
    ports: PortList,
    wishes: tuple[ChoiceWish, ...] = (),
    *,
    remembered: FoundPort | None = None,
    at_s: float = 1.0,
) -> Choice:
    choosing = WireChoosing(remembered, 0.0, lambda _: None)
    choosing.see(ports, 0.0)
    choosing.see(ports, at_s)
    for wish in wishes:
        choosing.wish(wish)
    return choosing.choice()


def _with_view(choice: Choice, view: WireView) -> Choice:
    """The first board shows a wave, the second none yet."""
    first, *rest = choice.options
    return replace(choice, options=(replace(first, view=view), *rest))


def _example_curve(*, is_pulse: bool = True) -> tuple[float, ...]:
    """Six seconds of a pulse, or of nothing."""
    chance = np.random.default_rng(2)
    at_s = np.arange(96) / 16.0
    into = (at_s * 1.1) % 1.0
    bells = np.exp(-0.5 * ((into - 0.2) / 0.07) ** 2)
    bells += 0.35 * np.exp(-0.5 * ((into - 0.5) / 0.1) ** 2)
    drawn = bells if is_pulse else 0.5 + 0.16 * chance.standard_normal(96)
    low, high = float(drawn.min()), float(drawn.max())
    return tuple(float((each - low) / (high - low)) for each in drawn)


def _choice(
    asked: str | None = None,
    remembered: StrapIdentity | None = None,
    survey: Survey | None = None,
    at_s: float = 1.0,
    wishes: tuple[ChoiceWish, ...] = (),
    *,
    lists_first: bool = False,
    leads_back: bool = False,
) -> Choice:
    choosing = Choosing(asked, remembered, 0.0, lambda _: None, leads_back=leads_back)
    if lists_first or ChoiceWish.LIST in wishes:
        choosing.show_all()
    choosing.see(survey if survey is not None else Survey(), at_s)
    for wish in wishes:
        choosing.wish(wish)
    return choosing.choice()
