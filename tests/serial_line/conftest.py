"""Async tests of this folder run in virtual time."""

from __future__ import annotations

import asyncio
import inspect

import pytest

from tests.ble.virtual_time import VirtualTimeLoop
from tests.firmware.conftest import build

__all__ = ["build"]


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
