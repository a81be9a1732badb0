"""Which scenarios the guest gets; without a guest."""

from __future__ import annotations

import os
import subprocess
import sys

from tests.ble.vhci.scenarios import CHECKOUT, scenario_modules


def test_no_scenario_for_the_guest_is_left_out() -> None:
    """The guest gets modules by their text; pytest finds the scenarios by importing them all."""
    environment = {name: value for name, value in os.environ.items() if "PYTEST" not in name}
    options = ["-n", "0", "-q", "-p", "no:cacheprovider", "--collect-only", "--ble=vhci"]
    collected = subprocess.run(
        [sys.executable, "-m", "pytest", *options, "tests/ble"],
        cwd=CHECKOUT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    scenarios = [line for line in collected.splitlines() if line.endswith("[vhci]")]
    assert len(scenarios) > 40
    assert {line.partition("::")[0] for line in scenarios} == set(scenario_modules())
