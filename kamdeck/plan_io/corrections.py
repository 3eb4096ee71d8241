"""Improves the message of a problem in a YAML file where its lines show what the author meant.

The model sees only what YAML made of a line. A missing space after a colon, for example, turns a key into a text.
"""

from yaml.nodes import MappingNode, Node, ScalarNode

from kamdeck.characters import names_characters
from kamdeck.plan_io.messages import ErrorMessage
from kamdeck.plan_io.misprints import in_key, in_lines, in_value
from kamdeck.plan_io.swallowed_comments import comment_after
from kamdeck.plan_io.yaml import YamlFile
from kamdeck.problems import Place


def corrected(error: ErrorMessage, node: Node, file: YamlFile) -> tuple[str, Place]:
    """The best message for an error at a node, or at a key, and its place in the file."""
    place = file.place(node.start_mark)
    if not isinstance(node, ScalarNode):
        first = node.value[0] if node.value and isinstance(node, MappingNode) and error.structure else None
        misread = in_key(str(first[0].value)) if first else ""
        return misread or error.message, place
    if error.key:
        return (_key_message(error, node), place)
    if error.structure and not node.style and (found := in_lines(_lines(node, file))):
        number, misprint = found
        return misprint.message, file.at(number, misprint.column)
    if comment := comment_after(node, file):
        return (
            f"{error.message}; '{comment.quoted}' after it is read as a comment: put the whole text in quotes",
            place,
        )
    return (error.message if error.structure else _joined(error.message, in_value(node.value))), place


def _key_message(error: ErrorMessage, node: ScalarNode) -> str:
    if node.style:
        return error.message
    return in_key(node.value) or _joined(error.message, in_value(node.value))


def _joined(message: str, more: str) -> str:
    """Two messages in one, unless the first names the characters already; a question keeps its question mark."""
    if not more or names_characters(message):
        return message
    return f"{message} {more[0].upper()}{more[1:]}" if message.endswith("?") else f"{message}; {more}"


def _lines(node: ScalarNode, file: YamlFile) -> list[tuple[int, str]]:
    """The numbered lines of an unquoted scalar; in the first one, spaces replace what precedes the scalar."""
    first, last = node.start_mark, node.end_mark
    numbers = range(first.line, min(last.line, first.line + 100) + 1)
    lines = [(number, file.line(number)) for number in numbers]
    return [(first.line, " " * first.column + lines[0][1][first.column :]), *lines[1:]] if lines else []
