"""A Word document goes in, what Word would repair and what a reader would miss in it comes out: a sentence a finding."""

import io
import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree
from openpyxl import load_workbook

from tests.lint.charts import _differences
from tests.lint.package import TYPES
from tests.report import NAMES, Report, q, words_of

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
FILE_NAME = re.compile(r"\.(png|jpe?g|svg|emf|gif|xlsx)\b", re.IGNORECASE)
CHINESE = re.compile("[\u4e00-\u9fff]")


def every_part_has_a_content_type(report: Report) -> Iterator[str]:
    root = report.package.xml(TYPES)
    overrides = Counter(each.get("PartName") for each in root if each.get("PartName"))
    endings = {each.get("Extension").lower() for each in root if each.get("Extension")}
    yield from (f"a content type for the absent part {name}" for name in overrides if name not in report.package.parts)
    yield from (
        f"no content type for {name}"
        for name in report.package.parts
        if name != TYPES and name not in overrides and name.rpartition(".")[2].lower() not in endings
    )
    if b"template.main" in report.package.parts[TYPES]:
        yield "the content type of a template"


def every_relationship_leads_somewhere(report: Report) -> Iterator[str]:
    reached = set()
    for name in ("/", *report.package.parts):
        for key, relation in report.package.relations(name).items():
            reached.add(relation.target)
            if not relation.external and relation.target not in report.package.parts:
                yield f"{name}: {key} leads to the absent part {relation.target}"
    for name in report.package.parts:
        if name != TYPES and not name.endswith(".rels") and name not in reached:
            yield f"no relationship leads to {name}"


def every_reference_has_its_relationship(report: Report) -> Iterator[str]:
    for name, root in report.parts.items():
        known = set(report.package.relations(name))
        spaces = f"{{{NAMES['r']}}}"
        for element in root.iter():
            for key, value in element.attrib.items():
                if key.startswith(spaces) and value not in known:
                    yield f"{name}: no relationship {value}"


def ids_of_graphics_are_unique(report: Report) -> Iterator[str]:
    ids = Counter(each.get("id") for root in report.parts.values() for each in root.iter(q("wp:docPr")))
    yield from (f"docPr id {each} stands {count} times" for each, count in ids.items() if count > 1)


def graphics_are_described(report: Report) -> Iterator[str]:
    for properties in report.root.iter(q("wp:docPr")):
        described = properties.get("descr") or ""
        mark = properties.find(".//adec:decorative", NAMES)
        decorative = mark is not None and mark.get("val") == "1"
        if not described and not decorative:
            yield f"'{properties.get('name')}' has no alt text"
        if FILE_NAME.search(described):
            yield f"'{properties.get('name')}' is described as {described!r}"


def fallbacks_are_not_empty(report: Report) -> Iterator[str]:
    for fallback in report.root.iter(q("mc:Fallback")):
        if not len(fallback) or not "".join(fallback.itertext()).strip():
            yield "an empty mc:Fallback"


def cells_end_in_a_paragraph_and_rows_are_full(report: Report) -> Iterator[str]:
    for number, table in enumerate(report.root.iter(q("w:tbl")), 1):
        columns = len(list(table.iter(q("w:gridCol"))))
        for row in table.iter(q("w:tr")):
            cells = row.findall(q("w:tc"))
            if len(cells) != columns:
                yield f"table {number} has a row of other than {columns} cells"
            yield from (f"table {number}: a cell ends in no paragraph" for each in cells if each[-1].tag != q("w:p"))
        if table.find(f".//{q('w:gridSpan')}") is not None or table.find(f".//{q('w:vMerge')}") is not None:
            yield f"table {number} has merged cells"


def tables_with_a_head_repeat_it(report: Report) -> Iterator[str]:
    for number, table in enumerate(report.root.iter(q("w:tbl")), 1):
        look = table.find(f"{q('w:tblPr')}/{q('w:tblLook')}")
        first = table.find(q("w:tr"))
        repeated = first.find(f"{q('w:trPr')}/{q('w:tblHeader')}") is not None
        if (look.get(q("w:firstRow")) == "1") != repeated:
            yield f"table {number} flags a head and repeats none, or the other way about"


def no_text_has_a_control_character(report: Report) -> Iterator[str]:
    for name, root in report.parts.items():
        for text in root.iter(q("w:t")):
            if CONTROL.search(text.text or ""):
                yield f"{name}: {text.text!r}"


def links_lead_to_bookmarks(report: Report) -> Iterator[str]:
    marks = Counter(each.get(q("w:name")) for each in report.root.iter(q("w:bookmarkStart")))
    yield from (f"bookmark {name} stands {count} times" for name, count in marks.items() if count > 1)
    ids = Counter(each.get(q("w:id")) for each in report.root.iter(q("w:bookmarkStart")))
    yield from (f"bookmark id {each} stands {count} times" for each, count in ids.items() if count > 1)
    for link in report.root.iter(q("w:hyperlink")):
        anchor = link.get(q("w:anchor"))
        if anchor and anchor not in marks:
            yield f"a link to the absent bookmark {anchor}"
    for code in report.root.iter(q("w:instrText")):
        words = (code.text or "").split()
        if words[:1] == ["PAGEREF"] and words[1] not in marks:
            yield f"the page of the absent bookmark {words[1]}"


