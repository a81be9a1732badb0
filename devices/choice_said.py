"""Why no strap or no port is taken before a session, and what to do."""

from __future__ import annotations

from enum import unique

from devices.sayable import Sayable

__all__ = ["PortChoiceSaid", "StrapChoiceSaid"]

_NOT_FOUND = (
    "was not found. Put it on with its contacts moist. See that no watch, phone or other program "
    "holds it; then start again."
)


@unique
class StrapChoiceSaid(Sayable):
    """What is in the way of taking a strap."""

    TROUBLE = "{state}"
    SEVERAL_FIT = (
        "There are {count} straps: {names}; {asked!r} could be any of them. Say which with --strap "
        "and the end of its name or of its address."
    )
    SEVERAL = (
        "There are {count} straps: {names}; none of them was named. Say which with --strap and the "
        "end of its name or of its address."
    )
    OTHER_NAMES = "No strap is called {asked!r}; there is {names}. Name it with --strap."
    OTHERS_ONLY = (
        "Your strap {last} was not found, and no other is taken in its place. There is {names}: to "
        "use it, name it with --strap."
    )
    NAMED_NOT_FOUND = f"A strap called {{asked!r}} {_NOT_FOUND}"
    LAST_NOT_FOUND = f"Your strap {{last}} {_NOT_FOUND}"
    NONE_FOUND = f"A strap {_NOT_FOUND}"


@unique
class PortChoiceSaid(Sayable):
    """What is in the way of taking a port."""

    NONE_AT_ALL = "No pulse sensor is plugged in. A cable that only charges shows no port at all."
    NONE_LIKELY = (
        "No pulse sensor is plugged in; if it is at one of {names}, name it. A cable that only "
        "charges shows no port at all."
    )
    SEVERAL = "{count} boards are plugged in: {names}. Say which one, as in --serial {first}"
    NO_SUCH_PORT = "{name} is no serial port that is there. bellybreath sensors lists them."
    TROUBLE = "{name}: {state}"
