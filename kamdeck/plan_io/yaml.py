"""A YAML or JSON file goes in, its nodes with their places come out; nothing in it is ever evaluated."""

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, NoReturn

import yaml
from yaml.composer import Composer
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from yaml.parser import Parser
from yaml.reader import Reader, ReaderError
from yaml.scanner import Scanner

from kamdeck.model.paths import path_of
from kamdeck.model.scalars import Quoted, quoted
from kamdeck.plan_io.encoding import BREAK, decoded
from kamdeck.plan_io.misprints import Misprint, in_lines
from kamdeck.plan_io.plan_paths import contents
from kamdeck.plan_io.yaml_syntax import HALF, explain, mark_of, surrogate_in
from kamdeck.problems import Place, Problem, Problems, problem

MOST_NODES = 200_000
DEEPEST = 50
NULLS = ("", "~", "null", "Null", "NULL")
TAGS = {ScalarNode: "str", SequenceNode: "seq", MappingNode: "map"}
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
SURROGATES = re.compile(r"\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})|\\.", re.IGNORECASE)


TOO_MANY = f"this file holds more than {MOST_NODES:,} values, aliases counted wherever they stand; no plan needs that"
TOO_DEEP = f"this is nested more than {DEEPEST} levels deep; no plan needs that"
LINES_SEARCHED = 12
"""So many lines above the one that the parser stopped in are looked at."""
NESTED = "maximum nesting depth"
"""What libyaml says from 0.2.6 on, whose scanner reads brackets far ahead of the composer that counts levels here."""


class _LimitError(Exception):
    """More than any plan has; raised while composing, since that is recursive, in C and without a guard of its own."""

    def __init__(self, message: str, mark: Any) -> None:
        super().__init__(message)
        self.mark = mark


class _LimitedComposer:
    """Leaves every scalar the text that was written, and watches number and depth; mixed into a YAML composer."""

    depth = 0
    count = 0

    def resolve(self, kind: type[Node], value: str | None, implicit: Any) -> str:
        """The tag of a node that has none of its own."""
        return TAGS[kind]

    def descend_resolver(self, parent: Node | None, index: Any) -> None:
        """One node more, one level deeper."""
        self.depth += 1
        self.count += 1
        if parent is not None and self.depth > DEEPEST + 1:
            raise _LimitError(TOO_DEEP, parent.start_mark)
        if parent is not None and self.count > MOST_NODES:
            raise _LimitError(TOO_MANY, parent.start_mark)

    def ascend_resolver(self) -> None:
        """One level up again."""
        self.depth -= 1


class _PurePython(_LimitedComposer, Reader, Scanner, Parser, Composer):
    """The composer where libyaml is missing: the same, some ten times slower."""

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
        """The composer by libyaml."""

        def __init__(self, stream: Any) -> None:
            CParser.__init__(self, stream)

    _Composer = _LibYaml


class _NamedText(io.StringIO):
    """A text that knows its file's name, which every mark carries from then on."""

    def __init__(self, text: str, name: str) -> None:
        super().__init__(text)
        self.name = name


@dataclass
class YamlFile:
    """A file's nodes; `problems` are those that leave the rest readable."""

    name: str
    text: str
    root: MappingNode = field(init=False)
    problems: list[Problem] = field(default_factory=list)

    def place(self, mark: Any) -> Place:
        """A mark as a place, with its line."""
        return self.at(mark.line, mark.column)

    def at(self, line: int, column: int) -> Place:
        """The place of a line and a column from 0."""
        return Place(self.name, line + 1, column + 1, self.line(line))

    def line(self, number: int) -> str:
        """A line of the text, from 0."""
        return self.lines[number] if number < len(self.lines) else ""

    @cached_property
    def lines(self) -> list[str]:
        """The text's lines, broken where libyaml breaks them."""
        return BREAK.split(self.text)


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """What a file is read as, for problems: what it is called, and what its first line may look like."""

    noun: str
    example: str


PLAN = DocumentKind("a plan", "period: 2026-Q4")


def read(path: Path, name: str, kind: DocumentKind = PLAN) -> YamlFile:
    """The nodes of a file; raises Problems where it cannot be used at all."""
    return parse(decoded(contents(path, name, kind.noun), name, kind.noun), name, kind)


def parse(text: str, name: str, kind: DocumentKind = PLAN) -> YamlFile:
    """The nodes of a text that came from the file of this name."""
    file = YamlFile(name, _json(text) if name.lower().endswith(".json") else text)
    _refuse_control_characters(file)
    root = _composed(file)
    if not isinstance(root, MappingNode):
        found = "a list" if isinstance(root, SequenceNode) else "a single text" if root else "nothing"
        if misprint := in_lines(enumerate(file.lines[:LINES_SEARCHED])):
            raise problem(misprint[1].message, "", file.at(misprint[0], misprint[1].column))
        fix = f"begin it with a key and its value, like '{kind.example}'"
        raise problem(f"expected {kind.noun}, found {found}; {fix}", "", Place(name, 1, 1, file.line(0)))
    file.root = root
    _NodeChecker(file).check(root)
    return file


