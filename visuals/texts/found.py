"""What a finding of the doctor is in words: the catalogue's sentence, with its gaps filled in."""

from __future__ import annotations

from devices.finding import Finding
from devices.readings import LinkState, SensorKind
from devices.sayable import Sayable
from devices.strap_signal import StrapSignal
from trainer.signal.waves.wave_condition import WaveCondition, WaveKind
from visuals.texts.sentences import Texts
from visuals.texts.told import gap_in_words

__all__ = ["advised", "said"]


def said(finding: Finding, texts: Texts) -> str:
    """What was found."""
    parts = [part for part in (finding.said, finding.more) if part is not None]
    filled = _filled(finding, texts)
    return " ".join(texts.doctor.said[part].format(**filled) for part in parts)


def advised(finding: Finding, texts: Texts) -> str:
    """The next thing to try; empty where nothing need be done."""
    advice: Sayable | None = finding.advice
    return "" if advice is None else texts.doctor.advice[advice].format(**_filled(finding, texts))


def _filled(finding: Finding, texts: Texts) -> dict[str, object]:
    """The gaps as the language writes them; what has two sentences gives `_advice` the second."""
    filled: dict[str, object] = {}
    for name, value in finding.gaps.items():
        match value:
            case StrapSignal():
                filled[name] = texts.doctor.signals[value]
            case LinkState():
                sentences = texts.link_said[value]
                filled[name], _, filled[f"{name}_advice"] = sentences.partition(". ")
            case WaveCondition():
                is_ecg = finding.gaps.get("kind") is WaveKind.ECG
                kind = SensorKind.ECG_BOARD if is_ecg else SensorKind.PULSE_SENSOR
                sentences = texts.wave_words(kind, value)
                filled[name], _, filled[f"{name}_advice"] = sentences.partition(". ")
            case _:
                filled[name] = gap_in_words(value, texts)
    return filled
