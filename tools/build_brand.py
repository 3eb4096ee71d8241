"""Build the default brand of decks, `layouts/brand.pptx`: one master with layouts for covers, titles only, and bodies.

Run `python tools/build_brand.py [PATH]` after a change. The output is byte for byte the same every time, so that a
test can compare it with the shipped file.
"""

import sys
import zipfile
from pathlib import Path

A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
P = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
PML = "application/vnd.openxmlformats-officedocument.presentationml"

TARGET = Path(__file__).parents[1] / "layouts" / "brand.pptx"
COLOURS = {
    "dk1": "1A2430",
    "lt1": "FFFFFF",
    "dk2": "56616C",
    "lt2": "F2F4F7",
    "accent1": "1B4F7D",
    "accent2": "863E6C",
    "accent3": "2A7048",
    "accent4": "8A5A12",
    "accent5": "A93226",
    "accent6": "87929D",
    "hlink": "1B4F7D",
    "folHlink": "1B4F7D",
}
MAPPING = (
    'bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" '
    'accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"'
)
DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
ZERO = 'lIns="0" tIns="0" rIns="0" bIns="0"'
TREE = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
    '<a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
SIZES = (1400, 1200, 1200, 1000, 1000, 1000, 1000, 1000, 1000)


def pt(length: float) -> int:
    """Convert points to EMU."""
    return round(length * 12700)


def xfrm(x: float, y: float, width: float, height: float) -> str:
    """A shape's position and size, given in points."""
    return f'<a:xfrm><a:off x="{pt(x)}" y="{pt(y)}"/><a:ext cx="{pt(width)}" cy="{pt(height)}"/></a:xfrm>'


def placeholder(
    number: int, name: str, kind: str, place: tuple[float, float, float, float] | None, body: str = "", prompt: str = ""
) -> str:
    """A placeholder shape.

    `kind` holds the attributes of `p:ph`. `place` is the position and size in points; without one the placeholder
    inherits the master's. `body` is the text body's properties and list style, `prompt` the text that an empty
    placeholder shows.
    """
    where = xfrm(*place) + '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>' if place else ""
    body = body or "<a:bodyPr/><a:lstStyle/>"
    field = (
        '<a:fld id="{6E2B0C7A-6B0E-4C0B-9C55-4C2D4B3B6A01}" type="slidenum"><a:rPr lang="en-US"/><a:t>‹#›</a:t></a:fld>'
    )
    words = f'<a:r><a:rPr lang="en-US"/><a:t>{prompt}</a:t></a:r>' if prompt else ""
    text = field if "sldNum" in kind else words
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>'
        f"<p:ph {kind}/></p:nvPr></p:nvSpPr><p:spPr>{where}</p:spPr><p:txBody>{body}<a:p>{text}"
        f'<a:endParaRPr lang="en-US"/></a:p></p:txBody></p:sp>'
    )


def body(anchor: str, levels: str = "", wrap: str = "square") -> str:
    """A text body's properties without margins; `levels` is the markup of its list style."""
    return (
        f'<a:bodyPr vert="horz" wrap="{wrap}" {ZERO} rtlCol="0" anchor="{anchor}"><a:noAutofit/></a:bodyPr>'
        f"<a:lstStyle>{levels}</a:lstStyle>"
    )


def small(align: str) -> str:
    """The first level of footer text: 10 pt, in the muted colour."""
    return (
        f'<a:lvl1pPr algn="{align}"><a:defRPr sz="1000"><a:solidFill><a:schemeClr val="tx2"/></a:solidFill>'
        "</a:defRPr></a:lvl1pPr>"
    )


def fonts(theme: str) -> str:
    """The Latin, East Asian and complex fonts of a run; `theme` is "mj" for headings and "mn" for body text."""
    return f'<a:latin typeface="+{theme}-lt"/><a:ea typeface="+{theme}-ea"/><a:cs typeface="+{theme}-cs"/>'


def paragraph_level(level: int, attributes: str, size: int, *, bold: bool = False, bullet: str = "<a:buNone/>") -> str:
    """One level of a list style in the text colour; `size` is in hundredths of a point, and bold uses heading fonts."""
    theme = "mj" if bold else "mn"
    return (
        f'<a:lvl{level}pPr {attributes} algn="l" defTabSz="914400" rtl="0" eaLnBrk="1" latinLnBrk="0" hangingPunct="1">'
        f'<a:lnSpc><a:spcPct val="100000"/></a:lnSpc><a:spcBef><a:spcPts val="0"/></a:spcBef>{bullet}'
        f'<a:defRPr sz="{size}" b="{int(bold)}" kern="1200"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill>'
        f"{fonts(theme)}</a:defRPr></a:lvl{level}pPr>"
    )


