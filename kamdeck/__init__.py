"""kamdeck renders a key account's plan as a native PowerPoint review deck and a Word account profile."""

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["Plan", "Problems", "Rendering", "load", "profile", "review"]

if TYPE_CHECKING:
    from kamdeck.plan import Plan, load
    from kamdeck.problems import Problems
    from kamdeck.render import Rendering, profile, review

_HOMES = {
    "Plan": "kamdeck.plan",
    "Problems": "kamdeck.problems",
    "Rendering": "kamdeck.render",
    "load": "kamdeck.plan",
    "profile": "kamdeck.render",
    "review": "kamdeck.render",
}


def __getattr__(name: str) -> Any:
    # Loaded when first asked for, so that the command can tell its version without opening every library.
    if name not in _HOMES:
        raise AttributeError(f"module 'kamdeck' has no attribute '{name}'")
    import importlib

    return getattr(importlib.import_module(_HOMES[name]), name)
