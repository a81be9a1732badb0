"""Why a recording cannot be played, and what its reader had to decide."""

from __future__ import annotations

from enum import unique

from devices.sayable import Sayable

__all__ = ["RecordingSaid", "RecordingUnit"]


@unique
class RecordingSaid(Sayable):
    """First what is wrong with a file, then with its content, then what was decided."""

    NO_NAME = "{path!r} is no name of a file."
    FOLDER = "{path} is a folder; name a file of heartbeat intervals in it."
    NO_PLAIN_FILE = "{path} is no plain file; copy its content into one first."
    TOO_LARGE = (
        "{path} is {megabytes:,.0f} MB; a day of heartbeats takes about 1 MB, and the limit is "
        "{limit} MB."
    )
    UNREADABLE = "{path} cannot be read: {why}."
    NOT_THERE = "{path} is not there; check the name."
    NOT_ALLOWED = "{path} may not be read by you; change its permissions or copy it."
    NOT_OPENED = "{path} cannot be opened: {why}."
    OF_FILE = "{path} {why}."

    EMPTY = "is empty: it holds no heartbeat intervals"
    NO_LIST = (
        "holds no list of heartbeat intervals: line {number} says {line!r}; one interval per line, "
        "in milliseconds, is what is needed"
    )
    SESSION = (
        "is a saved session, not a list of heartbeat intervals; write these with 'bellybreath "
        "export' first, and name the file that it writes"
    )
    ONLY_ZEROS = "holds no heartbeat intervals: all numbers are zero, or such as no heart has"
    BINARY = "is a binary file, not text; export the intervals as text or CSV first"
    NO_NUMBERS = (
        "holds no heartbeat intervals: line {number} says {line!r}, and no numbers follow it"
    )
    NO_COLUMN = "has no column of intervals: its columns are {names}; name one of them rr_ms"
    COLUMNS_UNNAMED = (
        "has {width} columns without names, and which one holds the intervals cannot be told; put "
        "a line with names above them, rr_ms over the intervals"
    )
    TOO_SMALL = (
        "holds numbers like {median:g}: too small for intervals in ms (about 300 to 2000); these "
        "may be heart rates, from which intervals cannot be recovered"
    )
    TOO_BIG = "holds numbers like {median:g}: too large for intervals in ms (about 300 to 2000)"

    BROKEN_LINES = (
        "{broken} of {count} lines hold no interval (the first is line {first}); the series is "
        "broken there."
    )
    GAPS = "The file marks places where beats are missing ({gaps}); the series is broken there."
    PULSES = (
        "These are intervals from pulse to pulse: they give pulse-rate variability (PRV). At rest "
        "it is close to that of the heart, and not the same."
    )
    LATIN_1 = "The file is not UTF-8; it was read as Latin-1 (only words can differ)."
    READ_AS_SECONDS = "The heading says ms, but a typical value is {median:g}: read as seconds."
    IN_SECONDS = "Intervals are in seconds (a typical one is {median:g} s)."
    READ_AS_MS = "The heading says s, but a typical value is {median:g}: read as ms."
    MIXED_UNITS = (
        "{strangers} of {count} values look like {unit}, unlike the others; they are kept as they "
        "are and cannot count."
    )


@unique
class RecordingUnit(Sayable):
    """In what intervals are counted."""

    SECONDS = "seconds"
    MILLISECONDS = "milliseconds"
