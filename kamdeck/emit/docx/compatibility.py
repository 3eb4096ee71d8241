"""The version of Word that a report is laid out as: today's, whatever the brand was last saved by.

Without the setting, or with an older version, Word opens a file in its "compatibility mode" (MS-DOCX, 2.3.4).
"""

from collections.abc import Sequence

from docx.oxml.ns import qn

from kamdeck.ooxml.brand_source.markup import Element

_MODE, _URI, _LATEST = "compatibilityMode", "http://schemas.microsoft.com/office/word", 15
_BEHIND = ("themeFontLang", "clrSchemeMapping", "decimalSymbol", "listSeparator")
"""Of the settings that a brand keeps, those behind `w:compat` in the schema's order."""


def use_latest_word(settings: Element) -> None:
    """Let a document be laid out by the rules of Word since 2013."""
    compat = settings.find(qn("w:compat"))
    if compat is None:
        compat = settings.makeelement(qn("w:compat"))
        _insert(settings, compat, _BEHIND)
    modes = [each for each in compat.findall(qn("w:compatSetting")) if each.get(qn("w:name")) == _MODE]
    value = str(max([_LATEST, *(int(mode) for each in modes if (mode := each.get(qn("w:val"), "")).isdecimal())]))
    for each in modes:
        compat.remove(each)
    said = {qn("w:name"): _MODE, qn("w:uri"): _URI, qn("w:val"): value}
    first = compat.find(qn("w:compatSetting"))
    mode = compat.makeelement(qn("w:compatSetting"), said)
    compat.append(mode) if first is None else first.addprevious(mode)


def _insert(settings: Element, child: Element, behind: Sequence[str]) -> None:
    following = next((each for name in behind if (each := settings.find(qn(f"w:{name}"))) is not None), None)
    settings.append(child) if following is None else following.addprevious(child)
