"""No search for garbage among what is there anyway, while somebody breathes."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator

__all__ = ["undisturbed"]


@contextlib.contextmanager
def undisturbed() -> Iterator[None]:
    """Leave all objects of this moment out of the search for garbage until the end.

    Python looks through every object that it keeps now and then, some hundred thousand after the
    start: longer than a frame takes, and seen as a jerk of the belly. What comes later is looked
    through as ever.
    """
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
