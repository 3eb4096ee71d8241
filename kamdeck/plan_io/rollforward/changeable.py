"""A plan's file as something that can be changed: a text, or the cells of a workbook."""

from kamdeck.plan_io.plan_file import PlanFile
from kamdeck.plan_io.rollforward.file_texts import FileText
from kamdeck.plan_io.yaml import YamlFile


def changeable(file: PlanFile) -> FileText:
    """A file as it can be changed."""
    if isinstance(file, YamlFile):
        return FileText(file)
    # Only who rolls a workbook on waits for openpyxl to be imported.
    from kamdeck.plan_io.excel.worksheet import WorkbookFile
    from kamdeck.plan_io.rollforward.workbook_texts import WorkbookText

    assert isinstance(file, WorkbookFile)
    return WorkbookText(file)