def _json(text: str) -> str:
    """JSON as the YAML that it nearly is: YAML takes no tabs for space, and no character in two halves."""

    def joined(match: re.Match[str]) -> str:
        if not match[1]:
            return match[0]
        return chr(0x10000 + ((int(match[1], 16) - 0xD800) << 10) + int(match[2], 16) - 0xDC00)

    return SURROGATES.sub(joined, text.replace("\t", " "))


def _refuse_control_characters(file: YamlFile) -> None:
    """Raises Problems where a character stands that no text has."""
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
    except yaml.MarkedYAMLError as error:
        raise _syntax_error(file, error) from None
    except (ReaderError, yaml.YAMLError, UnicodeError) as error:
        raise problem(f"this is not valid {_format(file.name)}: {error}", "", Place(file.name, 1, 1)) from None


def _syntax_error(file: YamlFile, error: yaml.MarkedYAMLError) -> Problems:
    """What a syntax error means to the file's author, at the place that is to be mended."""
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


def _misprint_near(file: YamlFile, error: yaml.MarkedYAMLError) -> tuple[int, Misprint] | None:
    """The first misprint from where the parser began what it could not end, or from the line before, to its stop.

    A comment is the last that is thought of, since most of them are meant.
    """
    marks = [mark.line for mark in (error.context_mark, error.problem_mark) if mark is not None]
    if not marks:
        return None
    first = max(min(marks), max(marks) - LINES_SEARCHED)
    above = next((number for number in range(first - 1, -1, -1) if file.line(number).strip()), first)
    lines = [(number, file.line(number)) for number in (*range(first, max(marks) + 1), above)]
    return in_lines(lines) or in_lines(lines, broken=True)


class _NodeChecker:
    """One walk over a file's nodes: refuses what no plan has, and leaves mappings with text keys, each key once."""

    def __init__(self, file: YamlFile) -> None:
        self.file = file
        self.measures: dict[int, tuple[int, int] | None] = {}
        self.steps: list[int | str] = []
        self.merged = 0

    def check(self, node: Node) -> tuple[int, int]:
        """How many values a node holds and how deep; one that aliases repeat is walked once and counted each time."""
        if isinstance(node, ScalarNode):
            self._scalar(node)
            return 1, 1
        key = id(node)
        if key in self.measures:
            return self.measures[key] or self._recursive(node)
        self.measures[key] = None
        self._tag(node)
        found = self._mapping(node) if isinstance(node, MappingNode) else self._entries(enumerate(node.value))
        self.measures[key] = self._within_limits(node, *found)
        return found

    def _mapping(self, node: MappingNode) -> tuple[int, int]:
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
        raise problem("an alias stands inside of what it repeats; write it out", "", self.file.place(node.start_mark))

    def _pairs(self, node: MappingNode) -> Iterator[tuple[ScalarNode, Node]]:
        """The mapping's own pairs, each key once, and then those of `<<` that it has not itself."""
        seen: dict[str, ScalarNode] = {}
        merged: list[tuple[ScalarNode, Node]] = []
        for key, value in node.value:
            if not isinstance(key, ScalarNode):
                self._report("a key must be a text; if this is one that begins with '[' or '{', put it in quotes", key)
                continue
            self._scalar(key)
            if key.value == "<<" and not key.style:
                merged.extend(self._merged(value))
            elif key.value in seen:
                line = seen[key.value].start_mark.line + 1
                self._report(
                    f"{quoted(key.value)} is given twice, first in line {line}; remove or join one of them", key
                )
            else:
                seen[key.value] = key
                yield key, value
        for key, value in merged:
            if key.value not in seen:
                seen[key.value] = key
                yield key, value

    def _merged(self, node: Node) -> Iterator[tuple[ScalarNode, Node]]:
        for source in node.value if isinstance(node, SequenceNode) else [node]:
            self.check(source)
            if isinstance(source, MappingNode):
                self.merged += len(source.value)
                self._within_limits(node, self.merged, 0)
                yield from source.value
            else:
                self._report(
                    "'<<' merges mappings: write '<<: *anchor', with an anchor that stands at a mapping", source
                )

    def _tag(self, node: Node) -> None:
        kind = TAGS[type(node)]
        if node.tag not in (kind, f"tag:yaml.org,2002:{kind}"):
            tag = node.tag.replace("tag:yaml.org,2002:", "!!")
            self._report(f"the tag {quoted(tag)} is not allowed in a plan, where nothing is evaluated; remove it", node)

    def _scalar(self, node: ScalarNode) -> None:
        """Escapes in quotes may say what cannot be written."""
        if node.tag != "str":
            self._tag(node)
        if node.style == '"' and (found := CONTROL.search(node.value)):
            self._report(f"{_unwritable(found[0])} cannot be in a plan; remove its escape", node)
            node.value = CONTROL.sub("\ufffd", node.value)

    def _report(self, message: str, node: Node) -> None:
        self.file.problems.append(Problem(message, path_of(self.steps), self.file.place(node.start_mark)))


def plain(node: Node) -> Any:
    """A node's content: dicts, lists, texts, and None where nothing was written."""
    if isinstance(node, ScalarNode):
        if node.style:
            return Quoted(node.value)
        return None if node.value in NULLS else node.value
    if isinstance(node, MappingNode):
        return {key.value: plain(value) for key, value in node.value}
    return [plain(entry) for entry in node.value]
