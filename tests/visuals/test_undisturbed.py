"""While somebody breathes, what was loaded before is not searched for garbage."""

from __future__ import annotations

import gc

import pytest

from visuals.undisturbed import undisturbed


def test_all_that_was_there_is_left_out_and_afterwards_looked_through_again() -> None:
    kept = [[number] for number in range(10_000)]
    with undisturbed():
        assert gc.get_freeze_count() > len(kept)
        assert len(gc.get_objects()) < len(kept)
    assert gc.get_freeze_count() == 0


def test_an_error_does_not_leave_it_so() -> None:
    with pytest.raises(ValueError, match="any"), undisturbed():
        raise ValueError("any")
    assert gc.get_freeze_count() == 0
