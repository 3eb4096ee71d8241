"""Translates the syntax errors of PyYAML and libyaml into messages for the author of a plan."""

import re

import yaml

from kamdeck.characters import HALF
from kamdeck.late_pattern import late_pattern
from kamdeck.plan_io.misprints import TAB_MESSAGE

# The first fragment that is in the parser's text gives the message, so those that contain another come before it:
# "found undefined alias" before "alias". PyYAML and libyaml word most errors differently; a fragment is what both have
# in common, or there is one for each. "hexdecimal" is the spelling of libyaml.
MESSAGES = (
    (
        "mapping values are not allowed",
        "a text that contains ': ' needs quotes, and each key needs its own line",
    ),
    (
        "block sequence entries are not allowed",
        "start the list on a new line, or write [one, another]",
    ),
    ("found undefined alias", "no anchor '&' has this name; a text that begins with '*' needs quotes"),
    (
        "could not find expected ':'",
        "the line before has no ': ' after its key; a text of several lines needs quotes",
    ),
    ("unexpected end of stream", "a quotation mark opens here and is never closed; close it"),
    ("found unexpected document indicator", "a quotation mark opens here and is never closed; close it"),
    (
        "found another document",
        "this starts a second document; remove the line '---', or split the file",
    ),
    ("expected ',' or ']'", "a ',' or a ']' is missing before this; a text with brackets or commas needs quotes"),
    ("expected ',' or '}'", "a ',' or a '}' is missing before this; a text with braces or commas needs quotes"),
    (
        "expected '-' indicator",
        "this does not belong to the list above; start each entry with '- ' in the same column",
    ),
    (
        "expected key",
        "this does not belong to the mapping above; start all its keys in the same column, and close "
        "any quotation mark before this",
    ),
    ("hexdecimal number", "in double quotes '\\' starts an escape; write '\\\\', or use single quotes"),
    ("escape", "in double quotes '\\' starts an escape; write '\\\\', or use single quotes"),
    ("duplicate anchor", "another anchor has this name already; give each anchor a different name"),
    ("tag", "'!' starts a tag here; a text that begins with '!' needs quotes"),
    ("directive", "'%' starts a directive here; a text that begins with '%' needs quotes"),
    ("anchor", "'&' starts an anchor here; a text that begins with '&' needs quotes"),
    ("alias", "'*' starts an alias here; a text that begins with '*' needs quotes"),
    ("did not find expected node content", "a value is missing before this; write it, or close what is open"),
    ("block scalar", "after '|' or '>' start a new line; a text that begins with one of them needs quotes"),
)
AT_ITS_START = ("unexpected end of stream", "found unexpected document indicator")
"""Errors whose place is the start of what was not closed, and not the end of the file."""
LONGEST_KEY = 1024
"""The most characters of a key (YAML 1.2, 7.4.2)."""
_KEY = late_pattern(r"""(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|^[\s-]*([^\s"'{[].*))\s*$""")
SURROGATE = re.compile(r"\\u[dD][89a-fA-F][0-9a-fA-F]{2}")


def explain(error: yaml.MarkedYAMLError, line: str) -> str:
    """The message for an error; `line` is the one in which the parser stopped."""
    parser_text = ", ".join(part for part in (error.context, error.problem) if part) or "it cannot be read"
    mark = error.problem_mark
    if "cannot start any token" in parser_text and mark is not None:
        found = line[mark.column : mark.column + 1]
        return TAB_MESSAGE if found == "\t" else f"a text that begins with '{found}' needs quotes"
    if mark is not None and (length := _key_length(line, mark.column)) > LONGEST_KEY:
        return f"a key has {LONGEST_KEY:,} characters at most, and this one has {length:,}; shorten it"
    message = next(
        (message for fragment, message in MESSAGES if fragment in parser_text),
        f"{parser_text}; check quotes and indentation",
    )
    opened = error.context_mark
    # Where a value is missing, both parsers give its own place and not that of what was opened.
    if "is missing before this" in message and opened is not None and mark is not None and opened.index < mark.index:
        return message.replace("before this", f"before this, in what opens in line {opened.line + 1}")
    return message


def _key_length(line: str, end: int) -> int:
    """The characters of the key before the colon at which the parser stopped; 0 if it has stopped elsewhere."""
    if line[end : end + 1] != ":":
        return 0
    found = _KEY.search(line[:end])
    key = next((each for each in found.groups() if each is not None), "") if found else ""
    return 0 if ": " in key and found and found[3] else len(key)


def mark_of(error: yaml.MarkedYAMLError) -> object:
    """The mark of the place that the problem names."""
    starts = any(fragment in str(error.problem) for fragment in AT_ITS_START)
    return (error.context_mark if starts else error.problem_mark) or error.problem_mark or error.context_mark


def surrogate_in(line: str, error: yaml.MarkedYAMLError) -> str:
    """The message for an escape that is only half of a character (a lone surrogate); "" for other errors."""
    column = error.problem_mark.column if error.problem_mark is not None else 0
    found = SURROGATE.search(line, max(0, column - 2))
    if "character escape code" not in str(error.problem) or not found or found.start() > column + 2:
        return ""
    return f"'{found[0]}' is {HALF}; write the character itself, or its whole code as \\U0001F600"
