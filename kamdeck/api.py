"""The functions that a program calls; each refuses what is no plan, and raises `Problems` for a wrong input."""

from typing import TYPE_CHECKING, Any

from kamdeck.analysis.changes import Changes
from kamdeck.analysis.changes import changes as changes_between
from kamdeck.analysis.quality import Quality, quality_of
from kamdeck.job import Rendering
from kamdeck.plan_io import Plan
from kamdeck.problems import problem

if TYPE_CHECKING:
    from docx.document import Document
    from pptx.presentation import Presentation

    from kamdeck.batch import BatchReport, Request


def review(plan: Plan, rendering: Rendering | None = None) -> "Presentation":
    """Render a plan as a presentation: its quarterly review, where the rendering names no other layout.

    Args:
        plan: A loaded plan.
        rendering: The language, layout, brand and terms; what it leaves open is the plan's, else kamdeck's own.

    Returns:
        An ordinary python-pptx presentation, which you can go on editing and save.

    Raises:
        LayoutError: Where the layout cannot be used, or something fits no slide.
        BrandError: Where the brand cannot be used.
        TypeError: Where `plan` is no plan, but a path or a dict that is to be loaded first.
    """
    # As in `profile`: checking and comparing plans needs nothing that renders.
    from kamdeck import render

    return render.review(_plan(plan, "review"), _rendering(rendering, "review"))


def profile(plan: Plan, rendering: Rendering | None = None) -> "Document":
    """Render a plan as a Word document: its profile, where the rendering names no other layout.

    Args:
        plan: A loaded plan.
        rendering: The language, layout, brand and terms; what it leaves open is the plan's, else kamdeck's own.

    Returns:
        An ordinary python-docx document, which you can go on editing and save.

    Raises:
        LayoutError: Where the layout cannot be used.
        BrandError: Where the brand cannot be used.
        TypeError: Where `plan` is no plan, but a path or a dict that is to be loaded first.
    """
    from kamdeck import render

    return render.profile(_plan(plan, "profile"), _rendering(rendering, "profile"))


def check(plan: Plan) -> Quality:
    """Review the quality of a plan, as `kamdeck check` does.

    Args:
        plan: A loaded plan.

    Returns:
        The score from 0 to 100, those of the sections and the purposes, and every finding with its rule.

    Raises:
        TypeError: Where `plan` is no plan, but a path or a dict that is to be loaded first.
    """
    return quality_of(_plan(plan, "check"))


def changes(old: Plan, new: Plan) -> Changes:
    """Compare the plans of two quarters, as `kamdeck changes` does.

    Args:
        old: The earlier plan.
        new: The later plan of the same account.

    Returns:
        What has changed, list by list; false where nothing has.

    Raises:
        Problems: Where the plans are of two accounts, or the earlier one comes second.
        TypeError: Where one of them is no plan, but a path or a dict that is to be loaded first.
    """
    _refuse_what_cannot_be_compared(_plan(old, "changes"), _plan(new, "changes"))
    return changes_between(old, new)


def render_all(request: "Request", jobs: int = 1) -> "BatchReport":
    """Write the documents of many accounts, as `kamdeck batch` does.

    Args:
        request: The plans and folders, the folder to write to, and what else is asked for.
        jobs: How many processes work at it. They are started anew, so that a script that calls this wants the guard
            `if __name__ == "__main__":`.

    Returns:
        What became of each account; `every` holds all problems. One bad plan never stops the rest.

    Raises:
        Problems: Where nothing can be done at all, as with a layout's mistakes.
        TypeError: Where `request` is a path in place of a `Request`.
    """
    # Only who renders many accounts waits for what many processes need.
    from kamdeck.batch import LocalBackend, Request, batch, processes

    if not isinstance(request, Request):
        fix = "kamdeck.render_all(kamdeck.Request((Path('plans'),)))"
        raise TypeError(f"render_all takes a Request, not {_kind(request)}: {fix}")
    with processes(jobs) as pool:
        return batch(request, LocalBackend(pool), _Unwatched())


class _Unwatched:
    def begin(self, total: int, doing: str) -> None:
        """Nobody watches."""

    def done(self, line: str) -> None:
        """Nobody watches."""


def _plan(plan: Any, function: str) -> Plan:
    if isinstance(plan, Plan):
        return plan
    shown = repr(plan) if isinstance(plan, str) else "..."
    arguments = "kamdeck.load(old), kamdeck.load(new)" if function == "changes" else f"kamdeck.load({shown})"
    raise TypeError(f"{function} takes a Plan, not {_kind(plan)}: kamdeck.{function}({arguments})")


def _rendering(rendering: Any, function: str) -> Rendering | None:
    if rendering is None or isinstance(rendering, Rendering):
        return rendering
    fix = f"kamdeck.{function}(plan, kamdeck.Rendering(language='en'))"
    raise TypeError(f"{function} takes a Rendering, not {_kind(rendering)}: {fix}")


def _kind(value: object) -> str:
    name = type(value).__name__
    path = " with a path" if isinstance(value, str) else ""
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}{path}"


def _refuse_what_cannot_be_compared(old: Plan, new: Plan) -> None:
    if old.account.id != new.account.id:
        accounts = f"{old.file} is of '{old.account.id}', {new.file} of '{new.account.id}'"
        raise problem(f"these are plans of two accounts: {accounts}; give two quarters of one account", "account.id")
    if old.period > new.period:
        periods = f"{old.file} is of {old.period}, {new.file} of {new.period}"
        raise problem(f"the earlier plan comes first: {periods}; swap the two", "period")
