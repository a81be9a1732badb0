"""An ear for the tests: it gets nothing but audio, and says where breaths begin and which way.

It knows what each set does (`docs/sound.md`) and never what was played.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from visuals.sound.clip import RATE_HZ
from visuals.sound.sets import SoundSet
from visuals.sound.side import Side

__all__ = [
    "Heard",
    "by_a_small_loudspeaker",
    "clicks_dbfs",
    "hear",
    "in_one_channel",
    "level_lufs",
    "loudest_lufs",
    "pitch_hz",
]

Audio = npt.NDArray[np.float64]

_HOP = 64
_SMOOTH_S = 0.02
_TURN_DB = 20.0
"""So much softer than usual is a turn of the breath."""
_LONGEST_TURN_S = 0.6
"""Silence that lasts longer is not between the halves of a breath."""
_FADE_S = 0.35
_DEEP_DB = 25.0
"""So deep into a fade the level is followed."""
_BOWL_HZ = {Side.IN: 392.0, Side.OUT: 293.66}


@dataclass(frozen=True, slots=True)
class Heard:
    """Where half a breath begins, in seconds of the audio, and which way it goes."""

    at_s: float
    side: Side


def hear(audio: Audio, sounds: SoundSet) -> list[Heard]:
    """Every half of a breath in audio of shape (n, 2), in order."""
    mono = audio.mean(axis=1)
    return _hear_strikes(mono) if sounds is SoundSet.BOWL else _hear_turns(audio)


def _power(audio: Audio, smooth_s: float = _SMOOTH_S) -> tuple[Audio, Audio]:
    """Smoothed power of both ears, and its times."""
    width = round(smooth_s * RATE_HZ)
    window = np.hanning(width)
    window /= window.sum()
    silence = np.zeros(RATE_HZ)
    padded = np.concatenate([silence, np.mean(audio**2, axis=1), silence])
    whole = len(padded) + width
    smooth = np.fft.irfft(np.fft.rfft(padded, whole) * np.fft.rfft(window, whole), whole)
    power = np.maximum(smooth[width // 2 : width // 2 + len(padded)], 1e-16)
    return power[::_HOP], (np.arange(len(padded)) / RATE_HZ - 1.0)[::_HOP]


def _hear_turns(audio: Audio) -> list[Heard]:
    """Halves that begin and end in silence, and brighten or darken in between."""
    # The difference of samples lifts what is high: more of the noise is heard, so its level is
    # steadier.
    lifted = np.diff(audio, prepend=np.zeros((1, 2)), axis=0)
    power, times_s = _power(lifted)
    level_db = 10.0 * np.log10(power)
    coarse_db = 10.0 * np.log10(_power(lifted, 0.1)[0])
    usual_db = float(np.median(level_db[level_db > level_db.max() - 40.0]))
    quiet = coarse_db < usual_db - _TURN_DB
    turns_s, ends = [], []
    for end in np.flatnonzero(np.diff(quiet.astype(int)) == -1).tolist():
        begin = _begin_of(quiet, end)
        is_turn = times_s[end] - times_s[begin] < _LONGEST_TURN_S
        rough = 0.5 * (times_s[begin] + times_s[end]) if is_turn else times_s[end] - 0.05
        turns_s.append(_place(level_db, times_s, float(rough), is_turn=is_turn))
        ends.append(_end_of(quiet, end))
    heard = []
    for at_s, end in zip(turns_s, ends, strict=True):
        part = audio.mean(axis=1)[max(0, round(at_s * RATE_HZ)) : round(times_s[end] * RATE_HZ)]
        heard.append(Heard(at_s, Side.IN if _slope(part) > 0.0 else Side.OUT))
    return heard


def _begin_of(quiet: npt.NDArray[np.bool_], end: int) -> int:
    loud = np.flatnonzero(~quiet[:end])
    return int(loud[-1]) if len(loud) else 0


def _end_of(quiet: npt.NDArray[np.bool_], begin: int) -> int:
    silent = np.flatnonzero(quiet[begin + 1 :])
    return begin + 1 + int(silent[0]) if len(silent) else len(quiet) - 1


def _place(level_db: Audio, times_s: Audio, rough_s: float, *, is_turn: bool) -> float:
    """Where a turn fits best: two raised cosines that meet in silence, each of its own level."""
    around = np.abs(times_s - rough_s) < _FADE_S + 0.1
    level_db, times_s = level_db[around], times_s[around]
    best = (np.inf, rough_s)
    for at_s in np.arange(rough_s - 0.1, rough_s + 0.1, 0.002):
        away_s = times_s - at_s
        shape = np.sin(0.5 * np.pi * np.minimum(np.abs(away_s) / _FADE_S, 1.0)) ** 2
        shape_db = 20.0 * np.log10(np.maximum(shape, 1e-6))
        within = np.abs(away_s) < _FADE_S
        after, before = within & (away_s >= 0.0), within & (away_s < 0.0)
        misfit = _misfit(level_db[after], shape_db[after], away_s[after])
        if is_turn:
            misfit += _misfit(level_db[before], shape_db[before], away_s[before])
        else:  # silence before it: all that sounds there is too much
            floor_db = float(np.median(level_db[after])) - _DEEP_DB
            misfit += float(np.sum((np.maximum(level_db[before], floor_db) - floor_db) ** 2))
        best = min(best, (misfit, float(at_s)))
    return best[1]


def _misfit(level_db: Audio, shape_db: Audio, away_s: Audio) -> float:
    """Squares between a course of the level and a fade, with the level and growth that fit."""
    loud = shape_db > -_DEEP_DB
    growth, own_db = np.polyfit(away_s[loud], (level_db - shape_db)[loud], 1)
    floor_db = own_db - _DEEP_DB
    wanted_db = np.maximum(own_db + growth * away_s + shape_db, floor_db)
    return float(np.sum((np.maximum(level_db, floor_db) - wanted_db) ** 2))


def _slope(part: Audio) -> float:
    """Change of the centre of the spectrum from the first third to the last, in octaves."""
    third = len(part) // 3
    first, last = part[third // 4 : third], part[-third : -(third // 4)]
    return float(np.log2(_centre_hz(last) / _centre_hz(first)))


def _centre_hz(part: Audio) -> float:
    power = np.abs(np.fft.rfft(part * np.hanning(len(part)))) ** 2
    frequency_hz = np.fft.rfftfreq(len(part), 1.0 / RATE_HZ)
    wanted = (frequency_hz > 150.0) & (frequency_hz < 6000.0)
    weights = power[wanted] / power[wanted].sum()
    return float(2.0 ** np.sum(weights * np.log2(frequency_hz[wanted])))


def _hear_strikes(mono: Audio) -> list[Heard]:
    """Strikes on two bowls, told apart by their pitch."""
    heard = []
    for side, pitch in _BOWL_HZ.items():
        padded = np.concatenate([np.zeros(RATE_HZ), mono, np.zeros(RATE_HZ)])
        times = np.arange(len(padded)) / RATE_HZ - 1.0
        turned = padded * np.exp(-2j * np.pi * pitch * times)
        width = round(0.06 * RATE_HZ)
        window = np.hanning(width) / np.hanning(width).sum()
        smooth = np.fft.ifft(np.fft.fft(turned) * np.fft.fft(window, len(turned)))
        height = np.abs(np.roll(smooth, -(width // 2)))[::_HOP]
        lag = round(0.06 * RATE_HZ / _HOP)
        rise = np.zeros(len(height))
        rise[lag // 2 : -(lag - lag // 2)] = height[lag:] - height[:-lag]
        while rise.max() > 0.35 * height.max():
            top = int(rise.argmax())
            heard.append(Heard(float(times[::_HOP][top]) - _RISES_AFTER_S, side))
            rise[max(0, top - 4 * lag) : top + 4 * lag] = 0.0
    return sorted(heard, key=lambda one: one.at_s)


_RISES_AFTER_S = 0.029
"""A soft mallet: the steepest rise comes so long after the strike."""


def pitch_hz(part: Audio, low_hz: float, high_hz: float) -> float:
    """The strongest frequency within a band, in mono audio."""
    padded = np.fft.rfft(part * np.hanning(len(part)), 8 * len(part))
    frequency_hz = np.fft.rfftfreq(8 * len(part), 1.0 / RATE_HZ)
    strength = np.where((frequency_hz >= low_hz) & (frequency_hz <= high_hz), np.abs(padded), 0.0)
    return float(frequency_hz[strength.argmax()])


def clicks_dbfs(audio: Audio) -> float:
    """Level of the loudest 5 ms above 9 kHz, where no sound of the house has anything.

    Silence is put before and after, so that an end that is cut off clicks as well.
    """
    silence = np.zeros((2048, 2))
    whole = np.concatenate([silence, audio, silence])
    size = -(-len(whole) // 4096) * 4096
    spectrum = np.fft.rfft(whole, size, axis=0)
    spectrum[np.fft.rfftfreq(size, 1.0 / RATE_HZ) < 9000.0] = 0.0
    high = np.fft.irfft(spectrum, size, axis=0)
    energy = np.concatenate([[0.0], np.cumsum(np.max(high**2, axis=1))])
    width = round(0.005 * RATE_HZ)
    loudest = float((energy[width:] - energy[:-width]).max()) / width
    return float(10.0 * np.log10(max(loudest, 1e-15)))


def in_one_channel(audio: Audio) -> Audio:
    """The mean of both ears on both: a telephone, a single loudspeaker."""
    return np.repeat(audio.mean(axis=1, keepdims=True), 2, axis=1)


def by_a_small_loudspeaker(audio: Audio, low_hz: float = 200.0, high_hz: float = 8000.0) -> Audio:
    """What a laptop's loudspeaker leaves: 24 dB per octave fall away beyond both frequencies.

    The magnitude of a Butterworth filter of fourth order on each side, without its delay.
    """
    frequency_hz = np.fft.rfftfreq(len(audio), 1.0 / RATE_HZ)
    with np.errstate(divide="ignore"):
        gain = 1.0 / np.sqrt(1.0 + (low_hz / frequency_hz) ** 8)
    gain /= np.sqrt(1.0 + (frequency_hz / high_hz) ** 8)
    return np.fft.irfft(np.fft.rfft(audio, axis=0) * gain[:, None], len(audio), axis=0)


_K_SHELF_HZ, _K_SHELF_DB, _K_SHELF_Q = 1681.974, 3.99984, 0.70718
_K_LOW_HZ, _K_LOW_Q = 38.135, 0.50033
_MOMENT_S = 0.4
_GATE_LUFS, _GATE_LU = -70.0, -10.0


def _k_weight(frequency_hz: Audio) -> Audio:
    """Gain of the K-weighting: ITU-R BS.1770-4, annex 1, its two filters as analogue ones.

    Their constants give the standard's coefficients at 48 kHz by the bilinear transform; between 20
    Hz and 10 kHz the analogue ones are within 0.2 dB of those.
    """
    s = 1j * frequency_hz / _K_SHELF_HZ
    high = 10.0 ** (_K_SHELF_DB / 20.0)
    middle = high**0.499667
    shelf = (high * s * s + middle / _K_SHELF_Q * s + 1.0) / (s * s + s / _K_SHELF_Q + 1.0)
    s = 1j * frequency_hz / _K_LOW_HZ
    cut = s * s / (s * s + s / _K_LOW_Q + 1.0)
    gain: Audio = np.abs(shelf * cut)
    return gain


def _moments(audio: Audio) -> Audio:
    """K-weighted power of each 400 ms, a quarter apart, both ears added."""
    weight = _k_weight(np.fft.rfftfreq(len(audio), 1.0 / RATE_HZ).astype(np.float64))
    weighted = np.fft.irfft(np.fft.rfft(audio, axis=0) * weight[:, None], len(audio), axis=0)
    energy = np.concatenate([[0.0], np.cumsum(np.sum(weighted**2, axis=1))])
    width = min(round(_MOMENT_S * RATE_HZ), len(audio))
    begins = np.arange(0, len(audio) - width + 1, width // 4)
    moments: Audio = np.maximum((energy[begins + width] - energy[begins]) / width, 1e-16)
    return moments


def loudest_lufs(audio: Audio) -> float:
    """Momentary loudness of the loudest 400 ms."""
    return float(-0.691 + 10.0 * np.log10(_moments(audio).max()))


def level_lufs(audio: Audio) -> float:
    """Integrated loudness with both gates of ITU-R BS.1770-4."""
    moments = _moments(audio)
    moments = moments[-0.691 + 10.0 * np.log10(moments) > _GATE_LUFS]
    least = 10.0 * np.log10(moments.mean()) + _GATE_LU
    return float(-0.691 + 10.0 * np.log10(moments[10.0 * np.log10(moments) > least].mean()))
