"""Writes a `kamdeck.yaml` and a plan beside it, and loads the plan with the vocabulary that the file gives."""

from pathlib import Path
from textwrap import dedent

from kamdeck.plan_io import Plan, load
from kamdeck.plan_io.deployment import deployment_for
from kamdeck.problems import Problems

HEAD = "period: 2026-Q4\naccount: {id: acme, name: Acme}\n"


def written(folder: Path, settings: str, plan: str = "", head: str = HEAD) -> Path:
    """The path of a plan in a folder with these settings."""
    (folder / "kamdeck.yaml").write_text(dedent(settings), "utf-8")
    path = folder / "acme.yaml"
    path.write_text(head + dedent(plan), "utf-8")
    return path


def plan_with(folder: Path, settings: str, plan: str = "", head: str = HEAD) -> Plan:
    """The plan, read with the settings."""
    return load(written(folder, settings, plan, head))


def problems_of_settings(folder: Path, settings: str) -> list[str]:
    """The problems of the vocabulary in settings, each with its line and column."""
    return _lines(folder, written(folder, settings), deployment_for)


def problems_of_plan(folder: Path, settings: str, plan: str, head: str = HEAD) -> list[str]:
    """The problems of a plan with these settings, each with its line and column."""
    return _lines(folder, written(folder, settings, plan, head), load)


def _lines(folder: Path, path: Path, read: object) -> list[str]:
    try:
        assert callable(read)
        read(path)
    except Problems as found:
        return [str(each).split("\n")[0].removeprefix(f"{folder}/") for each in found.problems]
    return []
