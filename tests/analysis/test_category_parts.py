"""The suppliers' parts of categories: the largest categories first, and the smallest of many together."""

import pytest

from kamdeck.analysis.category_parts import MOST_CATEGORIES, CategoryPart, category_parts
from kamdeck.plan_io import loads
from tests.plan_fixtures import HEAD


def parts(categories: int) -> tuple[CategoryPart, ...]:
    rows = [
        f"    - {{supplier: Contoso, category: Kind {number}, product: P, amount: {100 - number}}}"
        for number in range(categories)
    ]
    return category_parts(loads(HEAD + "profile:\n  it:\n   installed_base:\n" + "\n".join(rows) + "\n"))


def test_few_categories_stand_for_themselves():
    found = parts(MOST_CATEGORIES)
    assert [str(part.category) for part in found] == [f"Kind {number}" for number in range(MOST_CATEGORIES)]


def test_the_smallest_of_many_categories_are_one_with_the_sum_of_their_amounts():
    found = parts(MOST_CATEGORIES + 2)
    rest = [part for part in found if part.category is None]
    assert len({part.label for part in found}) == MOST_CATEGORIES
    assert {(part.count, part.amount) for part in rest} == {(3, 93 + 92 + 91)}
    assert sum(part.share for part in rest) == pytest.approx(1.0)


def test_services_are_taken_from_the_whitespace():
    plan = loads(
        HEAD
        + """
vendor: {id: us, name: Us, offerings: [{id: care, name: Care, category: services}, {id: box, name: Box}]}
strategy:
  whitespace:
    - {unit: A, offering: care, status: ours, revenue: 30}
    - {unit: B, offering: care, status: competitor, supplier: Contoso, potential: 60}
    - {unit: C, offering: care, status: open, potential: 99}
    - {unit: A, offering: box, status: ours, revenue: 50}
profile:
  it:
    installed_base: [{supplier: Contoso, category: Servers, product: P, amount: 10}]
"""
    )
    found = [(str(part.category), part.supplier == plan.ours, part.share) for part in category_parts(plan)]
    assert found == [
        ("services", True, pytest.approx(1 / 3)),
        ("services", False, pytest.approx(2 / 3)),
        ("Servers", False, 1.0),
    ]
