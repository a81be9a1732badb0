"""The strap that is meant for a session, found in a thread of its own, for those who must not wait.

What is done there is in `strap_discovery`; a live list is `strap_survey`.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from devices.background import Background
from devices.strap_discovery import find_strap
from devices.strap_identity import StrapIdentity

__all__ = ["find_strap_now"]


def find_strap_now(
    asked: str | None,
    remembered: StrapIdentity | None,
    find: Callable[
        [str | None, StrapIdentity | None], Coroutine[Any, Any, StrapIdentity]
    ] = find_strap,
) -> StrapIdentity:
    """As `find_strap`, for those without a loop; an interrupt ends it.

    Parameters
    ----------
    asked, remembered
        As there.
    find
        What finds it.

    Raises
    ------
    StrapChoiceError
        As there.
    """
    work = Background(lambda: find(asked, remembered), "search")
    work.start()
    try:
        while not work.is_done:
            work.join(0.1)
    finally:
        work.stop()
    if work.failure is not None:
        raise work.failure
    assert isinstance(work.result, StrapIdentity)  # it neither failed nor was stopped
    return work.result
