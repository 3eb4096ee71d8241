"""Reads the bytes of a plan file; the problem for a file that cannot be read suggests a file with a similar name."""

import difflib
import errno
import os
from itertools import islice
from pathlib import Path

from kamdeck.os_messages import kind_of
from kamdeck.plan_io.suffixes import SUFFIXES
from kamdeck.problems import Place, problem

LARGEST = 20 * 2**20
MOST_NAMES = 2000
"""The number of names in a folder that are compared with a misspelt one."""
MOST_OFFERED = 3


def contents(path: Path, name: str, noun: str = "a plan") -> bytes:
    """The bytes of a file.

    Args:
        path: The file.
        name: The file's name for problems.
        noun: What the file should be, for problems: "a plan".

    Raises:
        Problems: If the file cannot be read, or is larger than `LARGEST`.
    """
    try:
        if message := missing(path):
            raise problem(message, "", Place(name, 1, 1))
        if path.is_dir():
            raise problem(f"this is a folder; name a file in it{_first_inside(path)}", "", Place(name, 1, 1))
        if not path.is_file():
            message = f"this is {kind_of(path.stat().st_mode)}, which cannot be read as {noun}; name a .yaml file"
            raise problem(message, "", Place(name, 1, 1))
        size = path.stat().st_size
        if size > LARGEST:
            message = f"this file has {size / 2**20:.0f} MB; {noun} may have {LARGEST // 2**20} MB at most"
            raise problem(f"{message}; remove what does not belong to it", "", Place(name, 1, 1))
        return path.read_bytes()
    except (OSError, ValueError) as error:
        # A path with a null character raises ValueError.
        raise problem(f"this file cannot be read: {_reason(error)}", "", Place(name, 1, 1)) from error


def missing(path: Path) -> str:
    """Why there is nothing at a path, with a suggestion; "" if there is something."""
    if os.path.exists(path):  # noqa: PTH110 - Path.exists raises where a name is too long
        return ""
    if not os.path.islink(path):  # noqa: PTH114
        why = _why_not(path)
        return f"there is no such file{why}{nearest(path) or ('' if why else '; correct the path')}"
    try:
        path.stat()
        message = "this link has no target"
    except FileNotFoundError:
        message = f"this is a link to '{os.readlink(path)}', which does not exist"  # noqa: PTH115 - as it was written
    except OSError as error:
        circle = error.errno == errno.ELOOP
        message = (
            "this is a link that leads back to itself" if circle else f"this link cannot be read: {_reason(error)}"
        )
    return f"{message}{nearest(path) or '; name the file that is meant'}"


def _why_not(path: Path) -> str:
    """What the operating system reports for a missing path, if it is more than that the path is missing."""
    try:
        path.stat()
    except FileNotFoundError:
        return ""
    except (OSError, ValueError) as error:
        return f": {_reason(error)}"
    return ""


def nearest(path: Path, excluded: Path | None = None) -> str:
    """The end of a message that suggests a plan or folder with a name similar to a missing file's.

    If no name is similar, it lists the first plans in the folder. If the folder is missing, too, it searches the folder
    with the most similar name.

    Args:
        path: The missing file.
        excluded: A file that is never suggested.

    Returns:
        The end of the message; "" if there is nothing to suggest.
    """
    folder = path.parent
    if not os.path.isdir(folder):  # noqa: PTH112 - Path.is_dir raises where a name is too long
        other = _alike(folder) if folder != folder.parent else None
        if other is None or not other.is_dir():
            return ""
        return _offered(other / path.name) if (other / path.name).is_file() else nearest(other / path.name, excluded)
    found = _alike(path, excluded)
    if found:
        return _offered(found)
    plans = [each for each in _plans_in(folder) if each not in (path, excluded)][:MOST_OFFERED]
    named = ", ".join(each.name for each in plans)
    return f"; its folder has {named}" if plans else ""


def _offered(path: Path) -> str:
    return f"; did you mean '{path}'?"


def _alike(path: Path, excluded: Path | None = None) -> Path | None:
    """The plan or folder in the same folder whose name is most similar to the path's, without regard to case."""
    beside = [each for each in _beside(path.parent) if each not in (path, excluded)]
    # Reversed, so that of several equal names the first one stays in the mapping.
    stems = {each.stem.casefold(): each for each in reversed(beside)}
    names = {each.name.casefold(): each for each in reversed(beside)}
    if found := names.get(path.name.casefold()) or stems.get(path.stem.casefold()):
        return found
    stem = path.stem.casefold()
    # No file system has longer names, and comparing them would be slow.
    close = difflib.get_close_matches(stem, stems, n=1) if len(stem) < 256 else []
    return stems[close[0]] if close else None


def _beside(folder: Path) -> list[Path]:
    """The plans and folders in a folder, in the order of their names."""
    try:
        # Cut off before sorting, so that only a part of a very large folder is read.
        inside = sorted(islice(os.scandir(folder), MOST_NAMES), key=lambda each: each.name)
    except (OSError, ValueError):
        return []
    return [folder / each.name for each in inside if _may_be_meant(each)]


def _plans_in(folder: Path) -> list[Path]:
    return [each for each in _beside(folder) if each.suffix.lower() in SUFFIXES]


def _may_be_meant(entry: "os.DirEntry[str]") -> bool:
    """Whether an entry can be a plan: a folder, or a file with a plan's suffix; a circular link is neither."""
    try:
        return entry.is_dir() or (Path(entry.name).suffix.lower() in SUFFIXES and entry.is_file())
    except OSError:
        return False


def _first_inside(folder: Path) -> str:
    """The end of a message that suggests the first plan in a folder."""
    inside = _plans_in(folder)
    return f", such as '{inside[0]}'" if inside else ""


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, PermissionError):
        return "you have no permission; ask its owner for it"
    if getattr(error, "errno", None) == errno.ENAMETOOLONG:
        return "its name is too long; give a shorter one"
    if getattr(error, "errno", None) == errno.ENOTDIR:
        return "a part of its path is a file, not a folder"
    if getattr(error, "errno", None) == errno.ELOOP:
        return "it links to itself; name the file that is meant"
    return getattr(error, "strerror", None) or str(error)
