"""Modules that libraries import and hardly any command uses: they are loaded when something of them is first used.

python-pptx imports the HTTP client of the standard library, with encryption, for a function that escapes XML.
"""

import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, PathFinder
from importlib.util import LazyLoader
from types import ModuleType

LATE = ("urllib.request",)
"""Each of them is imported as a whole by others, which look for its content only where they use it."""


class _LateFinder:
    """Finds these modules as the usual finder does, but puts off loading them."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The module with a loader that waits; none for any other module, which the next finder looks for."""
        found = PathFinder.find_spec(fullname, path, target) if fullname in LATE else None
        if found is not None and found.loader is not None:
            found.loader = LazyLoader(found.loader)
        return found


def load_late() -> None:
    """Puts off loading these modules from now on, in a process of kamdeck's own."""
    sys.meta_path.insert(0, _LateFinder())
