"""The three pictures of the help with their words: how a card is shared between them.

The words come first and get the size that is asked for; the person gets all the height that they
leave. So a picture is small only where letters are large and a card is narrow.
"""

from __future__ import annotations

from dataclasses import dataclass

import pygame

from visuals.lettering import Align, Lettering, PlacedText, Weight
from visuals.palette import Palette
from visuals.scene.layout import Layout
from visuals.scene.still import HEAD_REACH, WIDTH_OF_HEIGHT
from visuals.screens.help_places import HelpPlaces

__all__ = ["StepCard", "step_cards"]

_STEP = 22
_SIDE = 20
_ABOVE = 12
_BELOW = 14
_GAP = 8
"""Design units between a card's edge, the picture and the words."""
_MOST_BELOW, _MOST_BESIDE = 0.375, 0.58
"""Share of a card's height that the words may take, below a picture and beside it."""
_SMALLER = (1.0, 0.97)
"""So much smaller the words may be where it saves a line, for the sake of the picture."""
_MAX_LINES = 6


@dataclass(frozen=True, slots=True)
class StepCard:
    """One of the pictures, with its words."""

    card: pygame.Rect
    picture: pygame.Rect
    words: tuple[PlacedText, ...]


@dataclass(frozen=True, slots=True)
class _Room:
    """Where in a card everything is."""

    picture: pygame.Rect
    title: pygame.Rect
    said: pygame.Rect


def step_cards(
    layout: Layout,
    letters: Lettering,
    palette: Palette,
    places: HelpPlaces,
    steps: tuple[tuple[str, str], ...],
) -> tuple[StepCard, ...]:
    """The cards, their words of one size."""
    cards = [layout.rect(box) for box in places.cards]
    rooms, most = (_beside, _MOST_BESIDE) if places.is_beside else (_below, _MOST_BELOW)
    boxes = [
        pygame.Rect(room.said.x, card.y, room.said.width, round(most * card.height))
        for card, room in zip(cards, rooms(layout, cards, 0), strict=True)
    ]
    pairs = [(said, box) for (_, said), box in zip(steps, boxes, strict=True)]
    fitting = letters.common_size(pairs, places.size, Weight.REGULAR, max_lines=_MAX_LINES)

    def place_said(said: str, box: pygame.Rect, size: float) -> list[PlacedText]:
        return letters.place(
            said,
            box,
            size,
            Weight.REGULAR,
            palette.text2,
            align=Align.TOP_LEFT,
            max_lines=_MAX_LINES,
        )

    def lines_at(size: float) -> int:
        return max(len(place_said(said, box, size)) for said, box in pairs)

    size = min((share * fitting for share in _SMALLER), key=lines_at)
    tried = [place_said(said, box, size) for said, box in pairs]
    words_px = max(lines[-1].rect.bottom - lines[0].top for lines in tried)
    shared = rooms(layout, cards, words_px)
    title_size = letters.common_size(
        [(title, room.title) for (title, _), room in zip(steps, shared, strict=True)],
        _STEP,
        Weight.SEMIBOLD,
        max_lines=2,
    )
    made = []
    for card, room, (title, said) in zip(cards, shared, steps, strict=True):
        align = Align.LEFT if places.is_beside else Align.TOP_LEFT
        words = letters.place(
            title, room.title, title_size, Weight.SEMIBOLD, palette.text, align=align, max_lines=2
        )
        words += place_said(said, room.said, size)
        made.append(StepCard(card, room.picture, tuple(words)))
    return tuple(made)


def _below(layout: Layout, cards: list[pygame.Rect], words_px: int) -> list[_Room]:
    """The words below the picture; its title beside the head, where there is room anyway."""
    side, above, below, gap = (layout.length(units) for units in (_SIDE, _ABOVE, _BELOW, _GAP))
    rooms = []
    for card in cards:
        height = card.height - above - gap - words_px - below
        width = round(height * WIDTH_OF_HEIGHT)
        inner = card.width - 2 * side
        picture = pygame.Rect(card.x + side, card.y + above, min(width, inner), height)
        left = picture.x + round(HEAD_REACH * height) + gap
        title = pygame.Rect(left, card.y + side, card.right - 2 * side // 3 - left, height // 3)
        said = pygame.Rect(card.x + side, picture.bottom + gap, inner, words_px)
        rooms.append(_Room(picture, title, said))
    return rooms


def _beside(layout: Layout, cards: list[pygame.Rect], words_px: int) -> list[_Room]:
    """The words to the right of the picture, in the middle of the card's height."""
    side, edge, gap = (layout.length(units) for units in (_SIDE, _GAP, _GAP))
    head = layout.length(_STEP * layout.look.text_scale * 1.4)
    rooms = []
    for card in cards:
        height = card.height - 2 * edge
        picture = pygame.Rect(card.x + side, card.y + edge, round(height * WIDTH_OF_HEIGHT), height)
        left = picture.right + side
        top = card.y + max(edge, (card.height - head - gap - words_px) // 2)
        title = pygame.Rect(left, top, card.right - side - left, head)
        said = pygame.Rect(left, title.bottom + gap, title.width, words_px)
        rooms.append(_Room(picture, title, said))
    return rooms
