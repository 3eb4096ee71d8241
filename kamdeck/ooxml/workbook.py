"""The small .xlsx workbook behind a chart, which "Edit data" opens.

It is written as text, since a general workbook library would take longer than the rest of the chart.
"""

from functools import lru_cache

from kamdeck.characters import begins_formula
from kamdeck.flow.chart import Chart
from kamdeck.ooxml.archive import ArchiveMember, archive, deflated
from kamdeck.ooxml.number_formats import number
from kamdeck.ooxml.workbook_columns import WorkbookColumn, columns
from kamdeck.ooxml.xml_names import DECLARATION, PACKAGE, RELATIONSHIPS
from kamdeck.ooxml.xml_text import attribute, cell

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_CONTENT_TYPES = (
    f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_TYPE}.sharedStrings+xml"/></Types>'
)
_RELATIONSHIPS = (
    f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{RELATIONSHIPS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
_WORKBOOK = (
    f'{DECLARATION}<workbook xmlns="{_MAIN}" xmlns:r="{RELATIONSHIPS}">'
    '<sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
_WORKBOOK_RELATIONSHIPS = (
    f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{RELATIONSHIPS}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{RELATIONSHIPS}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId3" Type="{RELATIONSHIPS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
)
# Office's own number formats end at 163 (ECMA-376 part 1, 18.8.30).
_FIRST_FORMAT = 164
# Sheets of a chart are short: at level 3 they take a third of the time of level 6, and 3 % more bytes.
_LEVEL = 3


def workbook(chart: Chart) -> bytes:
    """The bytes of the workbook: a header of names, then a row for each category; gaps are empty cells."""
    kept = columns(chart)
    codes = tuple(column.series.number_format or chart.number_format for column in kept)
    formats = tuple(dict.fromkeys(codes))
    strings = _Strings()
    styles = [formats.index(code) + 1 for code in codes]
    strings.quoting = len(formats) + 1
    sheet = _sheet(chart, kept, styles, strings)
    variable = (("xl/worksheets/sheet1.xml", sheet), ("xl/sharedStrings.xml", strings.xml))
    return archive(
        (
            *_constant_parts(),
            _styles(formats, quoted=strings.quoted),
            *(deflated(name, text.encode(), _LEVEL) for name, text in variable),
        )
    )


class _Strings:
    """The shared strings of the workbook; as strings, texts such as "=1+1" are not formulas.

    `quoting` is the index of the cell style that keeps such a text a string when it is edited; `quoted` says whether
    the style is used.
    """

    quoting = 0
    quoted = False

    def __init__(self) -> None:
        self._indices: dict[str, int] = {}
        self._uses = 0

    def index(self, text: str) -> int:
        self._uses += 1
        return self._indices.setdefault(text, len(self._indices))

    @property
    def xml(self) -> str:
        items = "".join(f'<si><t xml:space="preserve">{cell(text)}</t></si>' for text in self._indices)
        counts = f'count="{self._uses}" uniqueCount="{len(self._indices)}"'
        return f'{DECLARATION}<sst xmlns="{_MAIN}" {counts}>{items}</sst>'


def _sheet(chart: Chart, kept: tuple[WorkbookColumn, ...], styles: list[int], strings: _Strings) -> str:
    last = kept[-1].letter if kept else "A"
    header = _text("A1", chart.category_name, strings)
    header += "".join(_text(f"{column.letter}1", column.series.name, strings) for column in kept)
    rows = [f'<row r="1">{header}</row>']
    numbers = [(column.letter, column.values, f'" s="{style}"><v>') for column, style in zip(kept, styles, strict=True)]
    for index, category in enumerate(chart.categories):
        row = str(index + 2)
        cells = [_text(f"A{row}", category, strings)]
        for letter, values, style in numbers:
            value = values[index]
            if value is not None:
                cells.append(f'<c r="{letter}{row}{style}{number(value)}</v></c>')
        rows.append(f'<row r="{row}">{"".join(cells)}</row>')
    return (
        f'{DECLARATION}<worksheet xmlns="{_MAIN}"><dimension ref="A1:{last}{len(rows)}"/>'
        '<sheetFormatPr defaultRowHeight="15"/><cols><col min="1" max="1" width="24" customWidth="1"/></cols>'
        f"<sheetData>{''.join(rows)}</sheetData></worksheet>"
    )


def _text(reference: str, text: str, strings: _Strings) -> str:
    if not begins_formula(text):
        return f'<c r="{reference}" t="s"><v>{strings.index(text)}</v></c>'
    strings.quoted = True
    return f'<c r="{reference}" s="{strings.quoting}" t="s"><v>{strings.index(text)}</v></c>'


@lru_cache(maxsize=1)
def _constant_parts() -> tuple[ArchiveMember, ...]:
    """The parts that all workbooks share, compressed once."""
    parts = (
        ("[Content_Types].xml", _CONTENT_TYPES),
        ("_rels/.rels", _RELATIONSHIPS),
        ("xl/workbook.xml", _WORKBOOK),
        ("xl/_rels/workbook.xml.rels", _WORKBOOK_RELATIONSHIPS),
    )
    return tuple(deflated(name, text.encode()) for name, text in parts)


@lru_cache(maxsize=64)
def _styles(formats: tuple[str, ...], *, quoted: bool = False) -> ArchiveMember:
    """The number formats of cells, so that the sheet shows values as the chart does."""
    codes = "".join(
        f'<numFmt numFmtId="{index}" formatCode="{attribute(code)}"/>'
        for index, code in enumerate(formats, _FIRST_FORMAT)
    )
    cells = "".join(
        f'<xf numFmtId="{_FIRST_FORMAT + index}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
        for index in range(len(formats))
    )
    if quoted:  # quotePrefix keeps a text that begins with "=" a text when it is edited (ECMA-376 part 1, 18.8.45)
        cells += '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1"/>'
    xml = (
        f'{DECLARATION}<styleSheet xmlns="{_MAIN}">'
        + (f'<numFmts count="{len(formats)}">{codes}</numFmts>' if formats else "")
        + '<fonts count="1"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>'
        # Excel takes the first two fills as these, whatever the file says.
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{len(formats) + 1 + quoted}">'
        f'<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>{cells}'
        '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )
    return deflated("xl/styles.xml", xml.encode())
