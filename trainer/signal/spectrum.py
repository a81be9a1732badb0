"""Power of the heart's rhythms in the usual bands, in ms^2.

The one door to scipy in this room. It is opened inside functions only: the window must be on
the screen before scipy is loaded.

Every estimator is scaled so that a sine of amplitude A ms has the power A^2 / 2. Whether bands
may be shown at all (120 s or more, at rest, clean) is decided elsewhere.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

import numpy as np

from trainer.errors import AnalysisError
from trainer.signal.arrays import ComplexArray, FloatArray
from trainer.signal.spline import evenly_spaced

__all__ = [
    "HF_HZ",
    "LF_HZ",
    "TOTAL_HZ",
    "VLF_HZ",
    "BandPowers",
    "Estimator",
    "band_powers",
    "has_hole",
    "resting_estimator",
]

VLF_HZ = (0.0033, 0.04)
LF_HZ = (0.04, 0.15)
HF_HZ = (0.15, 0.40)
"""The short-term bands of the Task Force (1996); each holds its lower edge, not its upper."""
TOTAL_HZ = (0.0, 0.40)
"""All that varies, up to the end of HF; the mean (0 Hz itself) is not variation."""

_SAMPLE_RATE_HZ = 4.0
"""Rate of the evenly spaced series: ten times the upper end of HF."""

_SHORTEST_S = 50.0
"""Two periods of the lower edge of LF (0.04 Hz). Callers ask for more."""

_FEWEST_BEATS = 20
"""Fewer in 50 s would be a mean heart rate under 24 a minute: not a stretch of true beats."""

_TOUCHING = 1.25
"""Beats further apart than this many of the interval between them have a hole: as in swing."""

_TIME_HALF_BANDWIDTH = 2.0
_TAPERS = 3
"""NW = 2 and K = 2 NW - 1 = 3: a third of the scatter of one Hann window, exact on tones."""

_MULTITAPER_POINTS = 8192
_HANN_POINTS = 4096
"""Least lengths of the zero-padded transforms: bins of 0.0005 and 0.001 Hz."""

_LOMB_STEP_HZ = 0.0005
"""800 frequencies up to the end of HF."""

_WELCH_SEGMENT_S = 64.0
"""256 samples at 4 Hz, what programs get that leave scipy's segment length alone."""

_WAVE_FACTORS = (5, 8, 20)
"""The 800 frequencies of the grid are 5 times 8 times 20: waves of each, and their products."""

_SMOOTHNESS = 500.0
"""Lambda of the smoothness priors, the usual setting at 4 Hz: cuts off near 0.035 Hz."""

_LEVEL_LIMIT = 0.45
"""Highest frequency, in cycles per beat, that is levelled: near 0.5, half the beat rate, waves
and their mirror images mix and no factor brings them apart."""

_SLOW_HEART_BPM = 55.0
"""Mean heart rate below which a spline loses a sixth or more of HF."""


class Estimator(Enum):
    """How the spectrum is estimated."""

    MULTITAPER = "multitaper"
    """Cubic spline to 4 Hz, linear detrend, three equal DPSS tapers of NW 2: the primary."""
    MULTITAPER_LEVELLED = "multitaper levelled"
    """The same, divided by what the spline takes away at each frequency, known from theory for
    even beats at the mean interval. For HF, above all at low heart rates."""
    LOMB_MULTITAPER = "Lomb multitaper"
    """The same tapers at the beats themselves, Lomb-Scargle scaled to ms^2/Hz. For stretches
    with holes and for HF at low heart rates; leaks LF into HF in slow breathing."""
    LOMB = "Lomb"
    """Lomb-Scargle without taper. Leaks more; to compare with other programs."""
    HANN = "Hann"
    """One Hann window over the whole: sharp peaks, three times the scatter."""
    WELCH = "Welch"
    """Hann segments of 64 s, half overlapping, each with its mean removed."""
    SMOOTHNESS_PRIORS = "smoothness priors"
    """As HANN, with Tarvainen's detrend (lambda 500) in place of the line: takes part of LF in
    slow breathing. To compare with other programs."""

    @property
    def bears_holes(self) -> bool:
        """True when beats may be missing in between."""
        return self in (Estimator.LOMB_MULTITAPER, Estimator.LOMB)


@dataclass(frozen=True, slots=True)
class BandPowers:
    """Power in the bands, in ms^2."""

    vlf_ms2: float
    """0.0033 to 0.04 Hz; means little under five minutes."""
    lf_ms2: float
    """0.04 to 0.15 Hz."""
    hf_ms2: float
    """0.15 to 0.40 Hz."""
    total_ms2: float
    """Up to 0.40 Hz, without the mean."""
    peak_hz: float
    """Frequency of the highest density from 0.04 to 0.40 Hz."""


