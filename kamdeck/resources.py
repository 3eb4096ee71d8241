"""Where the files that ship with kamdeck are."""

from functools import lru_cache
from pathlib import Path

_HERE = Path(__file__).parent
LAYOUTS = _HERE / "layouts" if (_HERE / "layouts").is_dir() else _HERE.parent / "layouts"
"""The folder of layouts and terms: inside the installed package, or next to it in a checkout."""
PART_FILES = LAYOUTS / "parts"
"""The folder of the parts that layouts share; each of its files is a mapping of names to parts."""
EXAMPLES = _HERE / "plans" if (_HERE / "plans").is_dir() else _HERE.parent / "plans"
"""The folder of example plans, in the same places; an installed package has only what samples of brands need."""


# A layout has a thousand nodes in a few files, and resolving a path asks the file system. The path is a text, since
# making a `Path` of each node's file takes longer than all the rest.
@lru_cache(maxsize=64)
def is_shipped(file: str) -> bool:
    """Whether a path is that of one of kamdeck's own layouts, or of a part of one."""
    return Path(file).resolve().is_relative_to(LAYOUTS.resolve())
