"""Rung 3 as the host's pytest sees it: one guest, and what its own pytest came to.

It is a run of its own, of minutes: `pytest -n 0 -m real_stack`.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.ble.needs import do_without
from tests.ble.vhci.kernel import cached_kernel
from tests.ble.vhci.requirements import foreign, missing
from tests.ble.vhci.scenarios import LIMIT_S, GuestRun, run_scenarios

pytestmark = [pytest.mark.real_stack, pytest.mark.timeout(2 * LIMIT_S + 60)]


@pytest.fixture(scope="module")
def guest_run(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> GuestRun:
    """One guest for the module; what it writes is shown as it comes."""
    if (reason := foreign()) is not None:
        pytest.skip(reason)
    kernel = cached_kernel()
    if (reason := missing()) is not None or kernel is None:
        do_without(reason or "the guest's kernel is missing")
    capture = request.config.pluginmanager.getplugin("capturemanager")
    shared: Path = tmp_path_factory.mktemp("guest")
    with capture.global_and_fixture_disabled():
        return run_scenarios(kernel, shared, show=_show)


def test_linux_and_bluez_come_up_in_the_guest(guest_run: GuestRun) -> None:
    assert "guest: Linux" in guest_run.end.console
    assert "guest: BlueZ 5." in guest_run.end.console


def test_every_scenario_holds_on_the_real_stack(guest_run: GuestRun) -> None:
    if guest_run.complaint is not None:
        pytest.fail(f"{guest_run.complaint}\n{guest_run.end.console}", pytrace=False)


def _show(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()
