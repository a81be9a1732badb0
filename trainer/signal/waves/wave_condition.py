"""What a wave sensor is doing: one plain sentence, so that a person knows what to do about it."""

from __future__ import annotations

from enum import Enum

__all__ = ["WaveCondition"]


class WaveCondition(Enum):
    """What can be said of the signal of the last seconds; the value is the sentence to show."""

    LISTENING = "Getting to know your pulse; hold still for a few seconds."
    """The first seconds, or the first after an interruption."""
    CLEAR = "Your pulse is clear."
    """Beats that look alike are found: they count."""
    NO_PULSE = "No pulse here. Lay the sensor on your finger or ear lobe, without pressing hard."
    """Something is measured, but nothing that repeats itself like a pulse: no finger, or a sensor
    that lies wrong."""
    FLAT = "The sensor sends the same value all the time. Check that it is plugged in."
    """No change that a converter could show."""
    SATURATED = "The signal is cut off at the end of its range. Press less, or shade the sensor."
    """The tops or the feet of the wave are missing."""
    HUM = "Mains hum covers the pulse. Move cables and chargers away, or unplug the charger."
    """50 or 60 Hz is larger than the pulse."""
    FLICKER = "The light of a lamp flickers into the sensor. Shade it, or turn the lamp off."
    """100 or 120 Hz, which only light has, is larger than the pulse."""
    MOVEMENT = "Movement hides the pulse. Rest your hand and the cable."
    """The wave has become much larger than the pulse, or has just lost its shape."""
    INTERRUPTED = "Samples are missing. Check the cable."
    """A hole of more than half a second."""

    @property
    def sentence(self) -> str:
        """What a person needs to know of it."""
        return self.value
