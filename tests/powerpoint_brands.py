"""Presentations that are unusual as brands: other formats, missing placeholders, large titles."""

import io
from collections.abc import Callable

from pptx import Presentation
from pptx.util import Inches, Pt


def four_to_three() -> bytes:
    """Slides of 4:3 without placeholders for footer, date and number, and with a sample slide."""
    presentation = Presentation()
    for holder in [presentation.slide_master, *presentation.slide_layouts]:
        for shape in list(holder.placeholders):
            if shape.placeholder_format.type in (13, 15, 16):
                shape._element.getparent().remove(shape._element)
    sample = presentation.slides.add_slide(presentation.slide_layouts[0])
    sample.shapes.title.text = "A sample that no review shows"
    return _saved(presentation)


def portrait() -> bytes:
    """Slides that are taller than wide; the names of the slide layouts say nothing about them."""
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Inches(7.5), Inches(10)
    factor = 0.75
    for holder in [presentation.slide_master, *presentation.slide_layouts]:
        for shape in holder.placeholders:
            if shape.element.spPr is not None and shape.element.spPr.xfrm is not None:
                shape.left, shape.width = int(shape.left * factor), int(shape.width * factor)
                shape.top, shape.height = int(shape.top * 4 / 3), int(shape.height * 4 / 3)
    for number, layout in enumerate(presentation.slide_layouts):
        layout.name = f"Aufbau {number}"
    return _saved(presentation)


def loud() -> bytes:
    """Slides ten inches wide with titles of 60 points and only two slide layouts: title, and title with content."""
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Inches(10), Inches(5.625)
    for holder in [presentation.slide_master, *presentation.slide_layouts]:
        for shape in holder.placeholders:
            if shape.element.spPr is not None and shape.element.spPr.xfrm is not None:
                shape.top, shape.height = int(shape.top * 0.75), int(shape.height * 0.75)
    title = presentation.slide_master.placeholders[0]
    for style in presentation.slide_master.element.iter("{*}titleStyle"):
        for properties in style.iter("{*}defRPr"):
            properties.set("sz", str(int(Pt(60).pt * 100)))
    assert title.has_text_frame
    for layout in list(presentation.slide_layouts)[2:]:
        presentation.slide_layouts.remove(layout)
    return _saved(presentation)


def _saved(presentation: Presentation) -> bytes:
    stream = io.BytesIO()
    presentation.save(stream)
    return stream.getvalue()


BRANDS: dict[str, Callable[[], bytes]] = {"four_to_three": four_to_three, "portrait": portrait, "loud": loud}
