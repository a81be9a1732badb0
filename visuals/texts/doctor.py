"""What the doctor says, as one record: part of the catalogue.

What can be found is named by the rooms that find it (`devices/strap_said.py`,
`trainer/wire_said.py`); how a finding is put into words stands in `found.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from devices.finding import Question, Verdict
from devices.sayable import Sayable
from devices.strap_signal import StrapSignal

__all__ = ["DoctorTexts"]


@dataclass(frozen=True, slots=True, eq=False)
class DoctorTexts:
    """Sentences and labels of the checkup and of its report."""

    greeting: str
    wired_greeting: str
    looking: str
    listening: str
    """With {name}."""
    attempt: str
    """Before what is to be tried, with {advice}."""
    all_well: str
    all_well_wired: str
    not_all_known: str
    one_thing: str
    questions: Mapping[Question, str]
    """Of at most 12 letters: they stand in a column."""
    verdicts: Mapping[Verdict, str]
    """Of at most 9 letters."""
    signals: Mapping[StrapSignal, str]
    said: Mapping[Sayable, str]
    advice: Mapping[Sayable, str]

    report_title: str
    report_link: str
    """With {states}."""
    report_packets: str
    """With {packets}, {beats} and {model}."""
    report_system: str
    """With {words}."""
    nothing: str
    not_known: str
    report_written: str
    """With {path}."""
    on_clipboard: str
    not_written: str
    """With {path} and {why}."""
    one_at_a_time: str