def styles_and_lists_are_there(report: Report) -> Iterator[str]:
    kinds = (q("w:pStyle"), q("w:rStyle"), q("w:tblStyle"))
    for name, root in report.parts.items():
        for each in root.iter(*kinds):
            if each.get(q("w:val")) not in report.styles:
                yield f"{name}: no style {each.get(q('w:val'))}"
    numbering = report.package.xml("/word/numbering.xml")
    lists = {each.get(q("w:numId")) for each in numbering.iter(q("w:num"))} | {"0"}
    definitions = {each.get(q("w:abstractNumId")) for each in numbering.findall(q("w:abstractNum"))}
    for each in numbering.iter(q("w:num")):
        if each.find(q("w:abstractNumId")).get(q("w:val")) not in definitions:
            yield f"list {each.get(q('w:numId'))} has no definition"
    for root in (report.root, report.package.xml("/word/styles.xml")):
        for each in root.iter(q("w:numId")):
            if each.get(q("w:val")) not in lists:
                yield f"no list {each.get(q('w:val'))}"


def one_style_of_a_kind_is_the_default(report: Report) -> Iterator[str]:
    root = report.package.xml("/word/styles.xml")
    kinds = Counter(each.get(q("w:type")) for each in root.iter(q("w:style")) if each.get(q("w:default")) == "1")
    yield from (f"{count} default styles of the kind {kind}" for kind, count in kinds.items() if count > 1)


def captions_are_counted(report: Report) -> Iterator[str]:
    counted: dict[str, int] = {}
    for field in report.root.iter(q("w:fldSimple")):
        code = (field.get(q("w:instr")) or "").split()
        if code[:1] == ["SEQ"]:
            counted[code[1]] = counted.get(code[1], 0) + 1
            if words_of(field) != str(counted[code[1]]):
                yield f"{code[1]} {words_of(field)} is the {counted[code[1]]}th"


def word_asks_no_question(report: Report) -> Iterator[str]:
    settings = report.package.xml("/word/settings.xml")
    for name in ("updateFields", "attachedTemplate", "documentProtection", "trackRevisions"):
        if settings.find(q(f"w:{name}")) is not None:
            yield f"the settings have {name}"


def chinese_has_its_font_and_language(report: Report) -> Iterator[str]:
    styles = report.package.xml("/word/styles.xml")
    defaults = styles.find(f"{q('w:docDefaults')}/{q('w:rPrDefault')}/{q('w:rPr')}")
    if defaults is None or not defaults.find(q("w:rFonts")).get(q("w:eastAsia")):
        yield "no East Asian font in the defaults"
    elif defaults.find(q("w:lang")).get(q("w:eastAsia")) != "zh-CN":
        yield "no East Asian language in the defaults"
    for each in styles.iter(q("w:rFonts")):
        if each.get(q("w:eastAsiaTheme")):
            yield "a style takes its East Asian font from the theme"


def headings_are_of_the_outline(report: Report) -> Iterator[str]:
    root = report.package.xml("/word/styles.xml")
    levels = {
        each.get(q("w:styleId")) for each in root.iter(q("w:style")) if each.find(f".//{q('w:outlineLvl')}") is not None
    }
    for name in ("heading 1", "heading 2", "heading 3"):
        key = next(key for key, each in report.styles.items() if each == name)
        if key not in levels:
            yield f"{name} is in no outline"


def charts_show_what_their_workbooks_hold(report: Report) -> Iterator[str]:
    for name, root in report.charts.items():
        outside = root.find(q("c:externalData"))
        relation = report.package.relations(name).get(outside.get(q("r:id"))) if outside is not None else None
        if relation is None or relation.target not in report.package.parts:
            yield f"{name} has no workbook"
            continue
        book = load_workbook(io.BytesIO(report.package.parts[relation.target]))
        for reference in root.iter(q("c:numRef"), q("c:strRef")):
            yield from (f"{name}: {each}" for each in _differences(book, reference))


def parts_are_well_formed(report: Report) -> Iterator[str]:
    for name in report.package.parts:
        if name.endswith((".xml", ".rels")):
            try:
                report.package.xml(name)
            except etree.XMLSyntaxError as error:
                yield f"{name}: {error}"


RULES = (
    parts_are_well_formed,
    every_part_has_a_content_type,
    every_relationship_leads_somewhere,
    every_reference_has_its_relationship,
    ids_of_graphics_are_unique,
    graphics_are_described,
    fallbacks_are_not_empty,
    cells_end_in_a_paragraph_and_rows_are_full,
    tables_with_a_head_repeat_it,
    no_text_has_a_control_character,
    links_lead_to_bookmarks,
    styles_and_lists_are_there,
    one_style_of_a_kind_is_the_default,
    captions_are_counted,
    word_asks_no_question,
    chinese_has_its_font_and_language,
    headings_are_of_the_outline,
    charts_show_what_their_workbooks_hold,
)


def report_findings(report: Report) -> list[str]:
    """What every rule finds, each under the rule's name."""
    return [f"{rule.__name__}: {found}" for rule in RULES for found in rule(report)]
