"""The choice before a session: what can be chosen, what is taken by itself, and what never is."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.readings import LinkState
from devices.strap_identity import FoundStrap, StrapIdentity
from devices.strap_list import Survey, SurveyedStrap
from trainer.choosing import (
    BREATH_KEY,
    PRACTICE_KEY,
    Choice,
    ChoiceWish,
    Choosing,
    OptionKind,
)

H10 = StrapIdentity("Polar H10 1A2B3C4D", "C0:FF:EE:00:00:A1")
TWIN = StrapIdentity("Polar H10 1A2B3C4D", "C0:FF:EE:00:00:A2")
GARMIN = StrapIdentity("HRM-Dual:123456", "C0:FF:EE:00:00:B7")
ALL = (H10, TWIN, GARMIN)


def near(*straps: StrapIdentity, held: Iterable[StrapIdentity] = ()) -> Survey:
    """A list with these straps."""
    return Survey(
        tuple(SurveyedStrap(FoundStrap(each, -60, is_held=each in tuple(held))) for each in straps)
    )


class Chooser(Choosing):
    """The choice with an ear for what it asks to be listened to."""

    def __init__(self, asked: str | None = None, remembered: StrapIdentity | None = None) -> None:
        self.listened_to: list[str] = []
        super().__init__(asked, remembered, 0.0, self.listened_to.append)


def names(choice: Choice) -> list[str]:
    return [option.name for option in choice.straps]


def test_without_a_name_and_a_memory_nothing_is_taken_by_itself() -> None:
    chooser = Chooser()
    for second in range(100):
        chooser.see(near(H10), float(second))
    assert chooser.taken is None
    choice = chooser.choice()
    assert not choice.is_seeking
    assert names(choice) == [H10.name]
    assert [option.kind for option in choice.options[1:]] == [
        OptionKind.PRACTICE,
        OptionKind.BREATH,
    ]


def test_the_strap_of_last_time_is_taken_as_soon_as_it_is_there() -> None:
    chooser = Chooser(remembered=H10)
    chooser.see(near(GARMIN), 0.5)
    assert chooser.taken is None
    assert names(chooser.choice()) == [H10.name], "a stranger's strap is not shown in its place"
    chooser.see(near(GARMIN, TWIN, H10), 1.0)
    assert chooser.taken is not None
    assert chooser.taken.key == H10.address
    assert chooser.choice().is_made


def test_a_strap_of_last_time_that_is_held_is_shown_and_not_taken_by_itself() -> None:
    chooser = Chooser(remembered=H10)
    chooser.see(near(H10, held=[H10]), 60.0)
    assert chooser.taken is None
    (option,) = chooser.choice().straps
    assert option.strap is not None
    assert option.strap.found.is_held
    chooser.wish(ChoiceWish.TAKE)
    assert chooser.taken is not None, "a person may still wish it"


def test_a_name_waits_a_moment_for_a_second_strap_that_fits() -> None:
    chooser = Chooser("h10")
    chooser.see(near(H10), 1.0)
    chooser.see(near(H10), 3.0)
    assert chooser.taken is None
    chooser.see(near(H10, TWIN), 4.0)
    choice = chooser.choice()
    assert chooser.taken is None
    assert not choice.is_seeking, "two fit, so the person says which"
    assert names(choice) == ["Polar H10 1A2B3C4D (00:A1)", "Polar H10 1A2B3C4D (00:A2)"]


def test_the_only_strap_that_fits_a_name_is_taken_then() -> None:
    chooser = Chooser("hrm")
    chooser.see(near(H10, GARMIN), 1.0)
    chooser.see(near(H10, GARMIN), 6.0)
    assert chooser.taken is not None
    assert chooser.taken.key == GARMIN.address


def test_a_whole_address_is_certain_at_once() -> None:
    chooser = Chooser("c0:ff:ee:00:00:a2")
    chooser.see(near(H10, TWIN), 0.5)
    assert chooser.taken is not None
    assert chooser.taken.key == TWIN.address


def test_the_list_is_one_key_away_and_then_nothing_is_taken_by_itself() -> None:
    chooser = Chooser(remembered=H10)
    chooser.see(near(GARMIN), 1.0)
    chooser.wish(ChoiceWish.LIST)
    chooser.see(near(GARMIN, H10), 2.0)
    assert chooser.taken is None
    choice = chooser.choice()
    assert names(choice) == [H10.name, GARMIN.name], "the own strap stands first"
    assert choice.straps[0].is_own
    assert choice.focus == H10.address


def test_the_focus_stays_with_its_strap_while_the_list_changes() -> None:
    chooser = Chooser()
    chooser.see(near(H10, GARMIN), 1.0)
    chooser.wish(ChoiceWish.DOWN)
    assert chooser.choice().focus == GARMIN.address
    chooser.see(near(TWIN, H10, GARMIN), 2.0)
    assert chooser.choice().focus == GARMIN.address
    chooser.see(near(TWIN, H10), 3.0)
    assert chooser.choice().focus == TWIN.address, "it is gone; the first one is in focus again"


def test_the_focus_stops_at_both_ends() -> None:
    chooser = Chooser()
    chooser.see(near(H10), 1.0)
    for _ in range(9):
        chooser.wish(ChoiceWish.DOWN)
    assert chooser.choice().focus == BREATH_KEY
    for _ in range(9):
        chooser.wish(ChoiceWish.UP)
    assert chooser.choice().focus == H10.address


def test_a_number_stays_a_straps_own() -> None:
    chooser = Chooser()
    chooser.see(near(H10, TWIN, GARMIN), 1.0)
    chooser.see(near(GARMIN), 20.0)
    assert [option.number for option in chooser.choice().straps] == [3]
    chooser.take_number(1)
    assert chooser.taken is None
    chooser.take_number(3)
    assert chooser.taken is not None
    assert chooser.taken.key == GARMIN.address


@pytest.mark.parametrize("key", [PRACTICE_KEY, BREATH_KEY])
def test_practice_and_the_breath_alone_can_be_chosen_at_any_time(key: str) -> None:
    for remembered in (None, H10):
        chooser = Chooser(remembered=remembered)
        chooser.take(key)
        assert chooser.taken is not None
        assert chooser.taken.key == key


def test_a_strap_that_is_not_there_cannot_be_taken() -> None:
    chooser = Chooser(remembered=H10)
    chooser.wish(ChoiceWish.TAKE)
    chooser.take(H10.address)
    assert chooser.taken is None
    assert not chooser.choice().focused.can_be_taken


def test_listening_is_asked_for_only_where_it_takes_nothing_from_anybody() -> None:
    chooser = Chooser()
    chooser.see(near(H10, GARMIN, held=[GARMIN]), 1.0)
    chooser.wish(ChoiceWish.LISTEN)
    chooser.wish(ChoiceWish.DOWN)
    chooser.wish(ChoiceWish.LISTEN)
    chooser.wish(ChoiceWish.DOWN)
    chooser.wish(ChoiceWish.LISTEN)
    assert chooser.listened_to == [H10.address]


def test_the_checklist_comes_at_once_in_the_list_and_later_while_one_is_sought() -> None:
    assert Chooser().choice().needs_checklist
    chooser = Chooser(remembered=H10)
    assert not chooser.choice().needs_checklist
    chooser.see(near(), 9.0)
    assert chooser.choice().needs_checklist
    chooser.see(near(H10, held=[H10]), 10.0)
    assert not chooser.choice().needs_checklist


def test_a_trouble_is_handed_on_and_leaves_what_needs_no_strap() -> None:
    chooser = Chooser()
    chooser.see(Survey((), LinkState.RADIO_OFF), 1.0)
    choice = chooser.choice()
    assert choice.trouble is LinkState.RADIO_OFF
    assert len(choice.options) == 2


def test_leaving_takes_nothing() -> None:
    chooser = Chooser()
    chooser.wish(ChoiceWish.LEAVE)
    assert chooser.is_left
    assert chooser.taken is None


STEPS = st.lists(
    st.one_of(
        st.lists(st.sampled_from(ALL), unique=True),
        st.sampled_from([w for w in ChoiceWish if w is not ChoiceWish.TAKE]),
    ),
    max_size=20,
)


@given(STEPS, st.sampled_from([None, H10, GARMIN]))
def test_whatever_comes_the_focus_is_an_option_and_only_the_own_strap_takes_itself(
    steps: list[list[StrapIdentity] | ChoiceWish], remembered: StrapIdentity | None
) -> None:
    chooser = Chooser(remembered=remembered)
    for number, step in enumerate(steps):
        if isinstance(step, ChoiceWish):
            chooser.wish(step)
        else:
            chooser.see(near(*step), float(number))
        choice = chooser.choice()
        keys = [option.key for option in choice.options]
        assert choice.focus in keys
        assert len(set(keys)) == len(keys)
    if chooser.taken is not None:
        assert remembered is not None
        assert chooser.taken.key == remembered.address
