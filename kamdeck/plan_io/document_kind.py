"""The kinds of YAML files, with the words that problems in them use."""

from kamdeck.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """What a file should be, for problems: its noun, and an example of its first line; whether it can be empty.

    A file that is a list is read as a mapping with the list under the key `listed`.
    """

    noun: str
    example: str
    may_be_empty: bool = False
    listed: str = ""


PLAN = DocumentKind("a plan", "period: 2026-Q4")
PART = DocumentKind("a plan", "period: 2026-Q4", may_be_empty=True)
"""One of the files of a plan in a folder; it may consist of comments until somebody fills it in."""
