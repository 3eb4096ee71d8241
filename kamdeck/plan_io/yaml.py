"""Reads YAML and JSON into nodes that know their places.

Tags are refused and every scalar stays text, so that nothing in a file is evaluated. Limits on size and depth hold for
aliases and merge keys as well, so that a small file cannot fill the memory ("billion laughs").
"""

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import yaml
from yaml.composer import Composer
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from yaml.parser import Parser
from yaml.reader import Reader, ReaderError
from yaml.scanner import Scanner

from kamdeck.characters import HALF
from kamdeck.dataclass import dataclass
from kamdeck.late_pattern import late_pattern
from kamdeck.model.paths import path_of
from kamdeck.model.scalars import Quoted, quoted
from kamdeck.plan_io.document_kind import PLAN, DocumentKind
from kamdeck.plan_io.encoding import BREAK, decoded
from kamdeck.plan_io.misprints import in_lines
from kamdeck.plan_io.plan_paths import contents
from kamdeck.plan_io.yaml_syntax import explain, mark_of, surrogate_in
from kamdeck.problems import Place, Problem, Problems, problem

if TYPE_CHECKING:
    from kamdeck.plan_io.misprints import Misprint

MOST_NODES = 200_000
DEEPEST = 50
# The spellings of null in YAML 1.1 (https://yaml.org/type/null.html); an empty value is one of them.
NULLS = ("", "~", "null", "Null", "NULL")
# The composer sets these short tags; an explicit tag such as "!!str" keeps its full name, and so can be recognised.
TAGS = {ScalarNode: "str", SequenceNode: "seq", MappingNode: "map"}
# YAML 1.1 allows tab, line feed, carriage return and NEL (U+0085), but no lone surrogate.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
SURROGATES = late_pattern(r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|\\.")
"""A character as two surrogate escapes, or any other escape, which must not be taken for half of one."""


TOO_MANY = (
    f"this has more than {MOST_NODES:,} values, with aliases counted each time; remove what is not part of a plan"
)
TOO_DEEP = f"this is nested more than {DEEPEST} levels deep; check its brackets and indentation"
LINES_SEARCHED = 12
"""The number of lines before the parser's stop that are searched for a misprint."""
NESTED = "maximum nesting depth"
"""Part of libyaml's message (0.2.6 and later): its scanner counts open brackets before nodes are composed."""


class _LimitError(Exception):
    """Raised while composing at the limits of size and depth, since libyaml's recursive composer has no limits."""

    def __init__(self, message: str, mark: Any) -> None:
        super().__init__(message)
        self.mark = mark


# This class takes the place of PyYAML's Resolver, whose three methods both composers call. It comes first among the
# base classes, so that its methods hold.
class _LimitedComposer:
    """A mix-in for a YAML composer that keeps every scalar as text and limits the number and depth of nodes."""

    depth = 0
    count = 0

    def resolve(self, kind: type[Node], value: str | None, implicit: Any) -> str:
        """The tag of a node without an explicit tag."""
        # By the rules of YAML 1.1, no would be false, 010 would be 8, 1:30 would be 90, and 2026-10-08 a date. As
        # texts, ids and names keep what was written, and the model decides what a value means.
        return TAGS[kind]

    def descend_resolver(self, parent: Node | None, index: Any) -> None:
        """Count a node, one level deeper."""
        self.depth += 1
        self.count += 1
        # The root is at depth 1, so a value whose path has `DEEPEST` steps is at `DEEPEST` + 1. Only the root has no
        # parent.
        if parent is not None and self.depth > DEEPEST + 1:
            raise _LimitError(TOO_DEEP, parent.start_mark)
        if parent is not None and self.count > MOST_NODES:
            raise _LimitError(TOO_MANY, parent.start_mark)

    def ascend_resolver(self) -> None:
        """Leave a level."""
        self.depth -= 1


class _PurePython(_LimitedComposer, Reader, Scanner, Parser, Composer):
    """The composer for Python without libyaml; about ten times slower."""

    def __init__(self, stream: Any) -> None:
        Reader.__init__(self, stream)
        Scanner.__init__(self)
        Parser.__init__(self)
        Composer.__init__(self)


try:
    from yaml.cyaml import CParser  # type: ignore[attr-defined]
except ImportError:
    _Composer: Any = _PurePython
else:

    class _LibYaml(_LimitedComposer, CParser):
        """The composer with libyaml."""

        def __init__(self, stream: Any) -> None:
            CParser.__init__(self, stream)

    _Composer = _LibYaml


class _NamedText(io.StringIO):
    """A stream with a name, which PyYAML stores in every mark."""

    def __init__(self, text: str, name: str) -> None:
        # PyYAML calls a stream without a name "<unicode string>". Loading finds the file of a node by the name in its
        # mark.
        super().__init__(text)
        self.name = name


@dataclass
class YamlFile:
    """The nodes of a file; `problems` are those that do not prevent the rest from being read."""

    name: str
    text: str
    root: MappingNode = field(init=False)
    problems: list[Problem] = field(default_factory=list)

    def place(self, mark: Any) -> Place:
        """The place of a mark."""
        return self.at(mark.line, mark.column)

    def at(self, line: int, column: int) -> Place:
        """The place of a line and a column from 0."""
        return Place(self.name, line + 1, column + 1, self.line(line))

    def line(self, number: int) -> str:
        """A line of the text, from 0."""
        lines = self.lines
        return lines[number] if number < len(lines) else ""

    @cached_property
    def lines(self) -> list[str]:
        """The text's lines, broken where libyaml breaks them."""
        # `str.splitlines` also breaks lines at other characters, such as U+001C, so the numbers of lines would differ.
        return BREAK.split(self.text)


def read(path: Path, name: str, kind: DocumentKind = PLAN) -> YamlFile:
    """The nodes of a file.

    Args:
        path: The file.
        name: The file's name for problems.
        kind: What the file should be.

    Raises:
        Problems: If the file cannot be read at all.
    """
    return parse(decoded(contents(path, name, kind.noun), name, kind.noun), name, kind)


def parse(text: str, name: str, kind: DocumentKind = PLAN) -> YamlFile:
    """The nodes of a text; `name` is the file name for problems, and .json at its end makes the text JSON.

    Raises:
        Problems: If the text is not valid YAML or JSON, or is no mapping.
    """
    file = YamlFile(name, _json(text) if name.lower().endswith(".json") else text)
    _refuse_control_characters(file)
    root = _composed(file)
    if root is None and kind.may_be_empty:
        start = yaml.Mark(name, 0, 0, 0, None, 0)
        root = MappingNode("map", [], start, start)
    if kind.listed and isinstance(root, SequenceNode):
        key = ScalarNode("str", kind.listed, root.start_mark, root.start_mark)
        root = MappingNode("map", [(key, root)], root.start_mark, root.end_mark)
    elif kind.listed or not isinstance(root, MappingNode):
        kinds = {MappingNode: "a mapping", SequenceNode: "a list", type(None): "nothing"}
        found = kinds.get(type(root), "a single text")
        # A plan without any correct key is one text in YAML; the misprint in a key is what the author has to correct.
        if misprint := in_lines(enumerate(file.lines[:LINES_SEARCHED])):
            raise problem(misprint[1].message, "", file.at(misprint[0], misprint[1].column))
        fix = f"begin it with {'an entry' if kind.listed else 'a key and its value'}, like '{kind.example}'"
        raise problem(f"expected {kind.noun}, found {found}; {fix}", "", Place(name, 1, 1, file.line(0)))
    file.root = root
    _NodeChecker(file).check(root)
    return file


def _json(text: str) -> str:
    """JSON as YAML, which does not allow a character as two surrogate escapes, nor everywhere a tab as white space."""

    def joined(match: re.Match[str]) -> str:
        if not match[1]:
            return match[0]
        return chr(0x10000 + ((int(match[1], 16) - 0xD800) << 10) + int(match[2], 16) - 0xDC00)

    # The json module does not say where a value was written, so JSON is read as YAML, which nearly contains it. A tab
    # inside a JSON string must be escaped (RFC 8259, section 7), so only white space between values changes, and all
    # columns stay.
    return SURROGATES.sub(joined, text.replace("\t", " "))


def _refuse_control_characters(file: YamlFile) -> None:
    """Raise Problems for a control character or a lone surrogate."""
    # libyaml refuses these characters, too, but gives their offset in the text, and no line and column.
    found = CONTROL.search(file.text)
    if found:
        before = BREAK.split(file.text[: found.start()])
        place = Place(file.name, len(before), len(before[-1]) + 1, CONTROL.sub("\ufffd", file.line(len(before) - 1)))
        raise problem(f"{_unwritable(found[0])} cannot be in a plan; remove it", "", place)


def _unwritable(char: str) -> str:
    if "\ud800" <= char <= "\udfff":
        return f"{HALF}, U+{ord(char):04X},"
    return f"the control character U+{ord(char):04X}"


def _format(name: str) -> str:
    return "JSON" if name.lower().endswith(".json") else "YAML"


def _composed(file: YamlFile) -> Node | None:
    try:
        node: Node | None = _Composer(_NamedText(file.text, file.name)).get_single_node()
        return node
    except _LimitError as limit:
        raise problem(str(limit), "", file.place(limit.mark)) from None
    # It is a YAMLError, so it must be caught before; only errors of this type have marks.
    except yaml.MarkedYAMLError as error:
        raise _syntax_error(file, error) from None
    except (ReaderError, yaml.YAMLError, UnicodeError) as error:
        raise problem(f"this is not valid {_format(file.name)}: {error}", "", Place(file.name, 1, 1)) from None


def _syntax_error(file: YamlFile, error: yaml.MarkedYAMLError) -> Problems:
    """The problem for a syntax error, at the place to fix."""
    mark = mark_of(error)
    place = file.place(mark) if mark is not None else Place(file.name, 1, 1)
    if NESTED in str(error.problem):
        return problem(TOO_DEEP, "", place)
    stopped = file.line(error.problem_mark.line) if error.problem_mark else ""
    message = surrogate_in(stopped, error)
    if not message and (found := _misprint_near(file, error)):
        number, misprint = found
        place, message = file.at(number, misprint.column), misprint.message
    return problem(f"this is not valid {_format(file.name)}: {message or explain(error, stopped)}", "", place)


def _misprint_near(file: YamlFile, error: yaml.MarkedYAMLError) -> "tuple[int, Misprint] | None":
    """The first misprint in the lines from the start of the unfinished part, or the line before it, to the stop.

    Comments are considered last, since most of them are intended.
    """
    marks = [mark.line for mark in (error.context_mark, error.problem_mark) if mark is not None]
    if not marks:
        return None
    first = max(min(marks), max(marks) - LINES_SEARCHED)
    above = next((number for number in range(first - 1, -1, -1) if file.line(number).strip()), first)
    lines = [(number, file.line(number)) for number in (*range(first, max(marks) + 1), above)]
    return in_lines(lines) or in_lines(lines, broken=True)


class _NodeChecker:
    """Checks all nodes of a file: refuses tags and keys that are no texts, and removes repeated keys after a report."""

    def __init__(self, file: YamlFile) -> None:
        self.file = file
        self.measures: dict[int, tuple[int, int] | None] = {}
        self.steps: list[int | str] = []
        self.merged = 0

    def check(self, node: Node) -> tuple[int, int]:
        """The number and depth of the values in a node; an aliased node is checked once, but counted each time."""
        if isinstance(node, ScalarNode):
            self._scalar(node)
            return 1, 1
        # The composer gives an alias the same node object as its anchor.
        key = id(node)
        if key in self.measures:
            return self.measures[key] or self._recursive(node)
        # None marks a node that is being checked: meeting it again means that an alias contains itself.
        self.measures[key] = None
        self._tag(node)
        found = self._mapping(node) if isinstance(node, MappingNode) else self._entries(enumerate(node.value))
        self.measures[key] = self._within_limits(node, *found)
        return found

    def _mapping(self, node: MappingNode) -> tuple[int, int]:
        # The node itself is changed, so that each alias to it gets the merged pairs, too.
        node.value = list(self._pairs(node))
        return self._entries((key.value, value) for key, value in node.value)

    def _entries(self, entries: Iterable[tuple[int | str, Node]]) -> tuple[int, int]:
        size, height = 1, 0
        for step, node in entries:
            self.steps.append(step)
            inner, depth = self.check(node)
            self.steps.pop()
            size += inner
            height = max(height, depth)
        return size, height + 1

    def _within_limits(self, node: Node, size: int, height: int) -> tuple[int, int]:
        if size > MOST_NODES:
            raise problem(TOO_MANY, "", self.file.place(node.start_mark))
        if height > DEEPEST + 1:
            raise problem(TOO_DEEP, "", self.file.place(node.start_mark))
        return size, height

    def _recursive(self, node: Node) -> NoReturn:
        raise problem(
            "this alias is inside the value that it repeats; write the value out", "", self.file.place(node.start_mark)
        )

    def _pairs(self, node: MappingNode) -> Iterator[tuple[ScalarNode, Node]]:
        """The mapping's own pairs without repeated keys, then the pairs of `<<` whose keys it does not have."""
        seen: dict[str, ScalarNode] = {}
        merged: list[tuple[ScalarNode, Node]] = []
        for key, value in node.value:
            if not isinstance(key, ScalarNode):
                self._report("a key must be a text; if this is one that begins with '[' or '{', put it in quotes", key)
                continue
            self._scalar(key)
            # PyYAML merges "<<" when it constructs Python values, which never happens here.
            if key.value == "<<" and not key.style:
                merged.extend(self._merged(value))
            # YAML requires unique keys (YAML 1.1, 3.2.1.1), but PyYAML would keep the last value without an error.
            elif key.value in seen:
                line = seen[key.value].start_mark.line + 1
                self._report(
                    f"{quoted(key.value)} is given twice, first in line {line}; remove or merge one of them", key
                )
            else:
                seen[key.value] = key
                yield key, value
        # As in https://yaml.org/type/merge.html: the mapping's own keys win, then those of the first merged mapping.
        for key, value in merged:
            if key.value not in seen:
                seen[key.value] = key
                yield key, value

    def _merged(self, node: Node) -> Iterator[tuple[ScalarNode, Node]]:
        for source in node.value if isinstance(node, SequenceNode) else [node]:
            self.check(source)
            if isinstance(source, MappingNode):
                # Nested merge keys multiply like nested aliases, so their pairs are counted, too.
                self.merged += len(source.value)
                self._within_limits(node, self.merged, 0)
                yield from source.value
            else:
                self._report("'<<' merges mappings: write '<<: *anchor', where the anchor is at a mapping", source)

    def _tag(self, node: Node) -> None:
        kind = TAGS[type(node)]
        if node.tag not in (kind, f"tag:yaml.org,2002:{kind}"):
            tag = node.tag.replace("tag:yaml.org,2002:", "!!")
            self._report(f"the tag {quoted(tag)} is not allowed in a plan, where nothing is evaluated; remove it", node)

    def _scalar(self, node: ScalarNode) -> None:
        """Check an escape in double quotes, which can stand for a character that must not be in a text."""
        if node.tag != "str":
            self._tag(node)
        # Only double quotes have escapes; characters in the file itself were checked before.
        if node.style == '"' and (found := CONTROL.search(node.value)):
            self._report(f"{_unwritable(found[0])} cannot be in a plan; remove its escape", node)
            node.value = CONTROL.sub("\ufffd", node.value)

    def _report(self, message: str, node: Node) -> None:
        self.file.problems.append(Problem(message, path_of(self.steps), self.file.place(node.start_mark)))


def plain(node: Node) -> Any:
    """A node's content as dicts, lists and texts; unquoted nulls and empty values are None."""
    if isinstance(node, ScalarNode):
        # The style of an unquoted scalar is "" with libyaml, and None without it.
        if node.style:
            return Quoted(node.value)
        return None if node.value in NULLS else node.value
    if isinstance(node, MappingNode):
        return {key.value: plain(value) for key, value in node.value}
    return [plain(entry) for entry in node.value]
