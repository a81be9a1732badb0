"""Made-up choices for the pictures: one of every state that the list before a session can be in."""

from __future__ import annotations

from devices.readings import BLUETOOTH_TROUBLES, LinkState
from devices.strap_identity import FoundStrap, StrapIdentity
from devices.strap_list import StrapCheck, Survey, SurveyedStrap
from trainer.choosing import Choice, ChoiceWish, Choosing

__all__ = ["OWN", "example_choices"]

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
