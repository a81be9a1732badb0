"""The summary as a screen: it stays until it is left."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

import pygame

from devices.readings import SensorKind
from trainer.answers import usual_after
from trainer.snapshot import Snapshot
from visuals.gestures import Gesture, Key, Letter, Moved, Place, Pressed, Tapped
from visuals.lettering import PlacedText
from visuals.look import Look
from visuals.scene.summary import SummaryScene
from visuals.scene.summary_felt import Felt
from visuals.screens.neighbour import neighbour
from visuals.screens.screen import Heard
from visuals.texts import KeyHint

__all__ = ["SummaryOutcome", "SummaryRecord", "SummaryScreen"]


class SummaryOutcome(Enum):
    """What comes next."""

    DONE = "done"
    EXPORT = "export"
    """The beats as a table for other programs; the summary stays."""
    AGAIN = "again"
    """The same session once more."""


@dataclass(frozen=True, slots=True)
class SummaryRecord:
    """The session at its end, and what the person said of themselves."""

    snapshot: Snapshot
    upset_before: int | None = None
    upset_after: int | None = None
    earlier_upset: tuple[int, ...] = ()
    """After less before in earlier sessions, oldest first."""
    offers_again: bool = False
    exported: str = ""
    """What became of an export, in a sentence."""
    focus: SummaryOutcome = SummaryOutcome.DONE
    """What Enter leads to."""
    over: SummaryOutcome | None = None
    """The button that the pointer is on."""

    @property
    def felt(self) -> Felt:
        """What the person said of themselves, with what is usual for them where both is known."""
        before, after = self.upset_before, self.upset_after
        if before is None or after is None:
            return Felt(before, after)
        return Felt(before, after, usual_after(before, self.earlier_upset))

    @property
    def offers_export(self) -> bool:
        """Whether there are beats, and all of them are on disk."""
        snapshot, summary = self.snapshot, self.snapshot.summary
        is_kept = snapshot.unsaved is None and snapshot.saved_to is not None
        is_heard = snapshot.sensor.kind is not SensorKind.NONE
        return is_kept and is_heard and summary is not None and summary.beats > 0


class SummaryScreen:
    """The summary."""

    is_still = True

    def __init__(self, size: tuple[int, int], look: Look) -> None:
        self.scene = SummaryScene(size, look)
        self._words = look.texts

    def draw(self, surface: pygame.Surface, record: SummaryRecord, at_s: float) -> None:
        """Draw a record at a time over the whole surface."""
        self.scene.draw(
            surface,
            record.snapshot,
            at_s,
            felt=record.felt,
            offers=tuple(hint for hint, _ in self._offers(record)),
            exported=record.exported,
            focus=self._hint_of(self._focus(record), record),
            over=self._hint_of(record.over, record),
        )

    def texts(self, record: SummaryRecord, at_s: float) -> list[PlacedText]:
        """Every text that `draw` shows, where it shows it."""
        return self.scene.texts(
            record.snapshot,
            at_s,
            felt=record.felt,
            offers=tuple(hint for hint, _ in self._offers(record)),
            exported=record.exported,
        )

    def _focus(self, record: SummaryRecord) -> SummaryOutcome:
        """The outcome in focus; the one that leaves, where the other is not offered any more."""
        return record.focus if record.focus in self._outcomes(record) else SummaryOutcome.DONE

    def _hint_of(self, outcome: SummaryOutcome | None, record: SummaryRecord) -> KeyHint | None:
        """Words of the button that leads to an outcome; None where there is none."""
        hints = {found: hint for hint, found in self._offers(record)}
        hints[SummaryOutcome.DONE] = self._words.key_done
        return None if outcome is None else hints.get(outcome)

    def _outcomes(self, record: SummaryRecord) -> list[SummaryOutcome]:
        """What can be led to, in the order of the buttons from the left."""
        offered = [outcome for _, outcome in reversed(self._offers(record))]
        return [*offered, SummaryOutcome.DONE]

    def _offers(self, record: SummaryRecord) -> list[tuple[KeyHint, SummaryOutcome]]:
        """What else can be done, from the right, with what it leads to."""
        found = []
        if record.offers_export:
            found.append((self._words.key_export, SummaryOutcome.EXPORT))
        if record.offers_again:
            found.append((self._words.key_again, SummaryOutcome.AGAIN))
        return found

    def hear(self, gesture: Gesture, record: SummaryRecord) -> Heard[SummaryRecord, SummaryOutcome]:
        """What a gesture makes of a record."""
        offers = self._offers(record)
        match gesture:
            case Pressed(Key.BACK):
                return Heard(record, SummaryOutcome.DONE)
            case Pressed(Key.ENTER | Key.SPACE):
                return Heard(record, self._focus(record))
            case Pressed(Key.LEFT | Key.UP | Key.RIGHT | Key.DOWN | Key.NEXT | Key.PREVIOUS):
                return Heard(_moved(record, self._outcomes(record), gesture.key))
            case Letter(letter):
                for (key, _), outcome in offers:
                    if letter == key.lower():
                        return Heard(record, outcome)
            case Moved(place):
                return Heard(replace(record, over=self._button_at(place, record)))
            case Tapped(place):
                return Heard(record, self._button_at(place, record))
        return Heard(record)

    def buttons(self, record: SummaryRecord) -> list[tuple[SummaryOutcome, pygame.Rect]]:
        """Every button by what it leads to, with its place in pixels."""
        offers = self._offers(record)
        placed = self.scene.buttons(tuple(hint for hint, _ in offers))
        return [
            (SummaryOutcome.DONE, self.scene.done_button),
            *((outcome, rect) for (rect, _), (_, outcome) in zip(placed, offers, strict=True)),
        ]

    def _button_at(self, place: Place, record: SummaryRecord) -> SummaryOutcome | None:
        """What the button leads to that the pointer or a finger is on."""
        shown = self.buttons(record)
        return next((outcome for outcome, rect in shown if rect.collidepoint(place)), None)

    def takes_text(self, record: SummaryRecord) -> bool:
        """Nothing is written here."""
        del record
        return False

    def bake(self, budget_s: float) -> bool:
        """Nothing is left to prepare."""
        return self.scene.bake(budget_s)


def _moved(record: SummaryRecord, outcomes: list[SummaryOutcome], key: Key) -> SummaryRecord:
    """The record with the focus one button on; Tab goes round, the arrows stop at the ends."""
    is_forth = key in (Key.RIGHT, Key.DOWN, Key.NEXT)
    here = record.focus if record.focus in outcomes else SummaryOutcome.DONE
    step = 1 if is_forth else -1
    if key in (Key.NEXT, Key.PREVIOUS):
        return replace(record, focus=neighbour(outcomes, here, step))
    at = outcomes.index(here) + step
    return replace(record, focus=outcomes[min(max(at, 0), len(outcomes) - 1)])
