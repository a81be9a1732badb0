"""A small record in a file of the person's own; whatever is in the file does no harm."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

__all__ = ["keep_record", "kept_record"]

_logger = logging.getLogger(__name__)

_FORMAT_VERSION = 1
_LARGEST_BYTES = 4096


def kept_record(file: Path, form: str) -> dict[str, object] | None:
    """The record in a file; None where there is none, or it is not one of this form.

    Parameters
    ----------
    file
        Where it was kept.
    form
        The name of the form, as it was kept.
    """
    try:
        with file.open("rb") as opened:
            record = json.loads(opened.read(_LARGEST_BYTES))
        if record["format"] != form or record["format_version"] != _FORMAT_VERSION:
            return None
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        _logger.info("%s cannot be read: %s", file.name, error)
        return None
    return record if isinstance(record, dict) else None


def keep_record(file: Path, form: str, record: Mapping[str, object]) -> None:
    """Keep a record, for the person alone to read, whole or not at all; a failure is logged."""
    whole = {"format": form, "format_version": _FORMAT_VERSION, **record}
    waiting: str | None = None
    try:
        descriptor, waiting = tempfile.mkstemp(prefix=f".{file.stem}-", dir=file.parent)
        with os.fdopen(descriptor, "w", encoding="utf-8") as opened:
            opened.write(json.dumps(whole, ensure_ascii=False) + "\n")
        Path(waiting).replace(file)
    except (OSError, ValueError) as error:
        _logger.info("%s cannot be kept: %s", file.name, error)
        if waiting is not None:
            with contextlib.suppress(OSError):
                Path(waiting).unlink()
