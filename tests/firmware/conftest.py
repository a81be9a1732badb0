"""The compilers and the simulated chip: skipped with the reason where they are not installed.

With `CI=true` a missing tool is a failure: the check must not go green because it did not run.
"""

from __future__ import annotations

import os
import pickle
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.firmware import toolchain
from tests.firmware.long_run import LongRun, run_long


def _do_without(reason: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(f"the sketch must be run in CI: {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def build(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Compile the sketch for a board, with settings."""
    reason = toolchain.what_is_missing()
    if reason is not None:
        _do_without(reason)
    folder = tmp_path_factory.mktemp("avr")
    return lambda board="Uno", **settings: toolchain.build(folder, board, **settings)


@pytest.fixture(scope="session")
def build_native(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Compile the sketch for this machine, with sanitizers."""
    folder = tmp_path_factory.mktemp("native")

    def built(compiler: str = "g++", **settings: int) -> Path:
        if shutil.which(compiler) is None:
            if compiler == "g++":
                _do_without("g++ is not installed")
            pytest.skip(f"{compiler} is not installed")
        return toolchain.build_native(folder, compiler, **settings)

    return built


@pytest.fixture(scope="session")
def long_run(build: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory) -> LongRun:
    """What an Uno did with the sketch as it is, on a body; run once for all workers."""
    fcntl = pytest.importorskip("fcntl")  # where the chip runs, it is there
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    kept = folder / "long_run.pickle"
    with (folder / "long_run.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            kept.write_bytes(pickle.dumps(run_long(build())))
    run: LongRun = pickle.loads(kept.read_bytes())
    return run
