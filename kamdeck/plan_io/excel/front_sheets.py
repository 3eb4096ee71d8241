"""Writes the first sheet of a workbook, with instructions and links, and its hidden last sheet, with companies' ids."""

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from kamdeck.model.values import Text
from kamdeck.plan_io.excel.cell_formats import MUTED, PALE, PRIMARY
from kamdeck.plan_io.excel.drop_downs import FIRST_ROW, LAST_ROW, Ids
from kamdeck.plan_io.excel.examples import NOT_READ
from kamdeck.plan_io.excel.headings import EXAMPLES, LISTS
from kamdeck.plan_io.excel.sheet_writer import SheetWriter, print_set_up, row_height
from kamdeck.plan_io.forms.labels import hint, sheet_name
from kamdeck.plan_io.forms.sheets import FieldSheet, ListSheet, sheets

TITLE = Text(en="Account plan", zh="客户计划")
HOW_TO = Text(en="How to fill it in", zh="填写方法")
STEPS = (
    Text(
        en="Begin with the sheet Plan. The period and the customer's id and name are required. Everything else is "
        "optional: documents leave out what is not given.",
        zh="先填“计划”表：季度、客户编号与名称必填。其余不填的内容，文档中会自动略去。",
    ),
    Text(
        en="On the other sheets, each row is one fact. The note at each heading explains the column and gives an "
        "example. The sheet Examples lists all examples; it is not read.",
        zh="其他各表每行一条信息。列标题的批注说明填写内容并举例；“示例”表汇总所有示例，不会被读取。",
    ),
    Text(
        en="People, team members, deals, actions and offerings have ids, by which other sheets refer to them. "
        "Drop-downs list the ids and words that a cell accepts.",
        zh="人员、我方成员、商机、行动、产品都有编号，其他表用编号引用。下拉列表列出可选的编号和词语。",
    ),
    Text(
        en="Several entries in one cell: one per line (Alt+Enter). A text in two languages has a column for each.",
        zh="一格多项：每行一项（Alt+Enter换行）。双语文字中英文各占一列。",
    ),
    Text(
        en="You can move, hide and delete columns and rows. The small key under a heading identifies the column. "
        "Begin the names of your own columns and sheets with #.",
        zh="行列可以移动、隐藏、删除。列标题下的小字是字段代码；自用的列或表以 # 开头。",
    ),
    Text(
        en="Save as .xlsx, then run: kamdeck review FILE.xlsx. Error messages name the sheet and the cell.",
        zh="保存为.xlsx后运行：kamdeck review 文件.xlsx。问题会指明工作表和单元格。",
    ),
)


def write_start(sheet: Worksheet, writer: SheetWriter, titles: dict[str, str], *, examples: bool) -> None:
    """Writes the instructions, and a linked list of the sheets; `titles` maps the keys of sheets to their titles."""
    sheet.set_column(0, 0, 36)
    sheet.set_column(1, 1, 96)
    formats = writer.formats
    large = formats.format(font_size=20, bold=True, font_color=PRIMARY)
    small = formats.format(font_color=MUTED, font_size=8)
    sheet.set_row(0, 36)
    sheet.write_rich_string(
        0, 0, large, writer.names(TITLE), small, "   kamdeck  #start", formats.format(valign="vcenter")
    )
    row = 2
    writer.text(sheet, (row, 0), writer.names(HOW_TO), bold=True, font_color=PRIMARY, font_size=11)
    for number, step in enumerate(STEPS, 1):
        text = (
            step.in_language(writer.language)
            if writer.language in ("en", "zh")
            else f"{step.get('zh')}\n{step.get('en')}"
        )
        writer.text(sheet, (row, 1), f"{number}  {text}", text_wrap=True, font_size=11)
        sheet.set_row(row, row_height([(text, 84)]) + 6)
        row += 1
    row += 1
    listed = [(each.key, each.name, _line(each, writer)) for each in sheets()]
    if examples:
        description = (
            NOT_READ.in_language(writer.language)
            if writer.language in ("en", "zh")
            else f"{NOT_READ.get('zh')} {NOT_READ.get('en')}"
        )
        listed.append((EXAMPLES, sheet_name(EXAMPLES), description))
    for key, name, description in listed:
        link = formats.format(font_color=PRIMARY, underline=1, bottom=1, bottom_color=PALE)
        title = titles[key].replace("'", "''")
        sheet.write_url(row, 0, f"internal:'{title}'!A1", link, writer.names(name))
        writer.text(sheet, (row, 1), description, font_color=MUTED, bottom=1, bottom_color=PALE)
        row += 1
    print_set_up(sheet, 132)
    sheet.hide_gridlines(2)


def _line(each: FieldSheet | ListSheet, writer: SheetWriter) -> str:
    """A description of a sheet in one line."""
    description = each.hint if isinstance(each, ListSheet) else each.groups[0].hint
    return " ".join(hint(description, writer.language).split())


def write_lists(sheet: Worksheet, ids: Ids, ours: tuple[str, str], known: list[str]) -> None:
    """Writes the ids of all companies, from which drop-downs take them.

    `ours` is the cell with our own company's id, which is not in the catalogue, and its value. `known` are the ids
    in the catalogue. Programs that do not compute formulas show these values.
    """
    sheet.hide()
    sheet.write_string(0, 0, LISTS)
    cell, value = ours
    # Without &"", a reference to an empty cell would give 0. XlsxWriter stores 0 as a formula's value by default.
    sheet.write_formula(FIRST_ROW - 1, 0, f'={cell}&""', None, value)
    letter = xl_col_to_name(ids.column)
    for row in range(FIRST_ROW, LAST_ROW):
        found = known[row - FIRST_ROW] if row - FIRST_ROW < len(known) else ""
        sheet.write_formula(row, 0, f"='{ids.title}'!{letter}{row}&\"\"", None, found)
