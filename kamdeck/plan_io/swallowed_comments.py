"""Finds comments that were probably meant as text: in YAML ' #' ends a plain text, and what follows is not read."""

import re
from dataclasses import dataclass

from yaml.nodes import ScalarNode

from kamdeck.plan_io.yaml import YamlFile

COMMENT_AFTER = re.compile(r"(?:[ \t]+(?=#\S)| (?=# \d(?:\s|$)))(#[^#=*~_!-].*)")
"""A comment with a space behind its '#' is meant as one; '#1' and '#foo' behind a text are not, nor is a rank: '# 1'.

A line of signs, as '#---', is no text either; what stands two spaces behind the text is aligned with other comments.
"""
COMMENT_BELOW = re.compile(r"[ \t]*(#\d.*)")


@dataclass(frozen=True, slots=True)
class SwallowedComment:
    """A comment and where its '#' stands, line and column from 0."""

    text: str
    line: int
    column: int

    @property
    def quoted(self) -> str:
        """As a message quotes it."""
        return f"{self.text[:40]}…" if len(self.text) > 40 else self.text


def comment_after(node: ScalarNode, file: YamlFile) -> SwallowedComment | None:
    """The comment that ends a plain scalar and was probably meant as a part of it, or as the whole of it."""
    if node.style:
        return None
    line, column = node.end_mark.line, node.end_mark.column
    if found := COMMENT_AFTER.match(file.line(line), column):
        return SwallowedComment(found[1].rstrip(), line, found.start(1))
    indent = len(file.line(line)) - len(file.line(line).lstrip())
    below = (
        COMMENT_BELOW.fullmatch(file.line(line + 1)) if not file.line(line)[column:].strip() and node.value else None
    )
    if below and below.start(1) > indent:
        return SwallowedComment(below[1].rstrip(), line + 1, below.start(1))
    return None
