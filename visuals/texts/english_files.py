"""What is said of written files in English."""

from __future__ import annotations

from visuals.texts.files import FileTexts

__all__ = ["ENGLISH_FILES"]

ENGLISH_FILES = FileTexts(
    beats=("beat", "beats"),
    breath_points=("point of the breath", "points of the breath"),
    samples=("sample", "samples"),
    wrote="Wrote {what} to {path}",
    one_gap="The series has a gap, which plain intervals cannot say",
    many_gaps="The series has {count} gaps, which plain intervals cannot say",
    gaps_untold="{gaps}; write to a file to learn where.",
    gaps_are_in="{gaps}; they are in {path}",
    among_sessions="{path} is among your recorded sessions; choose another place.",
    not_written=(
        "{path} cannot be written: {why}. The session itself is safe; choose another place with -o."
    ),
    gaps_name_taken=(
        "{path} is there and is something else; the intervals are written, its gaps are not. "
        "Choose another name with -o."
    ),
    no_sessions="there are no sessions in {folder} yet; begin with bellybreath practice",
    fits_several=(
        "{wanted!r} fits {count} sessions, from {first} to {last}; give more of the name"
    ),
    no_such_session=(
        "there is no session {wanted!r}; bellybreath sessions lists them (the latest is {latest})"
    ),
    sounds_written="Written to {folder}",
    sounds_not_written=("the sounds cannot be written to {folder} ({why}); choose another folder"),
)
