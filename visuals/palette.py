"""The colours of the night lake, as tokens. No other file writes a colour as a number.

Contrast of the three text colours on the lightest ground: 9.1, 5.8 and 4.7 to 1.
`HEART` and `BREATH` stay apart under simulated colour blindness and differ in form as well.
"""

from __future__ import annotations

Colour = tuple[int, int, int]

NIGHT_STOPS: tuple[tuple[float, Colour], ...] = (
    (0.0, (8, 17, 26)),
    (0.45, (12, 26, 38)),
    (0.82, (18, 48, 65)),
    (1.0, (27, 70, 86)),
)
"""Sky from the top of the window down to the horizon."""

WATER_STOPS: tuple[tuple[float, Colour], ...] = (
    (0.0, (20, 62, 78)),
    (0.12, (14, 44, 58)),
    (0.55, (10, 28, 40)),
    (1.0, (7, 16, 25)),
)
"""Water from the horizon down to the bottom of the window."""

TEXT: Colour = (234, 243, 244)
TEXT2: Colour = (179, 199, 207)
TEXT3: Colour = (155, 179, 190)

BREATH: Colour = (138, 212, 220)
BREATH_DEEP: Colour = (63, 147, 166)
HEART: Colour = (246, 183, 143)
GAUGE: Colour = (207, 227, 166)
WARN: Colour = (242, 206, 115)
"""For a trouble only."""
NOW: Colour = (58, 92, 106)
"""The upright line at the present moment."""
RULE: Colour = (36, 62, 76)
"""Thin lines between rows."""
INK: Colour = (8, 19, 28)

CARD: Colour = (130, 200, 222)
CARD_ALPHA = 18
"""7 % of the card colour over the night."""
CARD_STROKE: Colour = (170, 220, 235)
CARD_STROKE_ALPHA = 41
"""16 %."""

SELECTED: Colour = (110, 205, 214)
SELECTED_ALPHA = 43
"""17 %: what is in focus."""

STAR: Colour = (206, 230, 236)
RIDGE_FAR: Colour = (19, 52, 68)
RIDGE_NEAR: Colour = (13, 39, 53)

SKIN: Colour = (146, 124, 108)
"""Skin in the light of the night, before the warm light falls on it."""
CHEEK: Colour = (196, 120, 96)
TOP: Colour = (42, 92, 110)
TROUSERS: Colour = (34, 66, 84)
CUSHION: Colour = (40, 58, 88)
HAIR: Colour = (16, 34, 48)
RIM: Colour = (158, 226, 230)
"""The thin light along the edge of the person."""
EMBER: Colour = (255, 176, 104)
"""Outer glow of the light in the belly."""
EMBER_CORE: Colour = (255, 220, 168)
"""Its middle."""
