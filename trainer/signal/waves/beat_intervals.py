"""From beats in a wave to the intervals that the artifact gate judges, as from any strap."""

from __future__ import annotations

from devices.readings import Beat
from trainer.signal.waves.wave_beat import WaveBeat

__all__ = ["BeatIntervals"]


class BeatIntervals:
    """Makes intervals between sharp beats.

    A beat that is not sharp is left out, so that the interval about it is a whole multiple: the
    artifact gate, which is the same for all sensors, finds the missed beat. Where beats do
    not join, there is no interval, and the pipeline opens a gap by itself.
    """

    def __init__(self) -> None:
        self._last_s: float | None = None

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
            self._last_s = None
        if not beat.is_sharp:
            return None
        last_s, self._last_s = self._last_s, beat.beat_s
        if last_s is None:
            return None
        return Beat(at_s, beat.beat_s, (beat.beat_s - last_s) * 1000.0)