def band_powers(
    beat_s: FloatArray, rr_ms: FloatArray, *, estimator: Estimator = Estimator.MULTITAPER
) -> BandPowers:
    """Power in VLF, LF, HF and in all, of one unbroken stretch of beats.

    Parameters
    ----------
    beat_s : shape (n,)
        Times of the beats that closed accepted intervals, increasing, in s.
    rr_ms : shape (n,)
        These intervals.
    estimator
        How; see `Estimator`.

    Raises
    ------
    AnalysisError
        Arrays of different lengths, fewer than 20 beats, less than 50 s, or a hole between
        beats where the estimator bears none.

    Notes
    -----
    Intervals are stamped at the closing beat and interpolated by a not-a-knot cubic spline;
    one-sided density; a band is the sum of its bins times their width. The settings are those
    of the reference values in tests/data/rr; they agree to 1e-6.

    A spline through beats passes a wave of x cycles per beat as
    ``sinc(x)^4 * 3 / (2 + cos(2 pi x))`` (the response of cardinal cubic splines, Unser), in
    power 0.97 at x = 0.25 and 0.24 at 0.5. `MULTITAPER_LEVELLED` divides by its square up to
    x = 0.45 at the mean interval, and by its value there above.

    References
    ----------
    Task Force of the ESC and NASPE, Circulation 93 (1996) 1043-1065 (bands).
    Thomson, Proc IEEE 70 (1982) 1055-1096 (multitaper).
    Lomb, Astrophys Space Sci 39 (1976) 447-462; Scargle, Astrophys J 263 (1982) 835-853.
    Tarvainen, Ranta-aho and Karjalainen, IEEE Trans Biomed Eng 49 (2002) 172-175.
    Unser, IEEE Signal Process Mag 16 (1999) 22-38 (spline response).
    """
    _check(beat_s, rr_ms, estimator)
    if estimator.bears_holes:
        hz, density = _lomb(beat_s, rr_ms, with_tapers=estimator is Estimator.LOMB_MULTITAPER)
        return _in_bands(hz, density)
    _, even_ms = evenly_spaced(beat_s, rr_ms, _SAMPLE_RATE_HZ)
    if estimator is Estimator.WELCH:
        hz, density = _welch(even_ms)
        return _in_bands(hz, density)
    if estimator is Estimator.SMOOTHNESS_PRIORS:
        level_ms = _without_smooth_trend(even_ms)
    else:
        level_ms = _without_line(even_ms)
    if estimator in (Estimator.MULTITAPER, Estimator.MULTITAPER_LEVELLED):
        hz, density = _tapered(level_ms, _dpss(even_ms.size), _MULTITAPER_POINTS)
    else:
        hz, density = _tapered(level_ms, _hann(even_ms.size), _HANN_POINTS)
    if estimator is Estimator.MULTITAPER_LEVELLED:
        density /= _spline_response(hz * float(rr_ms.mean()) / 1000.0) ** 2
    return _in_bands(hz, density)


def resting_estimator(rr_ms: FloatArray) -> Estimator:
    """Choose what to take for bands at rest: levelled below 55 beats a minute, else plain.

    At rest, with natural breathing, HF counts. Above 55 a minute the plain multitaper loses
    little of it; below, levelling gives back what the spline takes.
    """
    slow = 60000.0 / float(rr_ms.mean()) < _SLOW_HEART_BPM
    return Estimator.MULTITAPER_LEVELLED if slow else Estimator.MULTITAPER


def has_hole(beat_s: FloatArray, rr_ms: FloatArray) -> bool:
    """True when beats are missing in between, so that only an estimator that bears it will do."""
    return beat_s.size > 1 and _largest_hole(beat_s, rr_ms) > _TOUCHING


def _largest_hole(beat_s: FloatArray, rr_ms: FloatArray) -> float:
    """Most that two beats in a row are apart, in intervals between them."""
    return float(np.max(np.diff(beat_s) * 1000.0 / rr_ms[1:]))


