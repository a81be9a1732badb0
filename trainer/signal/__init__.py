"""From stamped beats to figures: the artifact gate, the windows and the measures."""
