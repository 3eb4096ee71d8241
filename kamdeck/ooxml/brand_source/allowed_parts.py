"""Which parts of a brand are copied into documents: a list of what is allowed, so that nothing unknown gets in.

A relationship that the kind of its part does not list is dropped, with everything in the markup that refers to it:
external pictures, links to files, OLE objects, controls, tags, custom XML, printer settings, macros, comments, sample
slides.
"""

from collections.abc import Mapping

from kamdeck.dataclass import dataclass

_OFFICE = "application/vnd.openxmlformats-officedocument"
_PML, _WML = f"{_OFFICE}.presentationml", f"{_OFFICE}.wordprocessingml"


@dataclass(frozen=True, slots=True)
class PartKind:
    """A kind of part: its content type, its root element, and the relationships that it may have.

    `named` relationships are kept if the markup refers to them, `implied` ones always. A part is damaged if it has
    none of a type that it `needs`, or lacks an element that it `holds`. Parts without a root element, such as
    pictures, are copied as they are.
    """

    content_type: str = ""
    root: str = ""
    named: tuple[str, ...] = ()
    implied: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()


_SHAPES, _MASTER = ("cSld/spTree",), ("cSld/spTree", "clrMap")
_COLOURS = ("dk1", "lt1", "dk2", "lt2", *(f"accent{number}" for number in range(1, 7)), "hlink", "folHlink")
_THEME = (
    *(f"themeElements/clrScheme/{name}/*" for name in _COLOURS),
    *(f"themeElements/fontScheme/{name}/latin" for name in ("majorFont", "minorFont")),
    "themeElements/fmtScheme",
)
_SHARED = {
    "theme": PartKind(f"{_OFFICE}.theme+xml", "theme", ("image",), holds=_THEME),
    "themeOverride": PartKind(f"{_OFFICE}.themeOverride+xml", "themeOverride", ("image",)),
    "chart": PartKind(f"{_OFFICE}.drawingml.chart+xml", "chartSpace", ("image",), ("themeOverride",)),
    "image": PartKind(),
    "font": PartKind(),
}
DECK_PARTS: Mapping[str, PartKind] = {
    **_SHARED,
    "officeDocument": PartKind(
        f"{_PML}.presentation.main+xml", "presentation", ("slideMaster", "notesMaster", "handoutMaster", "font"),
        ("theme", "presProps", "tableStyles"), ("slideMaster",),
    ),
    "slideMaster": PartKind(
        f"{_PML}.slideMaster+xml", "sldMaster", ("slideLayout", "image", "chart"), ("theme",), ("theme",), _MASTER
    ),
    "slideLayout": PartKind(
        f"{_PML}.slideLayout+xml", "sldLayout", ("image", "chart"), ("slideMaster", "themeOverride"), ("slideMaster",),
        _SHAPES,
    ),
    "notesMaster": PartKind(
        f"{_PML}.notesMaster+xml", "notesMaster", ("image", "chart"), ("theme",), ("theme",), _MASTER
    ),
    "handoutMaster": PartKind(
        f"{_PML}.handoutMaster+xml", "handoutMaster", ("image", "chart"), ("theme",), ("theme",), _MASTER
    ),
    "presProps": PartKind(f"{_PML}.presProps+xml", "presentationPr"),
    "tableStyles": PartKind(f"{_PML}.tableStyles+xml", "tblStyleLst", ("image",)),
}  # fmt: skip
REPORT_PARTS: Mapping[str, PartKind] = {
    **_SHARED,
    "officeDocument": PartKind(
        f"{_WML}.document.main+xml", "document", ("header", "footer"),
        ("styles", "numbering", "settings", "theme", "fontTable"), holds=("body",),
    ),
    "header": PartKind(f"{_WML}.header+xml", "hdr", ("image", "chart")),
    "footer": PartKind(f"{_WML}.footer+xml", "ftr", ("image", "chart")),
    "styles": PartKind(f"{_WML}.styles+xml", "styles"),
    "numbering": PartKind(f"{_WML}.numbering+xml", "numbering", ("image",)),
    "settings": PartKind(f"{_WML}.settings+xml", "settings"),
    "fontTable": PartKind(f"{_WML}.fontTable+xml", "fonts", ("font",)),
}  # fmt: skip
REQUIRED = ("slideMaster", "slideLayout", "theme", "styles", "numbering", "settings")
"""Types of relationships whose part must exist, since documents would look different from the brand without it."""
DROPPED_NAMES = {
    "hyperlink": "link", "oleObject": "OLE object", "package": "embedded file", "control": "ActiveX control",
    "customXml": "custom XML", "slide": "sample slide", "image": "picture", "font": "embedded font",
    "printerSettings": "printer settings", "attachedTemplate": "attached template", "mailMergeSource": "mail merge",
    "comments": "comments", "commentAuthors": "comment authors", "afChunk": "embedded document",
    "aFChunk": "embedded document", "htmlPubSaveAs": "web page settings", "webSettings": "web settings",
    "vmlDrawing": "legacy drawing", "glossaryDocument": "building blocks", "viewProps": "views",
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties": "properties",
    "extended-properties": "properties", "custom-properties": "properties", "footnotes": "footnotes",
    "endnotes": "endnotes", "audio": "sound", "video": "video",
    "http://schemas.microsoft.com/office/2006/relationships/vbaProject": "macros",
    "http://schemas.microsoft.com/office/2018/10/relationships/authors": "comment authors",
    "http://schemas.microsoft.com/office/2015/10/relationships/revisionInfo": "revision history",
    "http://schemas.microsoft.com/office/2006/relationships/keyMapCustomizations": "key bindings",
    "http://schemas.microsoft.com/office/2006/relationships/attachedToolbars": "toolbars",
    "http://schemas.microsoft.com/office/2006/relationships/ui/extensibility": "ribbon",
    "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility": "ribbon",
}  # fmt: skip
"""What dropped relationships are called in messages; others are called by the last segment of their URI."""
