"""Turns a dict into the same nodes as a file, so that plans from programs are checked like plans from files.

Problems in such a plan have a path of keys, but no place.
"""

import datetime
import numbers
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from decimal import Decimal
from os import PathLike, fspath
from typing import Any

from yaml.error import Mark
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from kamdeck.dataclass import dataclass
from kamdeck.model.paths import Where, path_of
from kamdeck.plan_io.yaml import CONTROL, DEEPEST, MOST_NODES, TOO_DEEP, TOO_MANY
from kamdeck.problems import Problem, Problems

# Every node needs a mark: loading finds the source of a node by the name in its mark, which is "" here.
_NOWHERE = Mark("", 0, 0, 0, None, 0)


@dataclass
class DictSource:
    """The nodes of a dict; `problems` are those that do not prevent the rest from being read."""

    root: MappingNode
    problems: list[Problem] = field(default_factory=list)
    name: str = ""

    def place(self, mark: Any) -> None:
        """Always None, since a dict has no lines."""


def read(content: Mapping[Any, Any]) -> DictSource:
    """The nodes of a dict.

    Raises:
        Problems: If the dict is nested more deeply, or has more values, than a plan can have.
    """
    reader = _Reader()
    root = reader.mapping(content, ())
    return DictSource(root, reader.problems)


class _Reader:
    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self._count = 0

    def mapping(self, content: Mapping[Any, Any], steps: Where) -> MappingNode:
        """The node of a mapping; keys become texts, as in a file."""
        pairs: list[tuple[Node, Node]] = []
        # A bool is an int in Python. Integers are accepted, since a file's keys such as 2026 are texts as well.
        for key, value in content.items():
            if isinstance(key, str | int) and not isinstance(key, bool):
                pairs.append((self._text(str(key), steps), self._node(value, (*steps, str(key)))))
            else:
                self._problem(f"a key must be a text, but found {_kind(key)}; convert it to a str", steps)
        return MappingNode("map", pairs, _NOWHERE, _NOWHERE)

    def _node(self, value: Any, steps: Where) -> Node:
        self._count += 1
        # A dict that contains itself ends here, too.
        if len(steps) > DEEPEST or self._count > MOST_NODES:
            raise Problems([Problem(TOO_DEEP if len(steps) > DEEPEST else TOO_MANY, path_of(steps[:DEEPEST]))])
        if isinstance(value, Mapping):
            return self.mapping(value, steps)
        # Before sequences, of which a str is one. `str` turns subclasses, such as that of NumPy, into plain texts.
        if isinstance(value, str):
            return self._text(str(value), steps)
        if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray):
            return self._sequence(value, steps)
        return self._scalar(value, steps)

    def _sequence(self, values: Iterable[Any], steps: Where) -> SequenceNode:
        entries = [self._node(value, (*steps, number)) for number, value in enumerate(values)]
        return SequenceNode("seq", entries, _NOWHERE, _NOWHERE)

    def _text(self, text: str, steps: Where) -> ScalarNode:
        if found := CONTROL.search(text):
            self._problem(f"the control character U+{ord(found[0]):04X} cannot be in a plan; remove it", steps)
            text = CONTROL.sub("\ufffd", text)
        # As if in quotes, so that "" and "null" stay texts and do not count as missing.
        return ScalarNode("str", text, _NOWHERE, _NOWHERE, style='"')

    def _scalar(self, value: Any, steps: Where) -> ScalarNode:
        written = _written(value)
        if written is None:
            wanted = "expected a text, a number, a date, a list or a dict"
            self._problem(f"{wanted}, found {_kind(value)}; convert it before it is loaded", steps)
        # The rest of the dict is still read, so that its author sees all problems at once.
        return ScalarNode("str", written or "", _NOWHERE, _NOWHERE)

    def _problem(self, message: str, steps: Where) -> None:
        self.problems.append(Problem(message, path_of(steps)))


def _written(value: Any) -> str | None:
    """A value as it is written in a file; None if a plan cannot have values of its type."""
    match value:
        case None:
            return ""
        # A bool is an Integral, too.
        case bool():
            return str(value).lower()
        # Data frames and workbooks give dates as datetimes at midnight.
        case datetime.datetime() if value.time() == datetime.time():
            return value.date().isoformat()
        case datetime.date():
            return value.isoformat()
        case PathLike():
            return str(fspath(value))
        # The abstract number types include those of NumPy.
        case numbers.Integral():
            return str(int(value))
        case Decimal():
            return format(value, "f") if value.is_finite() else str(value)
        # `repr` gives the shortest text from which the same float is read.
        case numbers.Real():
            return repr(float(value))
    return None


def _kind(value: object) -> str:
    name = type(value).__name__
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"
