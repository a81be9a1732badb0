"""What a wired sensor shows to somebody who only looks at it."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.simulated_ecg import ecg_wave
from benchmarks.simulated_pulse import pulse_wave
from devices.port_check import PortCheck
from devices.readings import PulseSamples
from trainer.signal.arrays import FloatArray
from trainer.signal.figure import Withheld
from trainer.signal.waves.wave_condition import WaveCondition, WaveKind
from trainer.wire_view import CURVE_S, WireView, WireWatch

_RATE_HZ = 100.0


def _pieces(
    values: FloatArray, belt: FloatArray | None = None, *, is_ecg: bool = False
) -> list[PulseSamples]:
    found = []
    for first in range(0, values.size, 8):
        numbers = range(first, min(first + 8, values.size))
        found.append(
            PulseSamples(
                numbers[-1] / _RATE_HZ,
                tuple(n / _RATE_HZ for n in numbers),
                tuple(values[first : first + 8].tolist()),
                () if belt is None else tuple(belt[first : first + 8].tolist()),
                opens_gap=first == 0,
                is_ecg=is_ecg,
            )
        )
    return found


def _seen(pieces: list[PulseSamples], every: int = 10) -> WireView:
    """Looked at again and again, as a list in a terminal does."""
    watch, view = WireWatch(), WireView()
    for end in range(every, len(pieces) + every, every):
        held = tuple(pieces[:end][-400:])
        view = watch.see(PortCheck(pieces=held, heard_pieces=min(end, len(pieces))))
    return view


def test_a_pulse_has_a_rate_a_quality_and_a_curve() -> None:
    made = pulse_wave(np.random.default_rng(5), duration_s=30.0, rate_hz=_RATE_HZ, swing_ms=0.0)
    view = _seen(_pieces(made.values))
    assert view.kind is WaveKind.PULSE
    assert view.is_good
    assert view.rate_per_min == pytest.approx(68.0, abs=1.0)
    assert view.sharp_share == pytest.approx(1.0, abs=0.1)
    assert view.rate_hz == pytest.approx(_RATE_HZ, abs=0.1)
    assert view.belt is None
    assert (min(view.curve), max(view.curve)) == (0.0, 1.0)
    turns = np.flatnonzero(np.diff(np.sign(np.array(view.curve) - 0.6)) > 0.0)
    assert len(turns) == pytest.approx(CURVE_S * 68.0 / 60.0, abs=1.5)


def test_how_often_it_is_looked_at_changes_nothing() -> None:
    made = pulse_wave(np.random.default_rng(5), duration_s=20.0, rate_hz=_RATE_HZ)
    assert _seen(_pieces(made.values), every=1) == _seen(_pieces(made.values), every=97)


def test_pieces_that_were_missed_between_two_looks_do_not_slow_the_rate() -> None:
    made = pulse_wave(np.random.default_rng(5), duration_s=120.0, rate_hz=_RATE_HZ)
    view = _seen(_pieces(made.values), every=600)  # 48 s, of which 32 s are held
    assert view.rate_hz == pytest.approx(_RATE_HZ, abs=0.1)


def test_an_ecg_is_looked_at_as_one() -> None:
    made = ecg_wave(np.random.default_rng(5), duration_s=20.0, rate_hz=_RATE_HZ)
    view = _seen(_pieces(made.values, is_ecg=True))
    assert view.kind is WaveKind.ECG
    assert view.is_good


def test_without_a_finger_there_is_no_rate() -> None:
    noise = np.round(512.0 + 4.0 * np.random.default_rng(3).standard_normal(3000))
    view = _seen(_pieces(noise))
    assert view.condition is WaveCondition.NO_PULSE
    assert view.rate_per_min is None
    assert not view.is_good
    assert _seen(_pieces(np.full(3000, 511.0))).condition is WaveCondition.FLAT
    assert WireWatch().see(PortCheck()) == WireView()


def test_a_belt_is_counted_or_called_dead() -> None:
    made = pulse_wave(np.random.default_rng(5), duration_s=40.0, rate_hz=_RATE_HZ)
    at_s = np.arange(made.values.size) / _RATE_HZ
    breath = np.round(600.0 + 40.0 * np.sin(0.2 * np.pi * at_s))
    alive, dead = (_seen(_pieces(made.values, belt)).belt for belt in (breath, breath * 0.0))
    assert alive is not None
    assert alive.value == pytest.approx(6.0, abs=0.3)
    assert dead is not None
    assert dead.withheld is Withheld.NO_BELT
