"""Refuses a customer's edition whose texts disparage somebody, judge a person or name our deals, until corrected."""

from collections.abc import Iterator

from kamdeck.analysis.memoize import memoize
from kamdeck.editions.reduction import for_customer
from kamdeck.model import Plan
from kamdeck.model.paths import path_of
from kamdeck.problems import PlanError, Problem

WHAT = {"K307": "this disparages somebody", "K308": "this judges a person", "K309": "this names our deals"}
"""What each of the rules has found."""


def refuse_judgements(plan: Plan) -> None:
    """Raises `PlanError` with each text for the customer that breaks the rules K307, K308 or K309.

    A rule that the plan ignores, for which it has to give a reason, refuses nothing.
    """
    if found := _judgements(plan):
        raise PlanError(found)


@memoize
def _judgements(plan: Plan) -> tuple[Problem, ...]:
    # Documents for us need no rule.
    from kamdeck.analysis.quality.rules import competition
    from kamdeck.analysis.quality.subject import PlanUnderReview

    reduced = for_customer(plan)
    ignored = {each.rule for each in plan.ignore}

    def found() -> Iterator[Problem]:
        # What is left for the customer has no deals, so that their ids are those of the plan.
        named = competition.deal_named_to_the_customer
        for rule, read in (
            (competition.disparaging_words, reduced),
            (competition.judgement_of_a_person, reduced),
            (named, plan),
        ):
            for fault in rule.check(PlanUnderReview(read)) if rule.id not in ignored else ():
                if fault is not None:
                    words = ", ".join(f"'{each}'" for each in fault.values["words"])
                    fix = f"correct the text, or ignore {rule.id} with a reason"
                    message = f"{WHAT[rule.id]}: {words}; the customer would read it; {fix}"
                    yield Problem(message, path_of(read.written_at(fault.where)), read.place(fault.where))

    return tuple(found())
