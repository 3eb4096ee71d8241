"""Reads a plan file of any kind, YAML, JSON or a workbook, into YAML nodes that know their places."""

from pathlib import Path
from typing import Any, Protocol

from yaml.nodes import MappingNode

from kamdeck.model.deployment import STANDARD, Deployment
from kamdeck.model.inputs import EXCEL_LOCK
from kamdeck.plan_io import yaml
from kamdeck.plan_io.document_kind import PART, PLAN, DocumentKind
from kamdeck.plan_io.suffixes import OTHER_WORKBOOKS, WORKBOOK
from kamdeck.problems import Place, Problem, problem


class PlanFile(Protocol):
    """The nodes of a file; `problems` are those that do not prevent the rest from being read."""

    name: str
    root: MappingNode
    problems: list[Problem]

    def place(self, mark: Any) -> Place | None:
        """The place of a node, by the mark at its start; None if the plan has no file."""


def read(path: Path, name: str, kind: DocumentKind = PLAN, deployment: Deployment = STANDARD) -> PlanFile:
    """The nodes of a file.

    Args:
        path: The file.
        name: The file's name for problems.
        deployment: The company's vocabulary, whose columns and words a workbook can have.
        kind: Whether the file is a plan, or `PART` for one of the files of a folder.

    Raises:
        Problems: If the file cannot be read at all.
    """
    if path.name.startswith(EXCEL_LOCK):
        kept = f"this is the lock file of an open workbook; name '{path.name.removeprefix(EXCEL_LOCK)}'"
        raise problem(kept, "", Place(name, 1, 1))
    if message := OTHER_WORKBOOKS.get(path.suffix.lower()):
        raise problem(f"{message}; save it as an Excel workbook ({WORKBOOK})", "", Place(name, 1, 1))
    if path.suffix.lower() == WORKBOOK:
        # Imported here, since openpyxl would slow down the start of every command.
        from kamdeck.plan_io.excel import workbook_reader

        return workbook_reader.read(path, name, deployment)
    return yaml.read(path, name, kind)


def parsed(content: str | bytes, name: str, deployment: Deployment = STANDARD) -> PlanFile:
    """The nodes of a text, or of a workbook's bytes; `name` is the file name for problems."""
    if isinstance(content, str):
        return yaml.parse(content, name, PART)
    from kamdeck.plan_io.excel import workbook_reader

    return workbook_reader.parse(content, name, deployment)
