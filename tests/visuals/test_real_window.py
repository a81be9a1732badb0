"""The program in a window on a real X server, with real keys and clicks, from start to start."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from trainer.answers import Occasion
from trainer.commands import Command, Wish
from trainer.journal.entries import EndReason, Taken
from trainer.journal.reader import read_journal
from visuals.screens.choices import Choices
from visuals.settings import load_settings

_NEEDED = ("Xvfb", "xdotool")
_PATIENCE_S = 45.0
ROOT = Path(__file__).parent.parent.parent

PROGRAM = """
import sys
from pathlib import Path
from visuals.flow import Flow
from visuals.screens.session import SessionScreen
from visuals.texts import ENGLISH
from visuals.window import Window

draw = SessionScreen.draw

def told(self, surface, record, at_s):
    draw(self, surface, record, at_s)
    if getattr(self, "stage", None) is not record.snapshot.stage:
        self.stage = record.snapshot.stage
        print(f"stage {self.stage.name}", flush=True)
    if record.snapshot.link_state.name == "LOST" and not hasattr(self, "lost"):
        self.lost = True
        print("lost", flush=True)
    if not hasattr(self, "told"):
        width, height = surface.get_size()
        for text in self.texts(record, at_s):
            if text.text == ENGLISH.key_finish[1]:
                self.told = text.rect.center
                x, y = self.told
                print(f"Finish {width}x{height} {x} {y}", flush=True)
            if text.text == "\N{MINUS SIGN}":
                x, y = text.rect.center
                print(f"Slower {x} {y}", flush=True)

SessionScreen.draw = told

class Telling(Window):
    told = None
    def screen(self, maker):
        made = super().screen(maker)
        self.next = maker.__name__
        return made
    def present(self, bake, **options):
        super().present(bake, **options)
        if self.next != self.told:
            self.told = self.next
            print(self.told, flush=True)

Flow(Telling((800, 600)), Path(sys.argv[1]), language="en", speed=20.0, quiet_s=2.0).run()
print("left", flush=True)
"""
OUT_OF_REACH = PROGRAM.replace(
    "Flow(",
    """
import asyncio
from devices.no_sensor import NoSensor
from devices.readings import LinkChanged, LinkState, SensorDescription, SensorKind

class OutOfReach(NoSensor):
    description = SensorDescription(SensorKind.STRAP, "Polar H10")
    async def run(self, clock, emit):
        await emit(LinkChanged(clock.now_s(), LinkState.LOST))
        await super().run(clock, emit)

