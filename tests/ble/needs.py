"""What a rung of the test bed needs from the machine: skipped without it, but never in CI."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest


def do_without(missing: str) -> NoReturn:
    """End the test that needs what is missing: skipped here, failed in CI (variable `CI`)."""
    if os.environ.get("CI"):
        pytest.fail(f"{missing}; in CI this may not be missing", pytrace=False)
    pytest.skip(missing)
