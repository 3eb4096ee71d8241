"""Finds comments that were probably meant as text: in YAML, ' #' ends an unquoted text, and the rest is not read."""

from yaml.nodes import ScalarNode

from kamdeck.dataclass import dataclass
from kamdeck.late_pattern import late_pattern
from kamdeck.plan_io.yaml import YamlFile

COMMENT_AFTER = late_pattern(r"(?:[ \t]+(?=#\S)| (?=# \d(?:\s|$)))(#[^#=*~_!-].*)")
"""A comment that was probably meant as text: '#1' or '#foo' after a text, or a rank like '# 1'.

Real comments have a space after their '#', or are lines like '#---'. A '# 1' two spaces after the text is aligned with
other comments.
"""
COMMENT_BELOW = late_pattern(r"[ \t]*(#\d.*)")


@dataclass(frozen=True, slots=True)
class UnintendedComment:
    """A comment with the line and column of its '#', both from 0."""

    text: str
    line: int
    column: int

    @property
    def quoted(self) -> str:
        """The comment as messages quote it, at most forty characters."""
        return f"{self.text[:40]}…" if len(self.text) > 40 else self.text


def comment_after(node: ScalarNode, file: YamlFile) -> UnintendedComment | None:
    """The comment after an unquoted scalar that was probably meant as part of its text, or as all of it."""
    if node.style:
        return None
    line = node.end_mark.line
    here, under = file.line(line), file.line(line + 1)
    # Asked of every text of a plan, few of which stand before a '#'.
    if "#" not in here and "#" not in under:
        return None
    column = node.end_mark.column
    if found := COMMENT_AFTER.match(here, column):
        return UnintendedComment(found[1].rstrip(), line, found.start(1))
    # A line like '#3 in the market' below a text, indented further than the text's key, was meant to continue the text.
    indent = len(here) - len(here.lstrip())
    below = COMMENT_BELOW.fullmatch(under) if not here[column:].strip() and node.value else None
    if below and below.start(1) > indent:
        return UnintendedComment(below[1].rstrip(), line + 1, below.start(1))
    return None
