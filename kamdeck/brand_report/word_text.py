"""The sections about pages and styles in the text about a Word brand."""

from kamdeck.brand_report.columns import columns
from kamdeck.brand_report.records import HeaderRecord, StyleRecord, WordBrandRecord


def word_sections(record: WordBrandRecord, example: str) -> list[list[str]]:
    """The lines of each section: pages and styles. `example` says how long the example account's profile is."""
    return [_head(record, example), ["Styles", *columns(map(_style, record.styles))]]


def _head(record: WordBrandRecord, example: str) -> list[str]:
    page = record.page
    margins = f"left {page.left:.2f}, right {page.right:.2f}, top {page.top:.2f}, bottom {page.bottom:.2f} in"
    gutter = f", with a gutter of {page.gutter:.2f} in" if page.gutter else ""
    rows = [("page", f"{page.width:.2f} × {page.height:.2f} in"), ("margins", margins + gutter)]
    if page.borders:
        rows.append(("borders", "those of the brand"))
    if record.right_to_left:
        rows.append(("direction", "from right to left"))
    patterns = " and ".join(record.heading_numbers) or "in the brand's format"
    numbered = any(each.numbered for each in record.styles if each.used_for.startswith("headings"))
    rows.append(("headings", f"numbered by the brand: {patterns}" if numbered else "numbered by kamdeck"))
    heads = ", ".join(map(_header, record.headers_footers))
    rows.append(("headers", heads or "none of the brand's; kamdeck writes its own"))
    return [f"{record.file}: a brand for reports", *columns([*rows, ("example", example)])]


def _header(header: HeaderRecord) -> str:
    return f"{header.place} ({header.pages})"


def _style(style: StyleRecord) -> tuple[str, str, str]:
    own = "the brand's" if style.own else "kamdeck's, in the brand's theme"
    return style.used_for, style.style, f"{own}, with numbers or bullets" if style.numbered else own
