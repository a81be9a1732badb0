"""What can be wrong with a port, told apart once from what the systems raise.

pyserial raises `SerialException` (an OSError, on Windows without a number), the bare OSError of the
system, `termios.error` (which is no OSError) and, for devices that vanish in the middle of a call,
TypeError. Nobody else in this room needs to know.
"""

from __future__ import annotations

import errno
import sys

from devices.readings import LinkState

try:
    from termios import error as _termios_error
except ImportError:  # Windows
    _termios_error = OSError  # type: ignore[misc,assignment]  # there is none to tell apart

__all__ = ["PORT_ERRORS", "PortTroubleError", "trouble_of"]

PORT_ERRORS: tuple[type[Exception], ...] = (OSError, ValueError, TypeError, _termios_error)
"""What pyserial and the systems below it raise when the world does not play along."""

_GONE = frozenset({errno.ENOENT, errno.ENODEV, errno.ENXIO})
_HELD = frozenset({errno.EBUSY, errno.EAGAIN, errno.EWOULDBLOCK})
_REFUSED = frozenset({errno.EACCES, errno.EPERM})
_NO_SERIAL = frozenset({errno.ENOTTY, errno.EISDIR, errno.EINVAL})
_LONGEST_DETAIL = 120


class PortTroubleError(Exception):
    """A port cannot be opened, or not be used any more; never leaves this room."""

    def __init__(self, state: LinkState, detail: str) -> None:
        super().__init__(detail)
        self.state = state
        self.detail = detail


def trouble_of(
    error: Exception, *, was_open: bool = False, platform: str = sys.platform
) -> PortTroubleError:
    """What an error means for a person.

    Parameters
    ----------
    error
        As it was raised.
    was_open
        True when the port had been opened: then whatever happens means that the cable is loose.
    platform
        As `sys.platform` has it.
    """
    detail = " ".join(str(error).split())[:_LONGEST_DETAIL] or type(error).__name__
    if was_open:
        return PortTroubleError(LinkState.UNPLUGGED, detail)
    number = getattr(error, "errno", None)
    if number is None and error.args and isinstance(error.args[0], int):
        number = error.args[0]  # termios.error
    if number in _REFUSED or "PermissionError(13" in detail:
        # Windows says the same word for a port that another program holds.
        state = LinkState.PORT_BUSY if platform == "win32" else LinkState.PORT_NOT_ALLOWED
        return PortTroubleError(state, detail)
    if number in _HELD or "exclusively lock" in detail:
        return PortTroubleError(LinkState.PORT_BUSY, detail)
    if number in _GONE or "FileNotFoundError" in detail:
        return PortTroubleError(LinkState.NO_PORT, detail)
    if number in _NO_SERIAL or "Could not configure port" in detail:
        return PortTroubleError(LinkState.NO_PORT, f"no serial port: {detail}"[:_LONGEST_DETAIL])
    return PortTroubleError(LinkState.NO_PORT, detail)
