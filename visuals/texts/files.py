"""What `export` and `sounds` say of the files they write, as one record: part of the catalogue."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["FileTexts"]


@dataclass(frozen=True, slots=True, eq=False)
class FileTexts:
    """Sentences about files."""

    beats: tuple[str, str]
    breath_points: tuple[str, str]
    samples: tuple[str, str]
    """What the lines of a file are, one and many."""
    wrote: str
    """With {what} and {path}."""
    one_gap: str
    many_gaps: str
    """With {count}."""
    gaps_untold: str
    """With {gaps}, as above."""
    gaps_are_in: str
    """With {gaps} and {path}."""
    among_sessions: str
    """With {path}."""
    not_written: str
    """With {path} and {why}."""
    gaps_name_taken: str
    """With {path}."""
    no_sessions: str
    """With {folder}."""
    fits_several: str
    """With {wanted}, {count}, {first} and {last}."""
    no_such_session: str
    """With {wanted} and {latest}."""
    sounds_written: str
    """With {folder}."""
    sounds_not_written: str
    """With {folder} and {why}."""
