"""What a wave sensor is doing: one plain sentence, so that a person knows what to do about it."""

from __future__ import annotations

from enum import Enum

__all__ = ["WaveCondition", "WaveKind"]


class WaveKind(Enum):
    """What the wave is of."""

    PULSE = "pulse"
    """Light through a finger or an ear lobe."""
    ECG = "ECG"
    """The heart's electricity, between electrodes on the skin."""


class WaveCondition(Enum):
    """What can be said of the signal of the last seconds."""

    LISTENING = "listening"
    """The first seconds, or the first after an interruption."""
    CLEAR = "clear"
    """Beats that look alike are found: they count."""
    NO_PULSE = "no pulse"
    """Something is measured, but nothing that repeats itself like a heart: no finger, electrodes
    that do not stick, or a sensor that lies wrong."""
    FLAT = "flat"
    """No change that a converter could show."""
    SATURATED = "saturated"
    """The tops or the feet of the wave are missing."""
    HUM = "hum"
    """50 or 60 Hz is larger than the heart's wave."""
    FLICKER = "flicker"
    """100 or 120 Hz, which only light has, is larger than the pulse."""
    MOVEMENT = "movement"
    """The wave has become much larger than the heart's, or has just lost its shape."""
    INTERRUPTED = "interrupted"
    """A hole of more than half a second."""

    def sentence(self, kind: WaveKind) -> str:
        """What a person needs to know of it, in one or two plain sentences."""
        match kind:
            case WaveKind.PULSE:
                return _PULSE_SENTENCES[self]
            case WaveKind.ECG:
                return _ECG_SENTENCES.get(self, _PULSE_SENTENCES[self])


_PULSE_SENTENCES = {
    WaveCondition.LISTENING: "Getting to know your heartbeat; hold still for a few seconds.",
    WaveCondition.CLEAR: "Your heartbeat is clear.",
    WaveCondition.NO_PULSE: "No pulse here. Lay the sensor on your finger or ear lobe, lightly.",
    WaveCondition.FLAT: "The sensor always sends the same value. Check that it is plugged in.",
    WaveCondition.SATURATED: "The wave is cut off at its end. Press less, or shade the sensor.",
    WaveCondition.HUM: "Mains hum covers the heartbeat. Move cables and chargers away from it.",
    WaveCondition.FLICKER: "A lamp flickers into the sensor. Shade it, or turn the lamp off.",
    WaveCondition.MOVEMENT: "Movement hides the heartbeat. Rest your hand and the cable.",
    WaveCondition.INTERRUPTED: "Samples are missing. Check the cable.",
}
_ECG_SENTENCES = {
    WaveCondition.NO_PULSE: "No heartbeat here. Press the electrodes on, or moisten the skin.",
    WaveCondition.SATURATED: "The wave is cut off at its end. Press the electrodes on.",
    WaveCondition.MOVEMENT: "Movement hides the heartbeat. Let your arms and the cable rest.",
}
