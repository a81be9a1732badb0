"""The program's edge: whatever happens inside, here it becomes an exit status and a sentence.

Nothing is imported above `main`: an interrupt must find it running, not loading.
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False
"""As in `typing`, which would be loaded for this alone; type checkers know the name."""

if TYPE_CHECKING:
    from collections.abc import Sequence

    from visuals.texts import Texts

__all__ = ["main"]

_FAILED = 1
_ASKED_WRONGLY = 2
_INTERRUPTED = 130


def main(arguments: list[str] | None = None) -> int:
    """Run the program; its exit status.

    0 done; 1 something failed that was not the person's doing (output that cannot be written,
    a session that could not be saved, a sensor's code that broke down, a check that did not
    come out as expected); 2 asked for what cannot
    be; 130 interrupted, the session being kept. All but 0 come with one sentence on standard
    error; after an interrupt there is nothing to say.
    """
    try:
        return _carry_out(arguments)
    except KeyboardInterrupt:
        return _INTERRUPTED


def _carry_out(arguments: list[str] | None) -> int:
    """Do what is asked for, and see to its output; the exit status."""
    from visuals.output import complain, fall_silent, soften

    soften()
    asked = sys.argv[1:] if arguments is None else arguments
    try:
        try:
            from visuals.arguments import carry_out

            return carry_out(asked)
        finally:
            if sys.stdout is not None:
                sys.stdout.flush()
    except BrokenPipeError:
        # The reader of our output has gone (| head); nothing is left to say to it.
        fall_silent()
        return 0
    except SystemExit as ended:
        # rich turns a broken pipe into an exit with status 1.
        if isinstance(ended.__context__, BrokenPipeError):
            return 0
        raise
    except OSError as error:
        # What concerns a file of ours has a name and was told in the rooms' own errors.
        if error.filename is not None:
            raise
        fall_silent()
        texts = _texts(asked)
        complain(texts.trouble.cannot_write.format(reason=_told(error, texts)))
        return _FAILED
    except Exception as error:
        if not _is_of_a_family(error):
            raise
        complain(_told(error, _texts(asked)))
        return _ASKED_WRONGLY


def _is_of_a_family(error: Exception) -> bool:
    """True for what one of the rooms says to a person."""
    from devices.errors import DevicesError
    from trainer.errors import TrainerError
    from visuals.errors import VisualsError

    return isinstance(error, DevicesError | TrainerError | VisualsError)


def _texts(arguments: Sequence[str]) -> Texts:
    """The words of the language that was asked for, even where nothing else was understood."""
    from visuals.command_line.language import language_of
    from visuals.texts import texts_for

    return texts_for(language_of(arguments))


def _told(error: Exception, texts: Texts) -> str:
    from visuals.texts.told import told

    return told(error, texts)


if __name__ == "__main__":
    sys.exit(main())
