"""Frozen, stamped readings: everything that the device room ever hands out.

A reading says what arrived and when; whether it is any good is judged later, in `trainer`.
Every stamp is in seconds on the session clock, whose zero is when the link was opened.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class SensorKind(Enum):
    """Where the beats come from; practice and replay are never mixed up with a person's own."""

    SIMULATED = "simulated"
    """The simulated person: beats of a seeded model, for practice without hardware."""
    RECORDING = "recording"
    """Intervals that were recorded earlier, arriving again in time."""
    STRAP = "strap"
    """A Bluetooth heart-rate strap, worn by the person who breathes."""
    NONE = "none"
    """Nobody listens: the breath alone. No beat is ever made up."""
    PULSE_SENSOR = "pulse sensor"
    """A pulse sensor on a serial line, on a finger or an ear of the person who breathes."""
    ECG_BOARD = "ECG board"
    """An ECG board on a serial line: the heart's own beats, from electrodes on the skin."""
    OPTICAL_BAND = "optical band"
    """A Bluetooth sensor that looks at the pulse with light: a band at the arm, a watch, a clip at
    a finger or an ear. It is met as a strap, and known once it has said what it is."""


NAMELESS = {SensorKind.PULSE_SENSOR: "Pulse sensor", SensorKind.ECG_BOARD: "ECG board"}
"""What a board is called that nobody has named; every language has a word of its own for it."""


class LinkState(Enum):
    """What the way to the sensor is doing.

    The value is what a journal holds; members may be added, and none may change its value.
    """

    RADIO_OFF = "radio off"
    """Bluetooth is switched off."""
    NO_RADIO = "no radio"
    """There is no Bluetooth, or the system's part of it does not run."""
    NO_ANSWER = "no answer"
    """The system's part of Bluetooth runs and answers nothing."""
    NOT_ALLOWED = "not allowed"
    """The system does not let this program use Bluetooth."""
    SEARCHING = "searching"
    """The sensor is looked for; it was not connected yet."""
    FOUND = "found"
    """The sensor was heard."""
    HELD = "held"
    """The sensor is not heard, and the system says that it is connected to this computer."""
    CONNECTING = "connecting"
    """A connection is being made, not for the first time if the last one failed."""
    CHECKING = "checking services"
    """The connection stands; what the sensor offers is being looked at."""
    WAITING = "waiting"
    """The sensor is there; no beat has arrived yet."""
    ARRIVING = "arriving"
    """Beats arrive."""
    RATE_ONLY = "rate only"
    """The sensor sends a heart rate and no beat times: nothing but the rate can be shown."""
    SILENT = "silent"
    """The sensor is there but sends no beats."""
    OFF_SKIN = "off the skin"
    """The sensor is there and says, or shows by what it sends, that it feels no skin."""
    LOST = "lost"
    """The connection broke; the sensor is looked for again."""
    GONE = "gone"
    """The sensor has not been found for a long while; it is still looked for."""
    NO_PORT = "no port"
    """No wired sensor is plugged in; it is looked for."""
    PORT_BUSY = "port busy"
    """Another program has the wired sensor open."""
    PORT_NOT_ALLOWED = "port not allowed"
    """The system does not let this person use serial ports."""
    WAKING = "waking the board"
    """The port was opened, which starts many boards anew; it has said nothing yet."""
    LISTENING = "listening"
    """The board speaks; what its lines mean is being made out."""
    BOARD_SILENT = "board silent"
    """The board is there and says nothing."""
    NOISE = "noise"
    """The board sends what is no text; other speeds are tried."""
    NO_WAVE = "no wave"
    """The board sends text that is no pulse wave."""
    UNDESCRIBED = "undescribed"
    """The board sends the lines of our sketch and never says what they mean."""
    DAMAGED = "damaged"
    """The board sends the lines of our sketch, and not one of them arrives whole."""
    SENSOR_OFF = "sensor off"
    """The board says that its sensor is not on: the electrodes are loose, or it did not start."""
    FLAT = "flat"
    """The board sends a pulse wave that stands still."""
    UNPLUGGED = "unplugged"
    """The wired sensor was there and is gone; it is looked for again."""
    ENDED = "ended"
    """Nothing more will come: a recording is at its end."""
    FAILED = "failed"
    """Nothing more will come: the program's own part that listens has broken down."""

    @property
    def sentence(self) -> str:
        """What a person needs to know of this state, and can do: one or two plain sentences."""
        return _SENTENCES[self]


