"""Verdicts on forecasts against targets, and signals of accounts that need attention."""

from kamdeck.model.values import Word

CLOSE_FROM, BEHIND_FROM = 0.9, 0.75
"""A forecast below target is "close" and "behind" from these shares of the target on, and "far below" under them."""


class Signal(Word):
    """Something about an account that needs the sales director's attention."""

    FORECAST = "forecast"
    PIPELINE = "pipeline"
    SATISFACTION = "satisfaction"
    COVERAGE = "coverage"
    OVERDUE = "overdue"
    LOAD = "load"
    OLD = "old"


class Verdict(Word):
    """A forecast compared with its target."""

    ON_TARGET = "on_target"
    CLOSE = "close"
    BEHIND = "behind"
    FAR_BELOW = "far_below"

    @property
    def status(self) -> str:
        """The same as a status: good, warn or bad."""
        return {"on_target": "good", "close": "warn", "behind": "warn", "far_below": "bad"}[self.value]


def verdict(attainment: float | None) -> Verdict | None:
    """The verdict on forecast ÷ target; none if that is unknown."""
    if attainment is None:
        return None
    bounds = ((1.0, Verdict.ON_TARGET), (CLOSE_FROM, Verdict.CLOSE), (BEHIND_FROM, Verdict.BEHIND))
    return next((found for least, found in bounds if attainment >= least), Verdict.FAR_BELOW)
