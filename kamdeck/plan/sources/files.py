"""Reads the bytes of a plan's file; where that cannot be done, says why and which file was perhaps meant."""

import difflib
import errno
import os
import stat
from pathlib import Path

from kamdeck.problems import Place, problem

LARGEST = 20 * 2**20
SUFFIXES = (".yaml", ".yml", ".json", ".xlsx")
MOST_NAMES = 2000
"""So many names of a folder are compared with a misspelt one."""
SPECIAL = {
    stat.S_ISFIFO: "a named pipe",
    stat.S_ISSOCK: "a socket",
    stat.S_ISCHR: "a device",
    stat.S_ISBLK: "a device",
}


def contents(path: Path, name: str, noun: str = "a plan") -> bytes:
    """What is in a file; raises Problems where it cannot be read, or is larger than any plan."""
    try:
        _refuse_links_to_nothing(path, name, noun)
        if not path.exists():
            raise problem(f"there is no such file{nearest(path) or '; correct the path'}", "", Place(name, 1, 1))
        if path.is_dir():
            raise problem(f"this is a folder; name {noun}'s file in it{_first_inside(path)}", "", Place(name, 1, 1))
        if not path.is_file():
            said = f"this is {kind_of(path.stat().st_mode)}, no file that can be read as {noun}; name a .yaml file"
            raise problem(said, "", Place(name, 1, 1))
        size = path.stat().st_size
        if size > LARGEST:
            said = f"this file has {size / 2**20:.0f} MB; {noun} may have {LARGEST // 2**20} MB at most"
            raise problem(f"{said}; take out what does not belong to it", "", Place(name, 1, 1))
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise problem(f"this file cannot be read: {_reason(error)}", "", Place(name, 1, 1)) from error


def kind_of(mode: int) -> str:
    """What stands at a path that is neither a file nor a folder."""
    return next((noun for is_kind, noun in SPECIAL.items() if is_kind(mode)), "no regular file")


def _refuse_links_to_nothing(path: Path, name: str, noun: str) -> None:
    if not path.is_symlink() or os.path.exists(path):  # noqa: PTH110 - Path.exists raises where links form a circle
        return
    try:
        path.stat()
    except FileNotFoundError:
        said = f"this is a link to '{os.readlink(path)}', which is not there"  # noqa: PTH115 - as it was written
    except OSError as error:
        if error.errno != errno.ELOOP:
            raise
        said = "this is a link that leads back to itself"
    mend = nearest(path) or f"; name {noun}'s file"
    raise problem(f"{said}{mend}", "", Place(name, 1, 1))


def nearest(path: Path) -> str:
    """The end of a sentence that offers what stands in the same folder and is named most like a missing file.

    Where the folder is missing itself, the folder is offered that is named most like it. Empty where nothing is alike.
    """
    folder = path.parent
    if not os.path.isdir(folder):  # noqa: PTH112 - Path.is_dir raises where a name is too long
        return nearest(folder) if folder != folder.parent and len(folder.name) < 256 else ""
    try:
        beside = list(os.scandir(folder))[:MOST_NAMES]
    except (OSError, ValueError):
        return ""
    names = [each.name for each in beside if each.name != path.name and _may_be_meant(each)]
    same_stem = [each for each in names if Path(each).stem.casefold() == path.stem.casefold()]
    folded = {each.casefold(): each for each in names}
    stems = {Path(each).stem.casefold(): each for each in names}
    close = [folded[each] for each in difflib.get_close_matches(path.name.casefold(), folded, n=1)]
    close += [stems[each] for each in difflib.get_close_matches(path.stem.casefold(), stems, n=1)]
    found = (same_stem or close)[:1]
    return f"; did you mean '{folder / found[0] if folder != Path() else found[0]}'?" if found else ""


def _may_be_meant(entry: "os.DirEntry[str]") -> bool:
    """Whether a plan may be there: a folder, or a file with a plan's ending; a link in a circle is neither."""
    try:
        return entry.is_dir() or (Path(entry.name).suffix.lower() in SUFFIXES and entry.is_file())
    except OSError:
        return False


def _first_inside(folder: Path) -> str:
    """The end of a sentence that offers the first plan in a folder."""
    inside = sorted(each.name for each in folder.iterdir() if each.suffix.lower() in SUFFIXES)
    return f", such as '{folder / inside[0]}'" if inside else ""


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, PermissionError):
        return "you have no permission; ask its owner for it"
    if getattr(error, "errno", None) == errno.ENAMETOOLONG:
        return "its name is too long; give a shorter one"
    if getattr(error, "errno", None) == errno.ELOOP:
        return "it links to itself; name the file that is meant"
    return getattr(error, "strerror", None) or str(error)
