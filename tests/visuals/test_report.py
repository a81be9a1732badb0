"""The report of the doctor: enough to help with, and nobody's name in it."""

from __future__ import annotations

import getpass
import socket
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.anonymous import anonymous, anonymous_port, strap_kind, without_addresses
from devices.checkup import Checkup, Choice
from devices.readings import LinkState
from devices.serial_ports import SerialPort
from devices.strap_discovery import Nearby
from devices.strap_identity import FoundStrap, StrapIdentity
from devices.strap_list import StrapCheck
from visuals import report
from visuals.report import report_text, versions

PLAIN = report_text(Checkup(has_looked=True, is_over=True, choice=Choice.NONE), ())
NAMES = st.text(st.characters(codec="utf-8", categories=["L", "N"]), min_size=8, max_size=30)
HEX = st.sampled_from("0123456789ABCDEF")
ADDRESSES = st.lists(st.text(HEX, min_size=2, max_size=2), min_size=6, max_size=6).map(":".join)
STATES = st.lists(st.sampled_from(LinkState), max_size=6).map(tuple)


@given(
    name=NAMES,
    other=NAMES,
    address=ADDRESSES,
    serial=NAMES,
    states=STATES,
    beats=st.integers(0, 9),
    choice=st.sampled_from(Choice),
    is_held=st.booleans(),
)
def test_no_name_address_or_home_folder_is_ever_in_a_report(
    name: str,
    other: str,
    address: str,
    serial: str,
    states: tuple[LinkState, ...],
    beats: int,
    choice: Choice,
    is_held: bool,
) -> None:
    home = str(Path.home() / "straps")
    dbus = address.replace(":", "_")
    said = f"BleakError: {name} at {address}, /org/bluez/hci0/dev_{dbus}, {home}"
    own = FoundStrap(StrapIdentity(name, address), -60, is_held)
    stranger = FoundStrap(StrapIdentity(other, "AA:BB:CC:DD:EE:FF"), -70, is_held=False)
    checkup = Checkup(
        asked=name[:6],
        remembered=own.identity,
        nearby=Nearby((own, stranger), None, said),
        has_looked=True,
        choice=choice,
        chosen=own if choice is Choice.FOUND else None,
        check=StrapCheck(states, beats, 900.0 if beats else None, detail=said, maker=serial),
        is_over=True,
    )
    port = SerialPort(f"/dev/cu.{serial}", serial, serial, 1, 2)
    written = report_text(checkup, [port])
    for secret in (name, other, address, dbus, "AA:BB:CC:DD:EE:FF", serial, str(Path.home())):
        assert secret in PLAIN or secret not in written


def test_the_user_and_the_computer_are_left_out_of_the_systems_words() -> None:
    user, computer = getpass.getuser(), socket.gethostname()
    said = f"OSError: /media/{user}/x on {computer}"
    checkup = Checkup(
        nearby=Nearby((), LinkState.NO_RADIO, said), choice=Choice.NOT_LOOKED, is_over=True
    )
    (line,) = (
        line for line in report_text(checkup, ()).splitlines() if line.startswith("the system said")
    )
    assert "OSError" in line
    for secret in (user, computer):
        assert len(secret) < 3 or secret not in line


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Polar H10 1A2B3C4D", "Polar H10"),
        ("polar sense 12345678", "Polar Sense"),
        ("HRM-Dual:123456", "HRM-Dual"),
        ("TICKR 5F21", "TICKR"),
        ("Anna's strap", "of another kind"),
        ("", "of another kind"),
    ],
)
def test_a_strap_is_spoken_of_by_its_kind(name: str, kind: str) -> None:
    assert strap_kind(name) == kind


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("dev_C0_FF_EE_00_00_A1 failed", "dev_\u2026 failed"),
        ("c0-ff-ee-00-00-a1", "\u2026"),
        ("5B3D1A6E-0F7C-4E0B-9C55-0A1B2C3D4E5F is gone", "\u2026 is gone"),
        ("00002a37-0000-1000-8000-00805f9b34fb", "00002a37-0000-1000-8000-00805f9b34fb"),
        ("at 12:30:15", "at 12:30:15"),
    ],
)
def test_addresses_are_masked_and_the_standards_numbers_kept(words: str, left: str) -> None:
    assert without_addresses(words) == left


def test_ports_keep_their_plain_number_and_lose_any_other_name() -> None:
    usb = SerialPort("/dev/ttyUSB0", "Anna", "Anna's board", 0x10C4, 0xEA60)
    assert anonymous_port(usb) == SerialPort("/dev/ttyUSB0", None, None, 0x10C4, 0xEA60)
    assert anonymous_port(SerialPort("COM12")).name == "COM12"
    assert anonymous_port(SerialPort("/dev/cu.usbserial-A50285BI")).name == "a port"


def test_two_straps_stay_two_in_the_report() -> None:
    straps = tuple(
        FoundStrap(StrapIdentity("Polar H10 1A2B3C4D", f"C0:FF:EE:00:00:A{n}"), -60, is_held=False)
        for n in (1, 2)
    )
    nameless = anonymous(Checkup(nearby=Nearby(straps)))
    assert [strap.name for strap in nameless.nearby.straps] == [
        "Strap 1 (Polar H10)",
        "Strap 2 (Polar H10)",
    ]


def test_a_model_is_kept_where_it_is_a_makers_code() -> None:
    for model, kept in (("H10", "H10"), ("Annas strap", None), ("12345678", None)):
        checkup = replace(Checkup(), check=StrapCheck(model=model))
        told = anonymous(checkup).check
        assert told is not None
        assert told.model == kept


def test_the_versions_are_those_that_run_here() -> None:
    told = versions()
    assert {"Bellybreath", "system", "Python", "bleak", "numpy"} <= set(told)
    assert all(value.strip() for value in told.values())


def test_a_kernels_own_name_is_left_out() -> None:
    assert report._digits("6.1.0-annas-kernel") == "6.1.0"
    assert report._digits("unknown") == ""
