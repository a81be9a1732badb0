"""Straps by name and address, the one that is remembered, and errors as what they mean."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from bleak.exc import (
    BleakBluetoothNotAvailableError,
    BleakBluetoothNotAvailableReason,
    BleakDBusError,
    BleakError,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from devices.bluetooth import trouble_of
from devices.errors import StrapChoiceError
from devices.readings import LinkState
from devices.strap_identity import StrapIdentity, choose_strap, told_apart
from devices.strap_memory import remember_strap, remembered_strap

H10 = StrapIdentity("Polar H10 1A2B3C4D", "C0:FF:EE:00:00:A1")
TWIN = StrapIdentity("Polar H10 1A2B3C4D", "C0:FF:EE:00:00:A2")
TICKR = StrapIdentity("TICKR 5F21", "D4:12:43:AA:BB:CC")
HIDDEN = StrapIdentity("Polar H10 1A2B3C4D", "5B3D1A6E-0F7C-4E0B-9C55-0A1B2C3D4E5F")


def test_straps_of_one_name_get_their_last_digits() -> None:
    assert told_apart(H10, [H10, TWIN, TICKR]) == "Polar H10 1A2B3C4D (00:A1)"
    assert told_apart(TICKR, [H10, TWIN, TICKR]) == "TICKR 5F21"


def test_a_strap_is_known_again_by_its_address_alone() -> None:
    assert H10.is_same("c0:ff:ee:00:00:a1", "renamed")
    assert not H10.is_same(TWIN.address, TWIN.name)


def test_where_addresses_are_hidden_the_name_is_enough() -> None:
    assert HIDDEN.is_same("00000000-0F7C-4E0B-9C55-0A1B2C3D4E5F", "Polar H10 1A2B3C4D")
    assert not HIDDEN.is_same("00000000-0F7C-4E0B-9C55-0A1B2C3D4E5F", "TICKR 5F21")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("tickr", TICKR),
        ("TICKR 5F21", TICKR),
        ("bb:cc", TICKR),
        ("D4:12:43:AA:BB:CC", TICKR),
        ("00:a2", TWIN),
        ("wahoo", None),
    ],
)
def test_what_is_typed_finds_the_strap(asked: str, found: StrapIdentity | None) -> None:
    assert choose_strap([H10, TWIN, TICKR], asked, None) == found


def test_two_that_fit_are_both_named() -> None:
    with pytest.raises(StrapChoiceError, match=r"A1.*A2.*'polar' could be any"):
        choose_strap([H10, TWIN, TICKR], "polar", None)


def test_a_strap_survives_being_remembered(tmp_path: Path) -> None:
    assert remembered_strap(tmp_path) is None
    remember_strap(tmp_path, H10)
    remember_strap(tmp_path, TICKR)
    assert remembered_strap(tmp_path) == TICKR
    assert [path.name for path in tmp_path.iterdir()] == ["strap.json"]


@pytest.mark.skipif(os.name == "nt", reason="permissions are of another kind there")
def test_what_is_remembered_is_for_its_owner_alone(tmp_path: Path) -> None:
    remember_strap(tmp_path, H10)
    assert (tmp_path / "strap.json").stat().st_mode & 0o077 == 0


@given(st.binary(max_size=300))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_in_the_file_does_no_harm(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "strap.json").write_bytes(content)
    assert remembered_strap(tmp_path) is None


good = {"format": "bellybreath-strap", "format_version": 1, "name": "H10", "address": "AA"}


@pytest.mark.parametrize(
    "changed",
    [
        {"format_version": 2},
        {"format": "other"},
        {"name": None},
        {"address": 7},
        {"address": ""},
        {"address": "A\x1b[2J"},
        {"address": "A" * 65},
    ],
    ids=str,
)
def test_a_file_that_is_half_right_is_no_strap(tmp_path: Path, changed: dict[str, object]) -> None:
    (tmp_path / "strap.json").write_text(json.dumps(good | changed), encoding="utf-8")
    assert remembered_strap(tmp_path) is None
    (tmp_path / "strap.json").write_text(json.dumps(good), encoding="utf-8")
    assert remembered_strap(tmp_path) == StrapIdentity("H10", "AA")


def test_a_folder_that_is_not_there_loses_only_the_memory(tmp_path: Path) -> None:
    remember_strap(tmp_path / "none", H10)
    assert remembered_strap(tmp_path / "none") is None


Reason = BleakBluetoothNotAvailableReason


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_of_bleaks_has_a_state(reason: Reason) -> None:
    trouble = trouble_of(BleakBluetoothNotAvailableError("it is so", reason))
    assert trouble.state in (LinkState.RADIO_OFF, LinkState.NO_RADIO, LinkState.NOT_ALLOWED)
    assert "it is so" in trouble.detail


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (BleakDBusError("org.freedesktop.DBus.Error.ServiceUnknown", ["x"]), LinkState.NO_RADIO),
        (BleakDBusError("org.freedesktop.DBus.Error.AccessDenied", ["x"]), LinkState.NOT_ALLOWED),
        (BleakDBusError("org.bluez.Error.NotReady", ["x"]), LinkState.RADIO_OFF),
        (BleakDBusError("org.bluez.Error.InProgress", ["x"]), LinkState.SEARCHING),
        (FileNotFoundError(2, "No such file", "/run/dbus/socket"), LinkState.NO_RADIO),
        (ConnectionRefusedError(111, "refused"), LinkState.NO_RADIO),
        (PermissionError(13, "denied"), LinkState.NOT_ALLOWED),
        (EOFError(), LinkState.SEARCHING),
        (TimeoutError(), LinkState.SEARCHING),
        (BleakError("something else"), LinkState.SEARCHING),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_an_error_of_the_system_is_told_as_what_it_means(
    error: Exception, state: LinkState
) -> None:
    assert trouble_of(error).state is state
