"""Errors in a part of a file. The caller that knows the file's path turns them into problems."""

from collections.abc import Iterator
from contextlib import contextmanager

from kamdeck.problems import Problems


class PartError(Exception):
    """A part that cannot be used.

    `part` is its name in the file. `fix` says what to do if saving the file again does not help.
    """

    def __init__(self, part: str, message: str, fix: str = "") -> None:
        self.part = part.lstrip("/")
        self.message = message
        self.fix = fix
        super().__init__(f"{self.part} {message}")


@contextmanager
def naming_part(part: str) -> Iterator[None]:
    """Turn any error in the block into one that names the part; the innermost named part counts.

    Raises:
        PartError: For any error but `Problems`, which stay as they are.
    """
    try:
        yield
    except (PartError, Problems):
        raise
    except Exception as error:
        # In a damaged part, libraries and kamdeck's own code may raise any error.
        message = " ".join(str(error).split())[:120] or type(error).__name__
        raise PartError(part, f"cannot be read ({message})") from error
