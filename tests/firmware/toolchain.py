"""Compiles the sketch as the Arduino IDE does, from what Debian packages; no IDE is needed.

The flags are those of the core's own `platform.txt`. Two things differ: link-time optimisation
is left out, for gcc-avr 5.4 takes seconds over it, and `DECIMAL_DIG` is given by hand, for that
compiler's `float.h` hides it from C++ and the core's `WString.cpp` needs it.
"""

from __future__ import annotations

import ctypes.util
import os
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

__all__ = [
    "BOARDS",
    "CORE",
    "SKETCH",
    "Board",
    "build",
    "build_native",
    "sizes",
    "what_is_missing",
]

SKETCH = (
    Path(__file__).parents[2] / "firmware_notes" / "bellybreath_sensor" / "bellybreath_sensor.ino"
)
CORE = Path("/usr/share/arduino/hardware/arduino/avr")
NATIVE = Path(__file__).parent / "native"


@dataclass(frozen=True, slots=True)
class Board:
    """What `boards.txt` of the core says of a board."""

    name: str
    mcu: str
    variant: str
    define: str
    extra: tuple[str, ...] = ()


BOARDS = {
    board.name: board
    for board in (
        Board("Uno", "atmega328p", "standard", "ARDUINO_AVR_UNO"),
        Board("Nano", "atmega328p", "eightanaloginputs", "ARDUINO_AVR_NANO"),
        Board("Mega 2560", "atmega2560", "mega", "ARDUINO_AVR_MEGA2560"),
        Board(
            "Leonardo",
            "atmega32u4",
            "leonardo",
            "ARDUINO_AVR_LEONARDO",
            ("-DUSB_VID=0x2341", "-DUSB_PID=0x8036"),
        ),
    )
}

_COMMON = (
    "-c -g -Os -ffunction-sections -fdata-sections -DF_CPU=16000000L -DARDUINO=10819 "
    "-DARDUINO_ARCH_AVR"
).split()
_C = [*_COMMON, "-std=gnu11", "-w"]
_CPP = [
    *_COMMON,
    *(
        "-std=gnu++11 -fpermissive -fno-exceptions -fno-threadsafe-statics "
        "-Wno-error=narrowing -DDECIMAL_DIG=__DECIMAL_DIG__"
    ).split(),
]


def what_is_missing() -> str | None:
    """Why the sketch cannot be run here; None when it can."""
    for program in ("avr-gcc", "avr-g++"):
        if shutil.which(program) is None:
            return f"{program} is not installed (Debian: gcc-avr, avr-libc)"
    if not (CORE / "cores").is_dir():
        return f"{CORE} is not there (Debian: arduino-core-avr)"
    if ctypes.util.find_library("simavr") is None and not _has_simavr():
        return "libsimavr.so.2 is not installed (Debian: libsimavr2)"
    return None


def _has_simavr() -> bool:
    try:
        ctypes.CDLL("libsimavr.so.2")
    except OSError:
        return False
    return True


def _run(*command: str | os.PathLike[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise AssertionError(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
    return done.stdout + done.stderr


def _core(board: Board, folder: Path) -> list[Path]:
    """Object files of the Arduino core for a board, compiled once a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    sources = sorted((CORE / "cores/arduino").glob("*.c*"))
    flags = _board_flags(board)

    def compile_one(source: Path) -> Path:
        made = folder / f"{source.name}.o"
        if source.suffix == ".c":
            _run("avr-gcc", *_C, *flags, source, "-o", made)
        else:
            _run("avr-g++", "-w", *_CPP, *flags, source, "-o", made)
        return made

    with ThreadPoolExecutor(2) as workers:
        return list(workers.map(compile_one, sources))


def _board_flags(board: Board) -> list[str]:
    return [
        f"-mmcu={board.mcu}",
        f"-D{board.define}",
        *board.extra,
        f"-I{CORE / 'cores/arduino'}",
        f"-I{CORE / 'variants' / board.variant}",
    ]


_cores: dict[tuple[str, Path], list[Path]] = {}


def build(folder: Path, board: str = "Uno", **settings: int) -> Path:
    """The sketch as an ELF file, with every warning an error.

    Parameters
    ----------
    folder
        For what the compiler makes; each variant gets its own part of it.
    board
        A name in `BOARDS`.
    settings
        What a person may change at the top of the sketch: RATE_HZ, BELT, PLAIN and so on.
    """
    chosen = BOARDS[board]
    core_folder = folder / board.replace(" ", "_")
    key = (board, folder)
    if key not in _cores:
        _cores[key] = _core(chosen, core_folder)
    name = "-".join(["sketch", *(f"{key}{value}" for key, value in sorted(settings.items()))])
    made, elf = core_folder / f"{name}.o", core_folder / f"{name}.elf"
    defines = [f"-D{key}={value}" for key, value in settings.items()]
    warnings = ["-Wall", "-Wextra", "-Werror"]
    _run("avr-g++", "-x", "c++", *warnings, *_CPP, *_board_flags(chosen), *defines, SKETCH,
         "-o", made)  # fmt: skip
    _run("avr-gcc", "-Os", "-g", "-Wl,--gc-sections", f"-mmcu={chosen.mcu}", made, *_cores[key],
         "-lm", "-o", elf)  # fmt: skip
    return elf


def build_native(folder: Path, compiler: str, **settings: int) -> Path:
    """The sketch against a mock of the Arduino core, with address and behaviour sanitizers."""
    folder.mkdir(parents=True, exist_ok=True)
    name = "-".join([Path(compiler).name, *(f"{key}{value}" for key, value in settings.items())])
    made = folder / name
    defines = [f"-D{key}={value}" for key, value in settings.items()]
    flags = "-std=c++11 -g -O1 -Wall -Wextra -Werror -fno-omit-frame-pointer".split()
    sanitizers = ["-fsanitize=address,undefined", "-fno-sanitize-recover=all"]
    sketch = f'-DSKETCH="{SKETCH}"'
    _run(compiler, *flags, *sanitizers, *defines, sketch, f"-I{NATIVE}", NATIVE / "board.cpp",
         "-o", made)  # fmt: skip
    return made


def sizes(elf: Path) -> tuple[int, int]:
    """Flash and memory that a program takes, in bytes."""
    text, fixed, zeroed = _run("avr-size", elf).splitlines()[1].split()[:3]
    return int(text) + int(fixed), int(fixed) + int(zeroed)