def footers(first: int, *, master: bool) -> str:
    """The placeholders of date, footer and slide number; those of a slide layout inherit the master's positions.

    `first` is the id of the first shape.
    """
    places = {
        "dt": (720.0, 509.0, 140.0, 18.0),
        "ftr": (36.0, 509.0, 660.0, 18.0),
        "sldNum": (868.0, 509.0, 56.0, 18.0),
    }
    names = {"dt": "Date", "ftr": "Footer", "sldNum": "Slide Number"}
    aligns = {"dt": "r", "ftr": "l", "sldNum": "r"}
    sizes = {"dt": "half", "ftr": "quarter", "sldNum": "quarter"}
    return "".join(
        placeholder(
            first + at,
            f"{names[kind]} Placeholder {first + at - 1}",
            f'type="{kind}" sz="{sizes[kind]}" idx="{(2 if master else 10) + at}"',
            places[kind] if master else None,
            body("ctr", small(aligns[kind])) if master else "",
        )
        for at, kind in enumerate(names)
    )


def rule() -> str:
    """The thin line above the footers."""
    line = '<a:schemeClr val="accent6"><a:lumMod val="45000"/><a:lumOff val="55000"/></a:schemeClr>'
    return (
        f'<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="20" name="Footer rule">{DECORATIVE}</p:cNvPr><p:cNvCxnSpPr/>'
        f'<p:nvPr userDrawn="1"/></p:nvCxnSpPr><p:spPr>{xfrm(36, 504, 888, 0)}<a:prstGeom prst="line"><a:avLst/>'
        f'</a:prstGeom><a:ln w="9525"><a:solidFill>{line}</a:solidFill></a:ln></p:spPr></p:cxnSp>'
    )


