"""What the doctor can find of Bluetooth and a strap, and what is to be tried then."""

from __future__ import annotations

from enum import unique

from devices.sayable import Sayable

__all__ = ["StrapAdvice", "StrapSaid"]

_WAKE = (
    "Put it on with its contacts moist: most straps wake only on the skin. Then close the app, "
    "or the watch, that may be connected to it."
)


@unique
class StrapSaid(Sayable):
    """What is so, in the order of the questions."""

    SEARCH_STUCK = "It is there, but a search does not get going; another one may be stuck."
    RADIO_ON = "It is there, and it is on."
    NO_LOOKING = "The system does not let us look."
    NO_ANSWER = "The system's Bluetooth service does not answer."
    RADIO_OFF = "It is switched off."
    NO_BUS = "Nothing here answers for it: the system's message bus (D-Bus) cannot be reached."
    NO_SERVICE = "The system's Bluetooth service does not run."
    NO_RADIO = "No radio was found."
    ALLOWED = "This program may use it."
    NOT_ALLOWED = "This program may not use it yet."
    FIRST_BLUETOOTH = "Not asked: first Bluetooth itself."
    FIRST_WHICH = "Not asked: first say which strap."
    FIRST_STRAP = "Not asked: first the strap."
    FIRST_CONNECTION = "Not asked: first a connection."
    ANOTHER_PROGRAMS = "Not asked: it is another program's just now."
    THERE = "{name} is there."
    THERE_WITH_SIGNAL = "{name} is there, and its signal is {signal}."
    SEVERAL = "There are {count}: {names}."
    ASKED_NOT_THERE = "A strap called {asked!r} does not show itself; there is {names}."
    LAST_NOT_THERE = "Your strap of last time, {last}, does not show itself; there is {names}."
    OWN_NOT_THERE = "Your strap of last time does not show itself; there is {names}."
    NONE_SEEN = "No strap shows itself."
    HELD = "Another program on this computer is connected to it."
    FREE = "It shows itself, so it has room for a listener."
    MAY_BE_HELD = "A strap that a phone or a watch holds shows itself to nobody else."
    NOT_CONNECTED = "It was seen, and no connection came up."
    CONNECTED = "It came up."
    NO_SKIN = "It feels no skin."
    ON_SKIN = "It feels your heart, so it lies well."
    SKIN_NOT_TOLD = "It says nothing of it."
    BEATS = "They arrive, about {rate:.0f} a minute."
    RATE_ONLY = "It sends a heart rate ({rate} a minute) and no beat times."
    NO_HEART_RATE = "It offers no heart rate that we could ask for."
    NONE_WITHOUT_SKIN = "Not to be expected without skin."
    NO_BEATS = "It is connected and sends none."
    BATTERY_NOT_TOLD = "It does not tell."
    BATTERY = "{percent} % are left."
    NO_PORTS = "There is none; only a sensor on a cable needs one."
    PORTS = "{names}."


@unique
class StrapAdvice(Sayable):
    """What is to be tried, in the order of the questions."""

    OFF_AND_ON_ONCE = "Switch Bluetooth off and on once."
    RESTART_LINUX = "Switch Bluetooth off and on. If it stays so: sudo systemctl restart bluetooth."
    RESTART = "Switch Bluetooth off and on, or start the computer anew."
    SWITCH_ON = "Switch it on, then ask again."
    START_BUS = (
        "Start the services dbus and bluetooth; in a container, hand in the host's /run/dbus."
    )
    START_SERVICE = "Start it: sudo systemctl enable --now bluetooth (the package is called bluez)."
    PLUG_RADIO = "Plug in a small USB one: any with Bluetooth 4.0 or newer will do."
    ALLOW_MACOS = "Let your terminal use it: in the settings, under Privacy & Security."
    ALLOW_LINUX = "Add yourself to the group that may (often `bluetooth`), and log in anew."
    ALLOW = "Allow it under Privacy in the settings of your system."
    WAKE = _WAKE
    WAKE_OR_NAME = f"{_WAKE} If another one is yours now, name it with --strap."
    NEARER = "Sit a little nearer, without your body in between."
    SAY_WHICH = (
        "Say which is yours: bellybreath doctor --strap and a part of its name, or the "
        "end of its address."
    )
    CLOSE_PROGRAM = (
        "Close that program, or disconnect the strap in the system's Bluetooth settings."
    )
    ASK_ONCE_MORE = (
        "Ask once more: a first attempt often leads to nothing. Then sit nearer, take the "
        "strap off and on, or switch Bluetooth off and on."
    )
    MOISTEN = "Moisten its contacts with water and press it on gently."
    BREATH_LEADS = "The breath can lead you; for the swing it takes a strap that sends beat times."
    TAKE_OFF_AND_ON = "Take it off and on once. If it stays so, it may be another kind of device."
    MOISTEN_AND_WAIT = "Moisten its contacts, press it on gently, and wait half a minute."
    CHANGE_BATTERY = "Change it when you can."
