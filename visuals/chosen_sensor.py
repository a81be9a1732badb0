"""From what was chosen to the sensor itself, for the window and the terminal alike."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from pathlib import Path

from devices.link import Sensor
from trainer.choosing import Option, OptionKind

__all__ = ["calm_companion", "sensor_of"]


def sensor_of(chosen: Option, folder: Path, streams: Sequence[str] = ()) -> Sensor:
    """The sensor that was chosen; a strap or a board is remembered for next time.

    Parameters
    ----------
    chosen
        What was chosen from the list.
    folder
        The folder of everything that is kept.
    streams
        Further streams of a strap that are to be recorded: ecg, movement.
    """
    match chosen.kind:
        case OptionKind.PRACTICE:
            from devices.simulated_person import SimulatedPerson

            return SimulatedPerson(secrets.randbelow(2**31))
        case OptionKind.BREATH:
            from devices.no_sensor import NoSensor

            return NoSensor()
        case OptionKind.WIRE:
            from devices.port_memory import remember_port
            from devices.serial_sensor import SerialSensor, SerialWish

            assert chosen.port is not None  # only what is there can be taken
            remember_port(folder, chosen.port.found)
            return SerialSensor(SerialWish(wants_belt=True), known=chosen.port.found)
        case OptionKind.STRAP:
            from devices.polar_kinds import PolarKind
            from devices.strap import StrapSensor
            from devices.strap_memory import remember_strap

            assert chosen.strap is not None  # only what is there can be taken
            identity = chosen.strap.identity
            remember_strap(folder, identity)
            wanted = {"ecg": PolarKind.ECG, "movement": PolarKind.ACCELERATION}
            return StrapSensor(identity, wanted=frozenset(wanted[name] for name in streams))


def calm_companion(folder: Path) -> Sensor:
    """Who may join the calm minutes: the strap or the board of last time, whichever was used last.

    Nobody is asked, and nothing waits for it.

    Parameters
    ----------
    folder
        The folder of everything that is kept.
    """
    from devices.port_memory import port_was_latest, remembered_port
    from devices.strap_memory import STRAP_FILE, remembered_strap

    port = remembered_port(folder)
    if port is not None and port_was_latest(folder, STRAP_FILE):
        from devices.serial_sensor import SerialSensor

        return SerialSensor(known=port)
    strap = remembered_strap(folder)
    if strap is None:
        from devices.no_sensor import NoSensor

        return NoSensor()
    from devices.strap import StrapSensor

    return StrapSensor(strap)
