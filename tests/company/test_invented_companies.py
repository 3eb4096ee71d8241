"""Three invented companies with vocabularies of their own: their plans are read, checked, converted and rendered."""

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from docx import Document
from pptx import Presentation

from kamdeck.analysis.figures import figures
from kamdeck.analysis.quality import quality_of
from kamdeck.cli import main
from kamdeck.compose.company_rules import company_rules
from kamdeck.job import Rendering, wording_of
from kamdeck.plan_io import Plan, load
from kamdeck.plan_io.save import save
from kamdeck.plan_io.serialize import serialize
from kamdeck.render import render
from kamdeck.settings import settings_for
from kamdeck.text.no_break import NO_BREAK

EXAMPLES = Path(__file__).parent / "examples"
COMPANIES = tuple(each.name for each in sorted(EXAMPLES.iterdir()))


@cache
def plan_of(company: str) -> Plan:
    """The plan of a company."""
    return load(EXAMPLES / company / "plan.yaml")


@cache
def texts_of(company: str, kind: str) -> str:
    """All texts of a document of a company, line by line, with plain spaces."""
    plan = plan_of(company)
    blob = render(plan, settings_for([plan.file]).job(plan, Rendering(layout=kind))).blob
    found = _of_deck(blob) if kind == "review" else _of_report(blob)
    return "\n".join(found).replace(NO_BREAK, " ").replace("\u202f", " ")


def _of_deck(blob: bytes) -> Iterator[str]:
    for slide in Presentation(BytesIO(blob)).slides:
        for shape in _shapes(slide.shapes):
            if shape.has_text_frame:
                yield shape.text_frame.text
            if getattr(shape, "has_table", False):
                yield from (cell.text for row in shape.table.rows for cell in row.cells)


def _shapes(shapes: Any) -> Iterator[Any]:
    for shape in shapes:
        yield from _shapes(shape.shapes) if hasattr(shape, "shapes") else (shape,)


def _of_report(blob: bytes) -> Iterator[str]:
    found = Document(BytesIO(blob))
    cells = chain.from_iterable(table._cells for table in found.tables)
    yield from (each.text for each in chain(found.paragraphs, cells))
    yield from (node.text or "" for node in found.element.body.iter() if node.tag.endswith("}t"))


def test_a_japanese_vendor_counts_business_quarters_and_nine_stages():
    plan = plan_of("japan")
    found = figures(plan)
    assert (str(plan.period.first_day), found.last_result.value, found.year_orders.value) == ("2026-10-01", 275, 765)
    assert [str(row.stage) for row in found.stages] == [
        *("hikiai", "hearing", "kadai", "yosan", "teian", "jisshou", "naiji", "juchu"),
    ]
    assert found.weighted_pipeline.value == pytest.approx(180 * 0.6 + 60 * 0.35 + 40 * 0.95)
    assert wording_of(plan, "ja").say(plan.deals[0].stage) == "実証実験"


def test_a_holding_adds_four_currencies_by_half_year():
    plan = plan_of("holding")
    found = figures(plan)
    assert (str(plan.period.first_day), str(plan.period.last_day)) == ("2026-07-01", "2026-12-31")
    assert found.pipeline.value == pytest.approx(14 * 0.95 + 22 * 0.22 + 5.5 * 0.88)
    assert (found.won.value, found.last_result.value) == (6, 28.5)


def test_a_vendor_of_packaging_has_twelve_fields_and_rules_about_them():
    plan = plan_of("packaging")
    assert len(plan.deployment.fields) == 12
    found = quality_of(plan, own=company_rules(plan.deployment)).findings
    assert {(each.rule.id, each.path) for each in found if each.rule.id.startswith("PACK")} == {
        ("PACK1", "deals[1]"),
        ("PACK2", "account"),
    }


@pytest.mark.parametrize("company", COMPANIES)
@pytest.mark.parametrize("suffix", [".yaml", pytest.param(".xlsx", marks=pytest.mark.long)])
def test_a_plan_is_the_same_after_a_round_trip(company: str, suffix: str, tmp_path: Path):
    plan = plan_of(company)
    (tmp_path / "kamdeck.yaml").write_bytes((EXAMPLES / company / "kamdeck.yaml").read_bytes())
    (tmp_path / "rules").mkdir()
    for each in (EXAMPLES / company).glob("rules/*.yaml"):
        (tmp_path / "rules" / each.name).write_bytes(each.read_bytes())
    path = tmp_path / f"plan{suffix}"
    path.write_bytes(save(plan, path, str(plan.language)))
    assert serialize(load(path)) == serialize(plan)


@pytest.mark.parametrize("company", COMPANIES)
def test_check_says_the_words_of_the_company(company: str):
    done = CliRunner().invoke(main, ["check", str(EXAMPLES / company / "plan.yaml")], catch_exceptions=False)
    assert done.exit_code == 0
    wanted = {"japan": "決裁者が不明", "holding": "GJ27-H1", "packaging": "Bar wrappers: A deal without its tonnage"}
    assert wanted[company] in done.output


@pytest.mark.long
@pytest.mark.parametrize(
    ("company", "kind", "shown"),
    [
        ("japan", "review", ("2026年度第3四半期", "実証実験", "内示")),
        ("japan", "profile", ("2026年度第2四半期", "予算確認")),
        ("japan", "brief", ("第二溶接ライン",)),
        ("holding", "review", ("GJ27-H1", "14 Mio. EUR", "Wechselkurse vom 30. Sept. 2026")),
        ("holding", "profile", ("22 Mio. PLN", "GJ26-H2")),
        ("holding", "brief", ("Stellwerk Nord",)),
        ("packaging", "review", ("Line trial", "Sample sent")),
        (
            "packaging",
            "profile",
            ("Recycled content", "24 %", "CC-7", "Line 4", "OPP-19", "Polyethylene", "12 May 2026"),
        ),
        ("packaging", "brief", ("Muesli pouches",)),
    ],
)
def test_documents_show_the_words_of_the_company(company: str, kind: str, shown: tuple[str, ...]):
    texts = texts_of(company, kind)
    for each in shown:
        assert each in texts, each
