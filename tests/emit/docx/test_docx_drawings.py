"""Drawings, charts and pictures are native, are placed in lines of text, and have descriptions."""

import io
from typing import get_args

import openpyxl
import pytest

from kamdeck.emit.docx.drawings import drawing_xml
from kamdeck.emit.docx.runs import RunFormat
from kamdeck.flow import Box, Chart, Drawing, Frame, Glue, Line, Paragraph, Picture, Run, Series, TextItem
from kamdeck.flow.chart import ChartKind
from kamdeck.flow.drawing import Shape
from tests.emit.docx.document_builders import NAMES, STYLE, WIDTH, EmittedDocument, build_document, find, flows_xml
from tests.png_files import png


def prose(words: str, size: float = 10.0, **style: object) -> Paragraph:
    return Paragraph((Run(words),), size, **style)  # type: ignore[arg-type]


def drawn(*items: Box | TextItem | Line, alt: str = "A drawing", **more: bool) -> EmittedDocument:
    return build_document(lambda context: flows_xml([Drawing(Frame(300, 100, items), alt, **more)], context))


def chart(kind: ChartKind) -> Chart:
    series = (Series("Ours", (1.0, 2.5)), Series("Theirs", (3.0, None), line=True))
    return Chart(kind, ("2025", "2026"), series, "Two years", sums=True, legend=True)


def test_a_group_has_the_size_of_its_frame_and_of_its_inline():
    root = drawn(Box(0, 0, 300, 100), Box(10, 10, 80, 30)).root()
    size = (str(300 * 12700), str(100 * 12700))
    for path in ("//wp:extent", "//wpg:grpSpPr/a:xfrm/a:ext", "//wpg:grpSpPr/a:xfrm/a:chExt"):
        (one,) = find(root, path)
        assert (one.get("cx"), one.get("cy")) == size


def test_glue_names_the_shapes_of_the_group():
    boxes = (Box(0, 0, 80, 30, key="a"), Box(200, 60, 80, 30, key="b"))
    line = Line(0, 0, 0, 0, elbow=True, start=Glue("a", "bottom"), end=Glue("b", "top"))
    root = drawn(line, *boxes).root()
    ids = find(root, "//wps:wsp[wps:cNvSpPr]/wps:cNvPr/@id")
    (connector,) = find(root, "//wps:cNvCnPr")
    assert [(one.get("id"), one.get("idx")) for one in connector] == [(ids[0], "2"), (ids[1], "0")]


def test_ids_are_unique_over_all_drawings_of_a_document():
    items = (Box(0, 0, 9, 9, paragraphs=(prose("x"),)), Line(0, 0, 9, 9), TextItem(0, 0, 9, 12, (prose("y"),)))
    flows = [Drawing(Frame(10, 10, items), "One")] * 3 + [chart("bar"), Picture(png(2, 1), 20, 10, "Red")]
    root = build_document(lambda context: flows_xml(flows, context)).root()
    ids = find(root, "//wp:docPr/@id | //wps:cNvPr/@id")
    assert len(ids) == 14
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("shape", get_args(Shape))
def test_every_shape_contains_its_text(shape: Shape):
    box = Box(0, 0, 120, 40, shape=shape, paragraphs=(prose("Words"),), points=((0, 0), (120, 0), (60, 40)))
    root = drawn(box).root()
    assert find(root, "//mc:Choice//wps:txbx/w:txbxContent/w:p/w:r/w:t/text()") == ["Words"]
    assert len(find(root, "//wps:wsp/wps:bodyPr")) == len(find(root, "//wps:wsp"))


def test_text_in_a_drawing_does_not_depend_on_the_brands_plain_paragraphs():
    (properties,) = find(drawn(TextItem(0, 0, 90, 12, (prose("Words"),))).root(), "//wps:txbx//w:pPr")
    (spacing,) = find(properties, "w:spacing")
    assert (spacing.get(f"{{{NAMES['w']}}}after"), spacing.get(f"{{{NAMES['w']}}}line")) == ("0", "240")
    assert [find(properties, f"{tag}/@w:val") for tag in ("w:snapToGrid", "w:contextualSpacing", "w:jc")] == [
        ["0"], ["0"], ["left"],
    ]  # fmt: skip


