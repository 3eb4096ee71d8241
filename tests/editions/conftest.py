"""Fixtures of plans."""

from tests.plan_fixtures import plan

__all__ = ["plan"]
