"""How long the way to a wired sensor may take for each of its steps: all delays in one record.

Nothing in the serial code holds a number of seconds of its own, so that a test can run the same
code in virtual time.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["SerialDelays"]


@dataclass(frozen=True, slots=True)
class SerialDelays:
    """Delays in seconds."""

    read_s: float = 0.2
    """One wait for bytes."""
    poll_s: float = 1.0
    """How often the list of ports is looked at while none fits."""
    wake_s: float = 4.0
    """A board that was started by the opening speaks after 1.4 s (optiboot 1.40, an old Nano 1.33,
    both run on a simulated chip); this leaves room for slower ones."""
    noise_grace_s: float = 2.5
    """What a boot loader says at its own speed is over by then."""
    noise_s: float = 1.2
    """Noise for so long, and the next speed is tried."""
    speed_s: float = 5.0
    """The longest that one speed is listened to before its words count as no wave."""
    silent_s: float = 3.0
    """A board that spoke is called silent after so long."""
    look_s: float = 2.0
    """How often it is looked whether a silent port is still there: a Windows driver can go on
    giving nothing after the cable was pulled."""
    flood_rest_s: float = 0.05
    """Rest after a read that was full to the brim: no sensor sends so much, and the picture needs
    the processor, too. The rest of a flood waits in the system, or is lost there."""
    reopen_s: float = 10.0
    """Silent for so long, the port is opened anew, which starts many boards anew."""
    other_port_s: float = 12.0
    """Without a wave for so long, another likely port is tried, if there is one."""
    back_off_s: tuple[float, ...] = (0.5, 1.0, 2.0, 5.0)
    """Pauses after failures that follow each other; the last is repeated without end."""
    back_off_after_beats_s: float = 1.0
    """The longest pause after a port that gave a wave."""
    jitter: float = 0.2
    """Share by which each of them is lengthened or shortened by chance."""
    steady_s: float = 10.0
    """A wave for so long, and the next failure counts as the first."""
