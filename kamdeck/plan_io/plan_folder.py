"""A folder whose files are one plan: which files they are, and the problem of a folder with several plans."""

from collections.abc import Callable
from pathlib import Path

from yaml.nodes import MappingNode, Node, ScalarNode

from kamdeck.model.account import account_id
from kamdeck.model.inputs import PULLED_FILE, is_file, is_ignored
from kamdeck.os_messages import os_error_text
from kamdeck.plan_io.overlay import entry
from kamdeck.plan_io.suffixes import SUFFIXES
from kamdeck.problems import Place, Problem, problem

MOST_NAMED = 5
"""The most plans that a message names."""


def plans_in(folder: Path) -> list[Path]:
    """The plan files of a folder by name, without those that `is_ignored` excludes.

    Raises:
        Problems: If the folder cannot be read, or has no plan.
    """
    try:
        inner = sorted(
            each for each in folder.iterdir() if each.suffix.lower() in SUFFIXES and not is_ignored(each.name)
        )
    except OSError as error:
        raise problem(os_error_text(error).removeprefix(f"{folder}: "), "", Place(str(folder), 1, 1)) from error
    found = [each for each in inner if is_file(each)]
    if not found:
        raise problem("this folder has no plan; add a .yaml file", "", Place(str(folder), 1, 1))
    return found


def two_plans(roots: list[MappingNode], place: Callable[[Node], Place | None]) -> Problem | None:
    """The problem of a folder whose files are not one plan: they name several accounts, or quarters of one account.

    Args:
        roots: The nodes of the folder's files, each with what it includes.
        place: The place of a node.
    """
    plans = [(root, node) for root in roots if (node := _account(root))]
    accounts = {account_id(node.value): node for _, node in reversed(plans)}
    if len(accounts) > 1:
        return _problem(f"plans of {len(accounts)} accounts", accounts, place)
    whole = [root for root, _ in plans if _file_name(root) != PULLED_FILE]
    quarters = {node.value.strip(): node for root in reversed(whole) if (node := _scalar(entry(root, "period")))}
    return _problem(f"plans of {len(quarters)} quarters", quarters, place) if len(quarters) > 1 else None


def _problem(what: str, nodes: dict[str, ScalarNode], place: Callable[[Node], Place | None]) -> Problem:
    found = [f"'{value}' in {_file_name(node)}" for value, node in reversed(nodes.items())]
    named = f"{', '.join(found[:MOST_NAMED])}{' …' if found[MOST_NAMED:] else ''}"
    fix = "name one of the files; a folder that is one plan has one account and one quarter ('kamdeck batch' takes any)"
    return Problem(f"this folder has {what}: {named}; {fix}", "", place(next(iter(nodes.values()))))


def _account(root: MappingNode) -> ScalarNode | None:
    account = entry(root, "account")
    return _scalar(entry(account, "id")) if isinstance(account, MappingNode) else None


def _scalar(node: Node | None) -> ScalarNode | None:
    return node if isinstance(node, ScalarNode) and node.value.strip() else None


def _file_name(node: Node) -> str:
    return Path(node.start_mark.name).name
