"""Lint rules for charts and their embedded workbooks, in decks and reports."""

import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from lxml import etree
from openpyxl import load_workbook

from tests.deck_reader import NAMES, Deck, q
from tests.report_reader import Report

Document = Deck | Report

REFERENCE = re.compile(r"'?(?P<sheet>.+?)'?!\$?(?P<first>[A-Z]+\$?\d+)(?::\$?(?P<last>[A-Z]+\$?\d+))?$")


def no_chart_part_stands_twice(deck: Document) -> Iterator[str]:
    for part, count in Counter(part for _, part, _ in deck.charts).items():
        if count > 1:
            yield f"{part} stands {count} times"


def axis_ids_are_positive_and_paired(deck: Document) -> Iterator[str]:
    for where, _, root in deck.charts:
        ids = [each.get("val") for each in root.iter(q("c:axId"), q("c:crossAx"))]
        yield from (f"{where}: axis id {each}" for each in ids if not each.isdigit())
        yield from (f"{where}: axis {each} stands alone" for each, count in Counter(ids).items() if count < 3)


def no_radar_is_smoothed(deck: Document) -> Iterator[str]:
    for where, _, root in deck.charts:
        if root.find(".//c:radarChart//c:smooth", NAMES) is not None:
            yield f"{where}: c:smooth in a radar's series"


def what_a_chart_shows_is_what_its_workbook_holds(deck: Document) -> Iterator[str]:
    for where, part, root in deck.charts:
        outside = root.find("c:externalData", NAMES)
        relation = None if outside is None else deck.package.relations(part).get(outside.get(q("r:id")))
        if relation is None or relation.target not in deck.package.parts:
            yield f"{where}: no workbook behind {part}"
            continue
        book = load_workbook(io.BytesIO(deck.package.parts[relation.target]))
        references = list(root.iter(q("c:numRef"), q("c:strRef")))
        if not references:
            yield f"{where}: {part} refers to no cells"
        for reference in references:
            yield from (f"{where}: {each}" for each in _differences(book, reference))


def _differences(book: Any, reference: etree._Element) -> Iterator[str]:
    formula = reference.findtext("c:f", namespaces=NAMES)
    found = REFERENCE.match(formula)
    if not found:
        yield f"{formula} is no reference"
        return
    area = book[found["sheet"]][f"{found['first']}:{found['last'] or found['first']}".replace("$", "")]
    cells = [cell for row in (area if isinstance(area, tuple) else ((area,),)) for cell in row]
    count = int(reference.find(".//c:ptCount", NAMES).get("val"))
    if count != len(cells):
        yield f"{formula} has {len(cells)} cells, its cache counts {count}"
    shown = {int(each.get("idx")): each.findtext("c:v", namespaces=NAMES) for each in reference.iter(q("c:pt"))}
    for place, cell in enumerate(cells):
        if not _same(shown.get(place), cell.value):
            yield f"{formula}[{place}] shows {shown.get(place)!r}, its workbook holds {cell.value!r}"
        if cell.data_type == "f":
            yield f"{formula}[{place}] is the formula {cell.value!r}"


def _same(shown: str | None, held: Any) -> bool:
    if shown is None or held is None:
        return shown in (None, "") and held in (None, "")
    if isinstance(held, int | float):
        return abs(float(shown) - held) <= 1e-9 * max(1.0, abs(held))
    return bool(shown == str(held))


RULES = (
    no_chart_part_stands_twice,
    axis_ids_are_positive_and_paired,
    no_radar_is_smoothed,
    what_a_chart_shows_is_what_its_workbook_holds,
)
