"""What a headline names is in the picture below it, and marked there, in random plans."""

from random import Random
from typing import Any

import pytest

from kamdeck.analysis.analysis import Analysis
from kamdeck.insights.insight import Answer
from kamdeck.insights.wallet import share_of_wallet
from kamdeck.message import Clauses
from tests.analysis.small_plans import plan_of

SEEDS = range(8)


def values_of(answer: Answer) -> dict[str, Any]:
    """The values of a message, or of the clauses of one."""
    parts = answer.parts if isinstance(answer, Clauses) else (answer,) if answer else ()
    return {key: value for part in parts for key, value in part.values.items()}


def renewing(random: Random) -> dict[str, Any]:
    """An installed base of three suppliers, with renewals over three years."""
    return {
        "supplier": random.choice(["we", "Alpha", "Beta"]),
        "category": random.choice(["Servers", "PCs"]),
        "amount": random.randint(1, 90),
        "renewal": f"{random.randint(2026, 2029)}-{random.randint(10, 12)}-15",
    }


@pytest.mark.parametrize("seed", SEEDS)
def test_the_quarter_of_renewals_that_the_headline_names_is_the_only_marked_one(seed: int) -> None:
    random = Random(seed)
    it = {"installed_base": [renewing(random) for _ in range(random.randint(1, 12))]}
    it |= {"suppliers": [{"company": "we", "share": "30 %"}]}
    analysis = Analysis(plan_of(review_date="2026-10-08", profile={"it": it}))
    named = values_of(share_of_wallet(analysis)).get("quarter")
    assert [row.quarter for row in analysis.renewals_due if row.marked] == ([named] if named else [])
