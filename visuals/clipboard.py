"""What lies in the clipboard, as text. The two pygame bindings and the systems give it differently.

pygame-ce has a reader for text; pygame has typed bytes, which are UTF-16 on Windows whatever the
type's name says, and end in a zero there.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable
from typing import Any

import pygame

__all__ = ["clipboard_text", "text_of_bytes"]

_logger = logging.getLogger(__name__)

_TYPES = ("text/plain;charset=utf-8", "UTF8_STRING", "text/plain")
_MOST_BYTES = 65_536


def clipboard_text() -> str:
    """The text that was copied elsewhere; empty where there is none, or no clipboard."""
    scrap: Any = pygame.scrap
    read: Callable[[], str] | None = getattr(scrap, "get_text", None)
    with contextlib.suppress(pygame.error, NotImplementedError):
        if read is not None:
            return read()
        if not scrap.get_init():
            scrap.init()
        for kind in _TYPES:
            content = scrap.get(kind)
            if content:
                return text_of_bytes(content[:_MOST_BYTES])
    _logger.info("the clipboard holds no text")
    return ""


def text_of_bytes(content: bytes) -> str:
    """The text that bytes of a clipboard hold: UTF-8, or UTF-16 where every other byte is zero."""
    if b"\0" in content.rstrip(b"\0"):
        return content.decode("utf-16-le", errors="ignore").rstrip("\0")
    return content.rstrip(b"\0").decode("utf-8", errors="replace")
