"""Hypothesis strategy for plans with any parts of the example bank's plan left out."""

import re
from typing import Any

import yaml
from hypothesis import strategies as st

from kamdeck.plan_io import Plan, loads
from kamdeck.problems import Problems
from tests.example_decks import PLANS, to_yaml

BANK = yaml.load((PLANS / "huaxing-bank.yaml").read_text("utf-8"), yaml.CSafeLoader)


def sparse_plans() -> st.SearchStrategy[dict[str, Any]]:
    """The bank's plan without some of its parts, and without some fields of its profile and strategy."""
    kept = ("format", "period", "review_date", "include", "language", "money", "account", "units", "companies")

    def less(mapping: dict[str, Any], draw: Any) -> dict[str, Any]:
        return {key: value for key, value in mapping.items() if draw(st.booleans())}

    @st.composite
    def plan(draw: Any) -> dict[str, Any]:
        sparse = {key: BANK[key] for key in kept if key in BANK}
        optional = {key: value for key, value in BANK.items() if key not in (*kept, "previous", "prepared_by")}
        for key, value in less(optional, draw).items():
            sparse[key] = less(value, draw) if key in ("profile", "strategy") else value
        return sparse

    return plan()


def without_dangling_references(sparse: dict[str, Any]) -> Plan:
    """The plan; parts that refer to a missing id are removed until every reference is valid."""
    while True:
        try:
            return loads(to_yaml(sparse), str(PLANS / "thin.yaml"))
        except Problems as problems:
            for each in problems.problems:
                assert "is not the id of" in each.message
                part, inner, *_ = re.split(r"[.\[]", each.path)
                if part in ("profile", "strategy"):
                    sparse[part] = {key: value for key, value in sparse[part].items() if key != inner}
                else:
                    sparse.pop(part, None)
