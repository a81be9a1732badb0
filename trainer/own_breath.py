"""The person's own breath beside the pacer: the room where a strap's movement and a belt meet it.

A strap's packets are parsed and set in time by `devices.polar_samples`, its breath is found by
`trainer.signal.strap_movement`, that of a belt by `trainer.signal.belt_movement`; here its course
is kept, in constant memory, and held against what is asked for. Everything follows from the
packets or samples and their stamps, so a journal gives it again.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, assert_never

import numpy as np

from devices.polar_samples import MovementSamples, PolarSamples
from devices.readings import LinkState, PacketReceived, PulseSamples
from trainer.signal.arrays import FloatArray
from trainer.signal.belt_movement import BeltMovement
from trainer.signal.breath_now import BreathMovement
from trainer.signal.breath_side import BreathSide
from trainer.signal.breath_step import WINDOW_BREATHS, BreathInStep, breath_in_step
from trainer.signal.figure import Figure, Withheld
from trainer.signal.strap_movement import SILENT_S, StrapMovement
from trainer.snapshot import BreathPoint, BreathSource, OwnBreath
from trainer.timeline import Timeline

__all__ = ["POINT_EVERY_S", "OwnBreathing", "is_linked", "watch_no_breath"]

POINT_EVERY_S = 0.2
"""A breath in two seconds still has ten points."""
COURSE_S = 75.0
"""As much as is kept of the heart line."""
JUDGED_EVERY = 5
"""Points between two looks at whether breath and pacer go together."""
APART_S = 0.02
"""Between two pieces of work that one frame of a strap gives: more than a picture's sixtieth."""
LONGEST_STEP_S = 1.0
"""Points further apart do not belong to one line."""
TURNED_OVER = 0.5
"""No breath gets so much fuller from one point to the next: the side was learnt anew."""
_LINKED = frozenset(
    {
        LinkState.WAITING,
        LinkState.ARRIVING,
        LinkState.RATE_ONLY,
        LinkState.SILENT,
        LinkState.OFF_SKIN,
        LinkState.FLAT,
    }
)
"""States in which the connection stands, whatever the heart does."""


def is_linked(state: LinkState) -> bool:
    """True while the connection stands, whatever the heart does; without it all begins anew."""
    return state in _LINKED


def watch_no_breath(point: BreathPoint) -> None:
    """For sessions whose breath nobody writes down."""


class _Movement(Protocol):
    """What gives a breath: both sources answer alike."""

    @property
    def present_s(self) -> float | None: ...

    def follow(self, asked: Callable[[float], float | None]) -> None: ...

    @property
    def is_settled(self) -> bool: ...

    def settle(self) -> None: ...

    def settle_in_part(self) -> None: ...

    def push(self, times_s: FloatArray, samples: FloatArray, /, *, settles: bool) -> None: ...

    def rate(self, at_s: float) -> Figure: ...

    def state(self, at_s: float) -> BreathMovement: ...


@dataclass(frozen=True, slots=True)
class _Samples:
    """Samples up to the next point of the breath."""

    due_s: float
    """On the session clock; not before it, and later where other work is done."""
    times_s: FloatArray
    samples: FloatArray
    point_s: float | None
    """The sample after which the breath has a point; None where there is none behind it."""


@dataclass(frozen=True, slots=True)
class _Settling:
    """A part of the look for the rhythm."""

    due_s: float


@dataclass(frozen=True, slots=True)
class _Noting:
    """A point of the breath, as things are after a sample."""

    due_s: float
    sample_s: float


_Work = _Samples | _Settling | _Noting


