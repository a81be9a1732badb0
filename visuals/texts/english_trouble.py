"""What is said of trouble in English."""

from __future__ import annotations

from visuals.texts.trouble import TroubleTexts

__all__ = ["ENGLISH_TROUBLE"]

ENGLISH_TROUBLE = TroubleTexts(
    no_screen="There is no screen here to open a window on; add --headless to breathe in the "
    "terminal.",
    no_screen_start="There is no screen here to open a window on; try bellybreath practice "
    "--headless to breathe in the terminal.",
    no_window="No window can be opened here ({reason}); add --headless to breathe in the terminal.",
    strap_in_real_time="a strap beats in real time; leave out --speed",
    pulse_in_real_time="a pulse beats in real time; leave out --speed",
    breath_needs_strap="a strap or a belt shows your own breath; add --strap, or --serial",
    record_needs_strap="only a strap has streams to record; add --strap",
    needs_serial="{option} tells of a wired pulse sensor; add --serial",
    needs_heartbeats="train needs heartbeats: with --strap from a strap, with --serial from a "
    "pulse sensor, with --recording from a file; bellybreath practice needs none",
    unheard="--headless makes no sound; leave out --headless, or --sound, --sounds and --volume",
    nothing_chosen="nothing was chosen; name a strap with --strap NAME",
    broke_down="the listening part broke down ({error}); please report this.",
    settings_unread=(
        "the settings in {path} cannot be read, so the usual ones hold; once you change one, that "
        "file is kept as {kept}."
    ),
    cannot_print="the summary cannot be printed ({reason}).",
    cannot_write="the output cannot be written ({reason}).",
    start_before="--start {start} lies before the recording; give 0 or more",
    no_duration="--duration {duration} is no time; give some seconds",
)
