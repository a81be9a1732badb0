"""How the person felt before and after: marks on a row, without praise, colour or score."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pygame
import pytest

from devices.readings import SensorDescription, SensorKind
from tests.visuals.pictures import WIDE, pixels_of, said, without_words
from trainer.answers import MOST_UPSET, UsualAfter
from visuals.lettering import PlacedText
from visuals.look import Look
from visuals.palette import NIGHT
from visuals.scene import example
from visuals.scene.summary_felt import Felt
from visuals.screens.summary import SummaryRecord, SummaryScreen
from visuals.texts import ENGLISH, GERMAN, Texts

EARLIER = (-4, -3, -2, -1, 0)
Pixels = npt.NDArray[np.uint8]


def record(before: int | None, after: int | None, earlier: tuple[int, ...] = ()) -> SummaryRecord:
    snapshot = example.summary_snapshot()
    strap = SensorDescription(SensorKind.STRAP, "Strap")
    return SummaryRecord(replace(snapshot, sensor=strap), before, after, earlier)


def words(shown: SummaryRecord, texts: Texts = ENGLISH) -> list[PlacedText]:
    return SummaryScreen(WIDE, Look(texts=texts)).texts(shown, 0.0)


def picture(shown: SummaryRecord) -> Pixels:
    """The card's pixels without its words."""
    screen = SummaryScreen(WIDE, Look())
    surface = pygame.Surface(WIDE)
    with without_words():
        screen.draw(surface, shown, 0.0)
    felt = screen.scene.felt_card
    return pixels_of(surface.subsurface(felt.card))


def marks_in(shown: SummaryRecord) -> set[int]:
    """The numbers that have a mark round them."""
    felt = SummaryScreen(WIDE, Look()).scene.felt_card
    pixels = picture(shown).astype(int)
    strong = np.abs(pixels - np.array(NIGHT.button)).sum(axis=2) < 40
    found = set()
    for number in range(MOST_UPSET + 1):
        x, y = (at - corner for at, corner in zip(felt.centre_of(number), felt.card, strict=False))
        if strong[y - 20 : y + 21, x - 20 : x + 21].sum() > 30:
            found.add(number)
    return found


@pytest.mark.parametrize(
    ("before", "after"), [(7, 4), (4, 7), (7, None), (None, 4), (5, 5), (0, 10), (9, 10)]
)
def test_each_answer_has_its_mark_and_nothing_else_has_one(
    before: int | None, after: int | None
) -> None:
    assert marks_in(record(before, after)) == {before, after} - {None}


@pytest.mark.parametrize("texts", [ENGLISH, GERMAN], ids=["english", "german"])
@pytest.mark.parametrize("numbers", [(7, 4), (4, 5), (0, 1), (10, 9), (9, 10), (0, 10)])
def test_over_each_mark_stands_when_it_was_given(numbers: tuple[int, int], texts: Texts) -> None:
    screen = SummaryScreen(WIDE, Look(texts=texts))
    felt = screen.scene.felt_card
    placed = [
        text for text in screen.texts(record(*numbers), 0.0) if text.rect in _Inside(felt.card)
    ]
    lefts = {}
    for number, word in zip(numbers, (texts.before, texts.after), strict=True):
        (label,) = (text for text in placed if text.text == word)
        (digit,) = (text for text in placed if text.text == str(number))
        assert label.rect.bottom <= digit.rect.top + 8
        assert abs(label.rect.centerx - digit.rect.centerx) <= label.width
        lefts[number] = label.left
    assert [lefts[number] for number in sorted(lefts)] == sorted(lefts.values())


class _Inside:
    """Whether a place lies in a card."""

    def __init__(self, card: pygame.Rect) -> None:
        self._card = card

    def __contains__(self, rect: object) -> bool:
        return isinstance(rect, pygame.Rect) and bool(self._card.contains(rect))


def test_the_same_answer_twice_is_one_mark_with_both_words() -> None:
    placed = said(words(record(5, 5)))
    assert "before and after" in placed


def test_only_one_answer_names_the_other_nowhere() -> None:
    screen = SummaryScreen(WIDE, Look())
    card = _Inside(screen.scene.felt_card.card)
    for before, after, other in ((7, None, ENGLISH.after), (None, 4, ENGLISH.before)):
        told = [text.text for text in words(record(before, after)) if text.rect in card]
        assert ENGLISH.felt_title in told
        assert other not in told


def test_without_an_answer_there_is_no_card_and_no_hole() -> None:
    assert ENGLISH.felt_title not in said(words(record(None, None)))
    screen = SummaryScreen(WIDE, Look())
    title, told = (
        next(text for text in screen.texts(shown, 0.0) if text.text == ENGLISH.summary_title)
        for shown in (record(None, None), record(7, 4))
    )
    assert pygame.Rect(title.box).width > 1.8 * pygame.Rect(told.box).width
    upright = SummaryScreen((720, 1280), Look())
    tops = [
        next(text for text in upright.texts(shown, 0.0) if text.text == ENGLISH.quiet_minute).top
        for shown in (record(None, None), record(7, 4))
    ]
    assert tops[0] < tops[1] - 100


def test_better_and_worse_look_alike() -> None:
    """The same two colours, whichever way it went: nothing is judged."""

    def colours(shown: SummaryRecord) -> set[tuple[int, ...]]:
        pixels = picture(shown).reshape(-1, 3)
        strong = pixels[np.abs(pixels.astype(int) - np.array(NIGHT.button)).sum(axis=1) < 6]
        return {tuple(colour) for colour in strong.tolist()}

    assert colours(record(8, 2)) == colours(record(2, 8))
    letters = [{text.colour for text in words(record(*pair))} for pair in ((8, 2), (2, 8))]
    assert letters[0] == letters[1]


def test_what_is_usual_for_this_person_is_said_and_lies_behind_the_row() -> None:
    known = record(7, 4, EARLIER)
    assert known.felt == Felt(7, 4, UsualAfter(3, 7))
    assert "3 to 7" in said(words(known))
    behind = np.abs(picture(known).astype(int) - picture(record(7, 4)).astype(int)).sum(axis=2)
    felt = SummaryScreen(WIDE, Look()).scene.felt_card
    columns = np.nonzero(behind.max(axis=0))[0] + felt.card.x
    assert felt.centre_of(2)[0] < columns.min() < felt.centre_of(3)[0]
    assert felt.centre_of(7)[0] < columns.max() < felt.centre_of(8)[0]


def test_with_one_answer_nothing_is_usual() -> None:
    assert record(7, None, EARLIER).felt.usual is None
    assert record(None, 4, EARLIER).felt.usual is None
