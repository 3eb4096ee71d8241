"""Modules that libraries import and hardly any command uses: they are loaded when something of them is first used.

The standard library imports its HTTP client, with encryption, together with its functions that escape XML. pydantic
imports the search for installed packages, with all of `email`, for plugins that kamdeck does not look for.
"""

import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from importlib.machinery import ModuleSpec, PathFinder
from importlib.util import LazyLoader
from types import ModuleType
from typing import Any, cast

LATE = ("urllib.request",)
"""Each of them is imported as a whole by others, which look for its content only where they use it."""
LATE_FUNCTIONS: Mapping[str, Sequence[str]] = {"importlib.metadata": ("entry_points",)}
"""The functions of modules that others import by name; whatever else is looked up in these modules loads them."""


class _LateFinder:
    """Finds these modules as the usual finder does, but puts off loading them."""

    def __init__(self) -> None:
        self._put_off: set[str] = set()

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The module with a loader that waits; none for any other module, which the next finder looks for."""
        if fullname in LATE_FUNCTIONS and fullname not in self._put_off:
            self._put_off.add(fullname)
            return ModuleSpec(fullname, cast("Any", _FunctionsLoader()))
        found = PathFinder.find_spec(fullname, path, target) if fullname in LATE else None
        if found is not None and found.loader is not None:
            found.loader = LazyLoader(found.loader)
        return found


class _FunctionsLoader:
    """Makes a module with functions that load the module of its name when they are called."""

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """A module that stands for the other one until anything else is looked up in it."""
        return _LateModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Add the functions."""
        for name in LATE_FUNCTIONS[module.__name__]:
            setattr(module, name, _late_function(module.__name__, name))


class _LateModule(ModuleType):
    def __getattr__(self, name: str) -> Any:
        # The import system asks each module whether it has a `__path__`.
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(_loaded(self.__name__), name)


def _late_function(module: str, name: str) -> Callable[..., Any]:
    def call(*args: Any, **named: Any) -> Any:
        return getattr(_loaded(module), name)(*args, **named)

    return call


def _loaded(name: str) -> ModuleType:
    """The module of a name itself, in place of the one that stands for it."""
    if isinstance(sys.modules.get(name), _LateModule):
        del sys.modules[name]
    return import_module(name)


def load_late() -> None:
    """Puts off loading these modules from now on, in a process of kamdeck's own."""
    sys.meta_path.insert(0, _LateFinder())
