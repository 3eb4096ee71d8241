"""Open deals, pipelines and our standing in many accounts, compared without adding up amounts of two currencies."""

from functools import cached_property

from kamdeck.dataclass import dataclass
from kamdeck.model.stages import SIX_STAGES, DealStage
from kamdeck.model.values import Quantity
from kamdeck.portfolio.currency_group import CurrencyGroup
from kamdeck.portfolio.rows import AccountRow, DealLine, StageCount
from kamdeck.portfolio.standing import StandingCell, is_crowded, standing_cells

# The most rows of a chart or table on one slide; where there are more, the text below says how many are shown.
MOST_SELLING = 10
MOST_DEALS = 8
MOST_STANDING, MOST_BUBBLES = 12, 8


@dataclass(frozen=True)
class Sales:
    """The accounts of a portfolio by their currency groups."""

    groups: tuple[CurrencyGroup, ...]

    @cached_property
    def accounts(self) -> tuple[AccountRow, ...]:
        """Every account, by currency group."""
        return tuple(row for group in self.groups for row in group.accounts)

    @cached_property
    def deals(self) -> tuple[DealLine, ...]:
        """Every open deal with an amount: the largest first, or in several currencies by its part of the target."""
        lines = [line for group in self.groups for line in group.deals]
        if len(self.groups) == 1:
            return tuple(lines)
        return tuple(sorted(lines, key=lambda line: (-(line.part or 0.0), line.account.id, line.deal.id)))

    @property
    def largest_deals(self) -> tuple[DealLine, ...]:
        """The first deals of `deals`, as many as a slide shows."""
        return self.deals[:MOST_DEALS]

    @cached_property
    def stages(self) -> tuple[StageCount, ...]:
        """The number of deals in each open stage, and of those won in the quarter; empty without deals."""
        lines = [line for group in self.groups for line in group.stages]
        stages = sorted({line.stage for line in lines}, key=lambda stage: stage.number)
        return tuple(
            StageCount(stage, Quantity(sum(line.count for line in lines if line.stage == stage))) for stage in stages
        )

    def stages_of(self, meaning: str) -> tuple[DealStage, ...]:
        """The company's open stages with one of the six meanings in which there are deals; the word itself without any.

        Args:
            meaning: One of the six words, such as "negotiate".
        """
        named = (line.stage for line in self.stages if line.stage.meaning == meaning)
        return tuple(named) or SIX_STAGES.meant(meaning)

    @cached_property
    def selling(self) -> tuple[AccountRow, ...]:
        """The accounts with a target and a weighted pipeline, the greatest pipeline ÷ target first."""
        known = [row for row in self.accounts if row.weighted_pipeline and row.target]
        return tuple(sorted(known, key=lambda row: (-(row.weighted_part or 0.0), row.id)))

    @property
    def largest_selling(self) -> tuple[AccountRow, ...]:
        """The first accounts of `selling`, as many as a slide shows."""
        return self.selling[:MOST_SELLING]

    @cached_property
    def standing(self) -> tuple[AccountRow, ...]:
        """The accounts with a share of wallet and a satisfaction, those with the most open deals first."""
        known = [row for row in self.accounts if row.share_of_wallet is not None and row.satisfaction is not None]
        return tuple(sorted(known, key=lambda row: (-(row.open_deals or 0.0), row.id)))

    @property
    def largest_standing(self) -> tuple[AccountRow, ...]:
        """The first accounts of `standing`, as many as a slide shows."""
        return self.standing[:MOST_STANDING]

    @property
    def is_crowded(self) -> bool:
        """Whether the accounts of `standing` are so many or so alike that bubbles would cover each other."""
        return len(self.standing) > MOST_BUBBLES or is_crowded(self.standing)

    @property
    def standing_cells(self) -> tuple[StandingCell, ...]:
        """The accounts of `standing` by our lead in satisfaction and by bands of our share of wallet."""
        return standing_cells(self.standing) if self.standing else ()

    @cached_property
    def overtaken(self) -> tuple[AccountRow, ...]:
        """The accounts of `standing` where a competitor has a higher satisfaction than we do."""
        return tuple(row for row in self.standing if row.overtaken)
