"""Remove text that is not shown and may be private from a brand's part: file names, paths, tooltips, bookmarks."""

import re

from lxml import etree

from kamdeck.ooxml.brand_source.markup import Element, local, remove
from kamdeck.ooxml.xml_names import VML, VML_OFFICE, WORD

_FILE = re.compile(
    r"[A-Za-z]:[\\/]|\\\\|://|\bfile:|(?:^|\s)/\w[^\s/]*/"
    r"|\w\.(?:png|jpe?g|jfif|gif|bmp|tiff?|[ew]mf|svg|webp|heic|eps|ai|psd|pdf|do[ct][xm]?|xl[st][xmb]?|pp[ts][xm]?|pot[xm]?"
    r"|vsdx?|zip)\b",
    re.IGNORECASE,
)
"""A path, an address or the name of a file."""
_NAMED = ("docPr", "cNvPr")
_OTHER_WORKBOOK = re.compile(r"('?)[^'!,()\[]*\[[^\]]*\](?=[^!]*!)")
"""The name of another workbook before a sheet in a reference: "'C:\\[Book.xlsx]Sheet 1'!A1", "[1]Sheet1!A1"."""
_BOOKMARKS = ("bookmarkStart", "bookmarkEnd")


def drop_private_text(root: Element) -> None:
    """Remove private text from the attributes of a part; text that is shown stays."""
    charted = local(root) == "chartSpace"
    for element in list(root.iter(etree.Element)):
        name = local(element)
        if name in _NAMED:
            _clean_description(element)
        elif element.tag.startswith(VML):
            for attribute in ("alt", "title", f"{VML_OFFICE}title"):
                if _FILE.search(element.get(attribute, "")):
                    del element.attrib[attribute]
        elif name.startswith("hlink"):
            element.attrib.pop("tooltip", None)
        elif element.tag == f"{WORD}hyperlink":
            element.attrib.pop(f"{WORD}tooltip", None)
        elif element.tag.startswith(WORD) and name in _BOOKMARKS:
            remove(element)
        elif charted and name == "f" and element.text:
            element.text = _OTHER_WORKBOOK.sub(r"\1", element.text)


def _clean_description(element: Element) -> None:
    """Keep a shape's name and description unless they name a file; remove its title, which no program shows."""
    element.attrib.pop("title", None)
    if _FILE.search(element.get("descr", "")):
        del element.attrib["descr"]
    if _FILE.search(element.get("name", "")):
        element.set("name", f"Shape {element.get('id', '')}".strip())
