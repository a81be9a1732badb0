"""In which language a command speaks: as asked, else as set, else as the system says."""

from __future__ import annotations

import argparse

from trainer.data_folder import data_dir
from visuals.look import Look
from visuals.settings import load_settings
from visuals.texts import Texts

__all__ = ["look_of", "texts_of"]


def look_of(request: argparse.Namespace) -> Look:
    """How everything looks and is said by the request and the person's settings."""
    language = getattr(request, "language", None)
    return load_settings(data_dir(request.data_dir)).look(language)


def texts_of(request: argparse.Namespace) -> Texts:
    """The words of the request's language."""
    return look_of(request).texts
