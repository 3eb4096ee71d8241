"""A function of a plan that works things out once."""

from kamdeck.analysis.figures import figures
from kamdeck.analysis.memoize import REMEMBERED, memoize
from kamdeck.plan_io import load

PLAN = load("plans/qinghe-retail.yaml")


def test_the_same_plan_is_asked_once_and_a_copy_of_it_again():
    asked = []
    known = memoize(lambda plan: asked.append(plan) or len(asked))
    copied = PLAN.model_copy()
    assert [known(PLAN), known(PLAN), known(copied), known(PLAN)] == [1, 1, 2, 1]


def test_only_the_last_plans_are_kept():
    asked = []
    known = memoize(lambda plan: asked.append(plan))
    for plan in (PLAN, *(PLAN.model_copy() for _ in range(REMEMBERED)), PLAN):
        known(plan)
    assert len(asked) == REMEMBERED + 2


def test_a_plan_that_gets_a_previous_one_is_asked_again():
    plan = PLAN.model_copy()
    before = figures(plan)
    plan._previous = PLAN
    assert before["pipeline"].previous is None
    assert figures(plan)["pipeline"].previous == before["pipeline"].value