Flow(""",
).replace(
    "quiet_s=2.0)",
    "quiet_s=2.0, sensors={SensorKind.SIMULATED: lambda *_: OutOfReach()})",
)
"""The same with a strap that is not to be reached."""


@pytest.fixture
def display() -> Iterator[str]:
    missing = [name for name in _NEEDED if shutil.which(name) is None]
    if missing:
        reason = f"{' and '.join(missing)} not installed: no real window can be driven"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    read, write = os.pipe()
    screen = ["-screen", "0", "1280x800x24"]
    # A window that is closed for another must find its server still there.
    options = ["-nolisten", "tcp", "-noreset"]
    command = ["Xvfb", "-displayfd", str(write), *screen, *options]
    server = subprocess.Popen(command, pass_fds=(write,), stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with os.fdopen(read) as told:
            yield f":{told.readline().strip()}"
    finally:
        server.terminate()
        server.wait(10.0)


def _wishes(path: Path) -> list[Wish]:
    """What the person wished, in order, as far as it is written down."""
    return [
        entry.what.wish
        for entry in read_journal(path).entries
        if isinstance(entry, Taken) and isinstance(entry.what, Command)
    ]


class _Driver:
    """Somebody who waits until a screen is there and then presses real keys."""

    def __init__(self, display: str, folder: Path, program: str = PROGRAM) -> None:
        environment = {**os.environ, "DISPLAY": display, "SDL_AUDIODRIVER": "dummy"}
        environment.pop("SDL_VIDEODRIVER", None)
        environment.pop("WAYLAND_DISPLAY", None)
        environment["SDL_VIDEODRIVER"] = "x11"
        self._environment = environment
        self.log = folder / "log.txt"
        with self.log.open("w") as log:
            self.program = subprocess.Popen(
                [sys.executable, "-c", program, str(folder)],
                cwd=ROOT,
                env=environment,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def screens(self) -> list[str]:
        return [line for line in self.log.read_text().splitlines() if line[:6] != "pygame"]

    def wait_for(self, name: str, count: int = 1) -> None:
        until_s = time.monotonic() + _PATIENCE_S
        while self.screens().count(name) < count:
            assert time.monotonic() < until_s, f"{name} did not come: {self.screens()}"
            assert self.program.poll() is None or name == "left", self.screens()
            time.sleep(0.05)

    def wait_for_wishes(self, count: int) -> None:
        """Wait until the session's journal holds so many wishes of the person."""
        until_s = time.monotonic() + _PATIENCE_S
        while sum(len(_wishes(path)) for path in self.log.parent.glob("sessions/*.jsonl")) < count:
            assert time.monotonic() < until_s, f"wish {count} was not heard: {self.screens()}"
            time.sleep(0.05)

    def do(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env=self._environment, check=True, timeout=20.0)

    def __enter__(self) -> _Driver:
        """Wait for the start, and give it the focus: a click between its cards means nothing."""
        self.wait_for("StartScreen")
        self.click(0.55, 0.8)
        return self

    def __exit__(self, *_: object) -> None:
        self.program.kill()
        self.program.wait(10.0)

    def leave(self) -> None:
        """Leave from the start, as a person does."""
        self.do("key", "Escape")
        self.wait_for("left")
        assert self.program.wait(20.0) == 0

    def finish_place(self, size: str) -> tuple[int, int]:
        """Where the finishing key is hinted at, once the session is drawn at a size."""
        until_s = time.monotonic() + _PATIENCE_S
        while not (found := [line for line in self.screens() if line.startswith(f"Finish {size}")]):
            assert time.monotonic() < until_s, f"no session of {size}: {self.screens()}"
            time.sleep(0.05)
        _, _, x, y = found[-1].split()
        return int(x), int(y)

    def slower_place(self) -> tuple[int, int]:
        """Where the key for a slower pace is hinted at."""
        found = [line for line in self.screens() if line.startswith("Slower ")]
        _, x, y = found[-1].split()
        return int(x), int(y)

    def wait_for_again(self, begin: str) -> None:
        """Wait until a line that begins so was told twice."""
        until_s = time.monotonic() + _PATIENCE_S
        while sum(line.startswith(begin) for line in self.screens()) < 2:
            assert time.monotonic() < until_s, f"{begin} did not come again: {self.screens()}"
            time.sleep(0.05)

    def click(self, across: float, down: float) -> None:
        """Click at a place given in shares of the window of 800 by 600."""
        self.click_at(round(across * 800), round(down * 600))

    def window(self) -> str:
        """The window's number."""
        found = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--pid", str(self.program.pid)],
            env=self._environment,
            check=True,
            capture_output=True,
            text=True,
            timeout=20.0,
        )
        return found.stdout.split()[-1]

    def click_at(self, x: int, y: int) -> None:
        """Click at a place in pixels of the window."""
        self.do("mousemove", "--window", self.window(), str(x), str(y))
        self.do("click", "1")


