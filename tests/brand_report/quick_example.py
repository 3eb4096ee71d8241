"""A small plan in place of the example account, for tests that are not about the length of its documents."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.example_decks import plan_of


@contextmanager
def quick_example(name: str = "empty") -> Iterator[None]:
    """Records of brands are made with this plan, by default one without facts, while this is entered."""
    with pytest.MonkeyPatch.context() as patch:
        for medium in ("deck", "word"):
            patch.setattr(f"kamdeck.brand_report.{medium}_records.example_plan", lambda: plan_of(name))
        yield
