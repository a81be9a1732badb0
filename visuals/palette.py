"""The colours as tokens, one palette for each theme. No other file writes a colour as a number.

Light (glow, ring, water, sparks) is *laid on*: added to a dark ground, taken away from a bright
one. `Palette.light` turns the colour that is to be seen at full strength into what is laid on.

Contrast of the words on every ground, and the distance between breath and heart for people who see
colours otherwise, are checked by tests.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

Colour = tuple[int, int, int]
Stops = tuple[tuple[float, Colour], ...]


@dataclass(frozen=True, slots=True)
class Palette:
    """The tokens of one theme."""

    is_bright: bool
    """True where the ground is bright and light is taken away instead of added."""
    night_stops: Stops
    """Sky from the top of the window down to the horizon."""
    water_stops: Stops
    """Water from the horizon down to the bottom of the window."""

    text: Colour
    text2: Colour
    text3: Colour

    breath: Colour
    breath_deep: Colour
    heart: Colour
    gauge: Colour
    warn: Colour
    """For a trouble only."""
    tip: Colour
    """The bright point at the end of the ring and at the present moment."""
    now: Colour
    """The upright line at the present moment."""
    rule: Colour
    """Thin lines between rows."""
    button: Colour
    """Ground of the main button."""
    ink: Colour
    """Words on it."""

    card: Colour
    card_alpha: int
    """Of 255: how far the card's colour is laid over the ground."""
    card_stroke: Colour
    card_stroke_alpha: int
    chosen_alpha: int
    """Of 255: the button's colour over a card that is chosen."""

    star_light: float
    """Share of the stars' light; 0 by day."""
    star: Colour
    moon_light: float
    """Strength of the soft light behind a page of words."""
    ridge_far: Colour
    ridge_near: Colour

    skin: Colour
    """Skin in this light, before the warm light falls on it."""
    cheek: Colour
    top: Colour
    trousers: Colour
    cushion: Colour
    hair: Colour
    rim: Colour
    """The thin light along the edge of the person."""
    contour: float
    """Least share of that light all round, 0 to 1; on a black ground nothing else shows an edge."""
    ember: Colour
    """Outer glow of the light in the belly."""
    ember_core: Colour
    """Its middle."""

    def light(self, colour: Colour) -> Colour:
        """What is laid on so that a colour is seen: itself, or what it lacks of white."""
        if not self.is_bright:
            return colour
        red, green, blue = colour
        return 255 - red, 255 - green, 255 - blue


NIGHT = Palette(
    is_bright=False,
    night_stops=(
        (0.0, (8, 17, 26)),
        (0.45, (12, 26, 38)),
        (0.82, (18, 48, 65)),
        (1.0, (27, 70, 86)),
    ),
    water_stops=(
        (0.0, (20, 62, 78)),
        (0.12, (14, 44, 58)),
        (0.55, (10, 28, 40)),
        (1.0, (7, 16, 25)),
    ),
    text=(234, 243, 244),
    text2=(179, 199, 207),
    text3=(155, 179, 190),
    breath=(138, 212, 220),
    breath_deep=(63, 147, 166),
    heart=(246, 183, 143),
    gauge=(207, 227, 166),
    warn=(242, 206, 115),
    tip=(255, 255, 255),
    now=(58, 92, 106),
    rule=(36, 62, 76),
    button=(138, 212, 220),
    ink=(8, 19, 28),
    card=(130, 200, 222),
    card_alpha=18,
    card_stroke=(170, 220, 235),
    card_stroke_alpha=41,
    chosen_alpha=33,
    star_light=1.0,
    star=(206, 230, 236),
    moon_light=0.17,
    ridge_far=(19, 52, 68),
    ridge_near=(13, 39, 53),
    skin=(146, 124, 108),
    cheek=(196, 120, 96),
    top=(42, 92, 110),
    trousers=(34, 66, 84),
    cushion=(40, 58, 88),
    hair=(16, 34, 48),
    rim=(158, 226, 230),
    contour=0.0,
    ember=(255, 176, 104),
    ember_core=(255, 214, 152),
)
"""The lake at night: for a dark room."""

CONTRAST = replace(
    NIGHT,
    night_stops=((0.0, (0, 0, 0)), (0.7, (0, 2, 5)), (1.0, (4, 16, 24))),
    water_stops=((0.0, (3, 14, 20)), (0.4, (0, 5, 9)), (1.0, (0, 0, 0))),
    text=(255, 255, 255),
    text2=(240, 246, 248),
    text3=(218, 230, 235),
    breath=(150, 236, 246),
    breath_deep=(40, 118, 140),
    heart=(255, 186, 128),
    gauge=(222, 246, 150),
    warn=(255, 220, 110),
    now=(150, 190, 204),
    rule=(120, 150, 162),
    button=(160, 240, 248),
    ink=(0, 0, 0),
    card=(10, 22, 30),
    card_alpha=255,
    card_stroke=(190, 226, 236),
    card_stroke_alpha=200,
    chosen_alpha=70,
    star_light=0.0,
    moon_light=0.07,
    ridge_far=(6, 20, 28),
    ridge_near=(4, 14, 20),
    skin=(190, 160, 138),
    top=(36, 84, 104),
    trousers=(44, 84, 106),
    cushion=(58, 80, 116),
    rim=(200, 250, 252),
    contour=0.9,
)
"""For eyes that need strong edges: black ground, white words, drawn frames."""

DAY = Palette(
    is_bright=True,
    night_stops=(
        (0.0, (232, 241, 243)),
        (0.45, (239, 244, 241)),
        (0.82, (247, 242, 231)),
        (1.0, (250, 236, 219)),
    ),
    water_stops=(
        (0.0, (214, 232, 234)),
        (0.12, (222, 236, 237)),
        (0.55, (230, 240, 240)),
        (1.0, (236, 243, 243)),
    ),
    text=(20, 40, 50),
    text2=(48, 72, 84),
    text3=(66, 90, 101),
    breath=(20, 116, 134),
    breath_deep=(112, 182, 194),
    heart=(160, 64, 22),
    gauge=(88, 122, 36),
    warn=(138, 84, 0),
    tip=(10, 60, 74),
    now=(132, 160, 168),
    rule=(190, 206, 208),
    button=(14, 100, 118),
    ink=(255, 255, 255),
    card=(255, 255, 255),
    card_alpha=150,
    card_stroke=(60, 110, 124),
    card_stroke_alpha=96,
    chosen_alpha=36,
    star_light=0.0,
    star=(255, 255, 255),
    moon_light=0.09,
    ridge_far=(206, 222, 216),
    ridge_near=(186, 208, 204),
    skin=(232, 190, 162),
    cheek=(226, 140, 116),
    top=(84, 140, 152),
    trousers=(74, 112, 130),
    cushion=(120, 124, 158),
    hair=(58, 52, 58),
    rim=(246, 252, 250),
    contour=0.0,
    ember=(255, 170, 84),
    ember_core=(255, 226, 168),
)
"""A bright morning on the same lake: for bright rooms."""
