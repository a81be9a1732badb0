"""The test vectors of BT1, as the tests of the sketch and of the program both read them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

__all__ = ["VECTORS"]

VECTORS: dict[str, Any] = json.loads(
    (Path(__file__).parents[2] / "firmware_notes" / "bt1_vectors.json").read_text("utf-8")
)
