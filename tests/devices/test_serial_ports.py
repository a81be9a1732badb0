"""Serial ports are listed by what USB says of them, and none is ever opened."""

from __future__ import annotations

import pytest
import serial
from serial.tools import list_ports
from serial.tools.list_ports_common import ListPortInfo

from devices.serial_ports import SerialPort, serial_ports


def port(name: str, **told: object) -> ListPortInfo:
    made = ListPortInfo(name)
    for key, value in told.items():
        setattr(made, key, value)
    return made


def test_ports_have_maker_product_and_number(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [
        port("/dev/ttyUSB0", vid=0x10C4, pid=0xEA60, manufacturer="Silicon Labs", product="CP2102"),
        port("/dev/ttyS0"),
    ]
    monkeypatch.setattr(list_ports, "comports", lambda: iter(found))

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a port was opened")

    monkeypatch.setattr(serial.Serial, "open", refuse)
    plain, usb = serial_ports()
    assert plain == SerialPort("/dev/ttyS0")
    assert plain.usb_id is None
    assert usb == SerialPort("/dev/ttyUSB0", "Silicon Labs", "CP2102", 0x10C4, 0xEA60)
    assert usb.usb_id == "10C4:EA60"


def test_what_a_device_says_of_itself_is_cleaned(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [port("COM3", manufacturer="Evil\x1b[2J\n", product="\u202e \x00")]
    monkeypatch.setattr(list_ports, "comports", lambda: iter(found))
    (told,) = serial_ports()
    assert told.maker == "Evil[2J"
    assert told.product is None


@pytest.mark.parametrize("error", [OSError(5, "gone"), TypeError("None"), ValueError("x")])
def test_a_device_unplugged_in_between_does_no_harm(
    monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def comports() -> list[ListPortInfo]:
        raise error

    monkeypatch.setattr(list_ports, "comports", comports)
    assert serial_ports() == ()
