"""Of equal values, the one of the entry that a row is about is told first, and those of other entries are not."""

import io
from collections.abc import Iterator

import pytest
from pptx import Presentation

from kamdeck.job import Rendering
from kamdeck.model.paths import Where, path_of
from kamdeck.plan_io import loads
from kamdeck.render import render
from kamdeck.tracing.nearness import Nearness
from kamdeck.tracing.origin import Origin
from kamdeck.tracing.provenance import MappedText, read_map

PLAN = """
period: 2026-Q4
account: {id: acme, name: Acme}
money: {currency: EUR, unit: million}
team: [{id: ada, name: Ada}, {id: bo, name: Bo}]
promises:
  - {text: A report, owner: ada, date: 2026-07-01, due: 2026-11-02, status: open}
  - {text: A visit, owner: ada, date: 2026-07-02, due: 2026-11-02, status: open}
  - {text: A test, owner: bo, date: 2026-07-03, due: 2026-11-02, status: open}
profile:
  financials: [{year: 2025, revenue: 11600}, {year: 2026, revenue: 934}]
  it:
    installed_base:
      - {supplier: Fabrikam, category: PCs, product: Light, quantity: 116, amount: 7}
      - {supplier: Fabrikam, category: PCs, product: Heavy, quantity: 116, amount: 8}
targets:
  - {period: 2026-Q3, target: 130, actual: 120}
  - {period: 2026-Q4, target: 120, forecast: 116}
"""


@pytest.fixture(scope="module")
def texts() -> list[MappedText]:
    made = [render(loads(PLAN), Rendering("en", name)).blob for name in ("review", "team")]
    return [text for blob in made for found in maps_of(blob) for text in found]


def maps_of(blob: bytes) -> Iterator[list[MappedText]]:
    for part in Presentation(io.BytesIO(blob)).part.package.iter_parts():
        if str(part.partname).startswith("/customXml/item1"):
            yield from (each.texts for each in read_map(part.blob) or ())


def test_each_cell_of_a_row_is_of_the_entry_that_the_row_is_about(texts: list[MappedText]):
    rows: dict[str, list[list[str]]] = {}
    for each in texts:
        if ", row " in each.place:
            names = [origin.name for origin in each.origins if origin.kind == "field"]
            rows.setdefault(each.place.rpartition(", ")[0], []).append(names)
    promised = [row for row in rows.values() if any("promises[1].text" in names for names in row)]
    assert promised
    for row in promised:
        fields = [name for names in row for name in names if name.startswith("promises")]
        assert "promises[1].owner" in fields
        assert all(name.startswith("promises[1].") for name in fields)


def test_a_number_of_a_chart_is_no_other_number_of_the_same_digits(texts: list[MappedText]):
    forecasts = [each for each in texts if "forecast" in {origin.name for origin in each.origins}]
    assert any(each.place.startswith("Chart") for each in forecasts)
    named = {
        origin.name for each in forecasts if "message" not in {o.kind for o in each.origins} for origin in each.origins
    }
    assert "targets[1].forecast" in named
    assert not [name for name in named if name.endswith((".revenue", ".quantity"))]


def test_a_count_is_not_told_to_be_a_field_of_the_same_size():
    plan = loads(PLAN.replace("quantity: 116", "quantity: 3").replace("amount: 7", "amount: 30"))
    made = render(plan, Rendering("en", "review"))
    told = [[origin.name for origin in each.origins] for found in maps_of(made.blob) for each in found]
    assert ["insight.support.none_kept"] in told, "none of the 3 promises"


def field(*where: str | int) -> Origin:
    return Origin("field", path_of(where), where)


def paths(found: tuple[Origin, ...]) -> list[Where]:
    return [each.where for each in found]


def test_what_nothing_speaks_for_stays_in_its_order():
    both = (field("a", 0, "x"), field("b", 0, "y"))
    assert Nearness().nearest([both]) == [both]
    assert Nearness().nearest([both, (Origin("term", "t"),)])[0] == both


def test_a_field_of_another_list_stays_behind_and_words_stay_where_they_are():
    term = Origin("term", "t")
    found = Nearness().nearest(
        [
            (term, field("team", 3, "name"), field("deals", 0, "owner"), field("deals", 8, "owner")),
            (field("deals", 8, "id"),),
        ]
    )[0]
    assert found[0] == term
    assert paths(found[1:]) == [("deals", 8, "owner"), ("team", 3, "name")]


def test_at_most_four_fields_are_told():
    many = tuple(field("deals", number, "stage") for number in range(9))
    assert len(Nearness().nearest([many])[0]) == 4
    assert paths(Nearness().nearest([many, (field("deals", 7, "name"),)])[0]) == [("deals", 7, "stage")]
