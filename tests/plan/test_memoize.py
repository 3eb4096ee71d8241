"""The decorator that computes a result only once for a plan."""

from kamdeck.analysis.figures import figures
from kamdeck.analysis.memoize import REMEMBERED, memoize
from kamdeck.plan_io import load

PLAN = load("plans/qinghe-retail.yaml")


def test_a_result_is_computed_once_for_a_plan_and_again_for_a_copy():
    asked = []
    known = memoize(lambda plan: asked.append(plan) or len(asked))
    copied = PLAN.model_copy()
    assert [known(PLAN), known(PLAN), known(copied), known(PLAN)] == [1, 1, 2, 1]


def test_only_results_for_the_last_plans_are_remembered():
    asked = []
    known = memoize(lambda plan: asked.append(plan))
    for plan in (PLAN, *(PLAN.model_copy() for _ in range(REMEMBERED)), PLAN):
        known(plan)
    assert len(asked) == REMEMBERED + 2


def test_a_plan_with_a_new_previous_plan_is_computed_again():
    plan = PLAN.model_copy()
    before = figures(plan)
    plan._previous = PLAN
    assert before["pipeline"].previous is None
    assert figures(plan)["pipeline"].previous == before["pipeline"].value
