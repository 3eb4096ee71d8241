"""The colours, number formats and column widths of the workbooks that kamdeck writes."""

from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from kamdeck.model.numbers import Share
from kamdeck.plan_io.forms.form_fields import FieldKind, FormField

INK, MUTED, PRIMARY, PALE, GROUND, RULE = "#1A2430", "#56616C", "#1B4F7D", "#C9DAE8", "#EDF2F7", "#D5DAE0"
DENSE = ("ja", "zh")
"""Languages whose texts are shorter than those of others."""
FONT = "Calibri"
# Excel leaves what is typed into a cell with the format "@" as a text, and makes no date or number of it.
TEXT, NUMBER, DAY = "@", "#,##0", "yyyy-mm-dd"
WIDTHS = {
    FieldKind.TEXT: 26.0,
    FieldKind.NAME: 16.0,
    FieldKind.PLAIN: 16.0,
    FieldKind.ID: 13.0,
    FieldKind.WORD: 16.0,
    FieldKind.FLAG: 11.0,
    FieldKind.NUMBER: 12.0,
    FieldKind.SHARE: 11.0,
    FieldKind.MEASURE: 12.0,
    FieldKind.YEAR: 9.0,
    FieldKind.QUARTER: 11.0,
    FieldKind.DAY: 12.5,
    FieldKind.SPAN: 12.5,
    FieldKind.YEAR_OR_DAY: 12.5,
}
NUMERIC = (FieldKind.NUMBER, FieldKind.SHARE, FieldKind.MEASURE, FieldKind.YEAR)
"""The kinds whose values stand at the right of their cells."""
TABS = {"profile": PRIMARY, "strategy": "#2A7048", "value": "#2A7048", "competition": "#863E6C", "deals": "#8A5A12"}


class CellFormats:
    """The cell formats of one workbook; equal formats are created once and shared."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.formats: dict[tuple[tuple[str, Any], ...], Format] = {}

    def format(self, **properties: Any) -> Format:
        """The workbook's default format with some properties replaced.

        The properties are those of XlsxWriter's `add_format`.
        """
        key = tuple(sorted(properties.items()))
        if key not in self.formats:
            own = {"font_name": FONT, "font_size": 10, "font_color": INK, "valign": "top"}
            self.formats[key] = self.book.add_format({**own, **properties})
        return self.formats[key]

    def cell(
        self, field: FormField, code: str, *, left: bool = False, bare: bool = False, quoted: bool = False
    ) -> Format:
        """The format of a cell that holds a field's value.

        Args:
            field: The field.
            code: The number format.
            left: Whether numbers are aligned to the left, too. Texts always are, and they wrap.
            bare: Whether the bottom border is left out.
            quoted: Whether Excel's quote prefix is set, so that a text beginning with "=" is not taken for a formula.
        """
        right = field.kind in NUMERIC and not left
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
        """The format of a heading's cell."""
        return self.format(bg_color=PRIMARY, text_wrap=True, border=1, border_color=RULE, align="left")

    def heading_text(self, *, small: bool = False) -> Format:
        """The font of a heading's names, or of the `small` key below them."""
        if small:
            return self.format(font_color=PALE, font_size=8)
        return self.format(font_color="#FFFFFF", bold=True)


def width_of(field: FormField, language: str) -> float:
    """The width of a field's column in characters, for texts in `language`."""
    if field.in_languages and field.named_words:
        return 16.0
    if field.many and field.kind is FieldKind.ID:
        return 18.0
    if field.key == "name":
        return 22.0
    return WIDTHS[field.kind] * (0.8 if field.in_languages and language in DENSE else 1)


def blank_code(field: FormField) -> str:
    """The number format of an empty cell, in which a person will enter the field's value."""
    match field.kind:
        case FieldKind.NUMBER | FieldKind.MEASURE:
            return "General"
        case FieldKind.SHARE:
            return "0.0%"
        case FieldKind.YEAR:
            return "0"
        case FieldKind.DAY:
            return DAY
        case _:
            return TEXT


def code_of(value: Any, field: FormField) -> str:
    """The number format that shows a number with all of its decimals."""
    # "#,##0" would show the year as 2,026.
    if field.kind is FieldKind.YEAR or field.kind is FieldKind.YEAR_OR_DAY or field.key == "format":
        return "0"
    # Fixed decimals without the zeros at their end, so that the noise of floats, as in 0.0133 * 100, is not shown.
    share = is_share(value, field)
    shown = f"{value * 100:.8f}" if share else f"{float(value):.6f}"
    decimals = len(shown.rstrip("0").partition(".")[2])
    places = f".{'0' * decimals}" if decimals else ""
    return f"0{places}%" if share else f"{NUMBER}{places}"


def is_share(value: Any, field: FormField) -> bool:
    """Whether a number is shown in per cent."""
    return field.kind is FieldKind.SHARE or (field.kind is FieldKind.MEASURE and isinstance(value, Share))
