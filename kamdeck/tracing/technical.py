"""What kamdeck writes into every file besides the texts of a document: names of shapes and typefaces, formats, ids."""

from kamdeck.late_pattern import late_pattern
from kamdeck.theme import DEFAULT_EAST_ASIAN, DEFAULT_JAPANESE

SHAPES = (
    "Title", "Subtitle", "Breadcrumb", "Text", "Box", "Panel", "Line", "Connector", "Rule", "Drawing", "Group", "Table",
    "Chart", "Picture", "Date", "Footer", "Slide Number", "Notes", "Slide Image", "Backdrop", "Ground", "Band", "Frame",
    "Shape",
)  # fmt: skip
"""The names of shapes, which are followed by their numbers."""
EXACT = frozenset(
    (
        "Sheet1", "Normal", "kamdeck", "kamdeck seal", "compatibilityMode", "adj", "adj1", "adj2", "Chart", "1",
        "General", "Kamdeck Graphic", DEFAULT_EAST_ASIAN, DEFAULT_JAPANESE,
        "overrideTableStyleFontSizeAndJustification", "enableOpenTypeFeatures", "doNotFlipMirrorIndents",
        "differentiateMultirowTableHeaders", "useWord2013TrackBottomHyphenation",
    )
)  # fmt: skip
_PATTERNS = (
    rf"(?:{'|'.join(SHAPES)})(?: \d+)?",
    r"val -?\d+",  # the adjustment of a shape
    r"\{[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}\}",  # the id of a table's style, of a section or an extension
    r"[0-9a-f]{64}",  # the fingerprint
    r"section_[a-z0-9_]+|_Toc\d+|_Ref\w+",  # bookmarks, made of the layout's keys
    r"[#,0.\"%; @\-()\[\]A-Za-z&]*(?:#,##0|0|@)[#,0.\"%; @\-()\[\]]*",  # a number format
    r"Sheet1!\$[A-Z]+\$\d+(?::\$[A-Z]+\$\d+)?",
    r"[A-Z]+\d+(?::[A-Z]+\d+)?",  # the cells of a sheet
    r"[%\d. ]+",  # the numbering of headings
    r"(?:PAGE|NUMPAGES|SECTIONPAGES)(?: \\\* \w+)*",
    r"SEQ (?:Table|Figure) \\\* ARABIC(?: \\\w+)*",
    r"(?:REF|PAGEREF) (?:section_\w+|_\w+)(?: \\\w+)*",
    r"TOC (?:\\\w (?:\"[\d\-]*\" ?)?)+",
    r"(?:w\d*|wp\d*|wps|mc|a\d*|p\d*|c\d*| )+",  # the namespaces that an older program may ignore
    r"\d{4}-\d{2}-\d{2}T00:00:00Z",  # the review date, in the properties
)
_TECHNICAL = late_pattern("|".join(f"(?:{pattern})" for pattern in _PATTERNS))


def is_technical(text: str) -> bool:
    """Whether a text that is not for readers is one that every file has."""
    return text in EXACT or bool(_TECHNICAL.fullmatch(text.strip()))
