"""Which rungs a scenario is not for, and why; without a mark it runs on all."""

from __future__ import annotations

import pytest

ABOVE_BLEAK = pytest.mark.rungs("bumble")
"""Needs virtual time, or bleak's part replaced: the reason stands beside the scenario."""
NOT_IN_THE_GUEST = pytest.mark.rungs("bumble", "bluez-lookalike")
"""Against what the real stack does by itself, or too long for an emulated machine."""
ONLY_THE_LOOKALIKE = pytest.mark.rungs("bluez-lookalike")
"""Does to the daemon what only the look-alike lets one do."""
