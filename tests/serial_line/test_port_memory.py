"""The board of last time in its small file."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.board_ports import FoundPort, PortIdentity
from devices.port_memory import port_was_latest, remember_port, remembered_port

UNO = FoundPort("/dev/ttyACM0", "Arduino Uno", PortIdentity(0x2341, 0x0043, "7553"))
NANO = FoundPort("COM4", "USB-SERIAL CH340", PortIdentity(0x1A86, 0x7523, None))


@pytest.mark.parametrize("port", [UNO, NANO])
def test_a_board_is_remembered_as_it_was(port: FoundPort, tmp_path: Path) -> None:
    remember_port(tmp_path / "new", port)
    assert remembered_port(tmp_path / "new") == port
    (file,) = (tmp_path / "new").iterdir()
    assert file.stat().st_mode & 0o077 == 0 or os.name == "nt"


def test_what_usb_does_not_name_is_not_remembered(tmp_path: Path) -> None:
    remember_port(tmp_path, FoundPort("/dev/ttyS0", "ttyS0", PortIdentity(None, None, None)))
    assert remembered_port(tmp_path) is None


@given(st.binary(max_size=300))
def test_whatever_is_in_the_file_does_no_harm(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "pulse_sensor.json").write_bytes(content)
        assert remembered_port(Path(folder)) is None


@pytest.mark.parametrize(
    ("name", "value"),
    [("vendor", "2341"), ("product", 70000), ("vendor", True), ("port", 5), ("serial_number", 7)],
)
def test_a_field_of_another_kind_is_no_memory(name: str, value: object, tmp_path: Path) -> None:
    remember_port(tmp_path, UNO)
    file = tmp_path / "pulse_sensor.json"
    file.write_text(json.dumps({**json.loads(file.read_text()), name: value}))
    assert remembered_port(tmp_path) is None


def test_the_later_of_two_memories_is_known(tmp_path: Path) -> None:
    assert not port_was_latest(tmp_path, "strap.json")
    remember_port(tmp_path, UNO)
    assert port_was_latest(tmp_path, "strap.json")
    strap = tmp_path / "strap.json"
    strap.write_text("{}")
    os.utime(strap, (2e9, 2e9))
    assert not port_was_latest(tmp_path, "strap.json")