BLUETOOTH_TROUBLES = (
    LinkState.RADIO_OFF,
    LinkState.NO_RADIO,
    LinkState.NO_ANSWER,
    LinkState.NOT_ALLOWED,
)
"""States in which Bluetooth itself cannot be used."""

_SENTENCES = {
    LinkState.RADIO_OFF: "Bluetooth is switched off. Switch it on, and your strap is looked for.",
    LinkState.NO_RADIO: (
        "No Bluetooth was found. Plug in a small USB one, or start your system's Bluetooth service."
    ),
    LinkState.NO_ANSWER: (
        "Your system's Bluetooth does not answer. Switch it off and on, or start the computer anew."
    ),
    LinkState.NOT_ALLOWED: (
        "This program may not use Bluetooth yet. Allow it in the settings of your system."
    ),
    LinkState.SEARCHING: "Looking for your strap. Put it on, with its contacts moist.",
    LinkState.FOUND: "Your strap was found.",
    LinkState.HELD: (
        "Another program seems to hold your strap. Close that one; just breathe on meanwhile."
    ),
    LinkState.CONNECTING: "Connecting to your strap. This takes a few seconds.",
    LinkState.CHECKING: "Your strap is connected and tells what it can do.",
    LinkState.WAITING: "Waiting for the first heartbeats.",
    LinkState.ARRIVING: "Your heartbeats are arriving.",
    LinkState.RATE_ONLY: "This device sends no beat times. The breath still leads you.",
    LinkState.SILENT: "No heartbeats for a moment. The breath goes on.",
    LinkState.OFF_SKIN: "The strap feels no skin. Moisten its contacts and press it on gently.",
    LinkState.LOST: "The strap is out of reach and is looked for. Just breathe on.",
    LinkState.GONE: (
        "The strap cannot be found. See that it is on, moist and near, and that no other app or "
        "watch holds it."
    ),
    LinkState.NO_PORT: "No pulse sensor is plugged in. Plug it in, and it is found by itself.",
    LinkState.PORT_BUSY: (
        "Another program holds the sensor, often the Arduino serial monitor. Close that one."
    ),
    LinkState.PORT_NOT_ALLOWED: (
        "Your system does not let you use its serial ports yet. On Linux, run this once: "
        "sudo usermod -aG dialout $USER; then log out and in."
    ),
    LinkState.WAKING: "The board is waking up. This takes a few seconds.",
    LinkState.LISTENING: "The board speaks. Its lines are being made out.",
    LinkState.BOARD_SILENT: "The board is there and says nothing. See that the sketch is on it.",
    LinkState.NOISE: "The board sends noise, not numbers. Other speeds are being tried.",
    LinkState.NO_WAVE: "The board sends no pulse wave. Put the Bellybreath sketch on it.",
    LinkState.UNDESCRIBED: (
        "The board never says what its numbers mean. Press its reset button; if that does not "
        "help, put the Bellybreath sketch on it anew."
    ),
    LinkState.DAMAGED: (
        "Every line of the board arrives damaged. Try another USB cable or socket, and press its "
        "reset button."
    ),
    LinkState.SENSOR_OFF: (
        "The board says that its sensor is off. Press the electrodes on, and see that their plug "
        "sits."
    ),
    LinkState.FLAT: "No pulse to be seen. Lay a finger on the sensor; its third wire goes to A0.",
    LinkState.UNPLUGGED: (
        "The cable came loose. The breath goes on; plugged in again, the sensor is found by itself."
    ),
    LinkState.ENDED: "The recording has come to its end.",
    LinkState.FAILED: "The listening part has stopped. The breath goes on; start again to listen.",
}


class PacketSource(Enum):
    """Which of a sensor's streams a raw packet belongs to."""

    HEART_RATE = "heart rate"
    """Value of the Bluetooth heart rate measurement."""
    ECG = "ecg"
    """A frame of Polar's ECG."""
    MOVEMENT = "movement"
    """A frame of Polar's accelerometer."""
    PULSE_INTERVALS = "pulse intervals"
    """A frame of Polar's pulse intervals, with an error estimate each."""
    POLAR_CONTROL = "polar control"
    """What Polar's control point said: the settings in force stand in it."""


