"""A brand's page setup is read by Word's rules: inheritance, margins with a gutter, borders, layout version."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.shared import Pt

from kamdeck.flow import Box, Chart, Drawing, Frame, Paragraph, Run, Series
from kamdeck.flow.report import Caption, CaptionedFlow, Passage
from tests.emit.docx.report_builders import open_brand, passages, place_and_emit, prose, report_of_elements, table
from tests.lint.reports import findings
from tests.report_reader import NAMES, Report, q, value, words_of
from tests.word_brands import saved, small_document

SPACES = nsdecls("w", "r")
CHART = Chart("column", ("2025", "2026"), (Series("Ours", (1.0, 2.0)),), "Two years")
DRAWING = Drawing(Frame(300, 100, (Box(0, 0, 300, 100, paragraphs=(Paragraph((Run("Box"),), 10.0),)),)), "A box")
BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="24" w:color="auto"/>' for side in ("top", "left", "bottom", "right")
)


@pytest.fixture
def brand(tmp_path: Path) -> Callable[..., Any]:
    """Opens a small document as a brand after a change."""

    def made(change: Callable[[Any], object]) -> Any:
        document = small_document()
        change(document)
        (tmp_path / "brand.docx").write_bytes(saved(document))
        return open_brand(tmp_path / "brand.docx")

    return made


@pytest.fixture
def report_in_brand(brand: Callable[..., Any]) -> Callable[..., Report]:
    """A report with a portrait and a landscape section in such a brand."""
    return lambda change: place_and_emit(
        passages(Passage((prose("One"),)), Passage((prose("Two"),), landscape=True)), brand(change)
    )


def heads(report: Report, place: str = "header", section: int = 0) -> dict[str, list[str]]:
    """The lines in a section's header or footer by their type."""
    relations = report.package.relations(report.main)
    return {
        each.get(q("w:type")): [
            words_of(line) for line in report.headers_and_footers[relations[each.get(q("r:id"))].target].iter(q("w:p"))
        ]
        for each in report.sections[section].findall(f"w:{place}Reference", NAMES)
    }


def settle(document: Any, *settings: str) -> None:
    for name in settings:
        document.settings.element.insert(1, parse_xml(f"<w:{name} {SPACES}/>"))


def setup(document: Any, markup: str) -> None:
    """Add a property of the section after its margins."""
    document.sections[-1]._sectPr.find(qn("w:pgMar")).addnext(parse_xml(markup))


def faults(report: Report) -> list[str]:
    """The findings of the lint, except that the brand has small captions."""
    return [each for each in findings(report) if "too_small" not in each]


def test_a_section_without_headers_inherits_those_of_the_previous_one(report_in_brand):
    def change(document: Any) -> None:
        document.sections[0].header.paragraphs[0].text = "Letterhead"
        document.sections[0].footer.paragraphs[0].text = "Registered"
        second = document.add_section()
        second.footer.is_linked_to_previous = False
        second.footer.paragraphs[0].text = "Second"
        document.add_section()

    report = report_in_brand(change)
    assert heads(report)["default"][0] == "Letterhead"
    assert heads(report, "footer")["default"][0] == "Second"
    assert heads(report, section=1)["default"][0] == "Letterhead"
    assert not faults(report)


@pytest.mark.parametrize(
    ("said_so", "apart"), [("", True), ("1", True), ("0", False), ("false", False), ("off", False)]
)
def test_a_first_page_is_different_if_the_property_is_on(said_so: str, apart: bool, report_in_brand):
    def change(document: Any) -> None:
        section = document.sections[0]
        section.header.paragraphs[0].text = "Every page"
        section.different_first_page_header_footer = True
        section.first_page_header.paragraphs[0].text = "First page"
        if said_so:
            section._sectPr.find(qn("w:titlePg")).set(qn("w:val"), said_so)

    assert heads(report_in_brand(change))["first"] == (["First page"] if apart else ["Every page"])


def test_a_different_first_page_without_a_header_has_none(report_in_brand):
    def change(document: Any) -> None:
        document.sections[0].header.paragraphs[0].text = "Every page"
        document.sections[0].different_first_page_header_footer = True

    assert heads(report_in_brand(change))["first"] == [""]


@pytest.mark.parametrize("on", [True, False])
def test_even_pages_have_their_own_headers_if_the_setting_is_on(on: bool, report_in_brand):
    def change(document: Any) -> None:
        document.settings.odd_and_even_pages_header_footer = True
        document.settings.element.find(qn("w:evenAndOddHeaders")).set(qn("w:val"), "1" if on else "0")
        document.sections[0].header.paragraphs[0].text = "Odd"
        document.sections[0].even_page_header.paragraphs[0].text = "Even"

    report = report_in_brand(change)
    assert heads(report).get("even", [""])[0] == ("Even" if on else "")
    assert heads(report)["default"][0] == "Odd"
    assert (b"evenAndOddHeaders" in report.package.parts["/word/settings.xml"]) or not on
    assert not faults(report)


