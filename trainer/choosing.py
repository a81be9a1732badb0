"""Which heart is followed: the choice before a session, as a function of what is told.

Like the session it waits for nothing and asks no clock. It is told of the straps that are near,
of the time and of the person's wishes; it says what can be chosen and, in the end, what was.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from devices.errors import StrapChoiceError
from devices.port_survey import SurveyedPort
from devices.readings import LinkState
from devices.strap_identity import StrapIdentity, choose_strap, told_apart
from devices.strap_list import Survey, SurveyedStrap
from trainer.wire_view import WireView

__all__ = [
    "BREATH_KEY",
    "PRACTICE_KEY",
    "SENSOR_KINDS",
    "Choice",
    "ChoiceWish",
    "Choosing",
    "Option",
    "OptionKind",
    "Wishing",
    "without_a_sensor",
]

PRACTICE_KEY = "practice"
BREATH_KEY = "breath"
_SOUGHT_KEY = "sought"
_SETTLE_S = 4.0
"""From the first strap that fits until it is taken by itself: a second one may follow."""
_PATIENT_S = 8.0
"""A strap that is sought by itself and not seen for so long: time for the checklist."""


class OptionKind(Enum):
    """What can be chosen."""

    STRAP = "strap"
    """The beats of a strap."""
    WIRE = "wire"
    """The pulse of a sensor on a cable."""
    PRACTICE = "practice"
    """The simulated heart."""
    BREATH = "breath"
    """The breath alone, without any sensor."""


SENSOR_KINDS = frozenset({OptionKind.STRAP, OptionKind.WIRE})


class ChoiceWish(Enum):
    """What a person may ask for while they choose, beside naming an option."""

    UP = "up"
    DOWN = "down"
    TAKE = "take"
    """The option that is in focus."""
    LISTEN = "listen"
    """To the sensor that is in focus: do beats arrive?"""
    LIST = "list"
    """All that is near, in place of the one sensor that is sought."""
    LEAVE = "leave"
    """None of it; nothing begins."""


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that can be chosen."""

    kind: OptionKind
    key: str
    """Stays the same while the list changes: an address, or the kind's own key."""
    name: str
    """Straps of one name are told apart by their last digits."""
    number: int | None = None
    """The digit that chooses it; a strap keeps its own even when others go."""
    strap: SurveyedStrap | None = None
    """None for a strap that is sought and was not seen yet, and for what is no strap."""
    is_own: bool = False
    """True for the sensor of last time."""
    port: SurveyedPort | None = None
    """The same of a wired sensor."""
    view: WireView | None = None
    """What its wave shows, once it is listened to."""

    @property
    def is_sensor(self) -> bool:
        """True for what a list holds: a strap, or a wired sensor."""
        return self.kind in SENSOR_KINDS

    @property
    def is_there(self) -> bool:
        """True for a sensor that was seen."""
        return self.strap is not None or self.port is not None

    @property
    def can_be_taken(self) -> bool:
        """False for a sensor that is not there."""
        return not self.is_sensor or self.is_there


@dataclass(frozen=True, slots=True)
class Choice:
    """The choice at one moment; drawing it decides nothing."""

    options: tuple[Option, ...]
    focus: str
    """Key of the option that is in focus."""
    is_seeking: bool
    """True while one sensor is sought that will be taken by itself."""
    trouble: LinkState | None
    """Why Bluetooth cannot be used; its sentence says what to do."""
    needs_checklist: bool
    """True where no sensor is seen and a person should be told what helps."""
    is_made: bool = False
    """True once it has been made; the list is being put away."""
    is_left: bool = False
    """True once the person left it; the list is being put away."""
    leads_back: bool = False
    """True where leaving leads back to where the person came from."""
    family: OptionKind = OptionKind.STRAP
    """What is listed: straps, or wired sensors."""

    @property
    def straps(self) -> tuple[Option, ...]:
        """The options that are straps."""
        return tuple(option for option in self.options if option.kind is OptionKind.STRAP)

    @property
    def sensors(self) -> tuple[Option, ...]:
        """The options that are sensors."""
        return tuple(option for option in self.options if option.is_sensor)

    @property
    def focused(self) -> Option:
        """The option that is in focus."""
        return next(option for option in self.options if option.key == self.focus)


