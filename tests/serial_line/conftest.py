"""Async tests of this folder run in virtual time."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Iterator

import pytest

from tests.ble.virtual_time import VirtualTimeLoop
from tests.firmware.conftest import build
from tests.serial_line.cable import Cable

__all__ = ["build"]


@pytest.fixture
def cable() -> Iterator[Cable]:
    """A real port to talk into."""
    made = Cable()
    yield made
    made.pull()


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run a coroutine on a loop whose clock jumps."""
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    wanted = inspect.signature(pyfuncitem.obj).parameters
    arguments = {name: pyfuncitem.funcargs[name] for name in wanted}
    with asyncio.Runner(loop_factory=VirtualTimeLoop) as runner:
        runner.run(pyfuncitem.obj(**arguments))
    return True
