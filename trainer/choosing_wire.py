"""Which wired sensor is followed: the choice as among straps, of boards that are plugged in."""

from __future__ import annotations

from collections.abc import Callable

from devices.board_ports import FoundPort
from devices.port_survey import PortList, SurveyedPort
from devices.sensor_text import clean_name
from trainer.choosing import Choice, Option, OptionKind, Wishing, without_a_sensor
from trainer.wire_view import WireView, WireWatch

__all__ = ["WireChoosing"]

_SOUGHT_KEY = "sought"
_PATIENT_S = 4.0
"""The system lists what is plugged in within a second or two."""
_SEEN_S = 1.5
"""So long the board of last time is shown before it is taken by itself."""


class WireChoosing(Wishing):
    """Holds what is plugged in and wished.

    Parameters
    ----------
    remembered
        The board of last time. It is sought first and taken by itself; without it, the list is
        shown at once.
    began_s
        The time now.
    listen_to
        Asks for a port to be listened to.
    """

    def __init__(
        self, remembered: FoundPort | None, began_s: float, listen_to: Callable[[str], None]
    ) -> None:
        super().__init__(remembered is not None, listen_to)
        self._remembered = remembered
        self._ports: tuple[SurveyedPort, ...] = ()
        self._watches: dict[str, WireWatch] = {}
        self._views: dict[str, WireView] = {}
        self._began_s = self._now_s = began_s
        self._seen_since_s: float | None = None

    def see(self, found: PortList, now_s: float) -> None:
        """Take in what is plugged in at a time."""
        # What USB does not name is no board; where nothing else is there, it is no help either.
        self._ports = tuple(port for port in found.ports if port.found.identity.vendor is not None)
        self._now_s = now_s
        for port in self._ports:
            device = port.found.device
            self._numbers.setdefault(device, len(self._numbers) + 1)
            if port.check is None:
                self._watches.pop(device, None)
                self._views.pop(device, None)
            else:
                watch = self._watches.setdefault(device, WireWatch())
                self._views[device] = watch.see(port.check)
        if self._is_seeking and self._taken is None:
            self._seek()

    def choice(self) -> Choice:
        """What a picture needs."""
        options = self._options()
        patience_s = _PATIENT_S if self._is_seeking else 1.0
        is_seen = any(option.is_there for option in options)
        return Choice(
            options,
            self._focused(options).key,
            is_seeking=self._is_seeking,
            trouble=None,
            needs_checklist=not is_seen and self._now_s - self._began_s >= patience_s,
            is_made=self._taken is not None,
            is_left=self._is_left,
            leads_back=True,
            family=OptionKind.WIRE,
        )

    def _seek(self) -> None:
        """Take the board of last time once it is there, and the only one of its kind."""
        own = [port for port in self._ports if self._is_own(port)]
        if len(own) > 1:
            self._is_seeking = False  # two alike without a serial number: the person says which
            return
        if not own:
            self._seen_since_s = None
            return
        if self._seen_since_s is None:
            self._seen_since_s = self._now_s
        if self._now_s - self._seen_since_s >= _SEEN_S:
            self.take(own[0].found.device)

    def _is_own(self, port: SurveyedPort) -> bool:
        known = self._remembered
        return known is not None and port.found.identity == known.identity

    def _options(self) -> tuple[Option, ...]:
        ports = [self._option(port) for port in self._ports]
        ports.sort(key=lambda option: not option.is_own)
        if self._is_seeking:
            ports = [option for option in ports if option.is_own]
            if not ports and self._remembered is not None:
                name = _name(self._remembered)
                ports = [Option(OptionKind.WIRE, _SOUGHT_KEY, name, is_own=True)]
        return (*ports, *without_a_sensor())

    def _option(self, port: SurveyedPort) -> Option:
        device = port.found.device
        return Option(
            OptionKind.WIRE,
            device,
            _name(port.found),
            self._numbers[device],
            is_own=self._is_own(port),
            port=port,
            view=self._views.get(device),
        )

    def _can_listen(self, option: Option) -> bool:
        return option.port is not None


def _name(port: FoundPort) -> str:
    """What a board calls itself; its port's name where it says nothing."""
    title = clean_name(port.title)
    device = clean_name(port.device)
    return title if title not in ("n/a", "") else device
