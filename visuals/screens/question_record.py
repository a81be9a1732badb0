"""The question before or after: what was chosen, what is pointed at, and what can follow."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from trainer.answers import MOST_UPSET, Answer, Occasion

__all__ = ["QuestionFocus", "QuestionOutcome", "QuestionRecord", "WithoutAnswer"]


class WithoutAnswer(Enum):
    """Ways to leave the question without an answer."""

    SKIPPED = "skipped"
    MORE = "more"
    """Three calm minutes more, instead of an answer."""
    CRISIS = "crisis"
    """Help for somebody in danger first; then the question again, as it was."""


QuestionOutcome = Answer | WithoutAnswer


class QuestionFocus(Enum):
    """What the keys are at."""

    NUMBERS = "numbers"
    """Left and right choose one."""
    LEAVE = "leave"
    MORE = "more"
    CRISIS = "crisis"


@dataclass(frozen=True, slots=True)
class QuestionRecord:
    """Which question, and what is pointed at."""

    occasion: Occasion
    offers_more: bool = False
    """True after calm minutes: three more can be had from here."""
    chosen: int | None = None
    focus: QuestionFocus = QuestionFocus.NUMBERS
    over: QuestionFocus | int | None = None
    """What the pointer is on: a number, or a button."""

    @property
    def stops(self) -> tuple[QuestionFocus, ...]:
        """What can have the focus, in the order of Tab."""
        more = (QuestionFocus.MORE,) if self.offers_more else ()
        return (QuestionFocus.NUMBERS, *more, QuestionFocus.LEAVE, QuestionFocus.CRISIS)

    @property
    def pressed(self) -> QuestionFocus:
        """What Enter presses, and what is framed; without a number that is the way out."""
        is_number = self.focus is QuestionFocus.NUMBERS and self.chosen is not None
        return self.focus if is_number or self.focus in self.stops[1:] else QuestionFocus.LEAVE

    @property
    def left(self) -> QuestionOutcome:
        """What leaving leads to: the number that is chosen, if there is one."""
        if self.chosen is None:
            return WithoutAnswer.SKIPPED
        return Answer(self.occasion, self.chosen)

    def outcome_of(self, pressed: QuestionFocus) -> QuestionOutcome:
        """What pressing something leads to."""
        match pressed:
            case QuestionFocus.MORE:
                return WithoutAnswer.MORE
            case QuestionFocus.CRISIS:
                return WithoutAnswer.CRISIS
            case QuestionFocus.NUMBERS | QuestionFocus.LEAVE:
                return self.left

    def with_number(self, number: int) -> QuestionRecord:
        """Return the record with a number chosen, and the keys at the numbers."""
        return replace(self, chosen=number, focus=QuestionFocus.NUMBERS)

    def stepped(self, step: int) -> QuestionRecord:
        """Return the record with the next number chosen; the first step begins in the middle."""
        if self.chosen is None:
            return self.with_number(MOST_UPSET // 2)
        return self.with_number(min(max(self.chosen + step, 0), MOST_UPSET))
