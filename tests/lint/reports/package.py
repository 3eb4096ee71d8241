"""Lint rules for the zip file, relationships, ids, settings, headers and footers of reports."""

from collections import Counter
from collections.abc import Iterator

from tests.lint import package
from tests.report_reader import NAMES, Report, q, value

IMPLIED = {"styles", "numbering", "settings", "theme", "customXml", "fontTable", "webSettings"}
MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def the_main_part_is_an_ordinary_document(report: Report) -> Iterator[str]:
    types = report.package.parts[package.TYPES]
    if MAIN not in types or b"template.main" in types or b"macroEnabled" in types:
        yield "its content type is another"


def every_reference_has_its_relationship(report: Report) -> Iterator[str]:
    """Every relationship id in a part exists, and every relationship is used."""
    for name in (report.main, *report.headers_and_footers):
        used = {
            found
            for element in report.package.xml(name).iter()
            for key, found in element.attrib.items()
            if key.startswith(f"{{{NAMES['r']}}}") and found
        }
        relations = report.package.relations(name)
        yield from (f"{name}: no relationship {each}" for each in used - set(relations))
        for key, relation in relations.items():
            if key not in used and relation.kind not in IMPLIED:
                yield f"{name}: nothing uses {key} ({relation.kind})"


def ids_are_unique_over_the_whole_document(report: Report) -> Iterator[str]:
    """Ids of graphics (also in headers and footers), of shapes, and of bookmarks."""
    headers_and_footers = report.headers_and_footers.values()
    graphics = [each.get("id") for root in (report.root, *headers_and_footers) for each in root.iter(q("wp:docPr"))]
    shapes = [each.get("id") for each in report.root.iter(q("wp:docPr"), q("wps:cNvPr"))]
    bookmarks = [each.get(q("w:id")) for each in report.root.iter(q("w:bookmarkStart"))]
    for what, ids in (("graphic", graphics), ("shape", shapes), ("bookmark", bookmarks)):
        yield from (f"the {what} {each} stands {n} times" for each, n in Counter(ids).items() if n > 1)
        yield from (f"the {what} {each}" for each in ids if not each.isdigit() or each == "0")


def word_asks_nothing_on_opening(report: Report) -> Iterator[str]:
    settings = report.package.xml("/word/settings.xml")
    for tag in ("w:updateFields", "w:attachedTemplate", "w:documentProtection", "w:mailMerge"):
        yield from (tag for _ in settings.iter(q(tag)))


def every_passage_has_its_head_and_foot(report: Report) -> Iterator[str]:
    relations = report.package.relations(report.main)
    if report.root.find("w:body", NAMES)[-1].tag != q("w:sectPr"):
        yield "the body does not end with the properties of its pages"
    apart = report.package.xml("/word/settings.xml").find("w:evenAndOddHeaders", NAMES)
    even = apart is not None and apart.get(q("w:val"), "1") not in ("0", "false", "off")
    for number, page in enumerate(report.sections, 1):
        for place in ("header", "footer"):
            references = page.findall(f"w:{place}Reference", NAMES)
            kinds = [each.get(q("w:type")) for each in references]
            wanted = ["default"] + (["even"] if even else [])
            wanted += ["first"] if page.find("w:titlePg", NAMES) is not None else []
            if sorted(kinds) != wanted:
                yield f"passage {number} has the {place}s {kinds}"
            yield from (
                f"passage {number}: its {place} is a {relations[key].kind}"
                for each in references
                if (key := each.get(q("r:id"))) in relations and relations[key].kind != place
            )


def every_foot_counts_the_pages_once(report: Report) -> Iterator[str]:
    for name, root in report.headers_and_footers.items():
        codes = [(each.get(q("w:instr")) or "").split() for each in root.iter(q("w:fldSimple"))]
        codes += [(each.text or "").split() for each in root.iter(q("w:instrText"))]
        count = sum(code[:1] == ["PAGE"] for code in codes)
        if "footer" in name and count != 1:
            yield f"{name} shows the page's number {count} times"


def pages_have_their_sizes(report: Report) -> Iterator[str]:
    for number, page in enumerate(report.sections, 1):
        size = page.find("w:pgSz", NAMES)
        wide, high = int(size.get(q("w:w"))), int(size.get(q("w:h")))
        if (wide > high) != (value(page, "w:pgSz", "w:orient") == "landscape"):
            yield f"passage {number} is {wide} × {high} and says otherwise"


RULES = (
    package.no_part_stands_twice,
    package.parts_are_well_formed,
    package.every_part_has_a_content_type,
    package.every_relationship_leads_somewhere,
    the_main_part_is_an_ordinary_document,
    every_reference_has_its_relationship,
    ids_are_unique_over_the_whole_document,
    word_asks_nothing_on_opening,
    every_passage_has_its_head_and_foot,
    every_foot_counts_the_pages_once,
    pages_have_their_sizes,
)
