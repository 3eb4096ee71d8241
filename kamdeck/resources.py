"""Where the files that ship with kamdeck are."""

from functools import lru_cache
from pathlib import Path

_HERE = Path(__file__).parent
LAYOUTS = _HERE / "layouts" if (_HERE / "layouts").is_dir() else _HERE.parent / "layouts"
"""The folder of layouts and terms: inside the installed package, or next to it in a checkout."""
EXAMPLES = _HERE / "plans" if (_HERE / "plans").is_dir() else _HERE.parent / "plans"
"""The folder of example plans, in the same places; an installed package has only what samples of brands need."""


# A layout has a thousand nodes in a few files, and resolving a path asks the file system.
@lru_cache(maxsize=64)
def is_shipped(path: Path) -> bool:
    """Whether a file is one of kamdeck's own layouts, or a part of one."""
    return path.resolve().is_relative_to(LAYOUTS.resolve())
