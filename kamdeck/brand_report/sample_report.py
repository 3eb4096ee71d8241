"""Renders a sample of a Word brand: its page, colours and styles, and every block under a heading."""

from pathlib import Path

from kamdeck.brand_report.example import example_folder, example_plan
from kamdeck.brand_report.sample_blocks import ColourGrid, PageMap, ShownStyle, StyleList
from kamdeck.brand_report.sample_document import COVER, DESIGN, REGIONS, OwnTopic, sample_document, write_layout
from kamdeck.brand_report.shared_records import ROLES, colour_records, font_records
from kamdeck.document import RenderContext
from kamdeck.emit.docx.brand import OpenReportBrand, open_report_brand
from kamdeck.emit.docx.paragraph_styles import STYLES_BY_ROLE
from kamdeck.emit.docx.report import emit_report, save_report
from kamdeck.job import OWN_BRANDS, Rendering, resolve
from kamdeck.typeset.report import typeset_report
from kamdeck.wording import Wording

_TOPICS = {
    COVER: (("cover", "section.cover"),),
    REGIONS: (("page", "region.page"),),
    DESIGN: (("colours", "sample.colours"), ("styles", "sample.styles")),
}
_ROLES = ("lead", "bullet", "number", "quote", "callout", "note", "source")
"""The roles of paragraphs that stand for themselves; those of tables, captions and contents are in the blocks."""


def sample_report(path: Path, language: str) -> bytes:
    """The sample of the brand in a .docx or .dotx file as a .docx file.

    Raises Problems if the file cannot be used as a brand.
    """
    brand = open_report_brand(path, OWN_BRANDS["report"])
    own = {
        "page": OwnTopic(PageMap(brand.paper)),
        "colours": OwnTopic(ColourGrid(colour_records(brand.theme, ROLES), font_records(brand.theme.fonts))),
        "styles": OwnTopic(StyleList(tuple(_shown(brand, role) for role in _ROLES))),
    }
    with example_folder() as folder:
        plan = example_plan(folder)
        job = resolve(Rendering(language, write_layout(folder, "report", _TOPICS), path))
        wording = Wording(language, job.words, plan)
        document = sample_document(plan, job, own)
        report = typeset_report(document, brand.paper, RenderContext(brand.style, wording))
    return save_report(emit_report(report, brand))


def _shown(brand: OpenReportBrand, role: str) -> ShownStyle:
    name, style = STYLES_BY_ROLE[role]
    return ShownStyle(role, brand.styles[name], style.bold, style.colour)