@pytest.mark.parametrize(
    ("settings", "rtl", "side"),
    [
        ((), False, "left"),
        (("gutterAtTop",), False, "top"),
        ((), True, "right"),
        (("gutterAtTop", "mirrorMargins"), False, "left"),
    ],
)
def test_a_gutter_stays_outside_of_the_text(settings: tuple[str, ...], rtl: bool, side: str, brand):
    def change(document: Any) -> None:
        document.sections[0].gutter = Pt(36)
        settle(document, *settings)
        if rtl:
            document.sections[0]._sectPr.append(parse_xml(f"<w:rtlGutter {SPACES}/>"))

    plain, bound_side = brand(lambda document: None).paper, brand(change)
    assert getattr(bound_side.paper, side) == getattr(plain, side) + 36
    report = report_of_elements(prose("x"), table(("a", "1")), brand=bound_side)
    margins = report.sections[0].find("w:pgMar", NAMES)
    assert margins.get(q("w:gutter")) == "720"
    assert int(margins.get(q(f"w:{side}"))) == round(getattr(plain, side) * 20)
    assert (report.sections[0].find("w:rtlGutter", NAMES) is not None) is rtl
    assert not faults(report)


def test_mirrored_margins_stay(report_in_brand):
    assert (
        b"mirrorMargins"
        in report_in_brand(lambda document: settle(document, "mirrorMargins")).package.parts["/word/settings.xml"]
    )


@pytest.mark.parametrize(
    ("display", "shown"),
    [("", ["all", "all"]), ("firstPage", ["firstPage", "none"]), ("notFirstPage", ["notFirstPage", "all"])],
)
def test_page_borders_stay_on_the_pages_that_have_them(display: str, shown: list[str], report_in_brand):
    def change(document: Any) -> None:
        on = f' w:display="{display}"' if display else ""
        setup(document, f"<w:pgBorders {SPACES}{on}>{BORDERS}</w:pgBorders>")

    report = report_in_brand(change)
    found = [each.find("w:pgBorders", NAMES) for each in report.sections]
    assert ["none" if each is None else each.get(q("w:display"), "all") for each in found] == shown
    assert not faults(report)


def test_page_numbers_have_the_brands_format_and_start(report_in_brand):
    report = report_in_brand(
        lambda document: setup(document, f'<w:pgNumType {SPACES} w:fmt="numberInDash" w:start="0"/>')
    )
    first, second = (each.find("w:pgNumType", NAMES) for each in report.sections)
    assert (first.get(q("w:fmt")), first.get(q("w:start"))) == ("numberInDash", "0")
    assert (second.get(q("w:fmt")), second.get(q("w:start"))) == ("numberInDash", None)


def test_a_length_may_have_a_unit(brand):
    def change(document: Any) -> None:
        document.sections[0]._sectPr.find(qn("w:pgMar")).set(qn("w:left"), "1in")

    assert brand(change).paper.left == 72


@pytest.mark.parametrize("mode", ["none", "11", "14", "15", "16"])
def test_a_report_is_laid_out_as_by_the_latest_word(mode: str, report_in_brand):
    def change(document: Any) -> None:
        compat = document.settings.element.find(qn("w:compat"))
        if mode == "none":
            document.settings.element.remove(compat)
        else:
            compat.find(qn("w:compatSetting")).set(qn("w:val"), mode)

    report = report_in_brand(change)
    found = report.package.xml("/word/settings.xml").findall("w:compat/w:compatSetting", NAMES)
    modes = [each.get(q("w:val")) for each in found if each.get(q("w:name")) == "compatibilityMode"]
    assert modes == ["16" if mode == "16" else "15"]
    assert not faults(report)


def exact(document: Any) -> None:
    """Lines of exactly 28 points and indented first lines, as Chinese official documents have them."""
    plain = document.styles["Normal"].paragraph_format
    plain.line_spacing, plain.first_line_indent, plain.space_after = Pt(28), Pt(32), Pt(20)
    document.styles["Normal"].font.all_caps = True


