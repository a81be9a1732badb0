"""Which program this is."""

from __future__ import annotations

__all__ = ["software_name", "version"]


def version() -> str:
    """Version of the installed distribution."""
    from importlib.metadata import version as installed_version  # slow to import, seldom needed

    return installed_version("bellybreath")


def software_name() -> str:
    """Name and version, as a journal's header says them."""
    return f"bellybreath {version()}"
