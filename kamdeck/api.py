"""The public functions of the package; they check the types of arguments, and raise `Problems` for invalid inputs."""

from typing import TYPE_CHECKING, Any

from kamdeck.analysis.changes import Changes
from kamdeck.analysis.changes import changes as changes_between
from kamdeck.analysis.quality import Quality, quality_of
from kamdeck.job import Rendering, wording_of
from kamdeck.message import Clauses, Message
from kamdeck.plan_io import Plan
from kamdeck.problems import problem

if TYPE_CHECKING:
    from docx.document import Document
    from pptx.presentation import Presentation

    from kamdeck.batch import BatchReport, Request
    from kamdeck.sources import PullReport, PullRequest


def review(plan: Plan, rendering: Rendering | None = None) -> "Presentation":
    """Render a plan as a presentation, with the layout of the quarterly review unless the rendering names another one.

    Args:
        plan: A loaded plan.
        rendering: The language, layout, brand and terms. Defaults are those of the plan, then those of kamdeck.

    Returns:
        A presentation of python-pptx, which you can edit and save.

    Raises:
        LayoutError: If the layout cannot be used, or something does not fit on a slide.
        BrandError: If the brand cannot be used.
        TypeError: If `plan` is a path or a dict instead of a plan; call `kamdeck.load` first.
    """
    # As in `profile`: checking and comparing plans needs nothing that renders.
    from kamdeck import render

    return render.review(_plan(plan, "review"), _rendering(rendering, "review"))


def profile(plan: Plan, rendering: Rendering | None = None) -> "Document":
    """Render a plan as a Word document, with the layout of the profile unless the rendering names another one.

    Args:
        plan: A loaded plan.
        rendering: The language, layout, brand and terms. Defaults are those of the plan, then those of kamdeck.

    Returns:
        A document of python-docx, which you can edit and save.

    Raises:
        LayoutError: If the layout cannot be used.
        BrandError: If the brand cannot be used.
        TypeError: If `plan` is a path or a dict instead of a plan; call `kamdeck.load` first.
    """
    from kamdeck import render

    return render.profile(_plan(plan, "profile"), _rendering(rendering, "profile"))


def brief(plan: Plan, rendering: Rendering | None = None) -> "Document | Presentation":
    """Render a plan on exactly one page, with the layout of the brief unless the rendering names another one.

    Args:
        plan: A loaded plan.
        rendering: The language, layout, brand and terms, and the medium: "deck" gives one slide instead of a page.

    Returns:
        A document of python-docx, or a presentation of python-pptx for the medium "deck".

    Raises:
        LayoutError: If the layout cannot be used, or the page of the brand is too small for it.
        BrandError: If the brand cannot be used.
        TypeError: If `plan` is a path or a dict instead of a plan; call `kamdeck.load` first.
    """
    from kamdeck import render

    return render.brief(_plan(plan, "brief"), _rendering(rendering, "brief"))


def check(plan: Plan) -> Quality:
    """Check the quality of a plan, as `kamdeck check` does.

    Args:
        plan: A loaded plan.

    Returns:
        The total score from 0 to 100, the scores of the sections and purposes, and every finding with its rule.

    Raises:
        TypeError: If `plan` is a path or a dict instead of a plan; call `kamdeck.load` first.
    """
    # As for documents: comparing plans needs no expressions.
    from kamdeck.compose.company_rules import company_rules

    return quality_of(_plan(plan, "check"), own=company_rules(plan.deployment))


def changes(old: Plan, new: Plan) -> Changes:
    """Compare the plans of two quarters, as `kamdeck changes` does.

    Args:
        old: The earlier plan.
        new: The later plan of the same account.

    Returns:
        The changes by the lists of the plan. It is false if there are none.

    Raises:
        Problems: If the plans are of different accounts, or `old` is of a later quarter than `new`.
        TypeError: If one of them is a path or a dict instead of a plan; call `kamdeck.load` first.
    """
    _refuse_what_cannot_be_compared(_plan(old, "changes"), _plan(new, "changes"))
    return changes_between(old, new)


def text_of(message: Message | Clauses, plan: Plan, language: str | None = None) -> str:
    """Say a message in a language: what a finding says, the title of a rule, or a warning.

    Args:
        message: A message, such as `finding.what`, `finding.rule.title` or `warning.message`.
        plan: The plan that it is about.
        language: A language, such as "en" or "zh"; that of the plan by default, or else English.

    Returns:
        The sentence, without a full stop.

    Raises:
        TypeError: If `plan` is a path or a dict instead of a plan; call `kamdeck.load` first.
    """
    return wording_of(_plan(plan, "text_of"), language).sentence(message)


def render_all(request: "Request", jobs: int = 1) -> "BatchReport":
    """Write the documents of many accounts, as `kamdeck batch` does.

    Args:
        request: The plans and folders, the folder to write to, and the options.
        jobs: The number of worker processes. Each imports the calling script, whose own code must therefore be guarded
            by `if __name__ == "__main__":`.

    Returns:
        The results for each account; `every` has all problems. A plan with problems does not stop the others.

    Raises:
        Problems: If nothing can be rendered at all, as with an error in a layout.
        TypeError: If `request` is not a `Request`.
    """
    # Imported here, since the other functions do not need multiprocessing and the batch's libraries.
    from kamdeck.batch import LocalBackend, Request, batch, processes

    if not isinstance(request, Request):
        fix = "kamdeck.render_all(kamdeck.Request((Path('plans'),)))"
        raise TypeError(f"render_all takes a Request, not {_kind(request)}: {fix}")
    with processes(jobs) as pool:
        return batch(request, LocalBackend(pool), _NoProgress())


def pull(request: "PullRequest") -> "PullReport":
    """Pull facts from tables into the plans of many accounts, as `kamdeck pull` does.

    Args:
        request: What to pull: `kamdeck.read_sources(path)`, the folder of the plans, and the options.

    Returns:
        What was done with each account, and how many rows were rejected. The problems of single accounts are in it.

    Raises:
        Problems: If a table cannot be read or lacks a column, or two accounts would have the same id.
        TypeError: If `request` is not a `PullRequest`.
    """
    # Imported here, as in `render_all`: the other functions need no tables.
    from kamdeck.sources import PullRequest
    from kamdeck.sources import pull as pull_facts

    if not isinstance(request, PullRequest):
        fix = "kamdeck.pull(kamdeck.PullRequest(kamdeck.read_sources(Path('sources.yaml'))))"
        raise TypeError(f"pull takes a PullRequest, not {_kind(request)}: {fix}")
    return pull_facts(request)


class _NoProgress:
    def begin(self, total: int, doing: str) -> None:
        """Does nothing."""

    def done(self, line: str) -> None:
        """Does nothing."""


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
