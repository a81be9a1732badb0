"""What help says below the options of each command: examples first, then what one should know."""

from __future__ import annotations

__all__ = [
    "ANALYZE_EXAMPLES",
    "CALM_EXAMPLES",
    "CHECK_EXAMPLES",
    "DOCTOR_EXAMPLES",
    "EXAMPLES",
    "EXPORT_EXAMPLES",
    "PRACTICE_EXAMPLES",
    "SENSORS_EXAMPLES",
    "SESSIONS_EXAMPLES",
    "SOUNDS_EXAMPLES",
    "START_EXAMPLES",
    "TRAIN_EXAMPLES",
]

EXAMPLES = """\
begin:
  bellybreath                               the start screen, where there is a screen
  bellybreath calm                          three calm minutes at once, without any sensor
  bellybreath practice                      guided belly breathing with a simulated heart
  bellybreath train --strap                 the same with your Bluetooth chest strap
  bellybreath train --serial                the same with a wired pulse sensor
  bellybreath train --recording beats.csv   the same with recorded heartbeats
  bellybreath sensors                       which straps are near
  bellybreath doctor                        when a strap does not do as it should
  bellybreath sessions                      what you have practised
  bellybreath export latest --format csv -o session.csv
  bellybreath check                         do the numbers come out right on this machine?

Bellybreath is no medical device. If you are in danger, call your local emergency number.
"""

PRACTICE_EXAMPLES = """\
examples:
  bellybreath practice                      5 minutes at 6 breaths per minute
  bellybreath practice --minutes 2 --pace 7
  bellybreath practice --headless           in the terminal, without a window

The heart is a simulated one, always labelled so: it answers the breath that the pacer asks
for. In the window - and + make the breath slower or quicker. Esc, Ctrl-C or closing the window
ends the session at any moment; everything is kept.
"""

START_EXAMPLES = """\
examples:
  bellybreath start
  bellybreath start --language de

Sensor, pace and length are chosen there, and how things look. Without a command the same opens.
"""

CALM_EXAMPLES = """\
examples:
  bellybreath calm
  bellybreath calm --headless               in the terminal, without a window

Three minutes of slow breath, from the first moment on. M gives three minutes more, Esc ends at any
moment. No sensor is needed and no number is shown.
"""

TRAIN_EXAMPLES = """\
examples:
  bellybreath train --strap                 your strap of last time, or a list to choose from
  bellybreath train --strap H10             by a part of its name
  bellybreath train --strap 3C:4D           by its address, or the end of it
  bellybreath train --strap --breath        your own breath beside the pacer's
  bellybreath train --strap --record ecg,movement
  bellybreath train --serial                the only board that is plugged in
  bellybreath train --serial /dev/ttyUSB0   or COM4: the board at this port
  bellybreath train --serial COM4 --baud 9600 --rate 50 --column 2
  bellybreath train --serial --breath       your own breath from a belt on the same board
  bellybreath train --serial --ecg          an ECG board (AD8232), on a laptop's battery only
  bellybreath train --recording beats.csv
  bellybreath train --recording beats.txt --headless --speed 20
  bellybreath train --recording beats.txt --headless --speed max

The recording is text: one interval per line, or a table with a column named rr_ms. Seconds
and milliseconds are told apart. Its beats arrive one by one, as from a strap.

Any Bluetooth strap works that sends beat times. Put it on with its contacts moist. The list has the
practice heart (P) and the breath alone (N), too. When the link is lost the breath goes on, and the
strap is found again by itself.

With --breath a Polar strap also tells how it moves, or a belt on the board of a pulse sensor how it
is stretched; small dots show it beside the pacer's wave. A belt that shows nothing is said.
A strap measures what it is worn on. On the ribs, where it hears the heart well, it shows the ribs:
the belly can move more than you see. Worn lower it shows more of the belly, but its beats get
unclear: go only as low as they stay clear. Firm, not tight; sit still, and dots come within half a
minute.

--record keeps the ECG and the movement of a Polar H10 in the journal, frame by frame as they come
(about 15 MB an hour); bellybreath export reads them.

A pulse sensor on an Arduino or the like (--serial) lies on a finger or an ear lobe. With the sketch
of Bellybreath nothing else need be said; other sketches that print the raw wave are made out by
listening, for some seconds. --baud, --rate and --column say it beforehand. What is measured is
pulse-rate variability (PRV): close to that of the heart at rest, and not the same. An ECG board
gives the heart's own beats; electrodes only on a laptop that runs on its battery.
"""

