"""What one line in the terminal says of a moment: the breath first, then the numbers with room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.text import Text

from trainer.plan import Stage
from trainer.signal.breath_step import BreathInStep
from trainer.signal.figure import Figure
from trainer.signal.swing_in_step import InStep
from trainer.signal.waves.wave_condition import WaveCondition
from trainer.snapshot import Snapshot
from trainer.timeline import fullness_of_phase
from trainer.trust import TrustState
from visuals.texts import ENGLISH, Texts, minutes_and_seconds

if TYPE_CHECKING:
    from rich.console import RenderableType

__all__ = ["LineWords", "fitted_parts", "lines_of", "notices_of", "sentence_of"]

_BELLY_CELLS = 12
_BETWEEN = " \N{MIDDLE DOT} "


class LineWords:
    """The words of one line: a language, and the gentle lines that the person wants.

    Parameters
    ----------
    texts, lines
        The language, and the gentle lines; None for those of the calm minutes.
    is_calm
        True in the calm minutes: whoever joins them joins unseen, and no number is told.
    """

    def __init__(
        self, texts: Texts, lines: tuple[str, ...] | None = None, *, is_calm: bool = False
    ) -> None:
        self.texts = texts
        self.said = texts.terminal
        self.lines = texts.calm_talk if lines is None else lines
        self.is_calm = is_calm

    def tells_numbers(self, snapshot: Snapshot) -> bool:
        """Whether anything is said of the heart."""
        return snapshot.listens and not self.is_calm


def sentence_of(snapshot: Snapshot, words: LineWords) -> str:
    """The moment in words."""
    parts = [
        words.said.left.format(time=minutes_and_seconds(snapshot.session_left_s)),
        words.texts.stage_words[snapshot.stage],
    ]
    notices = notices_of(snapshot, words)
    if not words.tells_numbers(snapshot):
        return _BETWEEN.join([*parts, *filter(None, [_line(snapshot, words)]), *notices])
    parts.append(f"{words.said.heart} {words.texts.told(snapshot.heart_rate)}")
    if snapshot.heart_rate.value is not None:
        parts[-1] += f" {words.said.per_min}"
    if snapshot.stage is Stage.BREATHING:
        parts.append(f"{words.said.swing} {words.texts.told(snapshot.swing)}")
        parts += _beside_the_swing(snapshot, words)
    parts += [*_doubt(snapshot, words), *_own_breath(snapshot, words), *notices]
    return _BETWEEN.join(parts)


def _doubt(snapshot: Snapshot, words: LineWords) -> list[str]:
    """Why a number that stands is unsure, unless a notice of the wave says it already."""
    is_unsure = snapshot.trust.state is TrustState.UNSURE
    is_said = snapshot.wave is not None and snapshot.wave is not WaveCondition.CLEAR
    if snapshot.heart_rate.value is None or not is_unsure or is_said:
        return []
    return [words.said.unsure]


def _beside_the_swing(snapshot: Snapshot, words: LineWords) -> list[str]:
    """The person's own start, and whether the swing goes with the pacer."""
    parts = []
    if snapshot.swing_start.value is not None:
        parts.append(f"{words.said.start} {words.texts.measured(snapshot.swing_start)}")
    if isinstance(snapshot.live.in_step, InStep) and snapshot.live.in_step.is_in_step:
        parts.append(words.said.in_step)
    return parts


def _own_breath(snapshot: Snapshot, words: LineWords) -> list[str]:
    """How fast and deep the person breathes and whether with the pacer, or why that is not told."""
    breath = snapshot.own_breath
    if breath is None:
        return []
    texts, name = words.texts, words.texts.breath_sources[breath.source]
    if breath.rate.value is None:
        return [f"{name} {texts.told(breath.rate)}"]
    told = [f"{name} {texts.told(breath.rate, 1)} {words.said.breaths_per_min}"]
    told += texts.breath_numbers(breath)[1:]
    if follows := texts.breath_follows(breath):
        step = breath.in_step
        share = f" ({100.0 * step.share:.0f} %)" if isinstance(step, BreathInStep) else ""
        told.append(f"{follows}{share}")
    return told


def lines_of(snapshot: Snapshot, width: int, words: LineWords, *, is_ascii: bool) -> RenderableType:
    """The moment in one line as wide as the terminal, and what is not saved in the next."""
    line = Text(no_wrap=True, overflow="ellipsis")
    breath, *rest = fitted_parts(snapshot, width, words, is_ascii=is_ascii)
    line.append(breath, style="bold cyan")
    line.append(" " + _BETWEEN.join(rest))
    notices = notices_of(snapshot, words)
    return Group(line, *(Text(notice, style="yellow") for notice in notices)) if notices else line


def notices_of(snapshot: Snapshot, words: LineWords) -> list[str]:
    """What the person should know beside the numbers: what a strap needs, what is not saved."""
    strap = words.texts.link_sentence(
        snapshot.sensor,
        snapshot.link_state,
        snapshot.battery_notice_percent,
        snapshot.unrecorded,
        snapshot.wave,
    )
    unsaved = words.texts.unsaved_words(snapshot.unsaved)
    is_unheard = snapshot.is_alone or words.is_calm
    return [notice for notice in ("" if is_unheard else strap, unsaved) if notice]


