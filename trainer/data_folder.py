"""Where everything that is kept has its place. Light: help asks here for the person's language."""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["DATA_DIR_VARIABLE", "data_dir"]

DATA_DIR_VARIABLE = "BELLYBREATH_DATA_DIR"


def data_dir(asked: str | None) -> Path:
    """The folder of everything that is kept: as asked, as the environment says, or the platform's.

    `asked` comes first, then the variable BELLYBREATH_DATA_DIR, then the user data folder of
    the platform (Linux: ~/.local/share/bellybreath).

    Raises
    ------
    JournalError
        It begins with a person's name that this computer does not know.
    """
    chosen = asked or os.environ.get(DATA_DIR_VARIABLE)
    if chosen:
        try:
            return Path(chosen).expanduser()
        except RuntimeError:
            from trainer.errors import JournalError  # here, as all else that help does not need
            from trainer.said import JournalSaid

            raise JournalError(JournalSaid.UNKNOWN_PERSON, folder=chosen) from None
    import platformdirs  # here, for a folder that is named needs none

    return Path(platformdirs.user_data_dir("bellybreath", appauthor=False))