class Wishing:
    """What both lists have in common: focus, wishes, and what was taken.

    Parameters
    ----------
    is_seeking
        True where one sensor is sought first, to be taken by itself.
    listen_to
        Asks for a sensor to be listened to.
    """

    def __init__(self, is_seeking: bool, listen_to: Callable[[str], None]) -> None:
        self._is_seeking = is_seeking
        self._listen_to = listen_to
        self._numbers: dict[str, int] = {}
        self._focus: str | None = None
        self._taken: Option | None = None
        self._is_left = False

    @property
    def taken(self) -> Option | None:
        """What was chosen; None while nothing was."""
        return self._taken

    @property
    def is_left(self) -> bool:
        """True once the person left without choosing."""
        return self._is_left

    def wish(self, wish: ChoiceWish) -> None:
        """Follow a wish."""
        options = self._options()
        focus = self._focused(options)
        place = [option.key for option in options].index(focus.key)
        match wish:
            case ChoiceWish.UP:
                self._focus = options[max(0, place - 1)].key
            case ChoiceWish.DOWN:
                self._focus = options[min(len(options) - 1, place + 1)].key
            case ChoiceWish.TAKE:
                self.take(focus.key)
            case ChoiceWish.LISTEN:
                if self._can_listen(focus):
                    self._listen_to(focus.key)
                    self._is_seeking = False
            case ChoiceWish.LIST:
                self.show_all()
            case ChoiceWish.LEAVE:
                self._is_left = True

    def show_all(self) -> None:
        """Seek no single sensor any more; show all that are near."""
        self._is_seeking = False
        self._focus = None

    def focus_on(self, key: str) -> None:
        """Bring an option into focus, if it is there."""
        if any(option.key == key for option in self._options()):
            self._focus = key

    def take(self, key: str) -> None:
        """Choose an option, if it is there; the first choice holds, and so does leaving."""
        if self._is_left:
            return
        for option in self._options():
            if option.key == key and option.can_be_taken and self._taken is None:
                self._taken = option
                self._focus = key

    def take_number(self, number: int) -> None:
        """Choose the sensor with a number, if it is there."""
        for option in self._options():
            if option.number == number:
                self.take(option.key)

    def choice(self) -> Choice:
        """What a picture needs."""
        raise NotImplementedError

    def _options(self) -> tuple[Option, ...]:
        raise NotImplementedError

    def _can_listen(self, option: Option) -> bool:
        raise NotImplementedError

    def _focused(self, options: tuple[Option, ...]) -> Option:
        """The option that the person went to; else the first one."""
        return next((each for each in options if each.key == self._focus), options[0])


def without_a_sensor() -> tuple[Option, Option]:
    """What can be chosen in every list."""
    return Option(OptionKind.PRACTICE, PRACTICE_KEY, ""), Option(OptionKind.BREATH, BREATH_KEY, "")


class Choosing(Wishing):
    """The choice among straps: holds what is known and wished.

    Parameters
    ----------
    asked
        The name that was given on the command line; None: none.
    remembered
        The strap of last time. It, or the one that was asked for, is sought first and taken by
        itself; with neither, the list is shown at once.
    began_s
        The time now.
    listen_to
        Asks for a strap to be listened to.
    leads_back
        True where leaving leads back to where the person came from; else it ends the program.
    """

    def __init__(
        self,
        asked: str | None,
        remembered: StrapIdentity | None,
        began_s: float,
        listen_to: Callable[[str], None],
        *,
        leads_back: bool = False,
    ) -> None:
        super().__init__(asked is not None or remembered is not None, listen_to)
        self._asked = asked
        self._remembered = remembered
        self._leads_back = leads_back
        self._survey = Survey()
        self._now_s = began_s
        self._began_s = began_s
        self._fitting_since_s: float | None = None

    def see(self, survey: Survey, now_s: float) -> None:
        """Take in what is near at a time."""
        self._survey = survey
        self._now_s = now_s
        for strap in survey.straps:
            self._numbers.setdefault(strap.identity.address, len(self._numbers) + 1)
        if self._is_seeking and self._taken is None:
            self._seek()

    def choice(self) -> Choice:
        """What a picture needs."""
        options = self._options()
        is_patient = self._is_seeking and self._now_s - self._began_s < _PATIENT_S
        is_seen = any(option.is_there for option in options)
        return Choice(
            options,
            self._focused(options).key,
            is_seeking=self._is_seeking,
            trouble=self._survey.trouble,
            needs_checklist=not is_seen and not is_patient,
            is_made=self._taken is not None,
            is_left=self._is_left,
            leads_back=self._leads_back,
            family=OptionKind.STRAP,
        )

    def _seek(self) -> None:
        """Take the strap that is sought once it is there, and free, and the only one."""
        straps = self._survey.identities
        try:
            meant = choose_strap(straps, self._asked, self._remembered)
        except StrapChoiceError:
            self._is_seeking = False  # more than one fits: the person says which
            return
        if meant is None:
            self._fitting_since_s = None
            return
        if self._fitting_since_s is None:
            self._fitting_since_s = self._now_s
        is_certain = self._asked is None or meant.address.casefold() == self._asked.casefold()
        if not is_certain and self._now_s - self._fitting_since_s < _SETTLE_S:
            return
        (strap,) = (each for each in self._survey.straps if each.identity == meant)
        if not strap.found.is_held:
            self.take(meant.address)

    def _options(self) -> tuple[Option, ...]:
        straps = [self._option(strap) for strap in self._survey.straps]
        straps.sort(key=lambda option: not option.is_own)
        if self._is_seeking:
            straps = [option for option in straps if self._is_sought(option)]
            if not straps:
                name = self._remembered.name if self._remembered is not None else ""
                name = self._asked if self._asked is not None else name
                straps = [Option(OptionKind.STRAP, _SOUGHT_KEY, name, is_own=self._asked is None)]
        return (*straps, *without_a_sensor())

    def _option(self, strap: SurveyedStrap) -> Option:
        identity = strap.identity
        remembered = self._remembered
        return Option(
            OptionKind.STRAP,
            identity.address,
            told_apart(identity, self._survey.identities),
            self._numbers[identity.address],
            strap,
            remembered is not None and remembered.is_same(identity.address, identity.name),
        )

    def _is_sought(self, option: Option) -> bool:
        if self._asked is None:
            return option.is_own
        assert option.strap is not None  # it comes from the survey
        return choose_strap([option.strap.identity], self._asked, None) is not None

    def _can_listen(self, option: Option) -> bool:
        return option.strap is not None and not option.strap.found.is_held
