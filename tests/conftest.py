"""What holds for every test: no window, no sound, no folder of the person who runs them."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

os.environ["SDL_VIDEODRIVER"] = "dummy"
os.environ["SDL_AUDIODRIVER"] = "dummy"
os.environ["PYGAME_HIDE_SUPPORT_PROMPT"] = "1"

settings.register_profile("house", deadline=None, max_examples=60)
settings.register_profile("ci", deadline=None, max_examples=60, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "house")


def pytest_addoption(parser: pytest.Parser) -> None:
    # Here and not in tests/ble: pytest asks only the outermost conftest for options.
    parser.addoption(
        "--ble",
        choices=("bumble", "bluez-lookalike", "vhci"),
        help="one rung of the Bluetooth test bed (tests/ble) instead of all that need no guest",
    )


@pytest.fixture(autouse=True)
def own_data_folder(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """Point the program at a folder of the test's own."""
    monkeypatch.setenv("BELLYBREATH_DATA_DIR", f"{tmp_path}/bellybreath-data")
