"""Purchases as a bar: parts true to scale, the largest first, and names below where they do not fit inside."""

from pathlib import Path

import pytest

from kamdeck.document import Region
from kamdeck.flow import Box, Drawing
from tests.drawn import EVERY_REGION, LONG_WORD, SLIDE, drawn, faults, texts_of

BLOCK = "supplier_bar: {rows: profile.it.purchases, title: topic.purchases}"


def purchases(**amounts: object) -> str:
    rows = "".join(f"      - {{item: X, supplier: {name}, amount: {amount}}}\n" for name, amount in amounts.items())
    return f"money: {{currency: CNY, unit: million}}\nprofile:\n  it:\n    purchases:\n{rows}"


def parts_of(folder: Path, lines: str) -> list[float]:
    (drawing,) = (flow for flow in drawn(folder, BLOCK, lines) if isinstance(flow, Drawing))
    return [item.width for item in drawing.frame.items if isinstance(item, Box)]


def test_parts_are_true_to_scale_with_the_largest_first_and_all_others_last(tmp_path: Path) -> None:
    widths = parts_of(tmp_path, purchases(Fabrikam=20, Others=50, Contoso=30))
    assert widths == pytest.approx([SLIDE.width * part - 1.5 for part in (0.3, 0.2, 0.5)])


def test_purchases_of_a_supplier_are_added_up_with_their_share(tmp_path: Path) -> None:
    lines = purchases(Fabrikam=20, Contoso=30) + "      - {item: Y, supplier: Fabrikam, amount: 50}\n"
    texts = texts_of(drawn(tmp_path, BLOCK, lines))
    assert texts == ["70\u2002Fabrikam", "70\u00a0%", "30\u2002Contoso", "30\u00a0%"]


def test_a_part_too_narrow_for_its_name_is_named_below(tmp_path: Path) -> None:
    assert texts_of(drawn(tmp_path, BLOCK, purchases(Fabrikam=1, Contoso=400)))[-1] == "Fabrikam 1"


def test_purchases_without_amounts_give_nothing(tmp_path: Path) -> None:
    assert drawn(tmp_path, BLOCK, purchases(Fabrikam="")) == []


@pytest.mark.parametrize("region", EVERY_REGION)
@pytest.mark.parametrize("count", [1, 5, 30])
def test_long_names_stay_in_their_places(region: Region, count: int, tmp_path: Path) -> None:
    lines = purchases(**{f"{LONG_WORD}{n}": 1 + n * n for n in range(count)})
    assert list(faults(drawn(tmp_path, BLOCK, lines, region), region)) == []
