"""Messages for errors of the operating system, each with a fix, and tracebacks if KAMDECK_DEBUG is set."""

import errno
import os
import stat
import sys

REMEDIES = {
    errno.ENOSPC: "the disk is full; free some space, or write to another one with -o",
    errno.EDQUOT: "your quota on this disk is used up; free some space, or write to another one with -o",
    errno.EACCES: "you have no permission for this; ask for it, or choose another place with -o",
    errno.EPERM: "you have no permission for this; ask for it, or choose another place with -o",
    errno.EROFS: "this disk is read-only; choose another place with -o",
    errno.ENOTDIR: "a part of this path is a file, not a folder; correct the path",
    errno.EEXIST: "there is a file where a folder is needed; correct the path",
    errno.EISDIR: "this is a folder, but a file is needed; name a file in it",
    errno.ENOENT: "there is no such file or folder; correct the path",
    errno.ENAMETOOLONG: "this name is too long for a file; give a shorter one",
    errno.EMFILE: "too many files are open at once; close other programs, and try again",
    errno.EBUSY: "another program uses this file; close it there, and try again",
    errno.EIO: "the disk cannot be read or written; try another one",
}


SPECIAL_FILES = {
    stat.S_ISFIFO: "a named pipe",
    stat.S_ISSOCK: "a socket",
    stat.S_ISCHR: "a device",
    stat.S_ISBLK: "a device",
}


def kind_of(mode: int) -> str:
    """The kind of a file that is neither a regular file nor a folder, by the mode from `os.stat`."""
    return next((noun for is_kind, noun in SPECIAL_FILES.items() if is_kind(mode)), "no regular file")


def obstacle_at(path: "os.PathLike[str]") -> str:
    """What is at a path if a new file must not replace it; "" for nothing, a regular file, or a link to one.

    Links are followed, since writing to a link changes its target and keeps the link.
    """
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116 - an impossible path is reported when it is opened
    except OSError as error:
        return "a link that leads back to itself" if error.errno == errno.ELOOP else ""
    except ValueError:
        # The path contains a null character, which is reported when it is opened.
        return ""
    if stat.S_ISDIR(mode):
        return "a folder"
    return "" if stat.S_ISREG(mode) else kind_of(mode)


def os_error_text(error: OSError) -> str:
    """The message for an error: its path, and the fix if one is known, else the text of the operating system."""
    # `filename` is a number if the file was opened by its descriptor, which means nothing to the user.
    name = f"{os.fsdecode(error.filename)}: " if isinstance(error.filename, str | bytes | os.PathLike) else ""
    return name + REMEDIES.get(error.errno or 0, error.strerror or str(error))


DEBUG = "KAMDECK_DEBUG"
"""The environment variable that asks for tracebacks."""


def show_traceback(error: BaseException) -> None:
    """Write an error's traceback to standard error if KAMDECK_DEBUG is set, unless to "0"."""
    if os.environ.get(DEBUG, "") not in ("", "0"):
        import traceback

        sys.stderr.write("".join(traceback.format_exception(error)))
        sys.stderr.flush()
