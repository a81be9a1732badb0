"""The search in a thread of its own: for a frame loop, and for a command that waits."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncGenerator

import pytest

from devices.background import Watched
from devices.choice_said import StrapChoiceSaid
from devices.errors import StrapChoiceError
from devices.strap_discovery import Nearby
from devices.strap_identity import FoundStrap, StrapIdentity
from devices.strap_search import find_strap_now

H10 = StrapIdentity("Polar H10 1A2B3C4D", "C0:FF:EE:00:00:A1")
ONE = Nearby((FoundStrap(H10, -50, is_held=False),))


def search_threads() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name == "search"]


def test_a_live_list_is_read_without_waiting_and_ends_its_thread() -> None:
    is_closed = threading.Event()
    is_told = threading.Event()

    async def look() -> AsyncGenerator[Nearby]:
        try:
            yield ONE
            is_told.set()
            await asyncio.get_running_loop().create_future()
        finally:
            is_closed.set()

    search = Watched(look, Nearby(), "search")
    assert search.latest == Nearby()
    search.start()
    assert is_told.wait(10.0)
    assert search.latest == ONE
    assert not search.is_done
    search.stop()
    assert is_closed.wait(10.0)
    assert search.is_done
    assert search_threads() == []


def test_a_list_that_is_let_go_ends_without_being_waited_for() -> None:
    is_begun = threading.Event()

    async def look() -> AsyncGenerator[Nearby]:
        yield ONE
        is_begun.set()
        await asyncio.get_running_loop().create_future()

    search = Watched(look, Nearby(), "search")
    search.start()
    assert is_begun.wait(10.0)
    search.let_go()
    search.let_go()
    search.join(10.0)
    assert search.is_done
    assert search.latest == ONE


def test_what_breaks_a_list_is_raised_where_it_is_looked_at() -> None:
    async def look() -> AsyncGenerator[Nearby]:
        yield ONE
        raise ZeroDivisionError("a broken list")

    search = Watched(look, Nearby(), "search")
    search.start()
    search.join(10.0)
    with pytest.raises(ZeroDivisionError):
        _ = search.latest


def test_a_list_that_never_began_can_be_stopped() -> None:
    async def look() -> AsyncGenerator[Nearby]:
        yield ONE

    Watched(look, Nearby(), "search").stop()


def test_a_strap_that_is_found_is_handed_back() -> None:
    async def find(asked: str | None, remembered: StrapIdentity | None) -> StrapIdentity:
        assert (asked, remembered) == ("H10", None)
        return H10

    assert find_strap_now("H10", None, find) == H10
    assert search_threads() == []


def test_what_is_wrong_with_a_choice_is_raised_where_it_is_waited_for() -> None:
    async def find(asked: str | None, remembered: StrapIdentity | None) -> StrapIdentity:
        raise StrapChoiceError(StrapChoiceSaid.SEVERAL, count=2, names="two")

    with pytest.raises(StrapChoiceError, match="There are 2 straps: two"):
        find_strap_now(None, None, find)


def test_an_interrupt_ends_the_search() -> None:
    is_ended = threading.Event()

    async def find(asked: str | None, remembered: StrapIdentity | None) -> StrapIdentity:
        try:
            await asyncio.get_running_loop().create_future()
        finally:
            is_ended.set()
        raise AssertionError("it never comes here")

    class _InterruptedError(Exception):
        """Stands for Ctrl-C in the thread that waits."""

    def interrupt(self: object, patience_s: float) -> None:
        raise _InterruptedError

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("devices.background.Background.join", interrupt)
        with pytest.raises(_InterruptedError):
            find_strap_now(None, None, find)
    assert is_ended.wait(10.0)
    assert search_threads() == []
