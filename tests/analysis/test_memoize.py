"""A memoized function of a plan is computed once for each plan."""

from kamdeck.analysis.figures import figures
from kamdeck.analysis.memoize import REMEMBERED, memoize
from kamdeck.plan_io import load

PLAN = load("plans/qinghe-retail.yaml")


def test_the_function_runs_once_for_a_plan_and_again_for_a_copy():
    asked = []
    known = memoize(lambda plan: asked.append(plan) or len(asked))
    copied = PLAN.model_copy()
    assert [known(PLAN), known(PLAN), known(copied), known(PLAN)] == [1, 1, 2, 1]


def test_only_results_of_the_last_plans_are_kept():
    asked = []
    known = memoize(lambda plan: asked.append(plan))
    for plan in (PLAN, *(PLAN.model_copy() for _ in range(REMEMBERED)), PLAN):
        known(plan)
    assert len(asked) == REMEMBERED + 2


def test_the_function_runs_again_when_a_plan_gets_a_previous_one():
    plan = PLAN.model_copy()
    before = figures(plan)
    plan._previous = PLAN
    assert before["pipeline"].previous is None
    assert figures(plan)["pipeline"].previous == before["pipeline"].value


def test_the_results_of_a_plan_are_forgotten_together():
    asked = []
    often, seldom = memoize(lambda plan: len(asked)), memoize(lambda plan: asked.append(plan) or len(asked))
    plan = PLAN.model_copy()
    kept = [seldom(plan)]
    for _ in range(REMEMBERED + 2):
        often(plan)
        seldom(PLAN.model_copy())
    kept.append(seldom(plan))
    assert kept == [1, 1]


def test_the_plan_before_is_remembered_as_long_as_its_plan():
    asked = []
    known = memoize(lambda plan: asked.append(plan))
    plan, before = PLAN.model_copy(), PLAN.model_copy()
    plan._previous = before
    known(before)
    for _ in range(REMEMBERED + 2):
        known(plan)
        known(PLAN.model_copy())
    known(before)
    assert [each is before for each in asked].count(True) == 1
