"""What sounds when: told a snapshot and the time in each frame, it starts what is due.

Each half of a breath is started once, at its beginning. Where that was missed, because the breath
goes on after a pause or the sound was switched on, the rest of it rises softly in its place.
Nothing waits here: what is not ready is not played.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from devices.sayable import Sentence
from trainer.plan import Stage
from trainer.snapshot import Snapshot
from visuals.sound.choice import SoundChoice
from visuals.sound.cues import Half, count_at, half_at
from visuals.sound.mixer import Mixer, Output
from visuals.sound.sets import SoundSet
from visuals.sound.side import Side
from visuals.sound.signal_watch import SignalWatch
from visuals.sound.signs import Sign
from visuals.sound.stock import BreathSounds, Stock
from visuals.sound.volume import Gain, gain_of
from visuals.sound.workbench import Bench, Workbench

__all__ = ["LEAD_S", "SoundPlayer"]

_USUAL_FRAME_S = 1.0 / 60.0
LEAD_S = 0.025
"""A sound is started so long before it is due, with 60 frames a second: a frame takes 17 ms, the
mixer hands on 12 ms at a time, and a loudspeaker's own delay comes after them."""
_LATE_S = 0.06
"""Missed by more, a sound is not started from its beginning any more."""
_AHEAD_S = 0.15
"""The rest of half a breath is prepared for so much later."""
_SHORTEST_REST_S = 0.7
_FADE_OUT_S = 0.6