def test_graphics_have_their_own_style_whatever_the_brands_text_is_like(brand):
    report = report_of_elements(
        CaptionedFlow(DRAWING), CaptionedFlow(CHART, Caption("figure", "Sales")), brand=brand(exact)
    )
    cards, figure = [
        each for each in report.paragraphs if each.element.find(".//w:drawing", NAMES) is not None and each.in_body
    ]
    for each in (cards, figure):
        spacing = each.style.setting("w:pPr/w:spacing")
        assert (spacing.get(q("w:line")), spacing.get(q("w:lineRule"))) == ("240", "auto")
        assert value(each.element, "w:pPr/w:ind", "w:firstLine") == "0"
    inside = {
        value(each.getparent().getparent(), "w:pPr/w:pStyle")
        for each in report.root.iter(q("w:t"))
        if each.text == "Box"
    }
    assert inside == {"KamdeckGraphic"}
    assert not faults(report)


def test_a_brands_own_style_of_figures_cuts_no_figure_off(brand):
    def change(document: Any) -> None:
        figure = document.styles.add_style("Figure", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
        figure.paragraph_format.line_spacing = Pt(28)

    report = report_of_elements(CaptionedFlow(CHART, Caption("figure", "Sales")), brand=brand(change))
    assert report.by_name("figure").setting("w:pPr/w:spacing").get(q("w:lineRule")) == "auto"


def test_a_style_that_a_brand_lacks_inherits_no_first_line_indent(brand):
    def change(document: Any) -> None:
        plain = document.styles["Normal"].element.get_or_add_pPr()
        plain.append(parse_xml(f'<w:ind {SPACES} w:firstLineChars="200" w:firstLine="640"/>'))
        document.styles["List Bullet"].element.getparent().remove(document.styles["List Bullet"].element)

    report = report_of_elements(prose("x"), brand=brand(change))
    indent = report.by_name("list bullet").setting("w:pPr/w:ind")
    assert (indent.get(q("w:firstLineChars")), indent.get(q("w:hanging"))) == ("0", "280")


def defaults(document: Any, properties: str) -> None:
    """Put properties of paragraphs into the document's defaults."""
    found = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:pPrDefault')}")
    for child in list(found):
        found.remove(child)
    found.append(parse_xml(f"<w:pPr {SPACES}>{properties}</w:pPr>"))


def without(document: Any, *names: str) -> None:
    """Remove styles by their names."""
    for name in names:
        document.styles.element.remove(document.styles[name].element)


def test_a_style_that_a_brand_lacks_takes_no_indent_spacing_or_alignment_of_its_defaults(brand):
    def change(document: Any) -> None:
        defaults(
            document,
            '<w:spacing w:beforeLines="100" w:afterAutospacing="1"/>'
            '<w:ind w:firstLineChars="200" w:firstLine="640" w:left="720"/><w:jc w:val="center"/>',
        )
        without(document, "Caption", "Header", "List Bullet")

    report = report_of_elements(prose("x"), table(("a", "1")), brand=brand(change))
    for name in ("table text", "caption", "header", "note"):
        style = report.by_name(name)
        indent, spacing = style.setting("w:pPr/w:ind"), style.setting("w:pPr/w:spacing")
        assert [indent.get(q(f"w:{each}")) for each in ("firstLineChars", "firstLine", "left")] == ["0", "0", "0"], name
        assert [spacing.get(q(f"w:{each}")) for each in ("beforeLines", "afterAutospacing")] == ["0", "0"], name
        assert style.setting("w:pPr/w:jc").get(q("w:val")) == "left", name
    indent = report.by_name("list bullet").setting("w:pPr/w:ind")
    assert [indent.get(q(f"w:{each}")) for each in ("left", "hanging", "firstLine")] == ["280", "280", None]
    assert not faults(report)


def test_a_style_that_a_brand_lacks_takes_no_distance_in_lines_of_its_plain_paragraphs(brand):
    def change(document: Any) -> None:
        plain = document.styles["Normal"].element.get_or_add_pPr()
        plain.append(parse_xml(f'<w:spacing {SPACES} w:beforeLines="100" w:afterLines="100"/>'))
        without(document, "Title", "Heading 3")

    report = report_of_elements(prose("x"), brand=brand(change))
    for name in ("title", "heading 3"):
        spacing = report.by_name(name).setting("w:pPr/w:spacing")
        assert (spacing.get(q("w:beforeLines")), spacing.get(q("w:afterLines"))) == ("0", "0"), name


def test_a_style_of_the_brand_for_texts_of_tables_does_not_justify_their_lines(brand):
    def change(document: Any) -> None:
        style = document.styles.add_style("Table Text", WD_STYLE_TYPE.PARAGRAPH)
        style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        document.styles["Normal"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY

    report = report_of_elements(prose("x"), table(("a", "1")), brand=brand(change))
    assert report.by_name("table text").setting("w:pPr/w:jc").get(q("w:val")) == "left"
    assert report.by_name("normal").setting("w:pPr/w:jc").get(q("w:val")) == "both"


def test_our_tables_take_nothing_from_what_a_brand_makes_of_all_tables(brand):
    def change(document: Any) -> None:
        plain = next(
            each for each in document.styles.element if each.get(qn("w:type")) == "table" and each.get(qn("w:default"))
        )
        plain.insert(1, parse_xml(f'<w:pPr {SPACES}><w:ind w:firstLine="400"/><w:jc w:val="center"/></w:pPr>'))

    report = report_of_elements(table(("a", "1")), brand=brand(change))
    assert report.by_name("account table").setting("w:pPr/w:ind") is None
    assert report.by_name("account table").setting("w:basedOn") is None


def test_words_in_a_brands_own_table_style_take_no_indent_of_it(brand):
    def change(document: Any) -> None:
        document.styles.element.append(
            parse_xml(
                f'<w:style {SPACES} w:type="table" w:customStyle="1" w:styleId="House"><w:name w:val="House"/><w:pPr>'
                '<w:ind w:firstLine="400"/></w:pPr><w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr>'
                "</w:style>"
            )
        )

    report = report_of_elements(table(("a", "1")), brand=brand(change))
    assert report.by_name("table text").setting("w:pPr/w:ind").get(q("w:firstLine")) == "0"


@pytest.mark.parametrize("name", ["Normal", "Title", "section"])
def test_a_brand_from_right_to_left_sets_all_text_and_tables_from_the_right(name: str, brand):
    def change(document: Any) -> None:
        if name == "section":
            document.sections[0]._sectPr.append(parse_xml(f"<w:bidi {SPACES}/>"))
        else:
            document.styles[name].element.get_or_add_pPr().insert(0, parse_xml(f"<w:bidi {SPACES}/>"))

    report = report_of_elements(prose("Words"), prose("2026-10-12"), table(("a", "1")), brand=brand(change))
    for style in ("title", "body text", "table text", "header", "footer", "toc 1", "list bullet"):
        assert report.by_name(style).setting("w:pPr/w:bidi") is not None, style
    assert report.tables[0].find("w:tblPr/w:bidiVisual", NAMES) is not None
    words = next(each.element for each in report.paragraphs if each.text.startswith("Words"))
    assert (value(words, "w:pPr/w:bidi"), value(words, "w:pPr/w:jc")) == ("0", "right")  # read from the left
    date = next(each.element for each in report.paragraphs if each.text == "2026-10-12")
    assert date.find("w:pPr/w:bidi", NAMES) is None
    assert not faults(report)


def test_a_brand_that_switches_right_to_left_off_is_left_to_right(brand):
    def change(document: Any) -> None:
        document.styles["Normal"].element.get_or_add_pPr().insert(0, parse_xml(f'<w:bidi {SPACES} w:val="0"/>'))

    report = report_of_elements(table(("a", "1")), brand=brand(change))
    assert report.tables[0].find("w:tblPr/w:bidiVisual", NAMES) is None


@pytest.mark.parametrize(
    ("footer", "bottom", "side", "turned"),
    [("1400", "2000", "1600", "1000"), ("600", "2000", "1000", "560"), ("600", "1000", "2000", "600")],
)
def test_lower_margins_of_turned_pages_hold_as_much_of_a_footer(
    tmp_path: Path, footer: str, bottom: str, side: str, turned: str
):
    document = small_document()
    margins = document.sections[0]._sectPr.find(qn("w:pgMar"))
    for name, twips in (("bottom", bottom), ("left", side), ("footer", footer)):
        margins.set(qn(f"w:{name}"), twips)
    path = tmp_path / "brand.docx"
    path.write_bytes(saved(document))
    page = open_brand(path).page
    assert f'w:footer="{footer}"' in page.margins_xml(landscape=False)
    assert f'w:footer="{turned}"' in page.margins_xml(landscape=True)


@pytest.mark.parametrize("name", ["A name of several words ", "\u534e\u5174"])
def test_long_texts_of_headers_and_footers_end_before_what_is_beside_them(name: str):
    content = passages(Passage((prose("One"),)), Passage((prose("Two"),), landscape=True))
    status = "2026-Q4 - Internal"
    report = place_and_emit(replace(content, header=(name * 40, status), footer=name * 40))
    upright, wide = (heads(report, section=section)["default"][0] for section in (0, 1))
    assert upright.endswith(f"\N{HORIZONTAL ELLIPSIS}\t{status}")
    assert wide.endswith(f"\N{HORIZONTAL ELLIPSIS}\t{status}")
    assert 50 < len(upright) < len(wide)
    assert heads(report, "footer")["default"][0].endswith("\N{HORIZONTAL ELLIPSIS}\tPage 1 of 1")
