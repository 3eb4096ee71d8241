"""Says of a problem in a YAML file what its author meant, where that can be seen in the lines as they were written."""

from yaml.nodes import MappingNode, Node, ScalarNode

from kamdeck.plan_io.messages import Sentence
from kamdeck.plan_io.misprints import in_key, in_lines, in_value
from kamdeck.plan_io.swallowed_comments import comment_behind
from kamdeck.plan_io.yaml import YamlFile
from kamdeck.problems import Place


def amended(said: Sentence, node: Node, file: YamlFile) -> tuple[str, Place]:
    """The message and the place of a problem at a node, or at a key."""
    place = file.place(node.start_mark)
    if not isinstance(node, ScalarNode):
        first = node.value[0] if node.value and isinstance(node, MappingNode) and said.structure else None
        misread = in_key(str(first[0].value)) if first else ""
        return misread or said.message, place
    if said.key:
        return (_of_key(said, node), place)
    if said.structure and not node.style and (found := in_lines(_lines(node, file))):
        number, misprint = found
        return misprint.sentence, file.at(number, misprint.column)
    if comment := comment_behind(node, file):
        return f"{said.message}; '{comment.shown}' behind it is read as a comment: put the whole text in quotes", place
    return (said.message if said.structure else _with(said.message, in_value(node.value))), place


def _of_key(said: Sentence, node: ScalarNode) -> str:
    if node.style:
        return said.message
    return in_key(node.value) or _with(said.message, in_value(node.value))


def _with(message: str, more: str) -> str:
    """Two sentences in one line; a question keeps its mark."""
    if not more:
        return message
    return f"{message} {more[0].upper()}{more[1:]}" if message.endswith("?") else f"{message}; {more}"


def _lines(node: ScalarNode, file: YamlFile) -> list[tuple[int, str]]:
    """The lines that a plain scalar stands in, without what stands before it."""
    first, last = node.start_mark, node.end_mark
    numbers = range(first.line, min(last.line, first.line + 100) + 1)
    lines = [(number, file.line(number)) for number in numbers]
    return [(first.line, " " * first.column + lines[0][1][first.column :]), *lines[1:]] if lines else []