def _check(beat_s: FloatArray, rr_ms: FloatArray, estimator: Estimator) -> None:
    """Raise where nothing can be computed."""
    if beat_s.shape != rr_ms.shape or beat_s.ndim != 1:
        raise AnalysisError(
            f"{beat_s.shape} beats came with {rr_ms.shape} intervals; give one for each"
        )
    if beat_s.size < _FEWEST_BEATS:
        raise AnalysisError(
            f"{beat_s.size} beats are too few for band powers; at least {_FEWEST_BEATS} are needed"
        )
    length_s = float(beat_s[-1] - beat_s[0])
    if length_s < _SHORTEST_S:
        raise AnalysisError(
            f"{length_s:.1f} s are too short for band powers; at least {_SHORTEST_S:g} s are needed"
        )
    if not estimator.bears_holes:
        hole = _largest_hole(beat_s, rr_ms)
        if hole > _TOUCHING:
            raise AnalysisError(
                f"two beats are {hole:.2f} of their interval apart, over {_TOUCHING:g}: a hole; "
                "cut the stretch there or use LOMB_MULTITAPER"
            )


def _in_bands(hz: FloatArray, density: FloatArray) -> BandPowers:
    """Sum a density in ms^2/Hz over the bands."""
    step_hz = float(hz[1] - hz[0])
    # The first bin is the mean where the grid begins at 0 Hz.
    first = 1 if hz[0] == 0.0 else 0

    def power(band_hz: tuple[float, float]) -> float:
        begin, end = (int(edge) for edge in hz.searchsorted(band_hz))
        return float(density[max(begin, first) : end].sum()) * step_hz

    begin, end = (int(edge) for edge in hz.searchsorted((LF_HZ[0], HF_HZ[1])))
    return BandPowers(
        vlf_ms2=power(VLF_HZ),
        lf_ms2=power(LF_HZ),
        hf_ms2=power(HF_HZ),
        total_ms2=power(TOTAL_HZ),
        peak_hz=float(hz[begin + int(density[begin:end].argmax())]),
    )


def _without_line(even: FloatArray) -> FloatArray:
    """Evenly spaced values less their least-squares line."""
    place = np.arange(even.size) - (even.size - 1) / 2.0
    slope = float(place @ even) / float(place @ place)
    level: FloatArray = even - even.mean() - slope * place
    return level


def _without_smooth_trend(even: FloatArray) -> FloatArray:
    """Evenly spaced values less their smooth trend: (I + lambda^2 D2' D2)^-1 z (Tarvainen)."""
    from scipy.linalg import solveh_banded

    size = even.size
    squared = _SMOOTHNESS**2
    bands = np.zeros((3, size))  # upper form: the two diagonals above, and the main one
    bands[0, 2:] = squared
    bands[1, 1:] = -4.0 * squared
    bands[1, [1, -1]] = -2.0 * squared
    bands[2] = 1.0 + 6.0 * squared
    bands[2, [1, -2]] = 1.0 + 5.0 * squared
    bands[2, [0, -1]] = 1.0 + squared
    trend = np.asarray(solveh_banded(bands, even), dtype=np.float64)
    return even - trend


@lru_cache(maxsize=32)
def _dpss(size: int) -> FloatArray:
    """Slepian tapers, shape (3, size), each of unit energy. Kept: live windows repeat sizes.

    The first eigenvectors of Slepian's tridiagonal matrix (Percival and Walden, Spectral Analysis
    for Physical Applications, 1993, chapter 8). They are those of scipy.signal, which takes half a
    second to import, but for their signs; only squares are made of them.
    """
    from scipy.linalg import eigh_tridiagonal

    place = np.arange(size, dtype=np.float64)
    diagonal = ((size - 1 - 2.0 * place) / 2.0) ** 2 * math.cos(
        2.0 * math.pi * _TIME_HALF_BANDWIDTH / size
    )
    beside = place[1:] * (size - place[1:]) / 2.0
    _, tapers = eigh_tridiagonal(
        diagonal, beside, select="i", select_range=(size - _TAPERS, size - 1)
    )
    return np.ascontiguousarray(tapers[:, ::-1].T, dtype=np.float64)


@lru_cache(maxsize=32)
def _hann(size: int) -> FloatArray:
    """One periodic Hann taper, shape (1, size), of unit energy."""
    taper = 0.5 - 0.5 * np.cos(2.0 * np.pi * np.arange(size) / size)
    return (taper / math.sqrt(float(taper @ taper)))[None, :]


def _tapered(
    level: FloatArray, tapers: FloatArray, least_points: int
) -> tuple[FloatArray, FloatArray]:
    """One-sided density in ms^2/Hz, the mean over tapers of unit energy."""
    points = least_points
    while points < level.size:
        points *= 2
    # Only bins that lie in a band, and one more.
    bins = math.ceil(TOTAL_HZ[1] / _SAMPLE_RATE_HZ * points) + 1
    power = np.zeros(bins)
    for taper in tapers:  # one by one: small arrays stay in the processor's memory
        waves = np.fft.rfft(taper * level, points)[:bins]
        power += waves.real**2 + waves.imag**2
    power /= len(tapers)
    hz: FloatArray = np.arange(bins, dtype=np.float64) * (_SAMPLE_RATE_HZ / points)
    return hz, power * (2.0 / _SAMPLE_RATE_HZ)