def panel() -> str:
    """The cover's filled right third."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="20" name="Panel">{DECORATIVE}</p:cNvPr><p:cNvSpPr/><p:nvPr userDrawn="1"/>'
        f'</p:nvSpPr><p:spPr>{xfrm(609, 0, 351, 540)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill>'
        '<a:schemeClr val="accent1"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr><p:txBody><a:bodyPr rtlCol="0" '
        'anchor="ctr"/><a:lstStyle/><a:p><a:endParaRPr lang="en-US"/></a:p></p:txBody></p:sp>'
    )


def tree(shapes: str, name: str = "", background: str = "") -> str:
    """The common slide data (`p:cSld`) around the markup of shapes."""
    named = f' name="{name}"' if name else ""
    return f"<p:cSld{named}>{background}<p:spTree>{TREE}{shapes}</p:spTree></p:cSld>"


def slide_layout(name: str, attributes: str, shapes: str) -> str:
    """A slide layout part."""
    return (
        f'{HEAD}<p:sldLayout {A} {R} {P} preserve="1" {attributes}>{tree(shapes, name)}'
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def cover() -> str:
    """The cover: title, subtitle and facts on white at the left, a filled panel with an object at the right."""
    title = '<a:lvl1pPr algn="l"><a:defRPr sz="4000" b="1"/></a:lvl1pPr>'
    plain = '<a:lvl1pPr marL="0" indent="0"><a:buNone/><a:defRPr sz="{}"/></a:lvl1pPr>'
    shapes = (
        panel()
        + placeholder(2, "Title 1", 'type="ctrTitle"', (36, 108, 537, 150), body("b", title), "Account")
        + placeholder(
            3, "Subtitle 2", 'type="subTitle" idx="1"', (36, 268, 537, 100), body("t", plain.format(1600)), "Quarter"
        )
        + placeholder(
            4,
            "Facts 3",
            'type="body" sz="quarter" idx="13"',
            (36, 393, 525, 111),
            body("t", plain.format(1200)),
            "Facts",
        )
        + placeholder(5, "Object 4", 'sz="quarter" idx="14"', (657, 86, 267, 368), body("t", light()), "Object")
    )
    return slide_layout("Cover", 'type="title" showMasterSp="0"', shapes)


def light() -> str:
    """The first level of text on the panel, in the background colour."""
    return (
        '<a:lvl1pPr marL="0" indent="0"><a:buNone/><a:defRPr sz="1200"><a:solidFill>'
        '<a:schemeClr val="bg1"/></a:solidFill>'
        "</a:defRPr></a:lvl1pPr>"
    )


def title_only() -> str:
    """The layout of all content slides: a headline and the footers. kamdeck places everything else itself."""
    title = placeholder(2, "Title 1", 'type="title"', None, prompt="Headline")
    return slide_layout("Title only", 'type="titleOnly"', title + footers(3, master=False))


def title_and_body() -> str:
    """A headline above one object, for slides that people add to a finished deck."""
    title = placeholder(2, "Title 1", 'type="title"', None, prompt="Headline")
    content = placeholder(3, "Content 2", 'idx="1"', None, prompt="Text")
    return slide_layout("Title and body", 'type="obj"', title + content + footers(4, master=False))


def master() -> str:
    """The slide master: headline, body, and footers below a thin line."""
    shapes = (
        rule()
        + placeholder(2, "Title 1", 'type="title"', (36, 30.5, 888, 88.5), body("t"), "Headline")
        + placeholder(3, "Text 2", 'type="body" idx="1"', (36, 120, 888, 374.64), body("t"), "Text")
        + footers(4, master=True)
    )
    background = '<p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'
    bullet = '<a:buFont typeface="+mj-lt"/><a:buChar char="•"/>'
    text = "".join(
        paragraph_level(level, f'marL="{pt(14 * level)}" indent="{-pt(14)}"', size, bullet=bullet)
        for level, size in enumerate(SIZES, 1)
    )
    other = "".join(paragraph_level(level, f'marL="{pt(36 * (level - 1))}"', 1400) for level in range(1, 10))
    layouts = "".join(f'<p:sldLayoutId id="{2147483649 + at}" r:id="rId{at}"/>' for at in (1, 2, 3))
    return (
        f"{HEAD}<p:sldMaster {A} {R} {P}>{tree(shapes, background=background)}<p:clrMap {MAPPING}/>"
        f"<p:sldLayoutIdLst>{layouts}</p:sldLayoutIdLst><p:txStyles><p:titleStyle>"
        f"{paragraph_level(1, '', 2400, bold=True)}</p:titleStyle><p:bodyStyle>{text}</p:bodyStyle>"
        f"<p:otherStyle>{other}</p:otherStyle></p:txStyles></p:sldMaster>"
    )


def notes_master() -> str:
    """The notes page: the slide above, the speaker notes below."""
    picture = (
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide Image 1"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" '
        'noChangeAspect="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr><p:spPr>'
        f'{xfrm(54, 90, 432, 243)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln w="9525">'
        '<a:solidFill><a:schemeClr val="tx1"/></a:solidFill></a:ln></p:spPr></p:sp>'
    )
    notes = placeholder(3, "Notes 2", 'type="body" sz="quarter" idx="3"', (54, 346.5, 432, 283.5), body("t"), "Notes")
    style = "".join(paragraph_level(level, f'marL="{pt(36 * (level - 1))}"', 1200) for level in range(1, 10))
    return (
        f"{HEAD}<p:notesMaster {A} {R} {P}>{tree(picture + notes)}<p:clrMap {MAPPING}/>"
        f"<p:notesStyle>{style}</p:notesStyle></p:notesMaster>"
    )


def theme() -> str:
    """The theme part: colours and fonts, without effects."""
    palette = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in COLOURS.items())
    faces = (
        '<a:latin typeface="Arial"/><a:ea typeface="Microsoft YaHei"/><a:cs typeface="Arial"/>'
        '<a:font script="Jpan" typeface="Yu Gothic"/><a:font script="Hans" typeface="Microsoft YaHei"/>'
    )
    colour = '<a:schemeClr val="phClr"/>'
    fill = f"<a:solidFill>{colour}</a:solidFill>"
    lines = "".join(
        f'<a:ln w="{width}" cap="flat" cmpd="sng" algn="ctr">{fill}<a:prstDash val="solid"/></a:ln>'
        for width in (6350, 12700, 19050)
    )
    effects = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    return (
        f'{HEAD}<a:theme {A} name="kamdeck"><a:themeElements><a:clrScheme name="kamdeck">{palette}</a:clrScheme>'
        f'<a:fontScheme name="kamdeck"><a:majorFont>{faces}</a:majorFont><a:minorFont>{faces}</a:minorFont>'
        "</a:fontScheme>"
        f'<a:fmtScheme name="kamdeck"><a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effects}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements><a:objectDefaults/><a:extraClrSchemeLst/></a:theme>"
    )


def presentation() -> str:
    """The presentation part without slides, 13.33 × 7.5 inches."""
    levels = "".join(paragraph_level(level, f'marL="{pt(36 * (level - 1))}"', 1400) for level in range(1, 10))
    return (
        f'{HEAD}<p:presentation {A} {R} {P} saveSubsetFonts="1"><p:sldMasterIdLst><p:sldMasterId id="2147483648" '
        'r:id="rId1"/></p:sldMasterIdLst><p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst>'
        '<p:sldSz cx="12192000" cy="6858000"/><p:notesSz cx="6858000" cy="9144000"/>'
        f"<p:defaultTextStyle>{levels}</p:defaultTextStyle></p:presentation>"
    )


def relationships(*targets: tuple[str, str]) -> str:
    """A relationships part; each target is a relationship type (a URI, or the last segment of Office's) and a path."""
    lines = "".join(
        f'<Relationship Id="rId{at}" Type="{kind if "://" in kind else f"{OFFICE}/{kind}"}" Target="{target}"/>'
        for at, (kind, target) in enumerate(targets, 1)
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{lines}</Relationships>'


TYPES = {
    "/ppt/presentation.xml": f"{PML}.presentation.main+xml",
    "/ppt/slideMasters/slideMaster1.xml": f"{PML}.slideMaster+xml",
    "/ppt/slideLayouts/slideLayout1.xml": f"{PML}.slideLayout+xml",
    "/ppt/slideLayouts/slideLayout2.xml": f"{PML}.slideLayout+xml",
    "/ppt/slideLayouts/slideLayout3.xml": f"{PML}.slideLayout+xml",
    "/ppt/notesMasters/notesMaster1.xml": f"{PML}.notesMaster+xml",
    "/ppt/presProps.xml": f"{PML}.presProps+xml",
    "/ppt/tableStyles.xml": f"{PML}.tableStyles+xml",
    "/ppt/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
    "/ppt/theme/theme2.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
    "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
}


def content_types(types: dict[str, str]) -> str:
    """The list of content types; `types` maps the names of parts to them."""
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in types.items())
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def parts() -> dict[str, str]:
    """The files of the package by name, without `[Content_Types].xml`."""
    to_master = relationships(("slideMaster", "../slideMasters/slideMaster1.xml"))
    to_layouts = tuple(("slideLayout", f"../slideLayouts/slideLayout{at}.xml") for at in (1, 2, 3))
    core = (
        f'{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>kamdeck</dc:title></cp:coreProperties>'
    )
    return {
        "_rels/.rels": relationships(
            ("officeDocument", "ppt/presentation.xml"),
            (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "docProps/core.xml": core,
        "ppt/presentation.xml": presentation(),
        "ppt/_rels/presentation.xml.rels": relationships(
            ("slideMaster", "slideMasters/slideMaster1.xml"),
            ("notesMaster", "notesMasters/notesMaster1.xml"),
            ("presProps", "presProps.xml"),
            ("theme", "theme/theme1.xml"),
            ("tableStyles", "tableStyles.xml"),
        ),
        "ppt/presProps.xml": f"{HEAD}<p:presentationPr {A} {R} {P}/>",
        "ppt/tableStyles.xml": f'{HEAD}<a:tblStyleLst {A} def="{{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}}"/>',
        "ppt/theme/theme1.xml": theme(),
        "ppt/theme/theme2.xml": theme(),
        "ppt/slideMasters/slideMaster1.xml": master(),
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": relationships(*to_layouts, ("theme", "../theme/theme1.xml")),
        "ppt/slideLayouts/slideLayout1.xml": cover(),
        "ppt/slideLayouts/slideLayout2.xml": title_only(),
        "ppt/slideLayouts/slideLayout3.xml": title_and_body(),
        **{f"ppt/slideLayouts/_rels/slideLayout{at}.xml.rels": to_master for at in (1, 2, 3)},
        "ppt/notesMasters/notesMaster1.xml": notes_master(),
        "ppt/notesMasters/_rels/notesMaster1.xml.rels": relationships(("theme", "../theme/theme2.xml")),
    }


def write_package(path: Path, types: dict[str, str], files: dict[str, str]) -> None:
    """Write a package with a fixed date and system in every entry, so that its bytes depend on nothing else."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in {"[Content_Types].xml": content_types(types), **files}.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            package.writestr(entry, text.encode())


if __name__ == "__main__":
    write_package(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET, TYPES, parts())
