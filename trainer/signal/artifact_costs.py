"""What each hypothesis of the artifact gate costs, and how marked its pattern must be.

Costs are minus the natural logarithm of how often the thing happens in one interval, so 6
stands for once in about 400. They belong to a recording with about one artifact in fifty
beats and err on one side: a missed artifact costs one number a little, a flagged swing tells
a person that they do it wrong.

Set on the open recordings of the artifact benchmark with injected artifacts, on other
windows of them and on 40 simulated people (mean rate 50 to 95 per minute, swing up to 40,
beat jitter 2 to 20 ms, grids of 1, 7.8 and 10 ms). None is sharp: the two that
decide most, for displaced and for early beats, both lowered by 0.5, moved the sensitivity at
rest from 0.981 to 0.986 and the false flags from 0.8 to 3 in 1000.
"""

from __future__ import annotations

SHORTEST_MS = 250.0
"""240 beats per minute: no interval of a training heart is shorter."""
LONGEST_MS = 2400.0
"""25 beats per minute. The usual 2000 ms would cut the slow end of a swing of 40 beats per
minute around 50, and a missed beat is found by its neighbours, not by this limit."""

MISSED_COST = 6.0
"""Dear, since nothing else resembles a whole multiple and rare leaps of a heart must not."""
FURTHER_MISSED_COST = 1.0
"""For the second and third beat missed in the same interval: they come together."""
MOST_MISSED_BEATS = 3
"""More than three missing in one interval are not counted any more but called noise."""
EXTRA_COST = 5.5
"""A little less than a missed beat: it leaves two odd intervals, not one."""
MOVED_COST = 4.0
"""Low because the pattern is tested once more against this person's own zigzags."""
EARLY_COST = 3.9
"""Early beat with a pause of any length: a prior of 5 less 1.1 for the two free shares, the
shortening within 0.5 and the pause within 0.65 of an interval."""
COUPLET_COST = 5.3
"""Rarer than single ones, a prior of 6.7 less 1.4 for two shares free within 0.5."""
NOISE_COST = 9.0
"""Explains anything, and so must be dearer than all that explains something. At 8 the outermost
beats of swings with 8 ms of jitter were called noise, and flags next to none were 1.2 in 1000 for
0.9."""
NOISE_STAYS_COST = 0.2
NOISE_ENDS_COST = 1.6
"""Of five noisy intervals, four are followed by another: a strap that slips keeps slipping.
With even odds 9 to 16 % of the differences within long random bursts were taken for true, so
5 to 12 % are."""
UNFINISHED_COST = 7.0
"""Any of the above that began in the last one or two intervals and cannot be told apart yet.
At 5.5 the last beat of a recording was rejected at the turn of a swing."""
ONE_SIDED_COST = 5.0
"""A displaced beat, the pieces of one, or a couplet seen with neighbours on one side only could be
the turn of a swing: 1641, 1894, 1265 and 967 ms at the end of a recording are one."""
FIRST_COST = 2.0
"""The first intervals of a segment have nothing before them to be measured against."""

LARGE_SHIFT_SHARE = 0.065
LARGE_SHIFT_MS = 55.0
"""From both on, a displaced beat is large: `ZIGZAG_LIMIT` is enough. With 8 ms of jitter in every
beat, a zigzag of four of its scales looks like a displacement of 45 ms: at that limit 9 of 2000
swings of three minutes had a pair flagged, at this one 1 of 4000, and of the beats displaced in
recordings of pulse waves 0.994 are found for 0.999."""
SMALL_SHIFT_SHARE = 0.03
SMALL_SHIFT_MS = 20.0
"""From both on, it is small: it must stand out by `SMALL_ZIGZAG_LIMIT` and `SMALL_STEP_LIMIT`.
Below, it is left in. A grid of 10 ms, the coarsest there is, alone displaces a beat by 13 ms at
most, as a zigzag sees it."""
ZIGZAG_LIMIT = 4.0
"""How many of this person's own zigzag scales a large displacement stands out. At 4.5 displaced
beats at rest are lost (sensitivity there 0.972 for 0.982); at 3.2, with a cost lower by 1, clean
RMSSD at rest reads 1.8 % low for 0.3 %."""
SMALL_ZIGZAG_LIMIT = 5.5
"""The same for a small one, which matters less and is more often a true change. At 5 no labelled
beat more is found, and flags next to none in the same recordings rise from 0.55 to 0.95 in
1000."""
SMALL_STEP_LIMIT = 4.5
"""A small displacement, or an interval that is hardly early, must also make a change of so many
step scales: in a swing, or with a restless sensor, there is none. At 4 atrial beats 8 to 10 %
early in steady hearts are found in 0.67 of cases for 0.61, at 5 in 0.51."""
LARGE_EARLY_SHARE = 0.84
"""An interval shortened to less than this is clearly early: `BEND_LIMIT` is enough. At 0.88 the
fast end of a swing with 7 ms of jitter held beats 0.85 to 0.88 of the one before."""
BEND_LIMIT = 3.0
"""How many of this person's own bend scales an early beat stands out of its neighbours."""
SMALL_BEND_LIMIT = 4.0
"""The same for one that is hardly early: 3 gave 12 flags more in 24 h and found no beat more."""
ECTOPIC_SHARE = 0.8
"""An interval shortened to less than this is called ectopic, not misplaced: ventricular beats
come 20 to 40 % early with a full pause, detectors miss the true moment by less."""
EARLY_SHARE = 0.94
"""An early beat with a short pause shortens its interval to less than this."""
LONGEST_PAUSE_SHARE = 1.6
SHORTEST_PAUSE_SHARE = 0.95
"""The pause after an early beat is a whole interval or more, up to a full pause and a bit."""
COUPLET_SHARE = 0.9
"""Both intervals of a couplet are shorter than this share of the usual one."""
SHORTEST_SHARE = 0.4
"""An early beat before 0.4 of the interval meets heart muscle that cannot answer yet."""
