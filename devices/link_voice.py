"""Says what the way to a sensor is doing, each state once, as a reading."""

from __future__ import annotations

import logging

from devices.clock import SessionClock
from devices.link import Emit
from devices.readings import LinkChanged, LinkState

__all__ = ["LinkVoice"]

_logger = logging.getLogger(__name__)


class LinkVoice:
    """Remembers the state that was said last."""

    def __init__(self, clock: SessionClock, emit: Emit) -> None:
        self._clock = clock
        self._emit = emit
        self.state: LinkState | None = None
        """The state that was said last."""

    async def say(self, state: LinkState, detail: str = "", at_s: float | None = None) -> None:
        """Say a state unless it is the last one.

        Parameters
        ----------
        state, detail
            What it is, and what was special about it.
        at_s
            Session clock of what it rests on; None: now.
        """
        changed = self.change(state, detail, at_s)
        if changed is not None:
            await self._emit(changed)

    def change(
        self, state: LinkState, detail: str = "", at_s: float | None = None
    ) -> LinkChanged | None:
        """The reading that says a state, for whoever hands it out; None for the last one again."""
        if state is self.state:
            return None
        self.state = state
        if detail:
            _logger.info("%s: %s", state.value, detail)
        return LinkChanged(self._clock.now_s() if at_s is None else at_s, state, detail)
