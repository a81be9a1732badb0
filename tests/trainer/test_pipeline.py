"""The pipeline between sensor and gate: what a vague interval changes, and what it does not."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from devices.readings import Beat
from trainer.signal.beats import JudgedBeat
from trainer.signal.pipeline import Pipeline


def beats_of(rr_ms: list[float], vague: AbstractSet[int] = frozenset()) -> list[Beat]:
    """A series without a hole; some of it vague."""
    at_s = 0.0
    beats: list[Beat] = []
    for number, one_ms in enumerate(rr_ms):
        at_s += one_ms / 1000.0
        beats.append(Beat(at_s, at_s, one_ms, is_vague=number in vague))
    return beats


def judged(beats: list[Beat]) -> list[JudgedBeat]:
    """All of them judged."""
    pipeline = Pipeline()
    found: list[JudgedBeat] = []
    for beat in beats:
        found.extend(pipeline.take(beat, beat.beat_s))
    return [*found, *pipeline.finish()]


STEADY = [800.0, 806.0, 801.0, 797.0, 803.0, 808.0, 799.0, 802.0, 796.0, 804.0]


def test_no_difference_is_taken_with_a_vague_interval() -> None:
    found = judged(beats_of(STEADY, {4}))
    assert all(beat.is_accepted for beat in found)
    assert [beat.index for beat in found if not beat.follows] == [0, 4, 5]


def test_differences_that_wait_for_their_verdict_are_withheld_too() -> None:
    pipeline = Pipeline()
    for beat in beats_of(STEADY, {8}):
        pipeline.take(beat, beat.beat_s)
    assert [(beat.index, beat.follows) for beat in pipeline.pending()] == [
        (7, True),
        (8, False),
        (9, False),
    ]


@given(
    rr_ms=st.lists(st.floats(200.0, 3000.0), min_size=1, max_size=60),
    vague=st.sets(st.integers(0, 59)),
)
def test_vagueness_changes_which_differences_are_taken_and_nothing_else(
    rr_ms: list[float], vague: set[int]
) -> None:
    plain = judged(beats_of(rr_ms))
    marked = judged(beats_of(rr_ms, vague))
    assert [replace(beat, follows=False) for beat in marked] == [
        replace(beat, follows=False) for beat in plain
    ]
    for before, after in zip(plain, marked, strict=True):
        touches = after.index in vague or after.index - 1 in vague
        assert after.follows == (before.follows and not touches)
