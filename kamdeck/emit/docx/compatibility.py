"""Sets the version of Word whose layout rules apply to a report: the latest, whichever version saved the brand.

Without the setting, or with an older version, Word opens a file in its "compatibility mode" (MS-DOCX, 2.3.4).
"""

from collections.abc import Sequence

from docx.oxml.ns import qn

from kamdeck.ooxml.brand_source.markup import Element

_MODE, _URI, _LATEST = "compatibilityMode", "http://schemas.microsoft.com/office/word", 15
_AFTER_COMPAT = ("themeFontLang", "clrSchemeMapping", "decimalSymbol", "listSeparator")
"""The settings kept from a brand that come after `w:compat` in the schema's order."""


def use_latest_word(settings: Element) -> None:
    """Have Word lay out the document by the rules that it has had since 2013."""
    compat = settings.find(qn("w:compat"))
    if compat is None:
        compat = settings.makeelement(qn("w:compat"))
        _insert(settings, compat, _AFTER_COMPAT)
    modes = [each for each in compat.findall(qn("w:compatSetting")) if each.get(qn("w:name")) == _MODE]
    # A brand of a later Word keeps its version.
    value = str(max([_LATEST, *(int(mode) for each in modes if (mode := each.get(qn("w:val"), "")).isdecimal())]))
    for each in modes:
        compat.remove(each)
    attributes = {qn("w:name"): _MODE, qn("w:uri"): _URI, qn("w:val"): value}
    first = compat.find(qn("w:compatSetting"))
    mode = compat.makeelement(qn("w:compatSetting"), attributes)
    # In w:compat, the compatSetting elements come last; this one is the first of them.
    compat.append(mode) if first is None else first.addprevious(mode)


def _insert(settings: Element, child: Element, followers: Sequence[str]) -> None:
    following = next((each for name in followers if (each := settings.find(qn(f"w:{name}"))) is not None), None)
    settings.append(child) if following is None else following.addprevious(child)
