"""What went wrong beyond any input goes in, a line for the person at the keyboard comes out: what, and what to do."""

import errno
import os
import sys
import traceback
from io import TextIOWrapper

from kamdeck import __version__

DEBUG = "KAMDECK_DEBUG"
"""The environment variable that asks for the traceback of a bug."""
REMEDIES = {
    errno.ENOSPC: "the disk is full; make room, or write to another one with -o",
    errno.EDQUOT: "your quota on this disk is used up; make room, or write to another one with -o",
    errno.EACCES: "you have no permission for this; ask for it, or choose another place with -o",
    errno.EPERM: "you have no permission for this; ask for it, or choose another place with -o",
    errno.EROFS: "this disk can only be read; choose another place with -o",
    errno.ENOTDIR: "a part of this path is a file, not a folder; correct the path",
    errno.EEXIST: "a file stands where a folder is needed; correct the path",
    errno.EISDIR: "this is a folder, where a file is needed; name a file in it",
    errno.ENOENT: "there is no such file or folder; correct the path",
    errno.ENAMETOOLONG: "this name is too long for a file; give a shorter one",
    errno.EMFILE: "too many files are open at once; close other programs, and try again",
    errno.EBUSY: "another program holds this file; close it there, and try again",
    errno.EIO: "the disk cannot be read or written; try another one",
}


def told(error: Exception) -> str:
    """The line for an error that no input explains; with its traceback above where KAMDECK_DEBUG asks for it."""
    said = _of_system(error) if isinstance(error, OSError) else _of_bug(error)
    return traced(error) + said


def traced(error: Exception) -> str:
    """The traceback of an error where KAMDECK_DEBUG asks for it; else nothing."""
    asked = os.environ.get(DEBUG, "") not in ("", "0")
    return "".join(traceback.format_exception(error)) if asked else ""


def print_anything() -> None:
    """Lets the terminal take every character: one that it cannot show is escaped, as in a name that is not UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _of_system(error: OSError) -> str:
    name = f"{os.fsdecode(error.filename)}: " if isinstance(error.filename, str | bytes | os.PathLike) else ""
    reason = REMEDIES.get(error.errno or 0, error.strerror or str(error))
    return f"{name}{reason}; nothing was written."


def _of_bug(error: Exception) -> str:
    if isinstance(error, MemoryError):
        return "The memory is used up; close other programs, or split the plan; nothing was written."
    where = traceback.extract_tb(error.__traceback__)
    spot = f" at {os.path.basename(where[-1].filename)}:{where[-1].lineno}" if where else ""  # noqa: PTH119
    said = " ".join(str(error).split())[:200]
    return (
        f"This is a bug in kamdeck {__version__}, not in your files: {type(error).__name__}{spot}"
        f"{f': {said}' if said else ''}. Please report it; {DEBUG}=1 shows the traceback to send along."
    )
