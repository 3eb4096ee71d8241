"""Documents of one page: every plan fits, things are left out in the layout's order, and what is left out is told."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from kamdeck.components.kept_rows import limited_rows
from kamdeck.compose.layout import load_layout
from kamdeck.emit.pptx.brand_file import open_brand
from kamdeck.flow import Paragraph, Run, Table
from kamdeck.model import Plan
from kamdeck.plan_io import loads
from kamdeck.problems import Problems
from kamdeck.resources import LAYOUTS
from kamdeck.typeset.cut_texts import TextCutter
from kamdeck.typeset.left_out import OnePage
from tests.choices import in_ci
from tests.example_decks import CROSSED_AND_IN_CI_EVERY, plan_of, to_yaml
from tests.one_pages import (
    BRIEF,
    bands_of,
    brief_of,
    height_of_page,
    own_paper,
    own_slide_body,
    page_of,
    slide_of,
    texts_of,
)

THREE_FACTS = {
    "period": "2026-Q4",
    "account": {"id": "acme", "name": "Acme"},
    "money": {"currency": "EUR", "unit": "million"},
    "deals": [{"id": "D1", "name": "New servers", "amount": 12, "stage": "propose"}],
    "profile": {"people": [{"id": "ann", "name": "Ann Lee", "role": "decision_maker"}]},
}
SHOWN = [*CROSSED_AND_IN_CI_EVERY, ("qinghe-retail", "de"), ("hostile", "en"), ("empty", "en"), ("three", "ja")]
SHOWN += in_ci(
    [("huaxing-bank", "de"), ("huaxing-bank", "ja+en"), ("large", "zh+en"), ("hostile", "zh"), ("three", "en")]
)
LARGEST_DEAL, ASKS = "Core server platform", ("Approve a price floor", "Fund the core-platform", "Meet CFO Xu Hui")
OPEN = ("Xu Hui", "Han Bing")


def plan_named(name: str) -> Plan:
    return loads(to_yaml(THREE_FACTS)) if name == "three" else plan_of(name)


@pytest.mark.parametrize(("name", "language"), SHOWN)
def test_every_plan_fits_one_page_of_paper(name: str, language: str):
    report, _ = page_of(brief_of(plan_named(name), language))
    assert 0 < height_of_page(report) <= own_paper().body.height
    width = own_paper().body.width
    for band in bands_of(report):
        assert all(left.x + left.width <= right.x for left, right in pairwise(band.columns))
        assert band.columns[-1].x + band.columns[-1].width <= width + 0.01


@pytest.mark.parametrize(("name", "language"), SHOWN)
def test_every_plan_fits_one_slide(name: str, language: str):
    pages, _ = slide_of(brief_of(plan_named(name), language, medium="deck"))
    (page,) = pages.pages
    left, top, right, bottom = own_slide_body()
    for placed in page.placed:
        assert placed.x >= left - 0.01
        assert placed.x + placed.width <= right + 0.01
        assert placed.y >= top - 0.01
        assert placed.y + placed.height <= bottom + 0.01


def left_out(page: OnePage) -> dict[str, list[str]]:
    return {topic: list(names) for topic, names in page.left_out}


def every(*, coarse: int, fine: int) -> pytest.MarkDecorator:
    """Steps between the heights that are tried: coarse ones, and in CI fine ones."""
    return pytest.mark.parametrize("step", [coarse, *in_ci([fine])])


@every(coarse=40, fine=10)
def test_things_are_left_out_in_the_order_of_the_layout(step: int):
    document = brief_of(plan_of("huaxing-bank"))
    # Facts stand beside each other, so that a limit of them would free nothing on paper.
    order = ("Top deals", "How we win", "Risks and answers", "Next 90 days")
    reached = 0
    for height in range(760, 480, -step):
        page = page_of(document, height)[1]
        found = left_out(page)
        counts = [len(found.get(topic, ())) for topic in order]
        if any(counts):
            # Nothing is left out of a topic before the first one has given something, and before the others above it
            # have: rows may have come back where they fit into the rest of the page, those of two topics where a text
            # of the last one would have to be cut for its own.
            last = max(number for number, count in enumerate(counts) if count)
            assert counts[0]
            assert sum(count > 0 for count in counts[:last]) >= last - (1 if page.cut else 2), (height, found)
            reached = max(reached, last)
    assert reached == len(order) - 1


def test_the_sponsor_is_the_first_fact_that_leaves_a_slide():
    _, page = slide_of(brief_of(plan_of("huaxing-bank"), medium="deck"))
    assert left_out(page)["Snapshot"] == ["Sponsor"]


def test_rows_that_fit_the_space_freed_by_a_step_come_back():
    pages, page = slide_of(brief_of(plan_of("huaxing-bank")))
    shown = "\n".join(text for each in pages.pages[0].placed for text in each.flow.texts)
    # The order of the layout leaves out two deals at once, and the third competitor and risk before that is known.
    assert "D4 Private-cloud software" in shown
    assert not {"How we win", "Risks and answers", "Next 90 days"} & set(left_out(page))


@pytest.mark.parametrize(("name", "language"), [("meridian-motion", "en"), ("qinghe-retail", "zh")])
def test_the_columns_of_a_slide_end_at_one_height(name: str, language: str):
    pages, page = slide_of(brief_of(plan_of(name), language, medium="deck"))
    ends: dict[float, float] = {}
    for placed in pages.pages[0].placed:
        ends[placed.x] = max(ends.get(placed.x, 0.0), placed.y + placed.height)
    assert len(ends) == 3
    assert max(ends.values()) - min(ends.values()) < 1.0
    assert not page.left_out


def test_a_column_without_width_stands_below_the_text_of_the_first_one():
    pages, _ = slide_of(brief_of(plan_of("meridian-motion")))
    (deals,) = (each.flow for each in pages.pages[0].placed if "M1 Plant edge servers" in each.flow.texts)
    assert isinstance(deals, Table)
    assert deals.header.cells[0].paragraphs[1].text == "Next step"
    assert deals.rows[0].cells[0].paragraphs[1].text.startswith("Agree the two-week test")


def test_figures_stand_one_below_the_other_where_a_value_would_break():
    pages, _ = slide_of(brief_of(plan_of("qinghe-retail"), "zh"))
    strips = [
        each.flow for each in pages.pages[0].placed if isinstance(each.flow, Table) and len(each.flow.columns) == 3
    ]
    assert any(len(each.rows) == 2 and not each.rows[0].cells[0].fill for each in strips)


@pytest.mark.parametrize("height", [620, 560, 520])
def test_decisions_the_largest_deal_open_deciders_and_red_risks_stay(height: int):
    report, page = page_of(brief_of(plan_of("huaxing-bank")), height)
    texts = texts_of(report)
    assert left_out(page)
    assert all(name in texts for name in (LARGEST_DEAL, *ASKS, *OPEN))
    assert "The CFO has not met us" in texts
    assert "Branch PCs have slipped" in texts


def test_each_panel_of_a_large_plan_has_its_share_of_the_page_and_counts_the_rest_behind_its_title():
    plan = plan_of("large")
    report, _ = page_of(brief_of(plan))
    titles = [line for line in texts_of(report).splitlines() if line.startswith(("Who decides", "Top deals"))]
    assert all(re.search(r"\+ \d+ more$", title) for title in titles), titles
    shown = sum(name in texts_of(report) for name in (str(person.name) for person in plan.profile.people))
    assert 3 <= shown <= 12


def test_a_word_that_is_wider_than_a_line_is_cut_between_its_letters():
    cutter = TextCutter(open_brand(LAYOUTS / "brand.pptx").style, 2)
    word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
    short = cutter.paragraph(Paragraph((Run(f"D1 {word}"),), 10.0), 120.0)
    assert short.text.startswith("D1 Donaudampf")
    assert short.text.endswith("…")
    assert cutter.paragraph(Paragraph((Run("Plan the proof of concept " * 3),), 10.0), 120.0).text.endswith("of…")


def test_a_page_without_any_space_is_a_problem_of_the_layout():
    with pytest.raises(Problems, match="too small"):
        page_of(brief_of(plan_of("huaxing-bank")), 40)


@every(coarse=30, fine=20)
def test_text_gets_smaller_before_anything_is_left_out(step: int):
    document = brief_of(plan_of("meridian-motion"))
    sizes = []
    for height in range(1200, 420, -step):
        report, page = page_of(document, height)
        (heading, *_) = bands_of(report)[0].columns[0].flows[0][0].paragraphs
        sizes.append((heading.size, bool(page.left_out)))
    assert sizes == sorted(sizes, key=lambda each: (-each[0], each[1]))
    assert len({size for size, _ in sizes}) == 4
    assert {size for size, told in sizes if told} == {min(sizes)[0]}


def test_texts_are_whole_where_a_smaller_size_or_fewer_rows_make_space():
    # On these pages, texts of more than two lines fit only then.
    for name, language in (("huaxing-bank", "de"), ("huaxing-bank", "en"), ("meridian-motion", "de")):
        _, page = page_of(brief_of(plan_of(name), language))
        assert not page.cut


def test_closer_rows_make_texts_whole_before_a_row_is_left_out():
    _, page = page_of(brief_of(plan_of("huaxing-bank"), "en"))
    assert not page.left_out


def test_a_table_that_lacks_a_column_loses_another_one_where_fewer_texts_are_cut_then():
    pages, page = slide_of(brief_of(plan_of("huaxing-bank"), "en"))
    assert [name for name in left_out(page)["Top deals"] if not name.startswith("D")] == ["Next step", "Prob. %"]
    shown = [text for placed in pages.pages[0].placed for text in placed.flow.texts]
    assert "D2 Data-centre storage refresh" in "\n".join(shown)


def test_a_text_of_too_many_lines_ends_at_a_word_and_is_told():
    ask = "Approve the offer for the data centre of the northern region " * 12
    plan = loads(to_yaml({**THREE_FACTS, "decisions": [{"ask": ask.strip()}]}))
    report, page = page_of(brief_of(plan))
    (shown,) = [line for line in texts_of(report).splitlines() if line.startswith("Approve the offer")]
    assert shown.endswith("…")
    assert ask.startswith(shown[:-1])
    assert ask[len(shown) - 1] == " "
    assert page.cut == (("Decisions asked", (ask.strip(),)),)


@pytest.mark.parametrize("language", ["en", "zh", "de", "ja"])
def test_three_facts_that_would_help_most_stand_in_a_dashed_box(language: str):
    report, page = page_of(brief_of(plan_named("three"), language))
    (drawing,) = (
        flow
        for band in bands_of(report)
        for column in band.columns
        for flow, _ in column.flows
        if hasattr(flow, "frame")
    )
    (box,) = drawing.frame.items
    assert box.dashed
    assert len(box.paragraphs) == 4
    assert page == OnePage()


def test_names_are_in_full_in_chinese_and_initials_elsewhere():
    chinese, english = (texts_of(page_of(brief_of(plan_of("huaxing-bank"), each))[0]) for each in ("zh", "en"))
    assert "王强" in chinese
    assert "WQ" not in chinese
    assert "WQ" in english


def test_topics_of_a_section_stand_beside_each_other_and_alone_have_the_whole_width():
    with_both, without = (bands_of(page_of(brief_of(plan_of(each)))[0]) for each in ("huaxing-bank", "empty"))
    assert [len(band.columns) for band in with_both] == [1, 1, 1, 2, 1, 2, 1, 1]
    assert all(len(band.columns) == 1 for band in without)


@pytest.mark.parametrize(
    ("limit", "message"),
    [
        ("{nothing: 3}", "'nothing' is not a topic of this layout"),
        ("{decisions: few}", "expected a number of rows, found 'few'"),
        ("decisions", "'decisions' is not a topic|write a topic and a number of rows"),
    ],
)
def test_a_wrong_limit_is_reported_at_its_place(limit: str, message: str, tmp_path: Path):
    path = tmp_path / "mine.yaml"
    path.write_text(f"layout: mine\nextends: brief\none_page:\n  - {limit}\n", "utf-8")
    with pytest.raises(Problems, match=message) as raised:
        load_layout(path)
    assert raised.value.problems[0].place.line == 4


def test_a_layout_of_your_own_leaves_out_topics_in_its_own_order(tmp_path: Path):
    path = tmp_path / "mine.yaml"
    path.write_text("layout: mine\nextends: brief\none_page:\n  - {brief_deals: 0}\n", "utf-8")
    document = brief_of(plan_of("huaxing-bank"), layout=path)
    report, page = page_of(document, 620)
    assert "Top deals" in left_out(page)
    assert LARGEST_DEAL not in texts_of(report).replace("Core server platform (", "")
    assert "Snapshot" not in left_out(page)


def test_the_order_of_the_layout_names_each_topic_with_fewer_and_fewer_rows():
    limits = yaml.safe_load(BRIEF.read_text("utf-8"))["one_page"]
    by_topic: dict[str, list[int]] = {}
    for limit in limits:
        ((topic, rows),) = limit.items()
        by_topic.setdefault(topic, []).append(rows)
    assert all(rows == sorted(rows, reverse=True) for rows in by_topic.values())
    assert min(by_topic["decisions"]) == 3


def test_rows_to_keep_stay_beyond_a_limit_unless_forced():
    rows = [1, 2, -3, 4, -5]
    kept = lambda row: row < 0  # noqa: E731
    assert limited_rows(rows, 3, kept) == (1, -3, -5)
    assert limited_rows(rows, 1, kept) == (-3, -5)
    assert limited_rows(rows, 1, kept, forced=True) == (-3,)
    assert limited_rows(rows, 9) == (1, 2, -3, 4, -5)


def test_of_two_names_that_are_too_long_for_their_lines_the_first_stays_with_its_unit():
    report, _ = page_of(brief_of(plan_of("huaxing-bank"), "de+en"))
    shown = texts_of(report)
    assert "/…" not in shown.replace("\u00a0", "")
    assert re.search(r"Betrag(\s/ Amount)?\sin\sMio\.\sCNY", shown)


def test_the_next_steps_of_the_largest_deals_stand_on_a_slide():
    plan = plan_of("huaxing-bank")
    pages, page = slide_of(brief_of(plan, medium="deck"))
    texts = "\n".join(text for placed in pages.pages[0].placed for text in placed.flow.texts)
    largest = sorted((deal for deal in plan.deals if deal.next_step), key=lambda deal: -(deal.amount or 0))[:3]
    assert all(str(deal.next_step.in_language("en")) in texts for deal in largest if deal.next_step)
    assert "Next step" not in left_out(page)
