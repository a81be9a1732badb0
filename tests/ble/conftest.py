"""The fixture `lab`: on which rung of the test bed the scenarios run.

A scenario is an `async def` with a parameter `lab`; it runs on that rung's own loop, with the
lab opened before and closed after it. `--ble` (in `tests/conftest.py`) chooses the rung.
"""

from __future__ import annotations

import asyncio
import inspect
import logging
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from tests.ble.lab import BumbleLab, Lab

RUNGS: dict[str, Callable[[], Lab]] = {"bumble": BumbleLab}


@pytest.fixture
def lab(request: pytest.FixtureRequest) -> Lab:
    """The rung that was chosen, not opened yet."""
    return RUNGS[request.config.getoption("--ble")]()


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
