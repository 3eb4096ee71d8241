"""A plan and the kind of a file go in, the bytes of the file that says the same come out: YAML, JSON, or a workbook."""

import os
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from kamdeck.model import Plan
from kamdeck.plan_io.serialize import Written, serialize
from kamdeck.plan_io.suffixes import SUFFIXES, WORKBOOK
from kamdeck.plan_io.yaml_writer import as_json, as_yaml
from kamdeck.problems import Place, Problems, problem


def save(plan: Plan, path: Path, language: str) -> bytes:
    """The plan as the file at `path` is to hold it; `language` is that of a workbook's words.

    What it included is written out. Raises Problems where that kind of file cannot say it.
    """
    write = writer_for(path, language)
    content = serialize(plan)
    if plan.previous_plan and plan.previous:
        before = plan.previous_plan.file
        content["previous"] = Path(os.path.relpath(before, path.parent)).as_posix()
    try:
        return write(content)
    except Problems as error:
        raise Problems(replace(each, place=_place(plan, each.path)) for each in error.problems) from None


def _place(plan: Plan, path: str) -> Place | None:
    """Where a field was written, by its path: "profile.people[3].title"."""
    steps = (step for step in re.split(r"[.\[\]]+", path) if step)
    return plan.place(tuple(int(step) if step.isdecimal() else step for step in steps))


def writer_for(path: Path, language: str) -> Callable[[Written], bytes]:
    """What writes a plan into the kind of file that a path names; raises Problems where there is none."""
    match path.suffix.lower():
        case ".yaml" | ".yml":
            return as_yaml
        case ".json":
            return as_json
        case suffix if suffix == WORKBOOK:
            return lambda content: _as_workbook(content, language)
        case _:
            raise problem(f"'{path.name}' is not the name of a plan's file; end it in {', '.join(SUFFIXES)}")


def _as_workbook(content: Written, language: str) -> bytes:
    # Only who writes a workbook waits for its library to be imported.
    from kamdeck.plan_io.excel.workbook_writer import workbook

    return workbook(content, language, examples=False)
