"""Why something is refused, and what a reader had to note, as one record: part of the catalogue.

The rooms that refuse name their sentences (`devices/sayable.py`); how one is put into words stands
in `told.py`.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from dataclasses import dataclass

from devices.sayable import Sayable

__all__ = ["SYSTEM_REASONS", "RefusalTexts"]

SYSTEM_REASONS = (
    *(
        os.strerror(number)
        for number in (
            errno.EACCES,
            errno.EPERM,
            errno.ENOENT,
            errno.EEXIST,
            errno.ENOTDIR,
            errno.EISDIR,
            errno.ENAMETOOLONG,
            errno.ELOOP,
            errno.EINVAL,
            errno.ENOSPC,
            errno.EDQUOT,
            errno.EFBIG,
            errno.EROFS,
            errno.EIO,
            errno.EBUSY,
            errno.EMFILE,
            errno.ENOMEM,
            errno.ENXIO,
            errno.EPIPE,
        )
    ),
    "embedded null byte",
    "no screen can be reached",
    "No available video device",
)
"""What a person may meet of what the system, Python, SDL and the window say."""


@dataclass(frozen=True, slots=True, eq=False)
class RefusalTexts:
    """Sentences of errors and notes."""

    said: Mapping[Sayable, str]
    system_reasons: Mapping[str, str]
    """What operating systems say, by their English words; what is not among them stays as it is."""
