"""Lint rules for styles and lists of reports, and for direct formatting where a style should be used."""

from collections.abc import Iterator

from kamdeck.components.status_marks import MARKS
from tests.report_reader import NAMES, Paragraph, Report, q, value

SMALLEST, SMALLEST_IN_DRAWINGS = 20, 16
"""The smallest sizes in half points: of text, and of drawings, which are made smaller to fit a page."""
OF_PARAGRAPHS = {"pStyle", "keepNext", "keepLines", "numPr", "bidi", "sectPr"}
OF_RUNS = {"rStyle", "rFonts", "lang", "rtl", "noProof"}
IN_CELLS = {"jc"}
BOLD = {"b", "bCs"}
"""A link may be bold, since its character style is already the one for links."""
BEGINNING = {"heading 1", "toc heading"}
"""The styles of which a paragraph may begin a page by itself, depending on the text above it."""
SPREAD = ("heading", "caption", "table caption")
"""The beginnings of the names of styles of which a paragraph may have more space above it, to fill a page."""
INKED = {"color"}
"""Colours mark a status, or tell us from the competitors; no style does."""


def every_style_that_is_used_exists(report: Report) -> Iterator[str]:
    roots = {"document": report.root, **report.headers_and_footers}
    roots |= {name: report.package.xml(f"/word/{name}.xml") for name in ("styles", "numbering")}
    tags = ("w:pStyle", "w:rStyle", "w:tblStyle", "w:basedOn", "w:next", "w:link", "w:numStyleLink")
    for name, root in roots.items():
        used = {each.get(q("w:val")) for each in root.iter(*map(q, tags))}
        yield from (f"{name}: no style {each}" for each in used - set(report.styles))


def styles_are_of_the_kind_that_they_are_used_as(report: Report) -> Iterator[str]:
    for tag, kind in (("w:pStyle", "paragraph"), ("w:rStyle", "character"), ("w:tblStyle", "table")):
        used = {each.get(q("w:val")) for each in report.root.iter(q(tag))} & set(report.styles)
        yield from (f"{each} is no {kind} style" for each in used if report.styles[each].kind != kind)


def no_style_stands_twice(report: Report) -> Iterator[str]:
    styles = list(report.package.xml("/word/styles.xml").iter(q("w:style")))
    keys = [each.get(q("w:styleId")) for each in styles]
    names = [(each.get(q("w:type")), value(each, "w:name").lower()) for each in styles]
    yield from (f"{each} stands twice" for each in {key for key in keys if keys.count(key) > 1})
    yield from (f"two styles are called {each}" for each in {name for name in names if names.count(name) > 1})
    for kind in ("paragraph", "character", "table", "numbering"):
        count = sum(each.get(q("w:default")) == "1" for each in styles if each.get(q("w:type")) == kind)
        if count > 1:
            yield f"{count} {kind} styles are the default"


def every_list_that_is_used_exists(report: Report) -> Iterator[str]:
    root = report.package.xml("/word/numbering.xml")
    definitions = [each.get(q("w:abstractNumId")) for each in root.iter(q("w:abstractNum"))]
    lists = [each.get(q("w:numId")) for each in root.iterchildren(q("w:num"))]
    for kind, found in (("definition", definitions), ("list", lists)):
        yield from (f"the {kind} {each} stands twice" for each in set(found) if found.count(each) > 1)
    kinds = [each.tag for each in root if each.tag in (q("w:abstractNum"), q("w:num"))]
    if kinds != sorted(kinds, key=lambda tag: tag == q("w:num")):
        yield "a list stands before a definition"
    for each in root.iterchildren(q("w:num")):
        if value(each, "w:abstractNumId") not in definitions:
            yield f"the list {each.get(q('w:numId'))} has no definition"
    for name in (report.main, "/word/styles.xml"):
        used = {each.get(q("w:val")) for each in report.package.xml(name).iter(q("w:numId"))}
        yield from (f"{name}: no list {each}" for each in used - {"0", *lists})


