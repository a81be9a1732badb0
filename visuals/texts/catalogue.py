"""Every word on the screens as one record: a language that lacks a word is a type error.

Plain words, short lines, for somebody of twelve years. A test reads every language for words that
promise or scold. What is put together of them is in `sentences.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from devices.readings import LinkState, PacketSource
from devices.strap_signal import StrapSignal
from trainer.plan import Stage
from trainer.signal.figure import Withheld
from trainer.signal.waves.wave_condition import WaveCondition
from trainer.snapshot import BreathSource
from visuals.sound.sets import SoundSet
from visuals.texts.doctor import DoctorTexts
from visuals.texts.files import FileTexts
from visuals.texts.pace import PaceTexts
from visuals.texts.refusals import RefusalTexts
from visuals.texts.reports import ReportTexts
from visuals.texts.sensor_list import SensorListTexts
from visuals.texts.terminal import TerminalTexts
from visuals.texts.trouble import TroubleTexts

__all__ = ["ChoiceWords", "KeyHint", "Words"]

KeyHint = tuple[str, str]
"""A key as it is called on the keyboard, and what it does."""


@dataclass(frozen=True, slots=True)
class ChoiceWords:
    """Words around a list of sensors of one family."""

    title: str
    subtitle: str
    seek_title: str
    seek_subtitle: str
    found_title: str
    nearby: str
    the_one: str
    without: str
    none_yet: str
    checklist: tuple[str, str, str]
    key_all: KeyHint


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """All words in one language; each is itself alone."""

    language: str
    """As on the command line: en, de."""
    name: str
    """What the language calls itself."""
    decimal_mark: str

    self_talk: tuple[str, ...]
    calm_talk: tuple[str, ...]
    """Lines of the calm minutes: the therapist's words, and what the belly does."""

    breathe_in: str
    breathe_out: str
    just_breathe: str
    paused: str
    ended: str
    belly_out: str
    belly_back: str
    nothing_to_do: str
    go_on: str
    ended_hint: str

    stage_words: Mapping[Stage, str]
    time_left: str
    practice_heart: str
    heart_rate: str
    beats_a_minute: str
    swing: str
    swing_unit: str
    your_start: str
    your_heart: str
    practice_line: str
    recorded_line: str
    the_breath: str
    now: str

    key_pause: KeyHint
    key_go_on: KeyHint
    key_numbers: KeyHint
    key_pace: KeyHint
    """Its left half is slower, its right half faster."""
    key_sound: KeyHint
    key_lines: KeyHint
    key_full: KeyHint
    key_finish: KeyHint
    key_more: KeyHint
    key_done: KeyHint
    key_export: KeyHint
    key_again: KeyHint
    key_skip: KeyHint
    key_back: KeyHint
    key_begin: KeyHint
    key_calm: KeyHint
    key_help: KeyHint
    key_keys: KeyHint
    key_pictures: KeyHint
    key_crisis: KeyHint
    key_settings: KeyHint
    key_leave: KeyHint
    key_go_back: KeyHint
    key_change: KeyHint
    key_choose: KeyHint
    key_listen: KeyHint
    key_all: KeyHint
    letter_practice: str
    """The key that takes the practice heart, where a strap is chosen."""
    letter_breath: str
    """The one that takes the breath alone."""

    was_too_short: str
    """Why there is no figure of something that is over."""
    lines_off: str
    lines_on: str
    sound_off: str
    sound_on: str
    """With {sound} and {percent}."""
    sound_uncounted: str
    """With {sound}: in the calm minutes, and where numbers are hidden."""
    sound_louder: str
    sound_softer: str
    """With {sound}: the same after a step of the volume."""
    sound_names: Mapping[SoundSet, str]
    own_sounds: str
    more_given: str
    """Said for a moment when the calm minutes were made longer."""

    summary_title: str
    summary_stopped: str
    quiet_minute: str
    before: str
    after: str
    variation: str
    pulse_variation: str
    """The same of a pulse sensor: the pulse reaches a finger later than the heart beats."""
    variation_hint: str
    rate_hint: str
    ms: str
    by_chance: str
    beyond_chance: str
    usual_after: str
    """With {name} of what it belongs to, {low}, {high} and {unit}."""
    in_step_one: str
    """Where a single breath could be judged; with {count}."""
    in_step_many: str
    """With {count} and {judged}."""
    swing_title: str
    at_start: str
    at_end: str
    swing_units: str
    swing_hint: str
    practice_swing: str
    practice_hint: str
    recorded_swing: str
    recorded_wider: str
    recorded_hint: str
    still_learning: str
    swing_wider: str
    practice_note: str
    recorded_note: str
    no_sensor_note: str
    minutes: tuple[str, str]
    seconds: tuple[str, str]
    breaths: tuple[str, str]
    breaths_done: tuple[str, str]
    heartbeats: tuple[str, str]
    corrected: str
    """With {percent}, behind the heartbeats."""
    gaps: tuple[str, str]
    beat_by_beat: str
    """With {heart}."""
    quiet_word: str
    breathing_done_line: str
    """With {length} and {breaths}."""
    breathing_alone_line: str
    """With {length}; where the breaths are counted beside it."""
    saved_to: str
    exported_to: str
    not_exported: str
    """With {why}."""
    not_saved: str
    felt_title: str
    """Over both answers on a row from 0 to 10."""
    upset_usual: str
    """With {low} and {high}: answers that are usual after a session, for this person."""
    upset_line: str
    """Before and after in one line, with {before} and {after}."""
    upset_before_line: str
    """With {before}."""
    upset_after_line: str
    """With {after}."""

    start_title: str
    start_subtitle: str
    start_again: str
    """In place of the subtitle after a session."""
    start_unread: str
    """In its place where the settings could not be read."""
    start_elsewhere: str
    """The same where a session is not where it belongs; with {path}."""
    start_all_elsewhere: str
    """The same of several; with {count} and {folder}."""
    start_not_saved: str
    """The same where it is nowhere."""
    your_sensor: str
    sensor_practice: tuple[str, str]
    sensor_none: tuple[str, str]
    sensor_strap: tuple[str, str]
    sensor_pulse: tuple[str, str]
    ecg_board: str
    your_pace: str
    pace_long: str
    pace_even: str
    pace_quick: str
    pace_in_out: str
    """With {inhale} and {exhale}, in seconds."""
    pace_per_minute: str
    """With {breaths}."""
    how_long: str
    minutes_short: str
    begin: str
    calm_now: str
    calm_hint: str
    help_link: str
    crisis_link: str
    settings_link: str

    choice_title: str
    choice_subtitle: str
    seek_title: str
    seek_subtitle: str
    found_title: str
    one_moment: str
    straps_nearby: str
    more_straps: str
    """With {number}: straps that have no room in the list."""
    the_strap: str
    without_a_strap: str
    last_time: str
    signals: Mapping[StrapSignal, str]
    no_bluetooth_title: str
    no_strap_yet: str
    strap_checklist: tuple[str, str, str]
    search_stuck: str
    strap_beats: str
    """With {rate}."""
    strap_held: str
    strap_listened_to: str
    strap_no_beats: str
    strap_rate_only: str
    strap_not_connected: str
    wires: ChoiceWords
    """The same choice among boards with a pulse sensor."""
    wire_plugged_in: str
    """With {port}."""
    wire_pulse: str
    """With {rate}."""
    wave_short: Mapping[WaveCondition, str]
    """What a wired sensor's wave is like, in a line of a list."""

    question_before: str
    question_after: str
    question_hint: str
    question_typed: str
    """How it is answered in the terminal."""
    not_at_all: str
    very_much: str
    more_calm: str

    help_title: str
    help_steps: tuple[tuple[str, str], tuple[str, str], tuple[str, str]]
    """Three pictures: what is done, and what is felt."""
    help_softly: str
    help_words: str

    help_keys_title: str
    help_keys: tuple[KeyHint, ...]
    help_hands: str
    help_crisis: str
    """What breathing is no answer to, beside the way to the page for it."""
    crisis_title: str
    crisis_lines: tuple[str, ...]
    crisis_own: str
    crisis_own_empty: str

    settings_title: str
    set_text_size: str
    set_theme: str
    theme_night: str
    theme_day: str
    theme_contrast: str
    set_motion: str
    motion_full: str
    motion_reduced: str
    set_hands: str
    """Where the person in the picture has their hands."""
    hands_belly: str
    hands_both: str
    set_language: str
    language_system: str
    set_self_talk: str
    set_sound: str
    set_volume: str
    no_audio: str
    set_question: str
    switched_on: str
    switched_off: str
    own_lines: str
    own_line: str
    """With {number}."""
    own_line_empty: str
    set_help_line: str
    set_help_empty: str
    settings_unsaved: str
    typing_hint: str
    board_space: str
    """On the widest key of the screen's keyboard."""
    board_erase: str

    withheld: Mapping[Withheld, str]
    link_short: Mapping[LinkState, str]
    link_said: Mapping[LinkState, str]
    noisy: str
    strap_stopped: str
    wave_said: Mapping[WaveCondition, str]
    """What a pulse sensor's wave is like, and what helps."""
    ecg_said: Mapping[WaveCondition, str]
    """The same of an ECG board."""
    no_heartbeat_title: str
    """Over what helps where electrodes show no heartbeat."""
    battery_low: str
    """With {percent}; `battery_nearly_empty` under 10 %."""
    battery_nearly_empty: str
    battery_uncounted: str
    """Where numbers are hidden."""
    breath_sources: Mapping[BreathSource, str]
    """What the dots beside the pacer's wave are."""
    breath_in_step: str
    breath_behind: str
    breath_ahead: str
    breath_own_pace: str
    """How the own breath goes with the pacer's; none of them is a fault."""
    breath_rate: str
    """With {rate}."""
    breath_depth: str
    """With {percent}, of the person's own usual depth."""
    streams: Mapping[PacketSource, str]
    and_between: str
    not_recorded: str
    """With {names}."""
    trouble_titles: Mapping[LinkState, str]
    trouble_helps: Mapping[LinkState, str]
    """Below the title of the same state, which it does not say again: what to do."""
    unsaved_full: str
    unsaved_refused: str
    """With {reason}."""
    unsaved_full_at_end: str
    unsaved_refused_at_end: str
    """With {reason}."""
    terminal: TerminalTexts
    reports: ReportTexts
    doctor: DoctorTexts
    sensor_list: SensorListTexts
    files: FileTexts
    trouble: TroubleTexts
    pace: PaceTexts
    refusals: RefusalTexts
    trouble_goes_on: str
    key_alone: KeyHint
    """Go on without the sensor."""
    key_listen_again: KeyHint
    set_aside: str
    """Beside the name of a sensor that nobody listens to."""
    alone_title: str
    alone_said: str
    alone_is_back: str
    """The sensor that was set aside sends again."""
    alone_line: str
    """In the summary, with {length}: how long the heart was measured."""
    noise_title: str
    noise_said: str