class OwnBreathing:
    """The breath of one session's person.

    A frame of the strap's gives a point of the breath or two and once a second a look for the
    rhythm, and all at once would take as long as half a picture. So they are done one after the
    other, on the session clock: what is known at a time does not depend on how time is cut into
    frames of the screen.

    Parameters
    ----------
    timeline
        Gives the session's own, which pauses change: the breath that is asked for.
    watch
        Told of every point of the course.
    """

    def __init__(
        self,
        timeline: Callable[[], Timeline],
        watch: Callable[[BreathPoint], None] = watch_no_breath,
    ) -> None:
        self._timeline = timeline
        self._watch = watch
        self._samples = PolarSamples()
        self._waiting: deque[_Work] = deque()
        self._free_s = -math.inf
        """When the next piece of work may be done, on the session clock."""
        self._source = BreathSource.STRAP
        self._movement = self._new_movement()
        self._is_linked = True
        self._has_come = False
        self._last_s = -math.inf
        self._point_number = 0
        self._point: BreathPoint | None = None
        self._course: deque[BreathPoint] = deque()
        self._shown: tuple[BreathPoint, ...] | None = ()
        self._paced: deque[tuple[float, float, float]] = deque()
        self._in_step: BreathInStep | Withheld = Withheld.NOT_PACED
        self._depth = Figure(None, Withheld.TOO_SHORT)

    def link_changed(self, state: LinkState) -> None:
        """Hear what the link does: after a loss everything begins anew."""
        self.settle()
        self._is_linked = is_linked(state)
        if not self._is_linked:
            self._samples.restart()
            self._begin()

    def take(self, packet: PacketReceived, arrived_s: float) -> None:
        """Take in a packet; of other streams nothing but the settings is used.

        Parameters
        ----------
        packet
            As it came.
        arrived_s
            Its stamp, or the session's time where that cannot be.
        """
        self.settle()
        samples = self._samples.take(arrived_s, packet.source, packet.packet)
        if not isinstance(samples, MovementSamples):
            return
        self._come_from(BreathSource.STRAP)
        if samples.begins_anew and self._last_s > -math.inf:
            self._begin()
        self._push(np.array(samples.times_s), np.array(samples.samples_mg), arrived_s)

    def take_belt(self, samples: PulseSamples, arrived_s: float) -> None:
        """Take in the belt's samples beside a piece of a pulse wave, if there are any."""
        if not samples.belt:
            return
        self.settle()
        self._come_from(BreathSource.BELT)
        # A lost line or two costs a belt nothing; a board that began anew has times of its own.
        if samples.opens_gap and samples.times_s[0] - self._last_s > LONGEST_STEP_S:
            self._begin()
        self._push(np.array(samples.times_s), np.array(samples.belt), arrived_s)

    def at(self, at_s: float) -> OwnBreath | None:
        """The breath at a time that is not before the last packet; None before the first."""
        if not self._has_come:
            return None
        rate = self._movement.rate(at_s) if self._is_linked else Figure(None, Withheld.GAP)
        if self._shown is None:
            self._shown = tuple(self._course)
        point = self._point
        fullness = Figure(None, rate.withheld or Withheld.TOO_SHORT)
        if rate.value is not None and point is not None and at_s - point.at_s <= SILENT_S:
            fullness = _fullness_figure(point)
        in_step = self._in_step
        if fullness.withheld is not None and isinstance(in_step, BreathInStep):
            in_step = fullness.withheld
        depth = self._depth
        if fullness.withheld is not None:
            depth = Figure(None, fullness.withheld)
        side = BreathSide.UNKNOWN if point is None else point.side
        return OwnBreath(self._source, rate, fullness, side, in_step, depth, self._shown)

    def _come_from(self, source: BreathSource) -> None:
        """Note what shows the breath; a session has one source."""
        self._has_come = True
        if source is not self._source:
            self._source = source
            self._begin()

    def _new_movement(self) -> _Movement:
        is_belt = self._source is BreathSource.BELT
        movement: _Movement = BeltMovement() if is_belt else StrapMovement()
        movement.follow(lambda at_s: self._timeline().asked_fullness_at(at_s))
        return movement

    def _begin(self) -> None:
        """Forget how strap or belt sat; the course stays, for it was so."""
        self._movement = self._new_movement()
        self._last_s = -math.inf
        self._paced.clear()
        self._in_step = Withheld.NOT_PACED
        self._depth = Figure(None, Withheld.TOO_SHORT)

    def go_on(self, to_s: float) -> None:
        """Do what is due until a time of the session."""
        while self._waiting:
            due_s = max(self._waiting[0].due_s, self._free_s)
            if due_s > to_s:
                return
            self._free_s = due_s + APART_S
            self._work(self._waiting.popleft())

    def settle(self) -> None:
        """Do all that waits, as before anything that changes what is asked for."""
        while self._waiting:
            self._work(self._waiting.popleft())

    def _push(self, times_s: FloatArray, samples: FloatArray, arrived_s: float) -> None:
        """Cut samples where the breath is looked at, every 0.2 s of their own time.

        So it does not matter how they are cut into frames. Each piece waits until it is due.
        """
        numbers = np.floor(times_s / POINT_EVERY_S)
        last_s = self._last_s if self._last_s > -math.inf else float(times_s[0])
        before = np.concatenate(((math.floor(last_s / POINT_EVERY_S),), numbers[:-1]))
        begin, due_s = 0, arrived_s + APART_S
        for turn in np.flatnonzero(numbers > before).tolist():
            point_s = float(times_s[turn - 1]) if turn else self._last_s
            self._waiting.append(_Samples(due_s, times_s[begin:turn], samples[begin:turn], point_s))
            begin = turn
        self._waiting.append(_Samples(due_s, times_s[begin:], samples[begin:], None))
        self._last_s = float(times_s[-1])

    def _work(self, work: _Work) -> None:
        match work:
            case _Samples(due_s, times_s, samples, point_s):
                self._movement.push(times_s, samples, settles=False)
                if point_s is not None:
                    self._waiting.appendleft(_Noting(due_s, point_s))
                if not self._movement.is_settled:
                    self._waiting.appendleft(_Settling(due_s))
            case _Settling():
                self._movement.settle_in_part()
                if not self._movement.is_settled:
                    self._waiting.appendleft(work)
            case _Noting(_, sample_s):
                self._note(sample_s)
            case _:
                assert_never(work)

    def _note(self, sample_s: float) -> None:
        """Add a point to the course, as things are after the sample of this time."""
        at_s = self._movement.present_s
        before = self._point
        if at_s is None or (before is not None and at_s <= before.at_s):
            return
        state = self._movement.state(sample_s)
        fullness = None if state.side is BreathSide.UNKNOWN else state.fullness
        starts = fullness is not None and (
            before is None
            or before.fullness is None
            or at_s - before.at_s > LONGEST_STEP_S
            or abs(fullness - before.fullness) > TURNED_OVER
        )
        withheld = None
        if fullness is None:
            withheld = state.rate.withheld or Withheld.TOO_SHORT
        timeline = self._timeline()
        asked = timeline.asked_fullness_at(at_s)
        phase = None if asked is None else timeline.breath_phase_at(at_s)
        self._depth = state.depth
        self._hold_against_pacer(fullness, withheld, phase, asked, starts=starts)
        step = self._in_step if isinstance(self._in_step, BreathInStep) else None
        self._point = point = BreathPoint(
            at_s,
            fullness,
            state.rate.value,
            withheld,
            state.side,
            starts,
            timeline.stage_at(at_s),
            phase,
            asked,
            state.depth.value if fullness is not None else None,
            None if step is None else step.share,
            None if step is None else step.lag_breaths,
            self._source,
        )
        self._course.append(point)
        while self._course[0].at_s < at_s - COURSE_S:
            self._course.popleft()
        self._shown = None
        self._watch(point)

    def _hold_against_pacer(
        self,
        fullness: float | None,
        withheld: Withheld | None,
        phase: float | None,
        asked: float | None,
        *,
        starts: bool,
    ) -> None:
        self._point_number += 1
        if asked is None or phase is None:
            self._paced.clear()
            self._in_step = Withheld.NOT_PACED
            return
        if fullness is None or starts:
            self._paced.clear()
            self._in_step = withheld or Withheld.TOO_SHORT
        if fullness is None:
            return
        self._paced.append((phase, fullness, asked))
        while self._paced[0][0] < phase - WINDOW_BREATHS:
            self._paced.popleft()
        if self._point_number % JUDGED_EVERY == 0:
            columns = np.array(self._paced)
            self._in_step = breath_in_step(columns[:, 0], columns[:, 1], columns[:, 2])


def _fullness_figure(point: BreathPoint) -> Figure:
    if point.fullness is None:
        return Figure(None, point.withheld or Withheld.TOO_SHORT)
    return Figure(point.fullness)
