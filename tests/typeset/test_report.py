"""The orientation of a report's pages, and the space of drawings on them."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from kamdeck.brand import Paper
from kamdeck.document import Block, Region, RenderContext
from kamdeck.flow import Box, Cell, Column, Drawing, Flow, Frame, Row, Table, plain_paragraph
from kamdeck.flow.report import CaptionedFlow
from kamdeck.job import Rendering
from kamdeck.render import render
from kamdeck.typeset.drawn_blocks import MOST_PARTS
from kamdeck.typeset.report import MOST_PORTRAIT_COLUMNS, _with_orientations, typeset_report
from kamdeck.typeset.report_tables import CLOSE_GAP, closer_table, is_too_wide, report_table
from tests.choices import in_ci
from tests.document_stubs import STYLE, FixedFlows, context, document
from tests.example_decks import deck_of, plan_of
from tests.example_reports import report_of
from tests.report_reader import NAMES, Report, q, value

LANDSCAPE = "landscape"
WIDE = """
layout: wide
medium: report
sections:
  - section: actions
    topics:
      - topic: actions
        rows:
          - schedule: {rows: actions, today: today}
          - table: {rows: actions, columns: [action, owner, customer_owner, people, due, start, status, priority, deal,
              outcome]}
"""
"""A layout whose table needs a landscape page, which begins with a drawing."""
HEADS = 110.0
"""Points that the headings, a sentence and a caption take at least."""


def orientations(report: Report) -> list[str | None]:
    return [page.find(q("w:pgSz")).get(q("w:orient")) for page in report.sections]


def captions(report: Report, passage: int) -> list[str]:
    elements = report.passages[passage][0]
    return [each.text for each in report.paragraphs if each.element in elements and each.style.name == "caption"]


@pytest.mark.parametrize(
    ("name", "language"), [("huaxing-bank", "zh+en"), ("meridian-motion", "en"), *in_ci([("huaxing-bank", "zh")])]
)
def test_the_organisation_of_an_example_is_one_figure_on_a_portrait_page(name: str, language: str):
    report = report_of(name, language)
    assert orientations(report) == [None]
    organisations = [each for each in captions(report, 0) if re.search("Organization Chart|组织机构图", each)]
    assert len(organisations) == 1


@dataclass(frozen=True)
class WideMap(Block):
    """A map that is whole on landscape pages only."""

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        frame = Frame(300, 400, (Box(0, 0, 300, 400),))
        return [Drawing(frame, "A map")] * (1 if region.width > region.height else MOST_PARTS + 1)


def test_a_map_is_on_a_landscape_page_if_that_avoids_splitting_it_into_many_parts():
    names = {"word__page_of": "{page}", "word__figure": "Figure", "word__table": "Table"}
    render_context = context(plan=plan_of("huaxing-bank"), **names)
    report = typeset_report(document(WideMap()), Paper(595, 842, 71, 71, 71, 71), render_context)
    assert [passage.landscape for passage in report.passages] == [True]


def test_narrow_content_at_the_end_of_a_landscape_topic_has_the_orientation_of_the_next():
    cell = Cell((plain_paragraph("x", 10.0),))
    wide = Table(
        (Column(),) * (MOST_PORTRAIT_COLUMNS + 1),
        Row((cell,) * (MOST_PORTRAIT_COLUMNS + 1)),
        (Row((cell,) * (MOST_PORTRAIT_COLUMNS + 1)),),
    )
    last = Drawing(Frame(200, 150, (Box(0, 0, 200, 150),)), "The last piece")
    names = {"word__page_of": "{page}", "word__figure": "Figure", "word__table": "Table"}
    render_context = context(plan=plan_of("huaxing-bank"), **names)
    paper = Paper(595, 842, 71, 71, 71, 71)
    report = typeset_report(document(FixedFlows(wide), FixedFlows(last)), paper, render_context)
    assert [passage.landscape for passage in report.passages] == [True, False]
    assert [each.flow for each in report.passages[1].elements if isinstance(each, CaptionedFlow)] == [last]


def test_the_legend_of_a_wide_table_stays_with_it_on_its_landscape_page():
    cells = tuple(Cell((plain_paragraph("x", 10.0),)) for _ in range(MOST_PORTRAIT_COLUMNS + 1))
    wide = Table((Column(),) * len(cells), Row(cells), (Row(cells),))
    legend = Drawing(Frame(200, 20, (Box(0, 0, 200, 20),)), "A legend")
    narrow = Table((Column(),), Row(cells[:1]), (Row(cells[:1]),))
    names = {"word__page_of": "{page}", "word__figure": "Figure", "word__table": "Table"}
    render_context = context(plan=plan_of("huaxing-bank"), **names)
    shown = document(FixedFlows(wide, legend), FixedFlows(narrow))
    turned, upright = typeset_report(shown, Paper(595, 842, 71, 71, 71, 71), render_context).passages
    # Tables of reports are the same as blocks give them, but for their columns' widths.
    shown_wide, shown_legend = (each.flow for each in turned.elements[-2:] if isinstance(each, CaptionedFlow))
    assert isinstance(shown_wide, Table) and (shown_wide.rows, shown_legend) == (wide.rows, legend)
    (shown_narrow,) = (each.flow for each in upright.elements if isinstance(each, CaptionedFlow))
    assert isinstance(shown_narrow, Table) and shown_narrow.rows == narrow.rows


@pytest.mark.parametrize(("letters", "size"), [(8, 11.0), (14, 10.0), (30, 11.0)])
def test_a_table_whose_words_would_be_broken_has_smaller_text_if_they_then_fit(letters: int, size: float):
    cell = Cell((plain_paragraph("n" * letters, STYLE.theme.sizes.dense),))
    table = Table((Column(),) * 5, Row((cell,) * 5), (Row((cell,) * 5),))
    shown = report_table(table, 450.0, STYLE, 11.0)
    assert shown.rows[0].cells[0].paragraphs[0].size == pytest.approx(size)
    assert is_too_wide(shown, 450.0, STYLE) == (letters == 30)


@pytest.mark.parametrize(("share", "size"), [(0.96, 10.0), (1.2, 11.0), (0.6, 11.0)])
def test_a_table_has_smaller_text_if_it_is_much_lower_then(share: float, size: float):
    paragraph = plain_paragraph("words of a long sentence " * 4, STYLE.theme.sizes.dense)
    rows = (Row((Cell((paragraph,)),)),) * 3
    width = paragraph.natural_width(STYLE) * 11.0 / STYLE.theme.sizes.dense * share
    shown = report_table(Table((Column(),), Row((Cell(()),)), rows), width, STYLE, 11.0)
    assert shown.rows[0].cells[0].paragraphs[0].size == pytest.approx(size)


def test_a_table_that_is_set_closer_has_no_text_below_ten_points():
    cells = tuple(Cell((plain_paragraph("words", size),)) for size in (10.5, 10.0, 9.0))
    closer = closer_table(Table((Column(),) * 3, Row(cells), (Row(cells),)), 11.0)
    assert closer
    assert [cell.paragraphs[0].size for cell in closer.rows[0].cells] == pytest.approx([10.0, 10.0, 9.0])


def test_content_that_fits_both_orientations_has_that_of_the_following_content():
    passages = [(True, ()), (None, ()), (True, ()), (None, ()), (False, ()), (True, ()), (None, ())]
    assert [turned for turned, _ in _with_orientations(passages)] == [True, True, True, False, False, True, False]


@pytest.mark.parametrize("language", ["en", *in_ci(["zh"])])
def test_a_figure_below_a_sections_heading_leaves_room_for_its_caption(language: str, tmp_path: Path):
    path = tmp_path / "wide.yaml"
    path.write_text(WIDE, encoding="utf-8")
    rendered = render(plan_of("huaxing-bank"), Rendering(language, layout=path, medium="report"))
    report = Report(rendered.blob)
    heights = []
    for elements, page in report.passages:
        if value(page, "w:pgSz", "w:orient") == LANDSCAPE:
            region = int(value(page, "w:pgSz", "w:h"))
            region -= sum(int(value(page, "w:pgMar", f"w:{side}")) for side in ("top", "bottom"))
            drawn = [extent for each in elements[:4] for extent in each.iterfind(".//wp:extent", NAMES)][:1]
            heights += [int(each.get("cy")) / 12700 + HEADS - region / 20 for each in drawn]
    assert heights
    assert max(heights) <= 0


def test_the_agenda_of_a_report_names_pages_and_that_of_a_deck_slides():
    printed, shown = report_of("qinghe-retail", "en", "review"), deck_of("qinghe-retail", "en")
    heads = [each.text for each in printed.paragraphs if each.style.name == "Table Head"]
    assert "Page" in heads
    assert "Slide" not in heads
    assert shown.says("Slide")


def test_a_column_of_a_fixed_width_is_as_wide_as_its_longest_word():
    cells = (Cell((plain_paragraph("Haltungsveränderung", 12.0),)), Cell((plain_paragraph("x", 12.0),)))
    table = Table((Column(width=30.0), Column()), Row(cells), (Row(cells),))
    shown = report_table(table, 400.0, STYLE, 10.0)
    width = shown.inner_widths(400.0, STYLE)[0]
    assert width >= shown.header.cells[0].paragraphs[0].longest_stretch(STYLE) - 0.01


def test_columns_are_closer_where_that_saves_lines():
    words, name = (plain_paragraph(text, 12.0) for text in ("words of a long sentence " * 6, "Some Name"))
    head = Row((Cell((name,)),) * 6)
    row = Row((Cell((words,)), *[Cell((name,))] * 5))
    table = Table((Column(),) * 6, head, (row,) * 4)
    assert report_table(table, 400.0, STYLE, 10.0).gap == CLOSE_GAP < table.gap
    few = Table((Column(),) * 2, head._replace(cells=head.cells[:2]), (head._replace(cells=head.cells[:2]),))
    assert report_table(few, 400.0, STYLE, 10.0).gap == table.gap
