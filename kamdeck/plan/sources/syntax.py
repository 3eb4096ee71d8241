"""A YAML syntax error goes in, a sentence for the plan's author comes out: what is wrong, and how to mend it."""

import yaml

HINTS = (
    (
        "mapping values are not allowed",
        "a text that contains ': ' needs quotes, and a key belongs on a line of its own",
    ),
    ("found undefined alias", "a text that begins with '*' needs quotes"),
    ("could not find expected ':'", "a key needs ': ' behind it, and a text of several lines quotes or '|'"),
    ("unexpected end of stream", "a quotation mark was not closed"),
    ("found unexpected document indicator", "a quotation mark was not closed"),
    ("found another document", "a plan is one document: remove the line '---' or put the rest in a file of its own"),
    ("expected ',' or ']'", "a '[' was not closed, or a ',' is missing; a text with brackets needs quotes"),
    ("expected ',' or '}'", "a '{' was not closed, or a ',' is missing; a text with braces needs quotes"),
    ("expected '-' indicator", "each entry of a list begins with '- ', all in the same column"),
    (
        "expected key",
        "the lines of one mapping begin in the same column; a text that begins with a quotation mark ends with it",
    ),
    (
        "cannot start any token",
        "indent with spaces, not tabs; a text that begins with '@', '`', '%' or a tab needs quotes",
    ),
    ("escape", "in double quotes '\\' begins an escape: write '\\\\', or use single quotes"),
    ("duplicate anchor", "give each anchor a name of its own"),
    ("tag", "a text that begins with '!' needs quotes"),
    ("directive", "a text that begins with '%' needs quotes"),
    ("anchor", "a text that begins with '&' needs quotes"),
    ("alias", "a text that begins with '*' needs quotes"),
    ("block scalar", "behind '|' or '>' begin a new line; a text that begins with one of them needs quotes"),
)


def explain(error: yaml.MarkedYAMLError) -> str:
    """The error in a sentence, with a hint where one is known."""
    said = ", ".join(part for part in (error.context, error.problem) if part) or "it cannot be read"
    hint = next((hint for words, hint in HINTS if words in said), "check the quotes and the indentation")
    return f"{said}; {hint}"
