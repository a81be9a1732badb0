"""Movement packets of a strap on somebody whose breath is known, as a Polar strap sends them.

The encoder of the frames is the product's; what is in them, and when, is made here.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from devices.polar_control import ControlAnswer, encode_control_answer
from devices.polar_frames import AccelerationFrame, encode_acceleration
from devices.polar_kinds import PolarKind, PolarOperation, PolarStatus
from devices.polar_settings import PolarSettings, encode_settings
from devices.readings import PacketReceived, PacketSource

RATE_HZ = 50.0
FRAME = 36
"""Samples in a frame, as a chest strap has them."""
START_NS = 599_616_023_171_427_290
LATE_S = 0.06
"""How long the air takes."""
OUTWARD = np.array((0.5, -0.2, 0.3)) / math.sqrt(0.38)
DOWN = np.array((-0.1, 0.9, 0.42))


def follower(
    asked: Callable[[float], float | None], *, lag_s: float = 0.4, left_alone_s: float = 5.0
) -> Callable[[float], float]:
    """Fullness of somebody who follows the pacer a little late, and rests between free breaths."""

    def fullness(at_s: float) -> float:
        wanted = asked(at_s - lag_s)
        if wanted is not None:
            return wanted
        into = at_s / left_alone_s % 1.0
        return 0.5 - 0.5 * math.cos(2.0 * math.pi * into / 0.7) if into < 0.7 else 0.0

    return fullness


def settings_told(at_s: float = 0.0) -> PacketReceived:
    """The control point says that there are 50 samples a second."""
    answer = ControlAnswer(
        PolarOperation.SETTINGS,
        PolarKind.ACCELERATION,
        PolarStatus.SUCCESS,
        0,
        parameters=encode_settings(PolarSettings(rates_hz=(25, round(RATE_HZ)))),
    )
    return PacketReceived(at_s, PacketSource.POLAR_CONTROL, encode_control_answer(answer))


def movement_packets(
    fullness: Callable[[float], float],
    begin_s: float,
    end_s: float,
    *,
    seed: int = 1,
    breath_mg: float = 40.0,
    frame: int = FRAME,
    rate_hz: float = RATE_HZ,
) -> list[PacketReceived]:
    """Frames of acceleration from one time to another; sample n is taken n / `rate_hz` after zero.

    The noise of a sample depends on its number alone, not on how samples are cut into frames.
    """
    first, last = math.ceil(begin_s * rate_hz), math.floor(end_s * rate_hz)
    noise = 3.0 * np.random.default_rng(seed).standard_normal((last + 1, 3))
    packets: list[PacketReceived] = []
    for start in range(first, last - frame + 1, frame):
        numbers = range(start, start + frame)
        rows = tuple(
            tuple(1000.0 * DOWN + breath_mg * fullness(number / rate_hz) * OUTWARD + noise[number])
            for number in numbers
        )
        stamp_ns = START_NS + round(numbers[-1] / rate_hz * 1e9)
        packets.append(
            PacketReceived(
                numbers[-1] / rate_hz + LATE_S,
                PacketSource.MOVEMENT,
                encode_acceleration(AccelerationFrame(stamp_ns, rows)),
            )
        )
    return packets