def fitted_parts(
    snapshot: Snapshot, width: int, words: LineWords | None = None, *, is_ascii: bool = False
) -> list[str]:
    """What the line says in so many cells: what to do now, then the numbers that have room.

    Breath, heart rate, swing and time left come in this order of importance; each is said
    shortly before the next one is left out. What room is then left goes to the belly, to longer
    forms, and only after that to further words. A number that is withheld is
    never there without its reason.
    """
    words = LineWords(ENGLISH) if words is None else words
    texts, said = words.texts, words.said
    if not words.tells_numbers(snapshot):
        return _parts_without_sensor(snapshot, width, words, is_ascii=is_ascii)
    heart = (said.heart, snapshot.heart_rate, said.per_min)
    swing = (said.swing, snapshot.swing, said.beats)
    time_left = minutes_and_seconds(snapshot.session_left_s)
    is_breathing = snapshot.stage is Stage.BREATHING
    main = [
        _breath_words(snapshot, words),
        _forms(*heart, texts),
        _forms(*swing, texts) if is_breathing else ("",),
        (said.left.format(time=time_left), time_left),
        (_belly(snapshot, is_ascii=is_ascii),),
    ]
    chosen = _fitting(main, [], width)
    further: list[tuple[str, ...]] = [(part,) for part in _own_breath(snapshot, words)]
    further += [(part,) for part in (_beside_the_swing(snapshot, words) if is_breathing else ())]
    further.append((texts.stage_words[snapshot.stage],))
    further += [(part,) for part in _doubt(snapshot, words)]
    breath, *numbers, belly = chosen
    more = _fitting(further, chosen, width)
    if belly:
        breath = f"{breath} {belly}"
    return [breath, *filter(None, [*numbers, *more])]


def _parts_without_sensor(
    snapshot: Snapshot, width: int, words: LineWords, *, is_ascii: bool
) -> list[str]:
    """The breath, the belly, and a gentle line where it has room."""
    belly_form = (_belly(snapshot, is_ascii=is_ascii),)
    forms = [_breath_words(snapshot, words), belly_form, (_line(snapshot, words),)]
    breath, belly, line = _fitting(forms, [], width)
    return [f"{breath} {belly}".rstrip(), *filter(None, [line])]


def _line(snapshot: Snapshot, words: LineWords) -> str:
    """The gentle line of the moment; empty where there is none."""
    if snapshot.self_talk is None or not words.lines:
        return ""
    return words.lines[snapshot.self_talk.line % len(words.lines)]


def _fitting(parts: list[tuple[str, ...]], taken: list[str], width: int) -> list[str]:
    """One form of each part, empty where none has room beside what is taken.

    Parts stand in the order of their importance, the forms of each from the longest to the
    shortest.
    """
    chosen: list[str] = [""] * len(parts)

    def has_room(index: int, form: str) -> bool:
        shown = [*taken, *chosen[:index], form, *chosen[index + 1 :]]
        return len(_BETWEEN.join(filter(None, shown))) <= width

    for index, forms in enumerate(parts):
        if has_room(index, forms[-1]):
            chosen[index] = forms[-1]
    for index, forms in enumerate(parts):
        chosen[index] = next((form for form in forms if has_room(index, form)), "")
    return chosen


def _forms(name: str, figure: Figure, unit: str, texts: Texts) -> tuple[str, ...]:
    """A number with its name, from the longest form to the shortest."""
    if figure.withheld is not None:
        return (f"{name} {texts.told(figure)}", f"{name}: {texts.reason(figure)}")
    return (f"{name} {texts.measured(figure)} {unit}", f"{name} {texts.measured(figure)}")


def _breath_words(snapshot: Snapshot, words: LineWords) -> tuple[str, ...]:
    """What to do now, long and short, each as wide as what it stands in turn with."""
    texts, said = words.texts, words.said
    if snapshot.is_paused:
        return (texts.paused,)
    phase = snapshot.timeline.breath_phase_at(snapshot.at_s)
    if phase is None:
        return (texts.just_breathe,)
    is_in = phase % 1.0 < snapshot.timeline.plan.pace.inhale_share
    pairs = ((texts.breathe_in, texts.breathe_out), (said.short_in, said.short_out))
    return tuple((pair[0] if is_in else pair[1]).ljust(max(map(len, pair))) for pair in pairs)


def _belly(snapshot: Snapshot, *, is_ascii: bool) -> str:
    """The belly as a bar that swells and sinks."""
    phase = snapshot.timeline.breath_phase_at(snapshot.at_s)
    if phase is None:
        return ""
    full = fullness_of_phase(phase, snapshot.timeline.plan.pace.inhale_share)
    cells = round(full * _BELLY_CELLS)
    block, shade = ("#", "-") if is_ascii else ("\N{FULL BLOCK}", "\N{LIGHT SHADE}")
    return block * cells + shade * (_BELLY_CELLS - cells)