SENSORS_EXAMPLES = """\
examples:
  bellybreath sensors                       a live list; Ctrl-C ends it
  bellybreath sensors --listen              connect to each for a moment: do beats arrive?
  bellybreath sensors --seconds 10 --json > sensors.json

No strap is connected to unless you add --listen: one nearby may be somebody else's. In a file or a
pipe the list is written once, after 8 seconds or a little more. Of serial ports those are opened
that are plainly a board (this starts many boards anew): its wave runs along under the list, with
how clear it is. A port that is plainly something else is never opened.
"""

DOCTOR_EXAMPLES = """\
examples:
  bellybreath doctor
  bellybreath doctor --strap H10
  bellybreath doctor --serial               only the wired pulse sensor
  bellybreath doctor --copy                 a report without names, for somebody who helps

From the radio to the heartbeat, and from the cable to the pulse: one question after the other, each
with the next thing to try. Put the strap on first, or lay a finger on the sensor; each is listened
to for half a minute at most. The exit status is 0 when nothing is amiss, 1 when something is.
"""

SOUNDS_EXAMPLES = """\
examples:
  bellybreath sounds --write my-sounds
  bellybreath practice --sound bowl --volume 50
  bellybreath practice --sounds my-sounds/tones

Each set has two breaths in one file to listen to, and a folder with in.wav and out.wav. Change
those, or put your own there, and name the folder with --sounds.
"""

SESSIONS_EXAMPLES = """\
examples:
  bellybreath sessions
  bellybreath sessions --json
"""

EXPORT_EXAMPLES = """\
examples:
  bellybreath export latest --format csv -o session.csv
  bellybreath export 2026-11-23_21-05-00 --format rr -o beats.txt

formats:
  csv   one line a beat: time, raw interval, verdict, stage, breath (units in the names)
  rr    plain raw intervals in ms, one per line, for other programs; where the series has
        gaps, FILE.gaps.csv beside it says where
  json  everything but samples: plan, beats, link, stages, the own breath, summary
Intervals of a pulse sensor are called so in each of them: pp_ms, and pulse-rate variability (PRV).

of a sensor that sent more than its beats (train --strap or --serial with --breath, --record
ecg,movement):
  breath    a line for each 0.2 s of the breath that a strap's movement or a belt shows: fullness
            0 to 1, breaths a minute, what was asked for, depth over your usual, how it went with
            the pacer; or why there is no number
  ecg       a line a sample: its time on the session clock in s, microvolt
  movement  a line a sample: its time, x, y and z in mg
A 1 in starts_stretch says that samples are missing before that line.
"""

ANALYZE_EXAMPLES = """\
examples:
  bellybreath analyze beats.csv
  bellybreath analyze beats.csv --json > figures.json
  bellybreath analyze beats.csv --start 0 --duration 300
  bellybreath analyze beats.csv --pace 6    the pace that was breathed, if it is known
  bellybreath analyze beats.csv --estimator all
  bellybreath analyze beats.csv --estimator welch --estimator lomb --json

estimators of the band powers:
  multitaper            three smooth windows over all of it: exact on tones, little chance in it.
                        The usual one here; other programs rarely have it
  multitaper-levelled   the same, and what a spline takes from fast rhythms given back. Chosen
                        below 55 beats per minute, where that is a sixth of HF or more
  lomb-multitaper       the same windows on the beats as they are, without a spline. Chosen where
                        beats were left out; puts part of slow breathing into HF
  lomb                  without windows, as many programs have it; puts more into HF
  hann                  one window: sees the middle most
  welch                 windows of 64 s, averaged: what most programs call "Welch" or "FFT"
  smoothness-priors     one window after the detrending of Tarvainen (lambda 500), which Kubios
                        offers; takes part of slow breathing

The one that suits the beats is chosen, and named beside its figures; those that you ask for stand
beside it, of the same beats. On real beats they differ by 10 to 30 %: compare like with like.

The recording goes through the very pipeline that runs live. A figure that cannot be trusted
is withheld, with the reason.
"""

CHECK_EXAMPLES = """\
examples:
  bellybreath check
  bellybreath check --json > check.json

Sines, resting hearts, artifacts, gaps, coarse grids and a gliding pace, each with an answer that
was known before, go through the very pipeline that runs live. It takes a few seconds, needs no
sensor, and touches nothing that you recorded. The exit status is 0 when all is as expected, 1
when it is not.
"""
