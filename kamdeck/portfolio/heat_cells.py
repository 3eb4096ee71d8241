"""The cells of heat maps over many accounts: coverage of decision makers by level, quality of plans by section."""

from collections.abc import Sequence

from kamdeck.analysis.quality import Area, Light, light_of
from kamdeck.dataclass import dataclass
from kamdeck.message import Message
from kamdeck.model.values import Level, Quantity, Share, Word
from kamdeck.portfolio.rows import AccountRow, ratio_text


class Everyone(Word):
    """All levels of an organisation together."""

    ALL_LEVELS = "all_levels"


class Everything(Word):
    """All sections of a plan together."""

    WHOLE_PLAN = "whole_plan"


class Covered(Word):
    """How many decision makers of an account are covered."""

    NONE = "no_one"
    SOME = "some"
    ALL = "everybody"


@dataclass(frozen=True, slots=True)
class CoveredCount:
    """How many accounts cover none, some or all of their decision makers."""

    covered: Covered
    count: Quantity


@dataclass(frozen=True, slots=True)
class CoverageCell:
    """The coverage of decision makers at a level of an account; `level` none is all levels together."""

    account: AccountRow
    level: Level | None
    total: Quantity
    covered: Quantity
    share: Share | None

    @property
    def heading(self) -> Level | Everyone:
        """The heading of its column."""
        return self.level or Everyone.ALL_LEVELS

    @property
    def ratio(self) -> str | None:
        """How many are covered, as "4 / 6"; none if there are no decision makers."""
        return ratio_text(self.covered, self.total)

    @property
    def status(self) -> str:
        """Good if all are covered, warn if some are, bad if none is."""
        if self.share is None:
            return ""
        return "good" if self.share >= 1 else "warn" if self.share > 0 else "bad"


def covered_counts(rows: Sequence[AccountRow]) -> tuple[CoveredCount, ...]:
    """The number of accounts by how many of their decision makers are covered."""
    found = [_covered(row.decision_maker_coverage) for row in rows]
    return tuple(CoveredCount(kind, Quantity(found.count(kind))) for kind in Covered)


def _covered(share: float | None) -> Covered:
    return Covered.ALL if share is not None and share >= 1 else Covered.SOME if share else Covered.NONE


@dataclass(frozen=True, slots=True)
class QualityCell:
    """The quality score of a section of an account's plan; `area` none is the whole plan, `score` none if unknown."""

    account: AccountRow
    area: Area | None
    score: int | None

    @property
    def heading(self) -> Area | Everything:
        """The heading of its column."""
        return self.area or Everything.WHOLE_PLAN

    @property
    def shown(self) -> int | Message | None:
        """The score; that of a whole plan with its traffic light in words."""
        if self.area or self.score is None:
            return self.score
        return Message("word.graded", score=self.score, light=self.light)

    @property
    def light(self) -> Light | None:
        """The score as a traffic light."""
        return None if self.score is None else light_of(self.score)

    @property
    def status(self) -> str:
        """Good, warn or bad; empty for an unknown score."""
        return self.light.status if self.light else ""
