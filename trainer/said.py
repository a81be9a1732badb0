"""Why a session cannot be planned, a journal not be read or kept, a recording not be analyzed."""

from __future__ import annotations

from enum import unique

from devices.sayable import Sayable

__all__ = ["AnalysisSaid", "EntrySaid", "JournalSaid", "PlanSaid"]


@unique
class PlanSaid(Sayable):
    """What is wrong with a plan."""

    PACE = "a pace of {pace:g} breaths per minute is outside 3 to 15; 6 is a good start"
    IN_BREATH = (
        "an in-breath share of {share:g} is outside 0.25 to 0.6; 0.4 gives 4 s in and 6 s out at "
        "6 breaths per minute"
    )
    BREATHING = (
        "{seconds:g} s of breathing is outside one breath ({breath_s:g} s) to one day (86400 s)"
    )
    QUIET_BEFORE = "a quiet time before of {seconds:g} s is outside 0 to 3600 s"
    QUIET_AFTER = "a quiet time after of {seconds:g} s is outside 0 to 3600 s"
    LENGTH = (
        "a length of {minutes:g} minutes cannot be: it takes more than 0 and at most 1440 minutes "
        "(one day)"
    )


@unique
class AnalysisSaid(Sayable):
    """Why there is nothing to analyze."""

    NO_INTERVAL = "there is no interval from {start:g} s on; the recording is {length:.0f} s long"
    NO_INTERVAL_WITHIN = (
        "there is no interval from {start:g} s on within {duration:g} s; the recording is "
        "{length:.0f} s long"
    )


@unique
class JournalSaid(Sayable):
    """What is wrong with a journal, or with the place where one is kept; then its notes."""

    UNKNOWN_PERSON = (
        "{folder} names a person who is not known here; give the whole path of a folder."
    )
    NOT_KEPT = "Sessions cannot be kept in {folder}: {why}. Choose another folder with --data-dir."
    FILE_IN_THE_WAY = "a file of that name is in the way"
    UNREADABLE = "{path} cannot be read: {why}."
    UNWRITABLE = "{path} cannot be written: {why}. Choose another folder with --data-dir."
    NOT_SAVED = (
        "The end of this session could not be saved, neither in {path} nor among the temporary "
        "files: {why}. Make room on the disk."
    )
    ELSEWHERE = (
        "{folder} could not take the whole session; move the saved file there once there is room."
    )
    NO_JOURNAL = "{path} is no journal of a session: line {number} {why}."
    NO_HEADER = "{path} is no journal of a session: it has no header."
    EMPTY = "{path} is empty: the session ended before anything was recorded."
    NO_BEATS = "{path} holds no heartbeats: there is nothing to export."
    NO_ECG = (
        "{path} holds no ECG. A Polar chest strap sends it: begin the next session with train "
        "--strap --record ecg."
    )
    NO_MOVEMENT = (
        "{path} holds no movement of a strap. A Polar strap sends it: begin the next session with "
        "train --strap --breath."
    )
    NO_BREATH = (
        "{path} holds no breath. A Polar strap's movement shows it, or a belt on the board of a "
        "pulse sensor: begin the next session with train --strap --breath, or with train --serial "
        "--breath."
    )

    SKIPPED = "Line {number} {why}; it was skipped."
    TORN = "The last line ({number}) is torn; it was skipped."
    SECOND_HEADER = "Line {number} is a second header; it was skipped."


@unique
class EntrySaid(Sayable):
    """What is wrong with one line of a journal; the first ones without the kind of the line."""

    NO_JSON = "is not JSON"
    NO_OBJECT = "is not a JSON object"
    UNKNOWN_KIND = "has the unknown kind {kind!r}"
    LACKS = "of kind {kind!r} lacks {name!r}"
    OF_PLAN = "of kind {kind!r}: {why}"
    CANNOT_BE_READ = "of kind {kind!r} cannot be read: {why}"

    NO_NUMBER = "{name} is no number"
    NOT_FINITE = "{name} is not finite"
    NO_LIST = "{name} is no list"
    NO_DATE = "{name} {words!r} is no date with an offset from UTC"
    NO_TEXT = "{name} is no text"
    NO_TABLE = "{name} is no table"
    NO_TRUTH = "{name} is neither true nor false"
    OTHER_FORMAT = "its format is not {name}"
    OTHER_VERSION = "format version {version} is not {ours}; a newer program wrote it"
    PART_OF_ANSWER = "upset {upset:g} is no whole number"
    ODD_VALUE = "{words}"
    """What Python says of a value that fits nowhere."""
