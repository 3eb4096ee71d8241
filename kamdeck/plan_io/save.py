"""Turns a loaded plan into the content of a YAML or JSON file or of a workbook."""

import os
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from kamdeck.model import Plan
from kamdeck.model.deployment import STANDARD, Deployment
from kamdeck.plan_io.serialize import PlanContent, serialize
from kamdeck.plan_io.suffixes import SUFFIXES, WORKBOOK
from kamdeck.plan_io.yaml_writer import as_json, as_yaml
from kamdeck.problems import Place, Problems, problem


def save(plan: Plan, path: Path, language: str) -> bytes:
    """The content of the file that will hold a plan, with the content of included files in it.

    Args:
        plan: The plan.
        path: Where the file will be; the suffix chooses its kind.
        language: The language of a workbook's headings.

    Raises:
        Problems: If the suffix is unknown, or a workbook cannot hold a value.
    """
    write = writer_for(path, language, plan.deployment)
    content = serialize(plan)
    if plan.previous_plan and plan.previous:
        before = plan.previous_plan.file
        # Forward slashes are read on every operating system.
        content["previous"] = Path(os.path.relpath(before, path.parent)).as_posix()
    try:
        return write(content)
    except Problems as error:
        raise Problems(replace(each, place=_place(plan, each.path)) for each in error.problems) from None


def _place(plan: Plan, path: str) -> Place | None:
    """The place of a field by its path as text: "profile.people[3].title"."""
    steps = (step for step in re.split(r"[.\[\]]+", path) if step)
    return plan.place(tuple(int(step) if step.isdecimal() else step for step in steps))


def writer_for(path: Path, language: str, deployment: Deployment = STANDARD) -> Callable[[PlanContent], bytes]:
    """The function that writes the kind of file that a path's suffix names.

    Raises:
        Problems: For an unknown suffix.
    """
    match path.suffix.lower():
        case ".yaml" | ".yml":
            return as_yaml
        case ".json":
            return as_json
        case suffix if suffix == WORKBOOK:
            return lambda content: _as_workbook(content, language, deployment)
        case _:
            # A folder such as "." has no name of its own.
            name = path.name or str(path)
            raise problem(f"'{name}' is not the name of a plan file; it must end with {', '.join(SUFFIXES)}")


def _as_workbook(content: PlanContent, language: str, deployment: Deployment) -> bytes:
    # Imported here, since XlsxWriter would slow down the start of every other command.
    from kamdeck.plan_io.excel.workbook_writer import workbook

    return workbook(content, language, examples=False, deployment=deployment)
