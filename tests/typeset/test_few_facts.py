"""A document of one page with few facts: larger texts, and lines for notes at the foot of a printed page."""

from kamdeck.flow import Table
from kamdeck.plan_io import loads
from tests.example_decks import plan_of, to_yaml
from tests.one_pages import bands_of, brief_of, height_of_page, own_paper, own_slide_body, page_of, slide_of, texts_of

FEW = loads(
    to_yaml(
        {
            "format": 1,
            "period": "2026-Q4",
            "language": "en",
            "account": {"id": "few", "name": "Few"},
            "deals": [
                {"id": "D1", "name": "Claims platform", "amount": 4.2, "stage": "propose", "close": "2026-12-11"}
            ],
        }
    )
)


def test_a_printed_page_of_few_facts_ends_with_lines_for_notes() -> None:
    report, left = page_of(brief_of(FEW))
    assert not left.left_out and "Notes for the review" in texts_of(report)
    (lines,) = (flow for flow, _ in bands_of(report)[-1].columns[0].flows if isinstance(flow, Table))
    assert len(lines.rows) >= 3
    assert 0.85 * own_paper().body.height < height_of_page(report) <= own_paper().body.height


def test_a_full_page_has_no_lines_for_notes() -> None:
    report, _ = page_of(brief_of(plan_of("huaxing-bank")))
    assert "Notes for the review" not in texts_of(report)


def test_a_slide_of_few_facts_has_large_texts_in_two_columns() -> None:
    pages, left = slide_of(brief_of(FEW))
    assert not left.left_out
    (page,) = pages.pages
    body = [placed for placed in page.placed if placed.y >= own_slide_body()[1]]
    assert len({placed.x for placed in body}) == 2
    assert max(placed.y + placed.height for placed in body) <= own_slide_body()[3]
