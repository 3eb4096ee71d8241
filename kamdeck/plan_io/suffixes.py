"""The suffixes of plan files, and messages for workbooks of other formats."""

YAML_SUFFIXES = (".yaml", ".yml", ".json")
WORKBOOK = ".xlsx"
SUFFIXES = (*YAML_SUFFIXES, WORKBOOK)
MACROS = "this is a workbook with macros, which kamdeck does not open"
OTHER_WORKBOOKS = {
    ".xls": "this is an Excel 97-2003 workbook",
    ".xlsm": MACROS,
    ".xlsb": "this is a binary workbook",
    ".xltx": "this is a template of a workbook",
    ".xltm": MACROS,
    ".ods": "this is a workbook of LibreOffice",
    ".csv": "this is a single table without sheets",
}
"""Suffix → what the file is; these cannot be read."""
