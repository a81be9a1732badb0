"""From beats in a wave to the intervals that the artifact gate judges, as from any strap."""

from __future__ import annotations

from devices.readings import Beat
from trainer.signal.waves.wave_beat import WaveBeat

__all__ = ["BeatIntervals"]

_LOST_SHARE = 1.6
"""From one beat to the next no heart slows down so far: the steepest swings make an interval 1.3
times the one before. From here on a beat in between gave no wave, or none that was found."""
_LOST_INTERVALS = 6
"""So many long intervals in a row are believed: the pulse is that slow now."""


class BeatIntervals:
    """Makes intervals between beats whose time is known.

    A beat that is misshapen, cut off or torn is left out, so that the interval about it is a whole
    multiple: the artifact gate, which is the same for all sensors, finds the missed beat. Where
    beats do not join, there is no interval, and the pipeline opens a gap by itself.

    Notes
    -----
    One lost beat the gate finds. Several long intervals in a row it must take for a new level,
    since a strap does not lose every other beat; a finger does, where early beats are too weak to
    reach it, or vessels close. So the second long interval and those after it are not given. Nor
    does a series begin with an interval in which a beat was left out: there is nothing yet by which
    the gate could tell.
    """

    def __init__(self) -> None:
        self._last: WaveBeat | None = None
        self._whole_ms: float | None = None
        self._long = 0

    def take(self, beat: WaveBeat, at_s: float) -> Beat | None:
        """The interval that this beat closes; None when it closes none.

        Parameters
        ----------
        beat
            As the detector told it.
        at_s
            When it was told, on the same clock as the beat.
        """
        if not beat.joins:
            self._last = self._whole_ms = None
            self._long = 0
        if not beat.is_sharp:
            if self._whole_ms is None:
                self._last = None
            return None
        last, self._last = self._last, beat
        if last is None:
            return None
        rr_ms = (beat.beat_s - last.beat_s) * 1000.0
        if self._is_one_of_several_long(rr_ms):
            return None
        return Beat(at_s, beat.beat_s, rr_ms, is_vague=last.is_vague or beat.is_vague)

    def _is_one_of_several_long(self, rr_ms: float) -> bool:
        """Tell whether this and the interval before it are too long to be whole ones."""
        whole_ms = self._whole_ms
        if whole_ms is None or rr_ms <= _LOST_SHARE * whole_ms or self._long == _LOST_INTERVALS:
            self._whole_ms, self._long = rr_ms, 0
            return False
        self._long += 1
        return self._long > 1
