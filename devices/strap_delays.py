"""How long the way to a strap may take for each of its steps: all delays in one record.

Nothing in the strap's code holds a number of seconds of its own, so that a test can run the
same code in shortened or in virtual time.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["StrapDelays"]


@dataclass(frozen=True, slots=True)
class StrapDelays:
    """Delays in seconds."""

    scan_s: float = 5.0
    """One look around; a strap that is on advertises several times a second."""
    between_scans_s: float = 0.5
    """Rest after a look that found nothing: the adapter gets a pause, and the strap returns
    within three seconds all the same."""
    radio_poll_s: float = 3.0
    """How often a radio that is off, or a system that refuses, is asked again."""
    connect_s: float = 20.0
    """A connection with all services; BlueZ and Windows take up to ten on a bad day."""
    subscribe_s: float = 10.0
    """Asking for the heart rate to be sent."""
    request_s: float = 3.0
    """One other read or write."""
    battery_every_s: float = 600.0
    """How often the battery is asked for again."""
    disconnect_s: float = 4.0
    """BlueZ takes 2.0 s by its own timer (measured, bluetoothd 5.66)."""
    release_s: float = 0.5
    """Putting a client away that has no link (any more)."""
    look_s: float = 0.5
    """How often the silence is measured while nothing arrives."""
    silent_s: float = 4.0
    """Without a beat for so long, the strap is called silent."""
    spread_s: float = 6.0
    """Beats that come in batches are handed out so long after they happened, one by one: longer
    than the 5 s between two batches."""
    batch_silent_s: float = 12.0
    """The same where beats come in batches some 5 s apart, as an arm band's pulse intervals do."""
    tear_down_s: float = 10.0
    """Without a packet for so long, the connection is given up and made anew."""
    first_packet_s: float = 15.0
    """The same before the first packet: some straps need skin contact before they speak."""
    off_skin_s: float = 2.0
    """Packets must say for so long that there is no skin: one second without a beat is none."""
    rate_only_s: float = 8.0
    """A heart rate for so long and not one beat time: the device sends none. The slowest heart
    beats three times in it."""
    back_off_s: tuple[float, ...] = (0.5, 1.0, 2.0, 5.0, 10.0)
    """Pauses after failures that follow each other; the last one is repeated without end. An
    immediate attempt after a loss often loses the race against the system's own clearing up."""
    back_off_after_beats_s: float = 1.0
    """The longest pause after a connection that brought beats: the strap is there and works, and
    somebody who walks along the edge of its reach is not made to wait."""
    jitter: float = 0.2
    """Share by which each of them is lengthened or shortened by chance."""
    steady_s: float = 10.0
    """Beats for so long, and the next failure counts as the first."""
    gone_s: float = 60.0
    """Not found for so long, the strap is called gone; it is still looked for."""
    list_every_s: float = 0.5
    """How often a list of the straps nearby is brought up to date."""
    forget_s: float = 12.0
    """Not heard for so long, a strap is no longer in the list; a held one is asked for once a look
    around."""
    settle_s: float = 4.0
    """From the first strap that is heard until one is chosen: another may follow."""
    choose_s: float = 15.0
    """Until it is said that the strap is not there."""
    check_s: float = 30.0
    """One strap is listened to for so long at most, when it is asked whether beats arrive."""
    check_more_s: float = 8.0
    """Then so much longer, when it has shown what it does and something may still follow."""
    lock_s: float = 0.05
    """How often a scan that another part of this program runs is asked whether it is over."""
