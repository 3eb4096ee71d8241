"""A field goes in, the format and the width of its column come out."""

from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from kamdeck.plan.form.fields import Field, Kind
from kamdeck.plan.numbers import Share

INK, MUTED, PRIMARY, PALE, GROUND, RULE = "#1A2430", "#56616C", "#1B4F7D", "#C9DAE8", "#EDF2F7", "#D5DAE0"
FONT = "Calibri"
TEXT, NUMBER, DAY = "@", "#,##0", "yyyy-mm-dd"
WIDTHS = {
    Kind.TEXT: 26.0,
    Kind.NAME: 16.0,
    Kind.PLAIN: 16.0,
    Kind.ID: 13.0,
    Kind.WORD: 16.0,
    Kind.FLAG: 11.0,
    Kind.NUMBER: 12.0,
    Kind.SHARE: 11.0,
    Kind.YEAR: 9.0,
    Kind.QUARTER: 11.0,
    Kind.DAY: 12.5,
    Kind.SPAN: 12.5,
    Kind.YEAR_OR_DAY: 12.5,
}
TABS = {"profile": PRIMARY, "strategy": "#2A7048", "value": "#2A7048", "competition": "#863E6C", "deals": "#8A5A12"}


class Looks:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def format(self, **properties: Any) -> Format:
        """A format over the workbook's own."""
        key = tuple(sorted(properties.items()))
        if key not in self.made:
            own = {"font_name": FONT, "font_size": 10, "font_color": INK, "valign": "top"}
            self.made[key] = self.book.add_format({**own, **properties})
        return self.made[key]

    def cell(self, field: Field, code: str, *, left: bool = False, bare: bool = False, quoted: bool = False) -> Format:
        """A cell of a field, with a rule under it unless it is bare; a quoted text is never taken for a formula.

        Texts break, numbers stand at the right but where everything stands at the left.
        """
        right = field.kind in (Kind.NUMBER, Kind.SHARE, Kind.YEAR) and not left
        own: dict[str, Any] = {"num_format": code, "text_wrap": not right, "align": "right" if right else "left"}
        if right:
            own["indent"] = 1
        if left:
            own["valign"] = "vcenter"
        if not bare:
            own |= {"bottom": 1, "bottom_color": RULE}
        if quoted:
            own["quote_prefix"] = True
        return self.format(**own)

    @property
    def heading(self) -> Format:
        """The cell of a heading."""
        return self.format(bg_color=PRIMARY, text_wrap=True, border=1, border_color=RULE, align="left")

    def heading_text(self, *, small: bool = False) -> Format:
        """The text in a heading: the names, or the small key under them."""
        if small:
            return self.format(font_color=PALE, font_size=8)
        return self.format(font_color="#FFFFFF", bold=True)


def width_of(field: Field, language: str) -> float:
    """The width of a field's column in characters."""
    if field.in_languages and field.vocabulary:
        return 16.0
    if field.many and field.kind is Kind.ID:
        return 18.0
    if field.key == "name":
        return 22.0
    return WIDTHS[field.kind] * (0.8 if field.in_languages and language == "zh" else 1)


def blank_code(field: Field) -> str:
    """The number format of a cell that is not filled in yet."""
    match field.kind:
        case Kind.NUMBER:
            return "General"
        case Kind.SHARE:
            return "0.0%"
        case Kind.YEAR:
            return "0"
        case Kind.DAY:
            return DAY
        case _:
            return TEXT


def code_of(value: Any, field: Field) -> str:
    """The number format of a number, with the decimals that it has."""
    if field.kind is Kind.YEAR or field.kind is Kind.YEAR_OR_DAY or field.key == "format":
        return "0"
    shown = f"{value * 100:.8f}" if isinstance(value, Share) or field.kind is Kind.SHARE else f"{float(value):.6f}"
    decimals = len(shown.rstrip("0").partition(".")[2])
    places = f".{'0' * decimals}" if decimals else ""
    return f"0{places}%" if field.kind is Kind.SHARE else f"{NUMBER}{places}"
