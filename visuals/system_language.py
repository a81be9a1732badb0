"""Which language the system speaks. Light: help asks it, too."""

from __future__ import annotations

import os

__all__ = ["system_language"]

_ASKED_IN = ("LC_ALL", "LC_MESSAGES", "LANG")
"""Where a system says its language, the first that says anything counts (POSIX)."""


def system_language() -> str:
    """As the system writes it, de_AT.UTF-8 for one; empty where it says nothing."""
    for name in _ASKED_IN:
        if said := os.environ.get(name):
            return said
    import locale  # Windows and macOS, outside a terminal

    return locale.getlocale()[0] or ""
