"""Modules that are imported and hardly any command uses: they are loaded when something of them is first used.

The standard library imports its HTTP client, with encryption, together with its functions that escape XML, and numbers
of IP addresses together with paths. pydantic imports the search for installed packages, with all of `email`, for
plugins that kamdeck does not look for. Pillow imports the tags of photographs and fonts together with pictures.
Libraries also compile regular expressions that hardly any command uses. kamdeck has modules of its own that only
mistakes, company settings, charts or the customer's edition need.
"""

import re
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from importlib.util import LazyLoader
from types import ModuleType
from typing import Any, cast

from kamdeck.late_pattern import late_pattern

LATE = ("urllib.request", "ipaddress", "PIL.ExifTags", "PIL.ImageFont", "kamdeck.plan_io.dict_source")
"""Each of them is imported as a whole by others, which look for its content only where they use it."""
_OWN: Mapping[str, Sequence[str]] = {
    "kamdeck.compose.customer_topics": ("refuse_sparse",),
    "kamdeck.compose.internal_names": ("is_own_layout", "refuse_internal_names"),
    "kamdeck.compose.layout_changes": ("changed",),
    "kamdeck.compose.layout_parts": ("with_parts",),
    "kamdeck.diagrams.hulls": ("touch",),
    "kamdeck.flow.header_breaks": ("narrowest_header",),
    "kamdeck.model.schema": ("schema",),
    "kamdeck.ooxml.chart": ("chart_xml",),
    "kamdeck.ooxml.workbook": ("workbook",),
    "kamdeck.plan_io.corrections": ("corrected",),
    "kamdeck.plan_io.deployment.fields": ("own_fields_of",),
    "kamdeck.plan_io.deployment.fiscal": ("calendar_of",),
    "kamdeck.plan_io.deployment.rates": ("rates_of",),
    "kamdeck.plan_io.deployment.rules": ("rules_of",),
    "kamdeck.plan_io.deployment.stages": ("process_of",),
    "kamdeck.plan_io.entry_keys": ("entry_names", "id_of", "key_fields"),
    "kamdeck.plan_io.messages": ("ErrorMessage", "error_message"),
    "kamdeck.plan_io.misprints": ("in_key", "in_lines", "in_value"),
    "kamdeck.plan_io.plan_folder": ("plans_in", "two_plans"),
    "kamdeck.plan_io.pulled_references": ("without_references",),
    "kamdeck.plan_io.swallowed_comments": ("comment_after",),
    "kamdeck.plan_io.yaml_syntax": ("explain", "mark_of", "surrogate_in"),
}
"""What kamdeck itself uses of modules that a document of few facts, without mistakes, in a brand seen before does not
need. `ErrorMessage` is a class of which others only make objects."""
LATE_FUNCTIONS: Mapping[str, Sequence[str]] = {"importlib.metadata": ("entry_points",), **_OWN}
"""The functions of modules that others import by name; whatever else is looked up in these modules loads them."""
_STANDARD = ("fractions", "gettext", "platform", "textwrap", "tokenize")
LATE_PATTERNS = frozenset(
    (
        *_STANDARD,
        "yaml.reader",
        "yaml.resolver",
        "yaml.constructor",
        "jinja2.utils",
        "jinja2._identifier",
        "jinja2.lexer",
    )
)
"""Modules whose regular expressions are compiled when they are used first. That of all characters that YAML does not
allow takes as long to compile as ten modules take to import; libyaml does not need it."""


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
        if fullname not in LATE and fullname not in LATE_PATTERNS:
            return None
        found = PathFinder.find_spec(fullname, path, target)
        if found is None or found.loader is None:
            return found
        if fullname in LATE:
            found.loader = LazyLoader(found.loader)
        elif isinstance(found.loader, SourceFileLoader):
            found.loader = _LatePatternsLoader(fullname, found.loader.path)
        return found


class _LatePatternsLoader(SourceFileLoader):
    """Loads a module while patterns are late; no thread compiles any other, since a command has none at its start."""

    def exec_module(self, module: ModuleType) -> None:
        """Run the module."""
        usual = re.compile
        setattr(re, "compile", late_pattern)  # noqa: B010 - mypy refuses the assignment
        try:
            super().exec_module(module)
        finally:
            setattr(re, "compile", usual)  # noqa: B010


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
