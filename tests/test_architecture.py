"""The house: who may import whom, who may wait, who may ask the time."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("devices", "trainer", "visuals")
MAY_IMPORT = {
    "devices": {"devices"},
    "trainer": {"trainer", "devices"},
    "visuals": {"visuals", "trainer", "devices"},
}
"""Imports run from the user of a record to its maker; data runs the other way."""
ONE_DOOR = {
    "pygame": {"visuals"},
    "rich": {"visuals"},
    "bleak": {"devices"},
    "serial": {"devices"},
    "asyncio": {"devices"},
    "scipy": {"trainer/signal/spectrum.py"},
}
"""Where a package may be imported: a room, or one file."""
CLOCKS = {"monotonic", "perf_counter", "time_ns", "now", "utcnow", "today", "monotonic_ns"}
MODULES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively: say the room"
            assert node.module is not None
            yield node.module


def _room(path: Path) -> str:
    return path.relative_to(ROOT).parts[0]


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_imports_run_from_the_user_of_a_record_to_its_maker(path: Path) -> None:
    for module in _imports(path):
        top = module.split(".")[0]
        if top in ROOMS:
            assert top in MAY_IMPORT[_room(path)], f"{_name(path)} may not import {module}"


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_each_heavy_package_has_one_door(path: Path) -> None:
    for module in _imports(path):
        doors = ONE_DOOR.get(module.split(".")[0])
        if doors is not None:
            assert _room(path) in doors or _name(path) in doors, f"{module} has another door"


def test_scipy_is_imported_only_when_a_spectrum_is_asked_for() -> None:
    tree = ast.parse((ROOT / "trainer/signal/spectrum.py").read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            assert "scipy" not in ast.unparse(node)


@pytest.mark.parametrize("path", [p for p in MODULES if _room(p) != "devices"], ids=_name)
def test_only_the_device_room_waits(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        assert not isinstance(node, ast.Await | ast.AsyncFunctionDef | ast.AsyncFor | ast.AsyncWith)


@pytest.mark.parametrize("path", [p for p in MODULES if _room(p) == "trainer"], ids=_name)
def test_the_trainer_is_told_the_time(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute):
            assert node.attr not in CLOCKS, f"{_name(path)} line {node.lineno} asks the time"


@pytest.mark.parametrize("path", [p for p in MODULES if "cli.py" not in p.name], ids=_name)
def test_every_module_says_why_it_exists(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
