"""What a finding of the doctor is in words: the catalogue's sentence, with its gaps filled in."""

from __future__ import annotations

from devices.finding import Finding, Gap, Sayable
from devices.readings import LinkState, SensorKind
from devices.strap_signal import StrapSignal
from trainer.signal.waves.wave_condition import WaveCondition, WaveKind
from visuals.texts.sentences import Texts

__all__ = ["advised", "said"]


class _Number(float):
    """A number that is written with the language's own decimal mark, in any format."""

    decimal_mark = "."

    def __format__(self, form: str) -> str:
        return float.__format__(self, form).replace(".", self.decimal_mark)


def said(finding: Finding, texts: Texts) -> str:
    """What was found."""
    parts = [part for part in (finding.said, finding.more) if part is not None]
    filled = _filled(finding, texts)
    return " ".join(texts.doctor.said[part].format(**filled) for part in parts)


def advised(finding: Finding, texts: Texts) -> str:
    """The next thing to try; empty where nothing need be done."""
    advice: Sayable | None = finding.advice
    return "" if advice is None else texts.doctor.advice[advice].format(**_filled(finding, texts))


def _filled(finding: Finding, texts: Texts) -> dict[str, Gap]:
    """The gaps as the language writes them; what has two sentences gives `_advice` the second."""
    filled: dict[str, Gap] = {}
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
            case float():
                number = _Number(value)
                number.decimal_mark = texts.decimal_mark
                filled[name] = number
            case _:
                filled[name] = value
    return filled
