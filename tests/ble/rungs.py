"""Which rungs a scenario is not worth its time on; without a mark it runs on all."""

from __future__ import annotations

import pytest

ABOVE_BLEAK = pytest.mark.rungs("bumble")
"""Decided by the product alone, from bytes that come the same way on every rung: virtual time is
quicker, and true time tells nothing more."""
NOT_IN_THE_GUEST = pytest.mark.rungs("bumble", "bluez-lookalike")
"""Too long for an emulated machine, or against what the real stack does by itself."""
ONLY_THE_LOOKALIKE = pytest.mark.rungs("bluez-lookalike")
"""Does to the daemon what only the look-alike lets one do."""
EVERYWHERE = pytest.mark.rungs("bumble", "bluez-lookalike", "vhci")
"""For a scenario in a module that is marked otherwise."""
