"""A YAML or JSON syntax error goes in, a sentence for its author comes out: what is wrong, where, how to mend it."""

import re

import yaml

MESSAGES = (
    (
        "mapping values are not allowed",
        "a text that contains ': ' needs quotes, and a key belongs on a line of its own",
    ),
    (
        "block sequence entries are not allowed",
        "begin a list's entries on a line of their own, or write [one, another]",
    ),
    ("found undefined alias", "no '&' gives a name for this; a text that begins with '*' needs quotes"),
    (
        "could not find expected ':'",
        "the line before lacks ': ' behind its key; a text of several lines needs quotes",
    ),
    ("unexpected end of stream", "a quotation mark opens here and is never closed; close it"),
    ("found unexpected document indicator", "a quotation mark opens here and is never closed; close it"),
    (
        "found another document",
        "this begins a second document; remove the line '---', or split the file",
    ),
    ("expected ',' or ']'", "a ',' or a ']' is missing before this; a text with brackets or commas needs quotes"),
    ("expected ',' or '}'", "a ',' or a '}' is missing before this; a text with braces or commas needs quotes"),
    (
        "expected '-' indicator",
        "this fits no entry of the list above; begin each with '- ', all in the same column",
    ),
    (
        "expected key",
        "this fits no key above; begin the lines of one mapping in the same column, and close "
        "the quotation mark that a text begins with",
    ),
    ("hexdecimal number", "in double quotes '\\' begins an escape; write '\\\\', or use single quotes"),
    ("escape", "in double quotes '\\' begins an escape; write '\\\\', or use single quotes"),
    ("duplicate anchor", "this name is given to something else already; give each anchor a name of its own"),
    ("tag", "'!' begins a tag here; a text that begins with '!' needs quotes"),
    ("directive", "'%' begins a directive here; a text that begins with '%' needs quotes"),
    ("anchor", "'&' begins an anchor here; a text that begins with '&' needs quotes"),
    ("alias", "'*' begins an alias here; a text that begins with '*' needs quotes"),
    ("did not find expected node content", "a value is missing before this; write it, or close what is open"),
    ("block scalar", "behind '|' or '>' begin a new line; a text that begins with one of them needs quotes"),
)
AT_ITS_START = ("unexpected end of stream", "found unexpected document indicator")
"""The errors that are told where what was not closed begins, not where the file ends."""
SURROGATE = re.compile(r"\\u[dD][89a-fA-F][0-9a-fA-F]{2}")
HALF = "half of a character (a lone surrogate)"
TAB = "a tab stands where only spaces may; indent with spaces"


def explain(error: yaml.MarkedYAMLError, line: str) -> str:
    """The error in a sentence; `line` is the one that the parser stopped in."""
    parser_text = ", ".join(part for part in (error.context, error.problem) if part) or "it cannot be read"
    mark = error.problem_mark
    if "cannot start any token" in parser_text and mark is not None:
        found = line[mark.column : mark.column + 1]
        return TAB if found == "\t" else f"a text that begins with '{found}' needs quotes"
    message = next(
        (message for fragment, message in MESSAGES if fragment in parser_text),
        f"{parser_text}; check quotes and indentation",
    )
    opened = error.context_mark
    if "is missing before this" in message and opened is not None:
        return message.replace("before this", f"before this, in what opens in line {opened.line + 1}")
    return message


def mark_of(error: yaml.MarkedYAMLError) -> object:
    """Where the error is told."""
    starts = any(fragment in str(error.problem) for fragment in AT_ITS_START)
    return (error.context_mark if starts else error.problem_mark) or error.problem_mark or error.context_mark


def surrogate_in(line: str, error: yaml.MarkedYAMLError) -> str:
    """The sentence for an escape of half a character, which JSON writes in two; empty where that is not the error."""
    column = error.problem_mark.column if error.problem_mark is not None else 0
    found = SURROGATE.search(line, max(0, column - 2))
    if "character escape code" not in str(error.problem) or not found or found.start() > column + 2:
        return ""
    return f"'{found[0]}' is {HALF}; write the character itself, or its whole code as \\U0001F600"
