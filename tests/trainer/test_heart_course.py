"""The heart over a whole session: bounded, and true to every accepted beat."""

from __future__ import annotations

import pytest

from trainer.heart_course import MOST_POINTS, HeartCourse


def test_in_a_short_session_every_point_is_one_beat_at_its_time() -> None:
    course = HeartCourse()
    beats = [(0.2, 1000.0), (0.9, 750.0), (1.2, 300.0), (1.45, 250.0), (5.5, 600.0)]
    for beat_s, rr_ms in beats:
        course.take(beat_s, rr_ms)
    for point, (beat_s, rr_ms) in zip(course.points(), beats, strict=True):
        assert abs(point.at_s - beat_s) <= point.span_s / 2
        assert point.lowest_bpm == point.highest_bpm == pytest.approx(60_000.0 / rr_ms)


def test_every_span_of_a_long_session_holds_its_slowest_and_fastest_beat() -> None:
    course = HeartCourse()
    for beat in range(2 * MOST_POINTS):
        course.take(0.45 * beat + 0.1, 500.0 if beat % 2 else 400.0)
    points = course.points()
    assert MOST_POINTS / 2 <= len(points) <= MOST_POINTS
    assert all(point.span_s == 1.0 for point in points)
    inner = points[1:-1]
    assert {(point.lowest_bpm, point.highest_bpm) for point in inner} == {(120.0, 150.0)}


def test_a_day_of_beats_stays_bounded_and_keeps_its_extremes() -> None:
    course = HeartCourse()
    for beat in range(86_400):
        course.take(beat + 0.5, 500.0 if beat == 40_000 else 1000.0)
    points = course.points()
    assert MOST_POINTS / 2 <= len(points) <= MOST_POINTS
    assert [point.at_s for point in points] == sorted(point.at_s for point in points)
    assert points[-1].at_s + points[-1].span_s / 2 >= 86_400.0
    (fast,) = (point for point in points if point.highest_bpm > 60.0)
    assert abs(fast.at_s - 40_000.0) <= fast.span_s
    assert fast.lowest_bpm == pytest.approx(60.0)


def test_spans_without_a_beat_are_not_made_up() -> None:
    course = HeartCourse()
    course.take(1.0, 800.0)
    course.take(61.0, 800.0)
    assert [point.at_s for point in course.points()] == [1.0625, 61.0625]


def test_a_session_that_began_before_zero_is_counted_alike() -> None:
    course = HeartCourse()
    course.take(-0.4, 800.0)
    assert course.points()[0].at_s == -0.4375