def every_face_and_language_is_named(report: Report) -> Iterator[str]:
    styles = report.package.xml("/word/styles.xml")
    defaults = styles.find("w:docDefaults/w:rPrDefault/w:rPr", NAMES)
    yield from ("the theme's East Asian typeface" for each in styles.iter() if each.get(q("w:eastAsiaTheme")))
    if not value(defaults, "w:rFonts", "w:eastAsia"):
        yield "no East Asian typeface"
    yield from (f"no language {name}" for name in ("w:val", "w:eastAsia") if not value(defaults, "w:lang", name))


def headings_are_in_the_styles_of_headings(report: Report) -> Iterator[str]:
    before = 0
    for each in report.headings:
        style, names = each.style, []
        while style:
            names.append(style.name.lower())
            style = style.parent
        if f"heading {each.level}" not in names:
            yield f"'{each.text}' has the outline level {each.level} and the style {names[0]}"
        if each.level > before + 1:
            yield f"'{each.text}' of level {each.level} follows one of {before}"
        before = each.level


def nothing_is_set_by_hand_where_a_style_serves(report: Report) -> Iterator[str]:
    foremost = {id(elements[0]) for elements, _ in report.passages[1:] if elements}
    for each in report.paragraphs:
        if each.holder.tag == q("w:txbxContent") or each.style.name.lower() == "figure":
            continue
        if each.element.find(".//w:drawing", NAMES) is not None:
            continue
        in_cell = not each.in_body
        signed = each.style.name.lower() in ("list sign", "callout")
        found = _names(each, "w:pPr/*") - OF_PARAGRAPHS - (IN_CELLS if in_cell else set())
        found |= _names(each, "w:r/w:rPr/*") - OF_RUNS - (INKED if in_cell or signed else set())
        found |= _names(each, "w:hyperlink/w:r/w:rPr/*") - OF_RUNS - BOLD - (INKED if in_cell else set())
        if in_cell and any(mark in each.text for mark in MARKS.values()):
            found -= {"shd"}  # the ground of a badge says what its mark says
        if in_cell and each.style.name.lower() == "table head":
            found -= BOLD  # the unit behind a column's name is not bold
        if each.element.find("w:pPr/w:bidi", NAMES) is not None:
            found -= {"ind", "jc"}  # the direction depends on the text, not on the style
        if id(each.element) in foremost:
            found -= {"spacing"}  # the first paragraph of a page has no space above
        if each.style.name.lower().startswith(SPREAD) and value(each.element, "w:pPr/w:spacing", "w:beforeLines"):
            found -= {"spacing"}  # the space that fills a page depends on the page, not on the style
        if "pageBreakBefore" in found and each.style.name.lower().removesuffix(" plain") in BEGINNING:
            found -= {"pageBreakBefore", "spacing"}
        if found:
            yield f"{sorted(found)} in '{each.text[:40]}' ({each.style.name})"


def _names(paragraph: Paragraph, path: str) -> set[str]:
    return {each.tag.partition("}")[2] for each in paragraph.element.iterfind(path, NAMES)}


def no_text_is_too_small(report: Report) -> Iterator[str]:
    for each in report.paragraphs:
        if not each.text.strip():
            continue
        styled = each.style.setting("w:rPr/w:sz")
        sizes = {int(size.get(q("w:val"))) for size in each.element.iterfind(".//w:r/w:rPr/w:sz", NAMES)}
        if styled is not None:
            sizes.add(int(styled.get(q("w:val"))))
        least = SMALLEST_IN_DRAWINGS if each.holder.tag == q("w:txbxContent") else SMALLEST
        yield from (f"{size / 2} pt in '{each.text[:40]}'" for size in sizes if size < least)


RULES = (
    every_style_that_is_used_exists,
    styles_are_of_the_kind_that_they_are_used_as,
    no_style_stands_twice,
    every_list_that_is_used_exists,
    every_face_and_language_is_named,
    headings_are_in_the_styles_of_headings,
    nothing_is_set_by_hand_where_a_style_serves,
    no_text_is_too_small,
)
