"""Why something is refused, in English: as the rooms themselves word it."""

from __future__ import annotations

from devices.choice_said import PortChoiceSaid, StrapChoiceSaid
from devices.recording_said import RecordingSaid, RecordingUnit
from devices.sayable import Sayable
from trainer.said import AnalysisSaid, EntrySaid, JournalSaid, PlanSaid
from visuals.sound.own_said import SoundSaid
from visuals.texts.refusals import SYSTEM_REASONS, RefusalTexts

__all__ = ["ENGLISH_REFUSALS"]

_FAMILIES: tuple[type[Sayable], ...] = (
    RecordingSaid,
    RecordingUnit,
    StrapChoiceSaid,
    PortChoiceSaid,
    PlanSaid,
    AnalysisSaid,
    JournalSaid,
    EntrySaid,
    SoundSaid,
)

ENGLISH_REFUSALS = RefusalTexts(
    said={each: str(each.value) for family in _FAMILIES for each in family},
    system_reasons={words: words for words in SYSTEM_REASONS},
)
