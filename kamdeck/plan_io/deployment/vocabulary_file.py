"""Finds the `kamdeck.yaml` of a plan, and reads the company's vocabulary from it."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from kamdeck.model.deployment import STANDARD, Deployment
from kamdeck.model.inputs import SETTINGS_FILE
from kamdeck.plan_io.deployment.fields import own_fields_of
from kamdeck.plan_io.deployment.fiscal import calendar_of
from kamdeck.plan_io.deployment.rates import rates_of
from kamdeck.plan_io.deployment.rules import rules_of
from kamdeck.plan_io.deployment.stages import process_of
from kamdeck.plan_io.placed_nodes import SETTINGS, PlacedNode, read_nodes
from kamdeck.problems import Problem, Problems

READERS: Mapping[str, tuple[str, Callable[[PlacedNode, Path], Any]]] = {
    "fields": ("fields", lambda node, folder: own_fields_of(node)),
    "fiscal": ("calendar", lambda node, folder: calendar_of(node)),
    "rates": ("rates", lambda node, folder: rates_of(node)),
    "rules": ("rules", rules_of),
    "stages": ("process", lambda node, folder: process_of(node)),
}
"""The keys of the file that this package reads: each with the field of a `Deployment` that it becomes.

The functions take the node of the value, and the folder of the file.
"""


def settings_file(path: Path) -> Path | None:
    """The nearest `kamdeck.yaml`: in the folder of a plan, or in a folder itself, or above it; None without one."""
    # Path.is_dir raises an error for names that are too long, links in a circle, and folders without permission. With
    # os.path.isdir the search goes on, and the error is reported when the plan is loaded.
    folder = path if os.path.isdir(path) else path.parent  # noqa: PTH112
    # A relative path has no parents above the current folder, so that the folder is made absolute.
    folders = (folder, *Path(os.path.realpath(folder)).parents)
    return next((each / SETTINGS_FILE for each in folders if os.path.isfile(each / SETTINGS_FILE)), None)  # noqa: PTH113


def deployment_for(path: Path) -> Deployment:
    """The company's vocabulary for the plan at a path, from the nearest `kamdeck.yaml`.

    Raises:
        Problems: With everything that is wrong with the vocabulary.
    """
    file = settings_file(path)
    return read_vocabulary(read_nodes(file, SETTINGS), file.parent) if file else STANDARD


def read_vocabulary(root: PlacedNode, folder: Path) -> Deployment:
    """The vocabulary in the root node of the `kamdeck.yaml` in a folder.

    Raises:
        Problems: With every error in that file.
    """
    problems: list[Problem] = []
    found: dict[str, Any] = {}
    for key, node in root.mapping().items():
        if key in READERS and node.value != "":
            field, read = READERS[key]
            try:
                found[field] = read(node, folder)
            except Problems as wrong:
                problems += wrong.problems
    if problems:
        raise Problems(problems)
    return Deployment(**found)
