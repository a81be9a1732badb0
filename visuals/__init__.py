"""The room that shows: it draws a snapshot, sends up commands and decides nothing."""

import os

# Whatever imports pygame first: the person asked for their breath, not for a greeting.
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
