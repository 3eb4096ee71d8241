"""Opens brands, and keeps on disk what was found in them: to find it out takes a tenth to half of a command's time."""

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from kamdeck.brand import CHOSEN_BY_KAMDECK, SlideLayoutNames
from kamdeck.kept_results import kept

if TYPE_CHECKING:
    from kamdeck.emit.pptx.opened_brand import OpenBrand


def open_brand(path: Path, names: SlideLayoutNames = CHOSEN_BY_KAMDECK) -> "OpenBrand":
    """The brand in a .pptx or .potx file, with the slide layouts of these names. It is cached until the file changes.

    Raises Problems if the file is not a presentation, or if it has no slide layout that can be used.
    """
    try:
        state = path.stat()
    except OSError as error:
        from kamdeck.ooxml.file_kinds import brand_problem

        raise brand_problem(path, f"the brand cannot be read: {error.strerror}") from error
    # Time and size are part of the key, so that a changed file is opened again.
    return _opened(path.resolve(), names, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=16)
def _opened(path: Path, names: SlideLayoutNames, modified: int, size: int) -> "OpenBrand":
    def read() -> "OpenBrand":
        # Here, since what reads a brand takes as long to import as reading kamdeck's own.
        from kamdeck.emit.pptx.brand import brand_at

        return brand_at(path, names)

    try:
        content = path.read_bytes()
    except OSError:
        return read()
    return kept((b"deck brand", repr(names).encode(), content), read)