def test_a_person_goes_from_start_to_summary_and_back_with_keys_and_clicks(
    display: str, tmp_path: Path
) -> None:
    with _Driver(display, tmp_path) as driver:
        driver.do("key", "h")
        driver.wait_for("HelpScreen")
        driver.do("key", "Escape")
        driver.wait_for("StartScreen", 2)
        driver.do("key", "Return")
        driver.wait_for("QuestionScreen")
        driver.do("key", "6")
        driver.do("key", "d")
        driver.wait_for("CrisisScreen")
        driver.do("key", "Escape")
        driver.wait_for("QuestionScreen", 2)  # the six is chosen still
        driver.do("key", "Return")
        driver.wait_for("SessionScreen")
        driver.do("key", "space")
        driver.do("key", "space")
        driver.do("key", "Escape")
        driver.wait_for("QuestionScreen", 3)
        driver.click(480 / 960, 208 / 720)  # the number 5 in the middle of the row
        driver.wait_for("SummaryScreen")
        driver.click(816 / 960, 686 / 720)  # Done
        driver.wait_for("StartScreen", 3)
        driver.leave()
    (path,) = (tmp_path / "sessions").glob("*.jsonl")
    journal = read_journal(path)
    assert journal.ended is not None
    assert journal.upset(Occasion.BEFORE) == 6
    assert journal.upset(Occasion.AFTER) == 5


def test_n_and_a_click_go_on_without_the_sensor_and_listen_again_in_a_real_window(
    display: str, tmp_path: Path
) -> None:
    with _Driver(display, tmp_path, OUT_OF_REACH) as driver:
        driver.do("key", "Return")
        driver.wait_for("QuestionScreen")
        driver.do("key", "Escape")
        driver.wait_for("SessionScreen")
        driver.wait_for("lost")  # before that the key means nothing
        driver.do("key", "n")
        driver.wait_for_wishes(1)  # now the button means the way back
        driver.click(808 / 960, 440 / 720)
        driver.wait_for_wishes(2)
        driver.do("key", "n")
        driver.wait_for_wishes(3)
        driver.do("key", "Escape")
        driver.wait_for("QuestionScreen", 2)
        driver.do("key", "Escape")
        driver.wait_for("SummaryScreen")
        driver.do("key", "Return")
        driver.wait_for("StartScreen", 2)
        driver.leave()
    (path,) = (tmp_path / "sessions").glob("*.jsonl")
    journal = read_journal(path)
    away, back = Wish.WITHOUT_SENSOR, Wish.WITH_SENSOR
    assert _wishes(path) == [away, back, away, Wish.FINISH]
    assert journal.ended is not None
    assert journal.ended.summary.alone_from_s is not None


def test_a_line_of_ones_own_is_typed_pasted_and_clicked_in_a_real_window(
    display: str, tmp_path: Path
) -> None:
    with _Driver(display, tmp_path) as driver:
        driver.do("key", "d")
        driver.wait_for("CrisisScreen")
        driver.do("key", "Return")
        driver.wait_for("WritingScreen")
        driver.do("type", "--delay", "60", "fAnnx")
        driver.do("key", "--delay", "60", "BackSpace", "Home", "Delete", "End")
        driver.do("key", "--delay", "60", "a", "space", "7")
        driver.click(57 / 960, 275 / 720)  # the key 1 of the screen's keyboard
        if _copy(display, "555\nÄ"):
            driver.do("key", "ctrl+v")
        driver.do("key", "Return")
        driver.wait_for("CrisisScreen", 2)
        driver.do("key", "Escape")
        driver.wait_for("StartScreen", 2)
        driver.leave()
    pasted = "555 Ä" if shutil.which("xclip") else ""
    assert load_settings(tmp_path).help_line == f"Anna 71{pasted}"


def _copy(display: str, text: str) -> bool:
    """Put a text into the clipboard as another program does; False where none is here to do it."""
    if shutil.which("xclip") is None:
        return False
    command = ["xclip", "-display", display, "-selection", "clipboard", "-loops", "0"]
    # Its own output stays open in the helper that it leaves behind.
    subprocess.run(
        command, input=text.encode(), check=True, timeout=20.0, stdout=subprocess.DEVNULL
    )
    until_s = time.monotonic() + _PATIENCE_S
    asked = [*command[:-2], "-o"]
    while subprocess.run(asked, capture_output=True, timeout=20.0).stdout != text.encode():
        assert time.monotonic() < until_s, "the clipboard does not take a text"
        time.sleep(0.05)  # it goes on in a helper of its own
    return True