def test_text_in_a_style_with_plain_spacing_only_has_its_line_height():
    drawing = Drawing(Frame(90, 12, (TextItem(0, 0, 90, 12, (prose("Words"),)),)), "Words")
    style = RunFormat("Drawing", 10.0, "text", plain_spacing=True)
    root = build_document(lambda context: f"<w:p>{drawing_xml(drawing, context, style)}</w:p>").root()
    (properties,) = find(root, "//wps:txbx//w:pPr")
    assert [child.tag.split("}")[1] for child in properties] == ["pStyle", "spacing"]


def test_programs_without_groups_read_all_text_in_order():
    items = (
        Box(0, 0, 90, 30, paragraphs=(prose("First"), prose("second\nline", marker="–"))),
        TextItem(0, 40, 90, 12, ()),
    )
    root = drawn(*items, TextItem(0, 60, 90, 12, (prose("last & least"),))).root()
    lines = ["".join(one.itertext()) for one in find(root, "//mc:Fallback//w:txbxContent/w:p")]
    assert lines == ["First", "– secondline", "last & least"]


def test_a_drawing_without_text_has_a_fallback_too():
    root = drawn(Box(0, 0, 9, 9, fill="grey3"), alt="A grey field").root()
    assert find(root, "//mc:Fallback//w:t/text()") == ["A grey field"]


def test_a_drawing_has_a_description_or_is_decorative():
    (properties,) = find(drawn(Box(0, 0, 9, 9), alt='Six "people" & <more>').root(), "//wp:docPr")
    assert properties.get("descr") == 'Six "people" & <more>'
    (silent,) = find(drawn(Box(0, 0, 9, 9), alt="", decorative=True).root(), "//wp:docPr")
    assert silent.get("descr") is None
    assert len(silent) == 1


def test_a_drawing_without_items_is_nothing():
    assert not find(drawn().root(), "//mc:AlternateContent")


@pytest.mark.parametrize("kind", get_args(ChartKind))
def test_a_chart_has_its_part_and_its_workbook(kind: ChartKind):
    emitted = build_document(lambda context: flows_xml([chart(kind)], context))
    (key,) = find(emitted.root(), "//wp:inline//c:chart/@r:id")
    assert emitted.links()[key] == ("chart", "charts/chart1.xml")
    space = emitted.root("word/charts/chart1.xml")
    assert find(space, "c:externalData/c:autoUpdate/@val") == ["0"]
    book = openpyxl.load_workbook(io.BytesIO(emitted.read("word/embeddings/Microsoft_Excel_Sheet1.xlsx")))
    assert [row[0].value for row in book.active.iter_rows(min_row=2)][:2] == ["2025", "2026"]
    assert find(emitted.root(), "//wp:docPr/@descr") == ["Two years"]


def test_a_picture_is_no_wider_than_the_text_and_written_once():
    pictures = [Picture(png(2, 1), 2 * WIDTH, 100, "Red")] * 2
    emitted = build_document(lambda context: flows_xml(pictures, context))
    assert find(emitted.root(), "//wp:extent/@cx") == [str(round(WIDTH * 12700))] * 2
    assert [name for name in emitted.names if "/media/" in name] == ["word/media/image1.png"]


def test_the_same_flows_are_the_same_bytes():
    flows = [chart("column"), Drawing(Frame(10, 10, (Box(0, 0, 9, 9),)), "One"), Picture(png(2, 1), 20, 10, "Red")]
    assert (
        build_document(lambda context: flows_xml(flows, context)).blob
        == build_document(lambda context: flows_xml(flows, context)).blob
    )


def test_colours_follow_the_documents_theme():
    root = drawn(Box(0, 0, 90, 30, fill="primary:20", paragraphs=(prose("x", colour="primary:60"),))).root()
    assert find(root, "//wps:spPr/a:solidFill/a:schemeClr/@val") == ["accent1"]
    (ink,) = find(root, "//wps:txbx//w:color")
    assert (ink.get(f"{{{NAMES['w']}}}themeColor"), ink.get(f"{{{NAMES['w']}}}themeTint")) == ("accent1", "99")
    assert ink.get(f"{{{NAMES['w']}}}val") == STYLE.theme.colour("primary:60").rgb
