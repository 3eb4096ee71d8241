"""The path of a plan's file goes in, its nodes with their places come out, whatever program it was written with."""

from pathlib import Path
from typing import Any, Protocol

from yaml.nodes import MappingNode

from kamdeck.model.inputs import EXCEL_LOCK
from kamdeck.plan_io import yaml
from kamdeck.plan_io.suffixes import OTHER_WORKBOOKS, WORKBOOK
from kamdeck.problems import Place, Problem, problem


class PlanFile(Protocol):
    """A file's nodes; `problems` are those that leave the rest readable."""

    name: str
    root: MappingNode
    problems: list[Problem]

    def place(self, mark: Any) -> Place | None:
        """Where a node was written, by its mark."""


def read(path: Path, name: str) -> PlanFile:
    """The nodes of a file; raises Problems where it cannot be used at all."""
    if path.name.startswith(EXCEL_LOCK):
        kept = f"this is what Excel keeps beside a workbook that is open; name '{path.name.removeprefix(EXCEL_LOCK)}'"
        raise problem(kept, "", Place(name, 1, 1))
    if message := OTHER_WORKBOOKS.get(path.suffix.lower()):
        raise problem(f"{message}; save it as an Excel workbook ({WORKBOOK})", "", Place(name, 1, 1))
    if path.suffix.lower() == WORKBOOK:
        # Only who reads a workbook waits for openpyxl to be imported.
        from kamdeck.plan_io.excel import workbook_reader

        return workbook_reader.read(path, name)
    return yaml.read(path, name)


def parsed(content: str | bytes, name: str) -> PlanFile:
    """The nodes of a text, or of a workbook's bytes, as if they stood in a file of this name."""
    if isinstance(content, str):
        return yaml.parse(content, name)
    from kamdeck.plan_io.excel import workbook_reader

    return workbook_reader.parse(content, name)