def test_a_session_goes_on_while_the_window_is_resized_and_fills_the_screen_and_back(
    display: str, tmp_path: Path
) -> None:
    with _Driver(display, tmp_path) as driver:
        driver.do("key", "c")
        driver.wait_for("CalmScreen")
        driver.do("key", "Escape")
        driver.wait_for("QuestionScreen")
        driver.do("key", "Escape")
        driver.wait_for("StartScreen", 2)
        driver.do("key", "Return")
        driver.wait_for("QuestionScreen", 2)
        driver.do("key", "Escape")
        driver.finish_place("800x600")
        driver.do("windowsize", driver.window(), "1024", "640")
        driver.finish_place("1024x640")
        driver.do("key", "f")
        driver.finish_place("1280x800")
        driver.do("key", "f")
        driver.wait_for_again("Finish 1024x640")
        driver.do("windowsize", driver.window(), "600", "900")
        x, y = driver.finish_place("640x")
        driver.click_at(x * 600 // 640, y * 600 // 640)
        driver.wait_for("QuestionScreen", 3)
        driver.do("key", "Escape")
        driver.wait_for("SummaryScreen")
        driver.do("key", "Return")
        driver.wait_for("StartScreen", 3)
        driver.leave()
    journals = [read_journal(path) for path in (tmp_path / "sessions").glob("*.jsonl")]
    assert len(journals) == 2
    assert all(journal.ended is not None for journal in journals)


def test_a_whole_session_runs_by_itself_from_quiet_to_summary_in_a_real_window(
    display: str, tmp_path: Path
) -> None:
    with _Driver(display, tmp_path) as driver:
        driver.do("key", "Up", "Left", "Left", "Return")  # two minutes
        driver.wait_for("QuestionScreen")
        driver.do("key", "Escape")
        driver.wait_for("QuestionScreen", 2)  # nothing was pressed while it ran
        driver.do("key", "Right", "Right", "Return")
        driver.wait_for("SummaryScreen")
        driver.do("key", "Return")
        driver.wait_for("StartScreen", 2)
        driver.leave()
    stages = [line for line in driver.screens() if line.startswith("stage")]
    assert stages == ["stage QUIET_BEFORE", "stage BREATHING", "stage QUIET_AFTER"]
    (path,) = (tmp_path / "sessions").glob("*.jsonl")
    journal = read_journal(path)
    assert journal.header.plan.breathing_s == 120.0
    assert _wishes(path) == []
    assert journal.ended is not None
    assert journal.ended.reason is EndReason.COMPLETE
    assert journal.ended.summary.breaths == 12
    assert journal.upset(Occasion.AFTER) == 6
    assert load_settings(tmp_path).choices == Choices(minutes=2)


def test_minus_plus_and_a_click_change_the_pace_in_a_real_window(
    display: str, tmp_path: Path
) -> None:
    with _Driver(display, tmp_path, PROGRAM.replace("speed=20.0", "speed=4.0")) as driver:
        driver.do("key", "Return")
        driver.wait_for("QuestionScreen")
        driver.do("key", "Escape")
        driver.wait_for("stage BREATHING")
        driver.do("key", "minus")
        driver.wait_for_wishes(1)
        driver.do("key", "plus")
        driver.wait_for_wishes(2)
        driver.do("key", "Left")
        driver.wait_for_wishes(3)
        driver.click_at(*driver.slower_place())
        driver.wait_for_wishes(4)
        driver.do("key", "Escape")
        driver.wait_for("QuestionScreen", 2)
        driver.do("key", "Escape")
        driver.wait_for("SummaryScreen")
        driver.do("key", "Return")
        driver.wait_for("StartScreen", 2)
        driver.leave()
    (path,) = (tmp_path / "sessions").glob("*.jsonl")
    slower, faster = Wish.SLOWER, Wish.FASTER
    assert _wishes(path) == [slower, faster, slower, slower, Wish.FINISH]
