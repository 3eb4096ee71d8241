"""Opens a plan's file for changes: as a text, or as the cells of a workbook."""

from kamdeck.plan_io.plan_file import PlanFile
from kamdeck.plan_io.rollforward.file_texts import FileText
from kamdeck.plan_io.yaml import YamlFile


def changeable(file: PlanFile) -> FileText:
    """The editable form of a file that has been read."""
    if isinstance(file, YamlFile):
        return FileText(file)
    # Imported here, so that plans in text files do not wait for openpyxl.
    from kamdeck.plan_io.excel.worksheet import WorkbookFile
    from kamdeck.plan_io.rollforward.workbook_texts import WorkbookText

    assert isinstance(file, WorkbookFile)
    return WorkbookText(file)
