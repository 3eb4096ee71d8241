"""The widths of the columns of a matrix: names have few lines, and no heading breaks a word."""

from types import SimpleNamespace

from kamdeck.blocks.heat_map import HeatMap, Key
from kamdeck.document import Region, RenderContext
from kamdeck.flow import Table
from kamdeck.model.values import Quantity, Text
from kamdeck.wording import Wording
from tests.document_stubs import STYLE
from tests.layouts import terms
from tests.portfolio.generated_accounts import portfolio

HEADINGS = ("Ressourcenplanung", "Wettbewerb: Wie wir gewinnen", "Kundenprofil", "Großprojekte im Vertrieb") * 2


def test_chinese_names_have_few_lines_beside_long_headings() -> None:
    rows = tuple(
        SimpleNamespace(name=Text(plain=name), head=Text(plain=f"{head} {number}"), score=Quantity(46))
        for name in ("中湖电力有限公司", "华锦纺织")
        for number, head in enumerate(HEADINGS)
    )
    region, context = Region(888.0, 367.0), RenderContext(STYLE, Wording("de", terms(), portfolio(1)))
    block = HeatMap(rows, "name", "head", value=lambda row: row.score)
    (table,) = (flow for flow in block.lower(region, context) if isinstance(flow, Table))
    widths = table.widths(region.width, STYLE)
    (name,) = table.rows[0].cells[0].paragraphs
    assert len(name.lines(widths[0] - sum(table.margins(0)), STYLE.typeface)) <= 3
    assert all(width >= least - 0.1 for width, least in zip(widths, table.word_widths(STYLE), strict=True))


def test_the_legend_has_the_sign_of_what_is_marked_with_one() -> None:
    rows = tuple(
        SimpleNamespace(name=Text(plain="Architects"), head=Text(plain=head), score=Quantity(score))
        for head, score in (("Nov", 118), ("Dec", 95))
    )
    key = (Key("high", Text(plain="90 to 100 %")), Key("over", Text(plain="over 100 %")))
    colour = lambda row: "over" if row.score > 100 else "high"  # noqa: E731
    block = HeatMap(rows, "name", "head", value=lambda row: row.score, colour=colour, key=key)
    flows = block.lower(Region(888.0, 367.0), RenderContext(STYLE, Wording("en", terms(), portfolio(1))))
    texts = [text for flow in flows for text in flow.texts]
    assert "■\u00a0over 100 %" in texts and "90 to 100 %" in texts