@dataclass(frozen=True, slots=True)
class SensorDescription:
    """Who is speaking, as far as it is known when the session begins."""

    kind: SensorKind
    name: str
    """For people: "Practice heart", a strap's name, a file's name."""
    seed: int | None = None
    """The seed of the simulated person; None for everything that is real."""


@dataclass(frozen=True, slots=True)
class Beat:
    """One heartbeat: the interval that it closes, exactly as the sensor gave it."""

    at_s: float
    """When the reading reached us, or was handed out where a sensor sends beats in batches."""
    beat_s: float
    """When the heart beat: the running sum of intervals on the session clock."""
    rr_ms: float
    """The interval from the beat before, in ms, unrounded and unjudged."""
    error_ms: float | None = None
    """How far off the interval may be by the sensor's own estimate, where it gives one."""
    is_vague: bool = False
    """True where the interval may be used, but is too uncertain for a difference with its
    neighbours: the wave that it was read from was misshapen."""


@dataclass(frozen=True, slots=True)
class LinkChanged:
    """The way to the sensor changed its state."""

    at_s: float
    state: LinkState
    detail: str = ""
    """What was special about it, for the journal and for troubleshooting."""


@dataclass(frozen=True, slots=True)
class HeartRate:
    """The sensor's own, smoothed heart rate; given only where it sends no beat times."""

    at_s: float
    rate_per_min: int
    """No interval may be made of it."""


@dataclass(frozen=True, slots=True)
class BatteryLevel:
    """How full the sensor's battery is."""

    at_s: float
    percent: int


@dataclass(frozen=True, slots=True)
class StrapInformation:
    """What a strap says of itself; nothing that names its owner, and no serial number."""

    at_s: float
    maker: str | None
    model: str | None
    location: str | None
    """Where it is meant to be worn: chest, wrist, finger, hand, ear lobe, foot or other."""


@dataclass(frozen=True, slots=True)
class PacketReceived:
    """Bytes as they came over the air, kept so that the link can be played again."""

    at_s: float
    source: PacketSource
    packet: bytes


@dataclass(frozen=True, slots=True)
class StreamChanged:
    """A further stream of the sensor runs, or does not."""

    at_s: float
    source: PacketSource
    trouble: str
    """Why it does not run; empty: it does."""


@dataclass(frozen=True, slots=True)
class PulseSamples:
    """A piece of a pulse wave or an ECG as a wired sensor gave it, and of the belt beside it."""

    at_s: float
    """When the latest of it reached us."""
    times_s: tuple[float, ...]
    """When each sample was taken, by the sensor's own clock laid on the session clock; in whole
    microseconds, and rising, also from piece to piece."""
    pulse: tuple[float, ...]
    """In steps of the converter, unjudged; some sensors fall where others rise with the pulse."""
    belt: tuple[float, ...] = ()
    """One for each sample where there is a belt; otherwise empty."""
    full_scale: float | None = None
    """The converter's largest value, where the sensor tells."""
    opens_gap: bool = False
    """True when it does not go on where the last piece ended."""
    lost: int = 0
    """Samples that are missing before it, where the sensor counts them."""
    is_ecg: bool = False
    """True for the heart's electricity in place of a pulse: by the lines, or as a person says."""


@dataclass(frozen=True, slots=True)
class SampleTiming:
    """How a wired sensor's samples are set in time, and what was lost on the way so far."""

    at_s: float
    dialect: str
    """What its lines look like."""
    rate_hz: float
    """Samples in a second of the session clock, as found."""
    rate_doubt_hz: float
    """How far off that may be."""
    has_device_clock: bool
    """False: nothing but the regular arrival of the lines tells when a sample was taken."""
    lost: int
    """Samples that the sensor counted and that never came."""
    damaged: int
    """Lines that could not be read."""
    nominal_hz: float | None = None
    """Samples in a second as the board promises; None where it promises nothing."""


Reading = (
    Beat
    | LinkChanged
    | HeartRate
    | BatteryLevel
    | StrapInformation
    | PacketReceived
    | StreamChanged
    | PulseSamples
    | SampleTiming
)
