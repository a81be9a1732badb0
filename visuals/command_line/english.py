"""Help and usage in English."""

from __future__ import annotations

from visuals.command_line import english_pages as pages
from visuals.command_line.words import (
    CommandLineWords,
    CommandWords,
    OptionWords,
    PlaceWords,
    ValueWords,
)

__all__ = ["ENGLISH_COMMAND_LINE"]

ENGLISH_COMMAND_LINE = CommandLineWords(
    description="Guided belly breathing with honest heart-rate feedback.",
    examples=pages.EXAMPLES,
    usage_error="{program}: {message}. See {program} --help.",
    argparse={},
    options=OptionWords(
        help="show this help message and exit",
        version="say which version this is",
        data_dir=(
            "folder of your sessions (default: BELLYBREATH_DATA_DIR, then the user data folder)"
        ),
        language="of all that is said to you (default: as set, then as the system says)",
        sound="what is heard in the window; remembered (default: as last time, at first breath)",
        volume="how loud, 0 to 100; remembered (at first 70)",
        sounds="sounds of your own: in.wav and out.wav (or ogg, flac, mp3); remembered",
        minutes="paced breathing (default 5)",
        pace="breaths per minute (default 6)",
        inhale_share="share of a breath that is the in-breath (default 0.4: 4 s in, 6 s out)",
        quiet="seconds of quiet before and after (default 60; 0 leaves them out)",
        headless="in the terminal, without a window",
        no_question=(
            "do not ask how upset you feel, before and after (or switch it off in the settings)"
        ),
        speed="times real time, or max (default 1)",
        seed="which simulated person (default: a new one)",
        strap=("a Bluetooth heart-rate strap; where there are more, a part of its name or address"),
        serial="a wired pulse sensor; where there are more, the port that it is at",
        recording="heartbeats that were recorded earlier",
        breath=(
            "show your own breath beside the pacer's, from the movement of a Polar strap or from a "
            "belt on the pulse sensor's board, and record it"
        ),
        record=(
            "further streams of a Polar strap to keep in the journal: ecg, movement, or both with "
            "a comma"
        ),
        baud="speed of the serial line (default: found)",
        rate="samples in a second, where the lines do not tell (default: found)",
        column="which column is the pulse, counted from 1, or its name (default: found)",
        ecg="the board measures an ECG, not a pulse (default: as its lines say)",
        listen="connect to each strap once: do beats arrive?",
        seconds="end after so long (default: in a file, 8)",
        json_at_end="for programs, at the end",
        doctor_strap="which one: a part of its name, or the end of its address",
        doctor_serial=("only the wired pulse sensor; where there are more, the port that it is at"),
        copy="write a report without names, addresses and folders, and copy it where possible",
        write="folder to write them to",
        sounds_inhale_share="share of a breath that is the in-breath (default 0.4)",
        json="for programs",
        session="latest, or a name (or its beginning) from sessions",
        format="as which file; they are told apart below (default csv)",
        output="where to write; - for the terminal",
        file="RR intervals as text or CSV",
        json_of_beats="for programs, beat by beat",
        start="from second S on",
        duration="so many seconds of it",
        known_pace="breaths per minute, where it is known",
        estimator=(
            "band powers by this one too, to compare with other programs (may be repeated; all)"
        ),
        json_of_checks="for programs, with every reason",
    ),
    places=PlaceWords(
        command="COMMAND",
        folder="DIR",
        file="FILE",
        name="NAME",
        port="PORT",
        streams="STREAMS",
        session="SESSION",
    ),
    values=ValueWords(
        no_number="{text!r} is not a number",
        no_whole_number="{text!r} is not a whole number",
        outside="{text} is outside {low} to {high}",
        no_speed="{text} is outside 0.1 to 1000; or say max",
        no_baud="{text!r} is no speed from 300 to 4000000",
        no_column="a column has a number or a name",
        no_stream="{text!r} is none of {names}",
    ),
    start=CommandWords(
        "the start screen: choose sensor, pace and length",
        "The start screen. It is also what opens without a command.",
        pages.START_EXAMPLES,
    ),
    calm=CommandWords(
        "three calm minutes, at once",
        "Three calm minutes, at once: no sensor, no number, and no question before it.",
        pages.CALM_EXAMPLES,
    ),
    practice=CommandWords(
        "guided session with a simulated heart, no hardware needed",
        "A guided session with a simulated heart that answers your pacer.",
        pages.PRACTICE_EXAMPLES,
    ),
    train=CommandWords(
        "guided session with real heartbeats",
        "A guided session with real heartbeats.",
        pages.TRAIN_EXAMPLES,
    ),
    sensors=CommandWords(
        "list the straps and serial ports that are near",
        "The heart-rate straps nearby, and the serial ports.",
        pages.SENSORS_EXAMPLES,
    ),
    doctor=CommandWords(
        "find out why a strap or a pulse sensor does not do as it should",
        "What is in the way between your sensor and this program, and what to try.",
        pages.DOCTOR_EXAMPLES,
    ),
    sounds=CommandWords(
        "write the sounds as files, to choose among them",
        "Write two breaths of every set, and every sign, as WAV files.",
        pages.SOUNDS_EXAMPLES,
    ),
    sessions=CommandWords(
        "list what was recorded",
        "All recorded sessions, oldest first.",
        pages.SESSIONS_EXAMPLES,
    ),
    export=CommandWords(
        "write a session for other programs",
        "Write a recorded session in a form that other programs read.",
        pages.EXPORT_EXAMPLES,
    ),
    analyze=CommandWords(
        "figures of an RR recording",
        "Heart-rate variability of an RR recording.",
        pages.ANALYZE_EXAMPLES,
    ),
    check=CommandWords(
        "known signals through the pipeline: expected and got",
        "Known signals through the pipeline on this machine: expected, got, verdict.",
        pages.CHECK_EXAMPLES,
    ),
)
