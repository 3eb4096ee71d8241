"""The league of accounts: bars in parts of the target, verdicts, what to look at, and texts that fit in any region."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from kamdeck.analysis.verdicts import verdict
from kamdeck.blocks.league import LeagueBlock
from kamdeck.document import Region, RenderContext
from kamdeck.flow import Box, Drawing
from kamdeck.message import Message
from kamdeck.model import Money
from kamdeck.model.values import Amount, MoneyUnit, Quantity, Ratio, Score, Share
from kamdeck.model.values import Text as PlanText
from kamdeck.wording import Wording
from tests.blocks.spoken_context import assert_fits
from tests.blocks.test_drawings_over_time import NARROW, REGIONS, SLIDE, drawings, shown_text
from tests.choices import crossed
from tests.document_stubs import STYLE
from tests.layouts import terms
from tests.portfolio.generated_accounts import portfolio

MONEY = Money(currency="CNY", unit=MoneyUnit.MILLION)
FIELDS = (
    *("manager", "older", "target", "forecast", "booked", "attainment", "verdict", "short", "last_attainment"),
    *("last_result", "last_target", "weighted", "multiple", "deciders", "covered", "wallet", "wallet_goal"),
    *("satisfaction", "lead", "overdue"),
)


def shown(language: str = "en") -> RenderContext:
    return RenderContext(STYLE, Wording(language, terms(), portfolio(1)))


def row(name: str = "Acme", attainment: float | None = 0.97, **more: Any) -> SimpleNamespace:
    known = {
        "manager": PlanText(plain="Li Wei"),
        "target": Amount(120),
        "forecast": Amount(116),
        "booked": Amount(24),
        "attainment": None if attainment is None else Share(attainment),
        "verdict": verdict(attainment),
        "short": Amount(4),
        "multiple": Ratio(1.27),
        "weighted": Amount(152),
        "deciders": Quantity(6),
        "covered": Quantity(4),
    }
    rest = dict.fromkeys(FIELDS) | known | {"skipped": 0, "marked": False} | more
    return SimpleNamespace(name=PlanText(plain=name), **rest)


def concern(words: str = "The price floor decides") -> SimpleNamespace:
    account = SimpleNamespace(name=PlanText(plain="Acme"))
    what = Message("concern.decision", ask=PlanText(plain=words))
    return SimpleNamespace(account=account, what=what, owner=PlanText(plain="Chen Hao"), due=date(2026, 10, 16))


def boxes(drawing: Drawing, fill: str) -> list[Box]:
    return [item for item in drawing.frame.items if isinstance(item, Box) and item.fill == fill]


def test_a_very_narrow_region_has_the_accounts_with_their_forecasts_only() -> None:
    flows = LeagueBlock(tuple(row(f"A{number}") for number in range(20))).lower(NARROW, shown())
    assert_fits(flows, NARROW)
    assert "Deciders" not in shown_text(flows) and "97\u00a0%" in shown_text(flows)


@pytest.mark.parametrize(("region", "count"), crossed(REGIONS, (150, 12, 5, 1)))
def test_every_account_has_a_row_and_its_texts_fit(region: Region, count: int) -> None:
    flows = LeagueBlock(tuple(row(f"Account {number}") for number in range(count))).lower(region, shown())
    assert_fits(flows, region)
    texts = shown_text(flows).split("\n")
    assert [each for each in texts if each.startswith("Account ")] == [f"Account {each}" for each in range(count)]


@pytest.mark.parametrize("count", [3, 12])
def test_the_accounts_of_a_slide_are_one_drawing(count: int) -> None:
    rows = tuple(row(f"Account {number}", skipped=3 if number == 4 else 0) for number in range(count))
    assert len(drawings(LeagueBlock(rows).lower(SLIDE, shown()))) == 1


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("words", ["Zusammenarbeitsvereinbarung " * 4, "x" * 200, "目标" * 60, "words " * 300])
def test_long_texts_stay_inside_their_rows(region: Region, words: str) -> None:
    flows = LeagueBlock((row(words, manager=PlanText(plain=words)), row()), (concern(words), concern())).lower(
        region, shown()
    )
    assert_fits(flows, region)


@pytest.mark.parametrize("language", ["en", "zh+en", "de", "ja"])
def test_heads_and_verdicts_fit_in_every_language(language: str) -> None:
    rows = tuple(
        row(f"Account {number}", 0.4 + number / 5, satisfaction=Score(4.1), lead=Score(0.3)) for number in range(4)
    )
    flows = LeagueBlock(rows, (concern(),)).lower(SLIDE, shown(language))
    assert_fits(flows, SLIDE)


def test_bars_are_parts_of_the_target() -> None:
    rows = (row("A", 0.5, booked=Amount(30)), row("B", 1.0, booked=None))
    (drawing,) = drawings(LeagueBlock(rows).lower(SLIDE, shown()))
    tracks = boxes(drawing, "grey3:60")
    forecasts = [box for box in boxes(drawing, "primary:40") if box.height == tracks[0].height]
    assert [bar.width / tracks[0].width for bar in forecasts] == pytest.approx([0.5, 1.0])
    (booked,) = boxes(drawing, "primary")[:1]
    assert booked.width / tracks[0].width == pytest.approx(30 / 120)


def test_the_account_of_the_headline_is_tinted_and_its_shortage_named() -> None:
    (drawing,) = drawings(LeagueBlock((row(), row("Late", 0.5, short=Amount(60), marked=True))).lower(SLIDE, shown()))
    assert [box.width for box in boxes(drawing, "bad:10")][:1] == [SLIDE.width]
    assert "■\u00a0Far below: 60\u00a0m short" in shown_text((drawing,))


def test_what_is_left_out_between_two_accounts_is_told() -> None:
    flows = LeagueBlock((row("First"), row("Last", skipped=229))).lower(SLIDE, shown())
    assert "229 accounts between them: see the appendix" in shown_text(flows)


def test_what_to_look_at_stands_below_the_accounts() -> None:
    (drawing,) = drawings(LeagueBlock((row(), row("B")), (concern(), concern("Call the CFO"))).lower(SLIDE, shown()))
    texts = shown_text((drawing,))
    assert texts.index("B") < texts.index("The price floor decides") < texts.index("Call the CFO")
    assert "Chen Hao, 16\u00a0Oct\u00a02026" in texts


def test_an_account_of_which_nothing_is_known_has_dashes_and_no_bars() -> None:
    blank = SimpleNamespace(name=PlanText(plain="Blank"), **dict.fromkeys(FIELDS), skipped=0, marked=False)
    (drawing,) = drawings(LeagueBlock((row(), blank)).lower(SLIDE, shown()))
    assert len(boxes(drawing, "grey3:60")) == 1
    assert "–" in shown_text((drawing,))


@pytest.mark.parametrize(
    "name", ["Consolidated Northern Territories Agricultural Machinery and Irrigation Holdings", "东部沿海交通运输" * 5]
)
@pytest.mark.parametrize("count", [3, 12, 60])
def test_a_name_of_eighty_characters_is_shown_whole(name: str, count: int) -> None:
    rows = (row(name), *(row(f"Account {number}") for number in range(count - 1)))
    flows = LeagueBlock(rows).lower(SLIDE, shown())
    assert_fits(flows, SLIDE)
    assert name in shown_text(flows)


def test_many_accounts_are_divided_equally_in_the_same_columns() -> None:
    rows = tuple(row(f"Account {number}", satisfaction=Score(4.1) if number < 3 else None) for number in range(31))
    sheets = drawings(LeagueBlock(rows).lower(SLIDE, shown()))
    counts = [shown_text((each,)).count("Account ") for each in sheets]
    assert max(counts) - min(counts) <= 1 and sum(counts) == 31
    assert all("Satisfaction" in shown_text((each,)) for each in sheets)
    assert len({next(bar.width for bar in boxes(each, "grey3:60")) for each in sheets}) == 1
