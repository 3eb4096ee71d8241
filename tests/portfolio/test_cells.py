"""Our standing at many accounts in cells, and the accounts by tier."""

from types import SimpleNamespace
from typing import Any

import pytest

from kamdeck.model.values import Text
from kamdeck.portfolio.standing import Lead, is_crowded, lead_of, standing_cells
from kamdeck.portfolio.tiers import tier_rows
from tests.portfolio.generated_accounts import portfolio


def account(number: int, share: float, score: float, lead: float | None = None, name: str = "") -> Any:
    text = Text(plain=name or f"Account {number}")
    return SimpleNamespace(id=str(number), name=text, share_of_wallet=share, satisfaction=score, satisfaction_lead=lead)


@pytest.mark.parametrize(
    ("lead", "kind"),
    [
        (0.3, Lead.CLEAR), (0.25, Lead.AHEAD), (0.0, Lead.AHEAD), (-0.1, Lead.BEHIND), (-0.25, Lead.FAR), (-2, Lead.FAR),
        (None, Lead.ALONE),
    ],
)  # fmt: skip
def test_a_lead_has_a_kind(lead: float | None, kind: Lead) -> None:
    assert lead_of(account(1, 0.2, 4.0, lead)) is kind


def test_every_account_is_in_one_cell_and_the_total_of_its_lead() -> None:
    rows = [account(number, 0.03 * number, 4.0, number / 10 - 1) for number in range(20)]
    cells = standing_cells(rows)
    inner = [row.id for cell in cells if not cell.is_total for row in cell.accounts]
    assert sorted(inner) == sorted(row.id for row in rows)
    assert sum(len(cell.accounts) for cell in cells if cell.is_total) == len(rows)
    assert len({str(cell.heading) for cell in cells}) <= 7


def test_a_cell_names_its_first_accounts_and_counts_the_others() -> None:
    cell = standing_cells([account(number, 0.2, 4.0, 0.1) for number in range(5)])[0]
    assert cell.names and cell.names.values["count"] == 3 and len(cell.names.values["names"]) == 2


def test_points_close_to_each_other_or_with_long_names_are_crowded() -> None:
    apart = [account(1, 0.1, 3.0), account(2, 0.5, 4.5)]
    assert not is_crowded(apart) and not is_crowded([])
    assert is_crowded([*apart, account(3, 0.11, 3.05)])
    assert is_crowded([*apart, account(3, 0.3, 3.8, name="x" * 80)])


def test_tiers_have_all_accounts_and_a_last_row_of_them() -> None:
    *tiers, every = tier_rows(portfolio(20).accounts)
    assert sum(row.accounts for row in tiers) == every.accounts == 20
    assert sum(row.reached for row in tiers) == every.reached
