"""Reads from a plan file only which account and period it is for, and which other files it names.

A batch uses this to find the plans in a folder without validating each file.
"""

import os
import re
from pathlib import Path

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from kamdeck.dataclass import dataclass
from kamdeck.model import Plan, keys
from kamdeck.model.account import account_id
from kamdeck.model.values import Period
from kamdeck.os_messages import show_traceback
from kamdeck.plan_io.deployment import deployment_for
from kamdeck.plan_io.document_kind import PART
from kamdeck.plan_io.overlay import entry
from kamdeck.plan_io.plan_file import read
from kamdeck.plan_io.suffixes import SUFFIXES, WORKBOOK
from kamdeck.problems import Problem, Problems

__all__ = ["SUFFIXES", "PlanHeader", "read_header"]
FIELDS = frozenset(keys(Plan))
# The first alternative is YAML in block style; the second is JSON, or YAML in braces.
ACCOUNT = re.compile(rb"^account\s*:|^[{\s]*[\"']account[\"']\s*:", re.MULTILINE)
"""Finds the key `account` in a file that is not valid YAML."""


@dataclass(frozen=True)
class PlanHeader:
    """What one file says, without the files that it includes.

    `account` and `period` are "" if the file does not have them. `part` is true if the file has only fields of a plan,
    so that it can be one of several files of a plan. A file that cannot be read counts as such a part unless it is a
    workbook or has an account.
    """

    path: Path
    account: str = ""
    period: str = ""
    part: bool = False
    includes: tuple[Path, ...] = ()
    previous: Path | None = None
    problems: tuple[Problem, ...] = ()


def read_header(path: Path) -> PlanHeader:
    """The header of a file; if the file cannot be read, a header with its problems."""
    try:
        root = read(path, str(path), PART).root
    except Problems as unreadable:
        show_traceback(unreadable)
        return PlanHeader(path, part=not _is_whole(path), problems=unreadable.problems)
    account = entry(root, "account")
    period = _text(entry(root, "period"))
    previous = _text(entry(root, "previous"))
    return PlanHeader(
        path,
        account=account_id(_text(entry(account, "id"))) if isinstance(account, MappingNode) else "",
        period=_period(path, period),
        # A file of comments is a part that nobody has filled in yet.
        part=all(key.value in FIELDS for key, _ in root.value),
        includes=tuple(_beside(path, name) for name in _texts(entry(root, "include"))),
        previous=_beside(path, previous) if previous else None,
    )


def _period(path: Path, written: str) -> str:
    """The period, which is ordered by time; empty for a text that is none."""
    if not written or (found := Period.written(written)):
        return found or "" if written else ""
    # Only periods of a company's own years need its settings.
    try:
        return Period.written(written, deployment_for(path).calendar) or ""
    except Problems:
        return ""


def _is_whole(path: Path) -> bool:
    """Whether a file that cannot be read is probably a whole plan."""
    if path.suffix.lower() == WORKBOOK:
        return True
    try:
        return bool(ACCOUNT.search(path.read_bytes()))
    except OSError:
        return False


def _beside(path: Path, name: str) -> Path:
    return Path(os.path.normpath(path.parent / name))


def _texts(node: Node | None) -> list[str]:
    nodes = node.value if isinstance(node, SequenceNode) else [node]
    return [text for each in nodes if (text := _text(each))]


def _text(node: Node | None) -> str:
    return str(node.value).strip() if isinstance(node, ScalarNode) else ""
