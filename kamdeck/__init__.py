"""kamdeck renders a key account's plan as a native PowerPoint review deck and a Word account profile.

    import kamdeck

    plan = kamdeck.load("acme.yaml")  # or a dict of the same content
    kamdeck.review(plan).save("acme-review.pptx")
    kamdeck.profile(plan, kamdeck.Rendering(language="zh")).save("acme-profile.docx")

An invalid input raises `kamdeck.Problems` with a list of every `Problem` that was found. Its subclasses `PlanError`,
`LayoutError`, `BrandError` and `OutputError` say which input it is. docs/python.md is the guide.
"""

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = [
    "BatchReport",
    "BrandError",
    "Changes",
    "LayoutError",
    "OutputError",
    "Plan",
    "PlanError",
    "Problem",
    "Problems",
    "PullReport",
    "PullRequest",
    "Quality",
    "Rendering",
    "Request",
    "brief",
    "changes",
    "check",
    "load",
    "profile",
    "pull",
    "read_sources",
    "render_all",
    "review",
    "text_of",
]

# Type checkers and editors do not know what `__getattr__` returns.
if TYPE_CHECKING:
    from kamdeck.analysis.changes import Changes
    from kamdeck.analysis.quality import Quality
    from kamdeck.api import brief, changes, check, profile, pull, render_all, review, text_of
    from kamdeck.batch import BatchReport, Request
    from kamdeck.job import Rendering
    from kamdeck.plan_io import Plan, load
    from kamdeck.problems import BrandError, LayoutError, OutputError, PlanError, Problem, Problems
    from kamdeck.sources import PullReport, PullRequest, read_sources

_MODULES = {
    "Changes": "kamdeck.analysis.changes",
    "Plan": "kamdeck.plan_io",
    "Problem": "kamdeck.problems",
    "Problems": "kamdeck.problems",
    "BrandError": "kamdeck.problems",
    "LayoutError": "kamdeck.problems",
    "OutputError": "kamdeck.problems",
    "PlanError": "kamdeck.problems",
    "Quality": "kamdeck.analysis.quality",
    "Rendering": "kamdeck.job",
    "BatchReport": "kamdeck.batch",
    "Request": "kamdeck.batch",
    "brief": "kamdeck.api",
    "changes": "kamdeck.api",
    "check": "kamdeck.api",
    "load": "kamdeck.plan_io",
    "profile": "kamdeck.api",
    "pull": "kamdeck.api",
    "PullReport": "kamdeck.sources",
    "PullRequest": "kamdeck.sources",
    "read_sources": "kamdeck.sources",
    "render_all": "kamdeck.api",
    "review": "kamdeck.api",
    "text_of": "kamdeck.api",
}
"""The module from which each public name is imported when it is first used, so that `import kamdeck` takes no time."""


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module 'kamdeck' has no attribute '{name}'", name=name)
    import importlib

    # Kept in the module, so that the next access does not come here.
    found = globals()[name] = getattr(importlib.import_module(_MODULES[name]), name)
    return found


def __dir__() -> list[str]:
    return sorted({*__all__, "__doc__", "__file__", "__name__", "__path__", "__version__"})
