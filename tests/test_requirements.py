"""Which pygame is installed where: one of the two, never both."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize(
    ("python_version", "sys_platform", "platform_machine", "expected"),
    [
        ("3.11", "linux", "x86_64", "pygame"),
        ("3.13", "linux", "aarch64", "pygame"),
        ("3.13", "darwin", "arm64", "pygame"),
        ("3.13", "win32", "AMD64", "pygame"),
        ("3.14", "linux", "x86_64", "pygame-ce"),
        ("3.14", "darwin", "arm64", "pygame-ce"),
        ("3.12", "win32", "ARM64", "pygame-ce"),
        ("3.14", "win32", "ARM64", "pygame-ce"),
    ],
)
def test_pygame_is_installed_where_it_has_a_wheel_and_pygame_ce_elsewhere(
    python_version: str, sys_platform: str, platform_machine: str, expected: str
) -> None:
    """Wheels of pygame 2.6.1: none for Python 3.14, none for Windows on ARM."""
    environment = {
        "python_version": python_version,
        "sys_platform": sys_platform,
        "platform_machine": platform_machine,
    }
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [Requirement(line) for line in project["dependencies"]]
    installed = [
        one.name
        for one in wanted
        if one.name.startswith("pygame") and (not one.marker or one.marker.evaluate(environment))
    ]
    assert installed == [expected]
