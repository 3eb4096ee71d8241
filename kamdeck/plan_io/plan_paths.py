"""Reads the bytes of a plan's file; where that cannot be done, says why and which file was perhaps meant."""

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
"""So many names of a folder are compared with a misspelt one."""
MOST_OFFERED = 3


def contents(path: Path, name: str, noun: str = "a plan") -> bytes:
    """What is in a file; raises Problems where it cannot be read, or is larger than any plan."""
    try:
        if message := missing(path):
            raise problem(message, "", Place(name, 1, 1))
        if path.is_dir():
            raise problem(f"this is a folder; name {noun}'s file in it{_first_inside(path)}", "", Place(name, 1, 1))
        if not path.is_file():
            message = f"this is {kind_of(path.stat().st_mode)}, no file that can be read as {noun}; name a .yaml file"
            raise problem(message, "", Place(name, 1, 1))
        size = path.stat().st_size
        if size > LARGEST:
            message = f"this file has {size / 2**20:.0f} MB; {noun} may have {LARGEST // 2**20} MB at most"
            raise problem(f"{message}; take out what does not belong to it", "", Place(name, 1, 1))
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise problem(f"this file cannot be read: {_reason(error)}", "", Place(name, 1, 1)) from error


def missing(path: Path) -> str:
    """Why nothing can be read at a path, and what was perhaps meant; empty where something stands there."""
    if os.path.exists(path):  # noqa: PTH110 - Path.exists raises where a name is too long
        return ""
    if not os.path.islink(path):  # noqa: PTH114
        why = _why_not(path)
        return f"there is no such file{why}{nearest(path) or ('' if why else '; correct the path')}"
    try:
        path.stat()
        message = "this link leads nowhere"
    except FileNotFoundError:
        message = f"this is a link to '{os.readlink(path)}', which is not there"  # noqa: PTH115 - as it was written
    except OSError as error:
        circle = error.errno == errno.ELOOP
        message = (
            "this is a link that leads back to itself" if circle else f"this link cannot be read: {_reason(error)}"
        )
    return f"{message}{nearest(path) or '; name the file that is meant'}"


def _why_not(path: Path) -> str:
    """What the system says of a path besides that nothing is there."""
    try:
        path.stat()
    except FileNotFoundError:
        return ""
    except (OSError, ValueError) as error:
        return f": {_reason(error)}"
    return ""


def nearest(path: Path, excluded: Path | None = None) -> str:
    """The end of a sentence that offers what stands in a missing file's folder and is named most like it.

    Where nothing is alike, it lists the first plans there; where the folder is missing itself, it looks in the one that
    is named most like it. `but` is never offered. Empty where nothing can be offered.
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
    return f"; in its folder {'lies' if len(plans) == 1 else 'lie'} {named}" if plans else ""


def _offered(path: Path) -> str:
    return f"; did you mean '{path}'?"


def _alike(path: Path, excluded: Path | None = None) -> Path | None:
    """The plan or the folder beside a path whose name is most like the path's, in letters of any case."""
    beside = [each for each in _beside(path.parent) if each not in (path, excluded)]
    stems = {each.stem.casefold(): each for each in reversed(beside)}
    names = {each.name.casefold(): each for each in reversed(beside)}
    if found := names.get(path.name.casefold()) or stems.get(path.stem.casefold()):
        return found
    stem = path.stem.casefold()
    close = difflib.get_close_matches(stem, stems, n=1) if len(stem) < 256 else []
    return stems[close[0]] if close else None


def _beside(folder: Path) -> list[Path]:
    """The plans and folders in a folder, by their names."""
    try:
        inside = sorted(islice(os.scandir(folder), MOST_NAMES), key=lambda each: each.name)
    except (OSError, ValueError):
        return []
    return [folder / each.name for each in inside if _may_be_meant(each)]


def _plans_in(folder: Path) -> list[Path]:
    return [each for each in _beside(folder) if each.suffix.lower() in SUFFIXES]


def _may_be_meant(entry: "os.DirEntry[str]") -> bool:
    """Whether a plan may be there: a folder, or a file with a plan's ending; a link in a circle is neither."""
    try:
        return entry.is_dir() or (Path(entry.name).suffix.lower() in SUFFIXES and entry.is_file())
    except OSError:
        return False


def _first_inside(folder: Path) -> str:
    """The end of a sentence that offers the first plan in a folder."""
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
