"""Cancels a brand's default text style in text boxes, if it differs from PowerPoint's usual one."""

from kamdeck.ooxml.brand_source.markup import Element
from kamdeck.ooxml.deck_package import qn

INHERITED = "<a:lstStyle/>"
# With these values text is as wide and as high as measured, whatever the brand's default is.
_RESET = (
    '<a:lstStyle><a:lvl1pPr marL="0" indent="0" algn="l" rtl="0"><a:lnSpc><a:spcPct val="100000"/></a:lnSpc><a:spcBef>'
    '<a:spcPts val="0"/></a:spcBef><a:spcAft><a:spcPts val="0"/></a:spcAft><a:buNone/><a:defRPr sz="1400" b="0" i="0" '
    'u="none" strike="noStrike" cap="none" spc="0" baseline="0"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill>'
    '<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr></a:lvl1pPr></a:lstStyle>'
)
_USUAL = {"b": "0", "i": "0", "u": "none", "cap": "none", "spc": "0", "strike": "noStrike", "baseline": "0"}


def list_style(presentation: Element) -> str:
    """The markup of every text box's list style (`a:lstStyle`).

    It is empty if the brand's default is the usual one; otherwise it resets the default.
    """
    # Text boxes and tables inherit from here, placeholders from the text styles of the master.
    level = presentation.find(f"{qn('p:defaultTextStyle')}/{qn('a:lvl1pPr')}")
    return INHERITED if level is None or _is_usual(level) else _RESET


def _is_usual(level: Element) -> bool:
    for key in ("marL", "indent"):
        if level.get(key, "0") != "0":
            return False
    spacing = level.find(f"{qn('a:lnSpc')}/{qn('a:spcPct')}")
    before = level.find(f"{qn('a:spcBef')}/*")
    if (spacing is not None and spacing.get("val") != "100000") or (before is not None and before.get("val") != "0"):
        return False
    run = level.find(qn("a:defRPr"))
    if run is None:
        return bool(level.get("algn", "l") == "l")
    plain = all(run.get(key, usual) == usual for key, usual in _USUAL.items())
    return plain and level.get("algn", "l") == "l" and _uses_theme(run)


def _uses_theme(run: Element) -> bool:
    colour = run.find(f"{qn('a:solidFill')}/*")
    latin = run.find(qn("a:latin"))
    usual_colour = colour is None or (colour.get("val") == "tx1" and len(colour) == 0)
    return bool(usual_colour and (latin is None or latin.get("typeface") == "+mn-lt"))