def _welch(even: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Density by Welch's method, segments of 64 s or of all there is."""
    from scipy.signal import welch

    hz, density = welch(
        even,
        fs=_SAMPLE_RATE_HZ,
        nperseg=min(even.size, int(_WELCH_SEGMENT_S * _SAMPLE_RATE_HZ)),
        nfft=_HANN_POINTS if even.size <= _HANN_POINTS else None,
    )
    return np.asarray(hz, dtype=np.float64), np.asarray(density, dtype=np.float64)


def _lomb(
    beat_s: FloatArray, rr_ms: FloatArray, *, with_tapers: bool
) -> tuple[FloatArray, FloatArray]:
    """Lomb-Scargle density of the uneven series, scaled by 2 T / n to ms^2/Hz."""
    place_s = beat_s - beat_s.mean()
    slope = float(place_s @ rr_ms) / float(place_s @ place_s)
    level: FloatArray = rr_ms - rr_ms.mean() - slope * place_s
    length_s = float(beat_s[-1] - beat_s[0])
    hz = _LOMB_STEP_HZ * np.arange(1.0, math.prod(_WAVE_FACTORS) + 1)
    tapers = _tapers_at(beat_s) if with_tapers else np.ones((1, beat_s.size))
    coarse, fine = _waves(beat_s - beat_s[0])
    # tau (Scargle, eq. 9) makes sine and cosine of each frequency orthogonal over the beats.
    doubled = ((coarse * coarse) @ (fine * fine).T).ravel()
    shift = np.exp(-0.5j * np.angle(doubled))
    aligned = np.abs(doubled)
    cosines = (beat_s.size + aligned) / 2.0
    sines = (beat_s.size - aligned) / 2.0
    power = np.zeros(hz.size)
    for taper in tapers:
        projection = ((coarse * (taper * level)) @ fine.T).ravel() * shift
        power += 0.5 * (projection.real**2 / cosines + projection.imag**2 / sines)
    density: FloatArray = power * (2.0 * length_s / beat_s.size / len(tapers))
    return hz, density


def _waves(at_s: FloatArray) -> tuple[ComplexArray, ComplexArray]:
    """Factors of exp(2 pi i f t) over Lomb's grid of frequencies at each time.

    The waves of every 20th frequency, shape (5, 8, times), and those of the steps between, shape
    (20, times): the product of one of each is the wave of a frequency. So a sum over the times is
    a matrix product of the two, and the waves themselves, which are what costs, are never made.
    Five small products instead of a large one stay on one core (see `respiration_windows`).
    """
    fives, eights, twenties = _WAVE_FACTORS
    turn = 2.0 * np.pi * _LOMB_STEP_HZ * at_s
    fine = _wave(np.arange(twenties)[:, np.newaxis] * turn)
    middle = _wave((twenties * np.arange(eights))[:, np.newaxis] * turn)
    first = 1 + twenties * eights * np.arange(fives)
    coarse: ComplexArray = _wave(first[:, np.newaxis, np.newaxis] * turn) * middle
    return coarse, fine


def _wave(turn: FloatArray) -> ComplexArray:
    """exp(i turn), from cosine and sine: numpy's complex exponential takes five times longer."""
    wave: ComplexArray = np.empty(turn.shape, dtype=np.complex128)
    wave.real, wave.imag = np.cos(turn), np.sin(turn)
    return wave


def _tapers_at(beat_s: FloatArray) -> FloatArray:
    """Slepian tapers at uneven times, each of unit mean square over the beats."""
    even = _dpss(1024)
    place = (beat_s - beat_s[0]) / (beat_s[-1] - beat_s[0])
    tapers = np.array([np.interp(place, np.linspace(0.0, 1.0, 1024), taper) for taper in even])
    scaled: FloatArray = tapers / np.sqrt(np.mean(tapers**2, axis=1, keepdims=True))
    return scaled


def _spline_response(cycles_per_beat: FloatArray) -> FloatArray:
    """What a cubic spline leaves of a wave's amplitude, 0 to 1; held from the limit on."""
    cycles = np.minimum(cycles_per_beat, _LEVEL_LIMIT)
    response: FloatArray = np.sinc(cycles) ** 4 * 3.0 / (2.0 + np.cos(2.0 * np.pi * cycles))
    return response
