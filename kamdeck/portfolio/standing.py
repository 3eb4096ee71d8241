"""Our standing at many accounts in cells: by our lead in satisfaction, and by our share of wallet."""

from collections.abc import Iterable, Sequence
from itertools import combinations

from kamdeck.dataclass import dataclass
from kamdeck.message import Message
from kamdeck.model.values import Quantity, Share, Word
from kamdeck.portfolio.rows import AccountRow

NEAR_SHARE, NEAR_SCORE, LONG_NAME = 0.12, 0.2, 30
"""Two bubbles nearer than these parts of the range of all shares and scores would cover each other or their names; a
name of more characters has no space beside its bubble."""
MOST_NAMED = 2
"""The accounts of a cell that are named; the others are counted."""
CLEAR_LEAD = 0.25
"""From this difference on, we or the competitor are clearly ahead."""
STEPS = (5, 10, 20)
MOST_BANDS = 6


class Lead(Word):
    """Our satisfaction compared with that of the best competitor."""

    CLEAR = "clear_lead"
    AHEAD = "ahead"
    BEHIND = "behind"
    FAR = "far_behind"
    ALONE = "no_rival"

    @property
    def status(self) -> str:
        """The same as a status: good, warn or bad; "low" where no competitor is rated."""
        return {"clear_lead": "good", "ahead": "good", "behind": "warn", "far_behind": "bad", "no_rival": "low"}[
            self.value
        ]


@dataclass(frozen=True, slots=True)
class StandingCell:
    """The accounts with a lead and a band of shares of wallet; `heading` is that of the band, or of all bands."""

    lead: Lead
    heading: Message
    accounts: tuple[AccountRow, ...]
    is_total: bool = False

    @property
    def count(self) -> Quantity | None:
        """The number of accounts; none instead of 0."""
        return Quantity(len(self.accounts)) if self.accounts else None

    @property
    def names(self) -> Message | None:
        """The first accounts by name, and how many more there are."""
        if self.is_total or not self.accounts:
            return None
        names = tuple(row.name for row in self.accounts[:MOST_NAMED])
        more = len(self.accounts) - len(names)
        return Message(f"standing.{'names_more' if more else 'names'}", names=names, count=more)

    @property
    def status(self) -> str:
        """The colour of the cell."""
        return "" if self.is_total else self.lead.status


def lead_of(row: AccountRow) -> Lead:
    """Our satisfaction at an account compared with that of the best competitor."""
    lead = row.satisfaction_lead
    if lead is None:
        return Lead.ALONE
    bounds = ((CLEAR_LEAD, Lead.CLEAR), (0.0, Lead.AHEAD), (-CLEAR_LEAD, Lead.BEHIND))
    return next((kind for least, kind in bounds if lead > least or lead == least == 0.0), Lead.FAR)


def standing_cells(rows: Sequence[AccountRow]) -> tuple[StandingCell, ...]:
    """The accounts by lead and band of shares, with all bands together at the end of each lead."""
    bands = _bands(row.share_of_wallet for row in rows)
    leads = {row.id: lead_of(row) for row in rows}
    cells = []
    for lead in Lead:
        found = [row for row in rows if leads[row.id] is lead]
        if not found:
            continue
        for low, high in bands:
            heading = Message("standing.band", low=Share(low), high=Share(high))
            within = tuple(row for row in found if low <= row.share_of_wallet < high)
            cells.append(StandingCell(lead, heading, within))
        cells.append(StandingCell(lead, Message("word.total"), tuple(found), is_total=True))
    return tuple(cells)


def _bands(shares: Iterable[float]) -> list[tuple[float, float]]:
    """Bands of equal width from the lowest share to the highest one."""
    percents = [round(share * 100, 6) for share in shares]
    for step in (*STEPS, 50):
        first, last = int(min(percents) // step), int(max(percents) // step)
        if last - first < MOST_BANDS:
            break
    return [(number * step / 100, (number + 1) * step / 100) for number in range(first, last + 1)]


def is_crowded(rows: Sequence[AccountRow]) -> bool:
    """Whether bubbles at share and satisfaction would cover each other, or have no space for the names beside them."""
    if not rows:
        return False
    shares, scores = [row.share_of_wallet for row in rows], [row.satisfaction for row in rows]
    width, height = max(shares) - min(shares) or 1.0, max(scores) - min(scores) or 1.0
    long = any(len(part) > LONG_NAME for row in rows for part in row.name.parts)
    return long or any(
        abs(one[0] - other[0]) < NEAR_SHARE * width and abs(one[1] - other[1]) < NEAR_SCORE * height
        for one, other in combinations(zip(shares, scores, strict=True), 2)
    )