class SoundPlayer:
    """The sound of one session after another.

    Parameters
    ----------
    choice
        What the person wants to hear.
    output, make_bench
        Where it sounds, and who makes clips; the computer's own by default. Neither is touched
        before the first frame with sound.
    seed
        Of what is left to chance in the sounds.
    """

    def __init__(
        self,
        choice: SoundChoice | None = None,
        *,
        output: Output | None = None,
        make_bench: Callable[[], Bench] = Workbench,
        seed: int = 0,
    ) -> None:
        self.choice = SoundChoice() if choice is None else choice
        self._output: Output = Mixer() if output is None else output
        self._make_bench = make_bench
        self._seed = seed
        self._bench: Bench | None = None
        self._stock: tuple[SoundSet, Path | None, Stock] | None = None
        self._gain = Gain(0.0)
        self._last_gain = 0.0
        self.frame_s = _USUAL_FRAME_S
        """How often it is told; where that is more seldom, sounds are started a little earlier."""
        self._begin_anew()

    def _begin_anew(self) -> None:
        self._started: tuple[int, Side] | None = None
        self._rest_from_s: float | None = None
        self._stage: Stage | None = None
        self._counted: int | None = None
        self._was_paused = False
        self._signal = SignalWatch()

    @property
    def has_device(self) -> bool | None:
        """Whether this computer can play; None until it is known."""
        return None if self._stock is None else self._stock[2].has_device

    @property
    def _lead_s(self) -> float:
        """How long before it is due a sound is started: half a frame more than the mixer needs."""
        return LEAD_S + (self.frame_s - _USUAL_FRAME_S) / 2.0

    @property
    def trouble(self) -> Sentence | None:
        """Why the person's own sounds are not heard; None where all is well."""
        return None if self._stock is None else self._stock[2].trouble

    def toggle(self) -> None:
        """Switch the sound off, or on again."""
        self.choice = replace(self.choice, is_on=not self.choice.is_on)

    def tell(self, snapshot: Snapshot, now_s: float, *, tells_signal: bool = True) -> None:
        """Start what is due.

        Parameters
        ----------
        snapshot
            As it is drawn in this frame.
        now_s
            On a clock that goes on in pauses and after the end.
        tells_signal
            Whether it is heard when the signal is lost and back.
        """
        stock = self._stock_for_choice()
        if stock is None:
            return
        stock.fetch()
        self._follow_gain(now_s)
        self._tell_stage(stock, snapshot)
        if not self.choice.is_on:
            self._started = None
            return
        sign = self._signal.sign_of(snapshot) if tells_signal else None
        if sign is not None:
            self._play_sign(stock, sign)
        self._tell_breath(stock, snapshot)

    def end_session(self) -> None:
        """Let everything die away; the next snapshot is of another session."""
        self._begin_anew()
        if self._bench is not None:
            self._output.fade_out(_FADE_OUT_S)

    def close(self) -> None:
        """Go away; safe to call twice."""
        if self._bench is not None:
            self._bench.close()
            self._bench = self._stock = None
            self._output.close()

    def _stock_for_choice(self) -> Stock | None:
        """Sounds of what is chosen; None where nothing was wanted yet."""
        choice = self.choice
        if self._stock is not None and self._stock[:2] == (choice.sounds, choice.own_folder):
            return self._stock[2]
        if not choice.is_on:
            return None if self._stock is None else self._stock[2]
        if self._bench is None:
            self._bench = self._make_bench()
        stock = Stock(self._output, self._bench, choice.sounds, choice.own_folder, seed=self._seed)
        stock.open()
        self._stock = (choice.sounds, choice.own_folder, stock)
        return stock

    def _follow_gain(self, now_s: float) -> None:
        wanted = gain_of(self.choice.volume_percent) if self.choice.is_on else 0.0
        gain = self._gain.at(now_s, wanted)
        if gain != self._last_gain:
            self._last_gain = gain
            self._output.set_gain(gain)
            if self._gain.is_silent:
                self._output.fade_out(_FADE_OUT_S)

    def _tell_stage(self, stock: Stock, snapshot: Snapshot) -> None:
        """Signs of what comes next; a session that is left early dies away without one."""
        before, self._stage = self._stage, snapshot.stage
        if snapshot.is_paused and not self._was_paused:
            self._output.fade_out(_FADE_OUT_S)
        self._was_paused = snapshot.is_paused
        if before is not None and before is not snapshot.stage:
            if snapshot.stage is Stage.QUIET_AFTER:
                self._play_sign(stock, Sign.REST)
            elif snapshot.stage is Stage.ENDED and snapshot.summary is not None:
                if snapshot.summary.is_complete:
                    self._play_sign(stock, Sign.END)
                else:
                    self._output.fade_out(_FADE_OUT_S)
        number = count_at(snapshot.timeline, snapshot.at_s + self._lead_s)
        if number is not None and number != self._counted and snapshot.stage is not Stage.ENDED:
            self._play_sign(stock, Sign.COUNT)
        self._counted = number

    def _play_sign(self, stock: Stock, sign: Sign) -> None:
        prepared = stock.signs.get(sign)
        if prepared is not None and self.choice.is_on:
            self._output.play(prepared, self._gain.value)

    def _tell_breath(self, stock: Stock, snapshot: Snapshot) -> None:
        timeline = snapshot.timeline
        half = None
        if snapshot.stage is not Stage.ENDED:
            half = half_at(timeline, snapshot.at_s + self._lead_s)
        # In a pause the breath that is under way is kept ready.
        pace = timeline.pace_of(timeline.breath_phase_at(snapshot.at_s + self._lead_s) or 0.0)
        # Asked for early: they are ready when the first breath comes, or the first at a new pace.
        stock.want(pace, timeline.last_pace)
        if half is None:
            self._started = None
            return
        breath = stock.breath(pace)
        if breath is None or half.key == self._started:
            return
        if half.into_s <= _LATE_S:
            self._output.play(breath.prepared[half.side], self._gain.value)
            self._started = half.key
            self._rest_from_s = None
        elif self._plays_rests:
            self._play_rest(stock, breath, half)

    @property
    def _plays_rests(self) -> bool:
        """A bowl that is not struck does not sound: the next strike comes soon."""
        return self.choice.own_folder is not None or self.choice.sounds is not SoundSet.BOWL

    def _play_rest(self, stock: Stock, breath: BreathSounds, half: Half) -> None:
        """Let the rest of half a breath rise in its place, once it has been prepared."""
        rest = stock.rest
        if rest is not None and (rest.pace, rest.side, rest.from_s) == (
            breath.pace,
            half.side,
            self._rest_from_s,
        ):
            late_s = half.into_s - rest.from_s
            if late_s < 0.0:
                return  # prepared, and not yet due
            stock.rest = self._rest_from_s = None
            if late_s <= _LATE_S:
                self._output.play(rest.prepared, self._gain.value)
                self._started = half.key
                return
        is_waiting = self._rest_from_s is not None and half.into_s < self._rest_from_s + _LATE_S
        if not is_waiting and half.left_s > _AHEAD_S + _SHORTEST_REST_S:
            self._rest_from_s = half.into_s + _AHEAD_S
            stock.make_rest(breath, half.side, self._rest_from_s)
