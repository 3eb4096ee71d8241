"""What is wrong with one part of a file; whoever knows the file turns it into a problem."""

from collections.abc import Iterator
from contextlib import contextmanager

from kamdeck.problems import Problems


class PartError(Exception):
    """A part that cannot be used; `part` is its name in the file, `fix` what to do where saving anew does not help."""

    def __init__(self, part: str, message: str, fix: str = "") -> None:
        self.part = part.lstrip("/")
        self.message = message
        self.fix = fix
        super().__init__(f"{self.part} {message}")


@contextmanager
def naming_part(part: str) -> Iterator[None]:
    """Names the part in whatever goes wrong while it is read; the innermost part that is named counts."""
    try:
        yield
    except (PartError, Problems):
        raise
    except Exception as error:
        # Libraries and our own code meet a damaged part with errors of any kind.
        message = " ".join(str(error).split())[:120] or type(error).__name__
        raise PartError(part, f"holds what cannot be read ({message})") from error
