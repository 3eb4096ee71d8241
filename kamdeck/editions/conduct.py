"""Refuses a customer's edition whose texts disparage somebody or judge a person, until they are mended."""

from collections.abc import Iterator

from kamdeck.analysis.memoize import memoize
from kamdeck.editions.reduction import for_customer
from kamdeck.model import Plan
from kamdeck.model.paths import path_of
from kamdeck.problems import PlanError, Problem

WHAT = {"K307": "this disparages somebody", "K308": "this judges a person"}
"""What each of the rules has found."""


def refuse_judgements(plan: Plan) -> None:
    """Raises `PlanError` with each text for the customer that breaks the rules K307 or K308.

    A rule that the plan ignores, for which it has to give a reason, refuses nothing.
    """
    if found := _judgements(plan):
        raise PlanError(found)


@memoize
def _judgements(plan: Plan) -> tuple[Problem, ...]:
    # Documents for us need no rule.
    from kamdeck.analysis.quality.rules.competition import disparaging_words, judgement_of_a_person
    from kamdeck.analysis.quality.subject import PlanUnderReview

    reduced = for_customer(plan)
    ignored = {each.rule for each in plan.ignore}

    def found() -> Iterator[Problem]:
        for rule in (disparaging_words, judgement_of_a_person):
            for fault in rule.check(PlanUnderReview(reduced)) if rule.id not in ignored else ():
                if fault is not None:
                    words = ", ".join(f"'{each}'" for each in fault.values["words"])
                    fix = f"mend the text, or ignore {rule.id} with a reason"
                    message = f"{WHAT[rule.id]}: {words}; the customer would read it; {fix}"
                    yield Problem(message, path_of(reduced.written_at(fault.where)), reduced.place(fault.where))

    return tuple(found())
