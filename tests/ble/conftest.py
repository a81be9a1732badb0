"""The fixture `lab`: on which rung of the test bed the scenarios run.

A scenario is an `async def` with a parameter `lab`; it runs on that rung's own loop, with the
lab opened before and closed after it. `--ble` (in `tests/conftest.py`) chooses the rung; without
it, all run that need no guest. `@pytest.mark.rungs(...)` names those that a scenario is meant for.
"""

from __future__ import annotations

import asyncio
import inspect
import logging
import shutil
import sys
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from tests.ble.lab import BumbleLab, Lab
from tests.ble.needs import do_without


def _lookalike() -> Lab:
    if sys.platform != "linux":
        pytest.skip("bleak's BlueZ backend is Linux's")
    if shutil.which("dbus-daemon") is None:
        do_without("dbus-daemon is missing: apt-get install dbus")
    from tests.ble.bluez_labs import LookalikeLab

    return LookalikeLab()


def _real() -> Lab:
    from tests.ble.bluez_labs import RealLab

    return RealLab()


RUNGS: dict[str, Callable[[], Lab]] = {
    "bumble": BumbleLab,
    "bluez-lookalike": _lookalike,
    "vhci": _real,
}
EVERYWHERE = ("bumble", "bluez-lookalike")
"""The rungs of every test run; `vhci` is for the guest alone (tests/ble/vhci)."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a scenario once on each rung that was chosen and that it is meant for."""
    if "lab" not in metafunc.fixturenames:
        return
    chosen = metafunc.config.getoption("--ble")
    rungs = EVERYWHERE if chosen is None else (chosen,)
    meant = [rung for rung in rungs if _is_meant(metafunc.definition, rung)]
    metafunc.parametrize("lab", meant, indirect=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is not for the chosen rung; the guest's own run waits to be asked for.

    In the guest nothing counts but scenarios: other tests would pass there without its stack.
    """
    rung = config.getoption("--ble")
    if rung is not None:
        left_out = [item for item in items if not _counts(item, rung)]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if _counts(item, rung)]
    if "real_stack" not in config.getoption("-m"):
        reason = "rung 3 is a run of its own: pytest -n 0 -m real_stack"
        for item in items:
            if item.get_closest_marker("real_stack"):
                item.add_marker(pytest.mark.skip(reason))


def _counts(item: pytest.Item, rung: str) -> bool:
    is_scenario = "lab" in getattr(item, "fixturenames", ())
    return _is_meant(item, rung) if is_scenario else rung != "vhci"


def _is_meant(scenario: pytest.Item, rung: str) -> bool:
    marker = scenario.get_closest_marker("rungs")
    return marker is None or rung in marker.args


@pytest.fixture
def lab(request: pytest.FixtureRequest) -> Lab:
    """The rung of this run of the scenario, not opened yet."""
    return RUNGS[request.param]()


@pytest.fixture(autouse=True)
def calm_bumble(caplog: pytest.LogCaptureFixture) -> None:
    """Keep Bumble's own complaints out of a failing test's report."""
    caplog.set_level(logging.CRITICAL, logger="bumble")


async def _within(lab: Lab, scenario: Coroutine[Any, Any, None]) -> None:
    await lab.open()
    try:
        await scenario
    finally:
        await lab.close()


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run a scenario on its lab's loop."""
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    arguments = {name: pyfuncitem.funcargs[name] for name in pyfuncitem._fixtureinfo.argnames}
    lab = arguments.get("lab")
    assert isinstance(lab, Lab), "a scenario needs the fixture `lab`"
    with asyncio.Runner(loop_factory=lab.new_loop) as runner:
        runner.run(_within(lab, pyfuncitem.obj(**arguments)))
    return True
