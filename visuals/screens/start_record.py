"""What is chosen on the start screen, what is pointed at, and where the keys lead."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum

from devices.readings import SensorKind
from visuals.gestures import Key
from visuals.screens.choices import LENGTHS_MIN, Choices, PaceChoice

__all__ = ["Control", "StartOutcome", "StartRecord", "moved"]


class StartOutcome(Enum):
    """What comes next."""

    BEGIN = "begin"
    CALM = "calm"
    HELP = "help"
    CRISIS = "crisis"
    SETTINGS = "settings"
    LEAVE = "leave"


Control = SensorKind | PaceChoice | int | StartOutcome
"""What can be pointed at: a choice (a length is its minutes), or what comes next."""


@dataclass(frozen=True, slots=True)
class StartRecord:
    """What is chosen, what is offered, and where the focus is."""

    choices: Choices = field(default_factory=Choices)
    offers: tuple[SensorKind, ...] = (SensorKind.SIMULATED, SensorKind.NONE)
    focus: Control = StartOutcome.BEGIN
    is_back: bool = False
    """True after a session."""
    notice: str = ""
    """What the person should know first: something of theirs was not read, or not saved."""
    over: Control | None = None
    """What the pointer is on."""

    @property
    def groups(self) -> tuple[tuple[Control, ...], ...]:
        """Controls in the order of the page; within a group left and right go on."""
        return (
            self.offers,
            tuple(PaceChoice),
            LENGTHS_MIN,
            _ACTIONS,
        )

    def chosen_in(self, group: tuple[Control, ...]) -> Control:
        """Control on which the focus lands when it comes to a group."""
        for chosen in (self.choices.sensor, self.choices.pace, self.choices.minutes):
            if chosen in group:
                return chosen
        return group[0]

    def with_choice(self, control: Control) -> StartRecord:
        """Return the record with the focus on a control; a choice is chosen by that."""
        choices = self.choices
        match control:
            case SensorKind():
                choices = replace(choices, sensor=control)
            case PaceChoice():
                choices = replace(choices, pace=control)
            case int():
                choices = replace(choices, minutes=control)
        return replace(self, choices=choices, focus=control)


_ACTIONS: tuple[Control, ...] = (
    StartOutcome.BEGIN,
    StartOutcome.CALM,
    StartOutcome.HELP,
    StartOutcome.SETTINGS,
    StartOutcome.CRISIS,
)


def moved(record: StartRecord, key: Key) -> StartRecord:
    """The record with the focus moved: along its group, or to the next one."""
    groups = record.groups
    number = next(
        index
        for index, group in enumerate(groups)
        if any(record.focus == item and type(record.focus) is type(item) for item in group)
    )
    group = groups[number]
    if key in (Key.LEFT, Key.RIGHT):
        at = group.index(record.focus) + (1 if key is Key.RIGHT else -1)
        return record.with_choice(group[min(max(at, 0), len(group) - 1)])
    step = 1 if key in (Key.DOWN, Key.NEXT) else -1
    if key in (Key.UP, Key.DOWN):
        number = min(max(number + step, 0), len(groups) - 1)
    else:
        number = (number + step) % len(groups)
    target = groups[number]
    return replace(record, focus=record.chosen_in(target))
