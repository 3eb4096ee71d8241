"""Warns of texts that YAML reads otherwise than their author meant: cut off at a '#', or joined with a line below."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from yaml.nodes import MappingNode, Node, ScalarNode

from kamdeck.late_pattern import late_pattern
from kamdeck.message import Message
from kamdeck.model import Plan, PlanPart, keys
from kamdeck.model.paths import Where, path_of
from kamdeck.model.periods import Month, Period
from kamdeck.model.stages import DealStage
from kamdeck.model.values import Company, Text, Unit, Word
from kamdeck.plan_io.swallowed_comments import comment_after
from kamdeck.plan_io.yaml import YamlFile
from kamdeck.problems import PlanWarning

SUSPECT = re.compile(r"\s#\S|\s# \d|\n\s+[-\u2013\u2014\u2022]")
LIST_MARK = late_pattern(r"\s*[-\u2013\u2014\u2022](?: |(?=[^\W\d]))")
CLOSED_FORMS = (Word, DealStage, Period, Month)
"""Values of a fixed form; a '#' after one is certainly a comment."""


def hidden_texts(root: Node, file_of: Callable[[Node], object]) -> Iterator[PlanWarning]:
    """A warning for each text that is not read as it looks.

    Args:
        root: The nodes of a plan.
        file_of: Returns the file that a node was written in.
    """
    found: list[PlanWarning] = []
    _search(root, (), file_of, found)
    yield from found


def _search(node: Node, where: Where, file_of: Callable[[Node], object], found: list[PlanWarning]) -> None:
    """Adds the warnings for the texts in a node, which is faster than nested generators."""
    if isinstance(node, MappingNode):
        entries: Iterable[tuple[str | int, Node]] = [(key.value, value) for key, value in node.value]
    else:
        entries = enumerate(node.value)
    for step, value in entries:
        if not isinstance(value, ScalarNode):
            _search(value, (*where, step), file_of, found)
        elif not value.style and isinstance(file := file_of(value), YamlFile) and _may_hide_text(value, file):
            found += _cut_short((*where, step), value, file)
            found += _joined((*where, step), value, file)


def _may_hide_text(node: ScalarNode, file: YamlFile) -> bool:
    """Whether a text has several lines, or stands in or above a line with a "#", in a file that may have such texts.

    The lines are stored in the file, as the question comes for every scalar.
    """
    if "suspect" not in file.__dict__:
        lines = enumerate(file.lines) if SUSPECT.search(file.text) else None
        file.__dict__["suspect"] = lines and {by for at, line in lines if "#" in line for by in (at - 1, at)}
    known, end = file.__dict__["suspect"], node.end_mark.line
    return known is not None and (end in known or node.start_mark.line < end)


def _cut_short(where: Where, node: ScalarNode, file: YamlFile) -> Iterator[PlanWarning]:
    comment = comment_after(node, file)
    if comment is None or not holds_text(_without_indexes(where)):
        return
    message = Message("warning.read_as_comment", text=comment.quoted)
    yield PlanWarning(message, path_of(where), file.at(comment.line, comment.column), where)


def _joined(where: Where, node: ScalarNode, file: YamlFile) -> Iterator[PlanWarning]:
    # A long text is searched in its first hundred lines, as this runs for every text of every plan.
    for number in range(node.start_mark.line + 1, min(node.end_mark.line, node.start_mark.line + 100) + 1):
        line = file.line(number)
        if found := LIST_MARK.match(line):
            message = Message("warning.read_as_text_above", mark=found[0].strip())
            column = len(line) - len(line.lstrip())
            yield PlanWarning(message, path_of(where), file.at(number, column), where)
            return


def _without_indexes(where: Where) -> tuple[str, ...]:
    return tuple(step for step in where if isinstance(step, str))


@lru_cache(maxsize=512)
def holds_text(place: tuple[str, ...]) -> bool:
    """Whether a field has free text, such as a name or a sentence; `place` is its path without indexes."""
    # A field can have values of several types, so all of them are followed.
    found: tuple[Any, ...] = (Plan,)
    for step in place:
        found = tuple(each for kind in found for each in _inside(kind, step))
    return any(isinstance(kind, type) and issubclass(kind, str | Text | Company | Unit) for kind in found)


def _inside(kind: Any, step: str) -> tuple[Any, ...]:
    """The types of the values that a key has in a type."""
    if isinstance(kind, type) and issubclass(kind, PlanPart):
        name = keys(kind).get(step)
        return _kinds(kind.model_fields[name].annotation) if name else ()
    if get_origin(kind) is dict:
        return _kinds(get_args(kind)[1])
    return (kind,) if isinstance(kind, type) and issubclass(kind, Text | Company | Unit) else ()


def _kinds(annotation: Any) -> tuple[Any, ...]:
    """The types in an annotation, with the entries of lists in place of the lists, and without fixed forms."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _kinds(get_args(annotation)[0])
    if origin in (Union, UnionType, tuple):
        return tuple(kind for inner in get_args(annotation) if inner is not ... for kind in _kinds(inner))
    if isinstance(annotation, type) and issubclass(annotation, CLOSED_FORMS):
        return ()
    return (annotation,)
