"""Keeps on disk what takes long to find out about a file, such as the places and colours of a company's brand.

A result is kept by the content that it was made of, and is made again after any module has changed that was imported
when it was made. It is read only from a folder that nobody else may write to, since unpickling runs what a file says.
"""

import hashlib
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

VARIABLE = "KAMDECK_CACHE"
"""The environment variable that names the folder, or is "off"."""
OFF = "off"
MOST_FILES = 64
"""The most results that are kept; the one that was written first goes first."""
_SUFFIX = ".result"
_LIBRARIES = ("PIL._version", "lxml.etree")
"""Modules of libraries on which results depend, besides those of kamdeck."""
_DIGEST = hashlib.sha256().digest_size
_Files = dict[str, tuple[int, int]]
"""Files with the time of their last change and their size."""
_T = TypeVar("_T")
_stat = os.stat  # for hundreds of files, which paths would take thrice as long


def kept(content: Iterable[bytes], make: Callable[[], _T]) -> _T:
    """What is kept for a content, or else what `make` returns, which is kept from then on.

    Args:
        content: All that the result depends on besides kamdeck's modules, beginning with what kind of result it is.
        make: Makes the result, which can be pickled. Its errors are raised, and nothing is kept then.
    """
    folder = cache_folder()
    if folder is None:
        return make()
    file = folder / f"{_key(content)}{_SUFFIX}"
    known = _read(file)
    if known is None:
        known = (make(),)
        _write(file, known)
    found: _T = known[0]
    return found


def cache_folder() -> Path | None:
    """The folder of results, which need not exist; None if nothing is to be kept."""
    named = os.environ.get(VARIABLE, "")
    if named:
        return None if named.lower() == OFF else Path(named)
    try:
        home = Path.home()
    except RuntimeError:  # a user without a home directory
        return None
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "kamdeck" / "cache"
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "kamdeck"
    return Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache") / "kamdeck"


def _key(content: Iterable[bytes]) -> str:
    found = hashlib.sha256(f"{sys.version}\0{Path(__file__).parent}".encode())
    for each in content:
        found.update(f"{len(each)}\0".encode())
        found.update(each)
    return found.hexdigest()


def _read(file: Path) -> tuple[Any] | None:
    """A result in a tuple; None if there is none that can be trusted and is of the present modules."""
    try:
        if not _is_private(file.parent):
            return None
        blob = file.read_bytes()
    except OSError:
        return None
    # What another program has damaged would make objects that are wrong.
    if hashlib.sha256(blob[_DIGEST:]).digest() != blob[:_DIGEST]:
        return None
    import pickle

    modules, pickled = pickle.loads(blob[_DIGEST:])
    found: tuple[Any] | None = pickle.loads(pickled) if all(map(_is_as_it_was, modules.items())) else None
    return found


def _write(file: Path, result: tuple[Any]) -> None:
    """Keep a result; not where the folder cannot be written, or is not private."""
    import pickle
    import tempfile

    body = pickle.dumps((_modules(), pickle.dumps(result, pickle.HIGHEST_PROTOCOL)), pickle.HIGHEST_PROTOCOL)
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_private(file.parent):
            return
        with tempfile.NamedTemporaryFile(dir=file.parent, delete=False) as written:
            written.write(hashlib.sha256(body).digest() + body)
        # Renamed, so that a command that runs at the same time reads all of it or nothing.
        Path(written.name).replace(file)
        _remove_oldest(file.parent)
    except OSError:
        return


def _remove_oldest(folder: Path) -> None:
    files = sorted(folder.glob(f"*{_SUFFIX}"), key=lambda each: each.stat().st_mtime_ns)
    for each in files[:-MOST_FILES]:
        each.unlink(missing_ok=True)


def _is_private(folder: Path) -> bool:
    """Whether only the user may write to a folder."""
    if sys.platform == "win32":
        return True  # the folders of a user's application data are private, and modes say nothing there
    state = folder.stat()
    return state.st_uid == os.geteuid() and not state.st_mode & 0o022


def _modules() -> _Files:
    """The files of the modules that a result can depend on, as they are."""
    names = [name for name in sys.modules if name.partition(".")[0] == "kamdeck" or name in _LIBRARIES]
    files = [file for name in names if (file := getattr(sys.modules[name], "__file__", None))]
    return {file: (state.st_mtime_ns, state.st_size) for file in files for state in (_stat(file),)}


def _is_as_it_was(file: tuple[str, tuple[int, int]]) -> bool:
    name, known = file
    try:
        state = _stat(name)
    except OSError:
        return False
    return (state.st_mtime_ns, state.st_size) == known
