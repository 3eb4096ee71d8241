"""Put the children of elements in the order that the schemas of ECMA-376 part 1 ask for.

Programs that write templates sometimes put a child at another place, or an attribute on the wrong element. Office then
offers to repair every document that is made from the template.
"""

from collections.abc import Iterable
from itertools import pairwise

from kamdeck.ooxml.brand_source.markup import Element
from kamdeck.ooxml.xml_names import DRAWING, PRESENTATION, WORD

_FILL = "noFill|solidFill|gradFill|blipFill|pattFill|grpFill"
_EFFECT = "effectLst|effectDag"
_RUN = f"ln {_FILL} {_EFFECT} highlight uLnTx|uLn uFillTx|uFill latin ea cs sym hlinkClick hlinkMouseOver rtl extLst"
_PARAGRAPH = (
    "lnSpc spcBef spcAft buClrTx|buClr buSzTx|buSzPct|buSzPts buFontTx|buFont buNone|buAutoNum|buChar|buBlip tabLst "
    "defRPr extLst"
)
_SHAPE = f"xfrm custGeom|prstGeom {_FILL} ln {_EFFECT} scene3d sp3d extLst"
_EDGE = "noFill|solidFill|gradFill|pattFill prstDash|custDash round|bevel|miter headEnd tailEnd extLst"
_TEXT = "bodyPr lstStyle p"
_DRAWING_ORDER = {
    **dict.fromkeys(("rPr", "defRPr", "endParaRPr"), _RUN),
    **dict.fromkeys(("pPr", "defPPr", *(f"lvl{level}pPr" for level in range(1, 10))), _PARAGRAPH),
    **dict.fromkeys(("ln", "lnL", "lnR", "lnT", "lnB", "lnTlToBr", "lnBlToTr", "uLn"), _EDGE),
    "txBody": _TEXT,
    "bodyPr": "prstTxWarp noAutofit|normAutofit|spAutoFit scene3d sp3d|flatTx extLst",
    "lstStyle": "defPPr " + " ".join(f"lvl{level}pPr" for level in range(1, 10)) + " extLst",
    "p": "pPr r|br|fld endParaRPr",
    "r": "rPr t",
    "fld": "rPr pPr t",
    "xfrm": "off ext chOff chExt",
    "tc": "txBody tcPr extLst",
    "tcPr": f"lnL lnR lnT lnB lnTlToBr lnBlToTr cell3D {_FILL} headers extLst",
    "tbl": "tblPr tblGrid tr",
    "blipFill": "blip srcRect tile|stretch",
    "theme": "themeElements objectDefaults extraClrSchemeLst custClrLst extLst",
    "themeElements": "clrScheme fontScheme fmtScheme extLst",
    "clrScheme": "dk1 lt1 dk2 lt2 accent1 accent2 accent3 accent4 accent5 accent6 hlink folHlink extLst",
    "fontScheme": "majorFont minorFont extLst",
    **dict.fromkeys(("majorFont", "minorFont"), "latin ea cs font extLst"),
    "fmtScheme": "fillStyleLst lnStyleLst effectStyleLst bgFillStyleLst",
}
_SLIDES_ORDER = {
    "sp": "nvSpPr spPr style txBody extLst",
    "cxnSp": "nvCxnSpPr spPr style extLst",
    "pic": "nvPicPr blipFill spPr style extLst",
    "spPr": _SHAPE,
    "grpSpPr": f"xfrm {_FILL} {_EFFECT} scene3d extLst",
    "bgPr": f"{_FILL} {_EFFECT} extLst",
    "txBody": _TEXT,
    "blipFill": "blip srcRect tile|stretch",
    "cNvPr": "hlinkClick hlinkHover extLst",
    **{name: f"cNvPr {inner} nvPr" for name, inner in (
        ("nvSpPr", "cNvSpPr"), ("nvPicPr", "cNvPicPr"), ("nvGrpSpPr", "cNvGrpSpPr"), ("nvCxnSpPr", "cNvCxnSpPr"),
        ("nvGraphicFramePr", "cNvGraphicFramePr"),
    )},
    "cSld": "bg spTree custDataLst controls extLst",
    "sldLayout": "cSld clrMapOvr transition timing hf extLst",
    "sldMaster": "cSld clrMap sldLayoutIdLst transition timing hf txStyles extLst",
    "txStyles": "titleStyle bodyStyle otherStyle extLst",
    **dict.fromkeys(("titleStyle", "bodyStyle", "otherStyle", "notesStyle"), _DRAWING_ORDER["lstStyle"]),
    "notesMaster": "cSld clrMap hf notesStyle extLst",
}  # fmt: skip
_WORD_BORDERS = "top left|start bottom right|end insideH insideV tl2br tr2bl"
_WORD_RUN = (
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish "
    "webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang "
    "eastAsianLayout specVanish oMath"
)
_WORD_ORDER = {
    "pPr": (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
        "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
        "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
        "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
    ),
    "rPr": _WORD_RUN,
    "tblPr": (
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd "
        "tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription"
    ),
    "tcPr": ("cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark"),
    "tcBorders": _WORD_BORDERS,
    "tblBorders": _WORD_BORDERS,
    "style": (
        "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked "
        "personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr"
    ),
    "tblStylePr": "pPr rPr tblPr trPr tcPr",
    "styles": "docDefaults latentStyles style",
    "docDefaults": "rPrDefault pPrDefault",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "numbering": "numPicBullet abstractNum num numIdMacAtCleanup",
    "sectPr": (
        "headerReference|footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType "
        "cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings"
    ),
}


def _ranks(order: str) -> dict[str, int]:
    """The place of each child, by its name; names between bars exclude each other, or may be mixed."""
    return {name: place for place, names in enumerate(order.split()) for name in names.split("|")}


_RANKS = {
    f"{space}{name}": _ranks(order)
    for space, table in ((DRAWING, _DRAWING_ORDER), (PRESENTATION, _SLIDES_ORDER), (WORD, _WORD_ORDER))
    for name, order in table.items()
}
_MISPLACED = {f"{PRESENTATION}cSld": ("showMasterSp", "showMasterPhAnim", "preserve", "type", "userDrawn")}
"""Attributes that belong to the parent of an element, where Office looks for them."""


def put_in_order(elements: Iterable[Element]) -> None:
    """Sort the children of elements whose order the schemas prescribe; those that are in order stay as they are.

    Children that the schemas do not know stay behind the one before them.
    """
    for element in list(elements):
        if element.tag in _RANKS:
            _sort(element)
        for name in _MISPLACED.get(element.tag, ()):
            value = element.attrib.pop(name, None)
            parent = element.getparent()
            if value is not None and parent is not None and name not in parent.attrib:
                parent.set(name, value)


def _sort(element: Element) -> None:
    ranks = _RANKS[element.tag]
    places, last = list[int](), -1
    for child in element:
        last = ranks.get(str(child.tag).rpartition("}")[2], last)
        places.append(last)
    if any(one > other for one, other in pairwise(places)):
        children = list(element)
        element[:] = [children[number] for number in sorted(range(len(children)), key=places.__getitem__)]
