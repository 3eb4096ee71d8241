"""Finds characters that only look right: what word processors, chat programs and other keyboards put into a plan.

Only lines and values with an error are searched, since each of these characters can be correct in a text.
"""

import re
import unicodedata
from collections.abc import Iterable

from kamdeck.dataclass import dataclass

KEY = r"[A-Za-z_][A-Za-z0-9_.]*"
ENTRY = r"^\s*(?:- +)*"
FLOW = rf"{ENTRY}(?:{KEY}\s*:\s*)?[\[{{](?:.*?[{{\[,])??\s*"
BEGIN = f"(?:{ENTRY}|{FLOW})"
SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
INVISIBLE = "\u00ad\u180e\u200b-\u200f\u2060-\u2064\ufeff"
DASHES = "\u2010-\u2015\u2212\ufe58\ufe63\uff0d"
BULLETS = "\u00b7\u2022\u2023\u2043\u25aa\u25cf\u30fb"
QUOTES = "\u00ab\u00bb\u2018-\u201f\u2039\u203a\u300c-\u300f\uff02\uff07`\u00b4"
COLONS = "\uff1a\ufe55\u2236"
FOREIGN = "\u0370-\u052f"
"""Greek and Cyrillic letters, some of which look like Latin ones."""
LOOK_ALIKE = f"[{SPACES}{INVISIBLE}{DASHES}{QUOTES}{COLONS}{FOREIGN}\uff01-\uff5e\u3001\u3002\u3010\u3011]"
CHARACTERS_SEARCHED = 2000
"""The number of characters of a line that are searched."""
# NFKC gives the ASCII form of other look-alikes, but leaves these as they are.
REPLACEMENTS = {"\u3001": ",", "\u3002": ".", "\u3010": "[", "\u3011": "]", "\u2236": ":"}

# YAML accepts only the ordinary space as indentation; other space characters become part of the text.
# These patterns are not compiled here: only lines with an error need them, and it would slow down each start.
INDENTED = f"^[ \t]*([{SPACES}{INVISIBLE}])[{SPACES}{INVISIBLE} \t]*(?=[^ \t])"
AFTER_KEY = f"{BEGIN}({KEY}:)([{SPACES}{INVISIBLE}])"
OTHER_COLON = f"{BEGIN}({KEY})\\s*([{COLONS}])"
# "https://" and "C:\" in a text do not lack a space.
NO_SPACE = rf"{BEGIN}(({KEY}):([^\s/\\:,\]}}][^,\]}}]*))"
SPACE_AFTER_DASH = f"^\\s*((?:- +)*-([{SPACES}{INVISIBLE}])\\s*(.*))"
# -5 is a number, and --- starts a document.
NO_SPACE_AFTER_DASH = r"^\s*((?:- +)*-([^\s\d.\-].*))"
# An asterisk and a space is a list mark of Markdown; without the space, it begins an alias of YAML.
OTHER_DASH = f"^\\s*([{DASHES}{BULLETS}]|\\*(?=\\s))\\s*[^\\s{BULLETS}]"
OTHER_QUOTE = f"(?:{ENTRY}(?:{KEY}\\s*:\\s*)?|{FLOW}(?:{KEY}\\s*:\\s*)?)([{QUOTES}])"
OTHER_BRACKET = f"{ENTRY}(?:{KEY}\\s*:\\s*)?([\uff3b\uff5b\u3010])"
OTHER_COMMA = f"{ENTRY}(?:{KEY}\\s*:\\s*)?[\\[{{][^\\]}}]*([\uff0c\u3001])"
OTHER_HASH = "\\s(\uff03)"
# A comment usually has a space after its '#'; one without it, as in 'rank #1', is more often part of a text.
COMMENT = r"(\s#)[^\s#]"
TAB = r"^ *(\t)\s*\S"
ENDED_EARLY = (
    rf"(?:{BEGIN}|{ENTRY}{KEY}: +)(?:\"(?:[^\"\\]|\\.)*(?P<double>\")|'(?:[^']|'')*(?P<single>'))\s*[^\s,:\]}}#'\"]"
)
COMMENTED = r"^\s*#"


@dataclass(frozen=True, slots=True)
class Misprint:
    """A misprint in a line; `column` counts from 0, `message` says how to write what was meant."""

    column: int
    message: str


def named(char: str) -> str:
    """A character as messages name it: by its Unicode name and number; visible characters are also shown."""
    try:
        name = unicodedata.name(char).lower()
    except ValueError:
        name = "a character without a name"
    number = f"U+{ord(char):04X}"
    visible = not char.isspace() and unicodedata.category(char) not in ("Cf", "Cc", "Cs")
    return f"'{char}' ({name}, {number})" if visible else f"{_article(name)} ({number})"


def _article(name: str) -> str:
    # Unicode's name for U+FEFF says what it does inside a text; at the start of a file, it is a byte order mark.
    name = name.replace("zero width no-break space", "byte order mark")
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


def in_lines(lines: Iterable[tuple[int, str]], *, broken: bool = False) -> tuple[int, Misprint] | None:
    """The first misprint in some lines, with the number of its line.

    Args:
        lines: The lines with their numbers.
        broken: Whether the lines are not valid YAML, so that tabs, quotes and comments are searched instead.
    """
    for number, line in lines:
        if not re.match(COMMENTED, line) and (found := in_broken_line(line) if broken else in_line(line)):
            return number, found
    return None


def in_line(line: str) -> Misprint | None:
    """Why a line is not read as the key, the list entry or the quoted text that it looks like."""
    line = line[:CHARACTERS_SEARCHED]
    if found := re.search(INDENTED, line):
        return Misprint(found.start(1), _indented(found[1]))
    for pattern, message in STRUCTURE_PATTERNS:
        if found := re.search(pattern, line):
            return Misprint(found.start(1), message(found))
    return None


def _indented(char: str) -> str:
    if re.match(f"[{INVISIBLE}]", char):
        return f"{named(char)} is at the beginning of this line; remove it"
    return f"{named(char)} is in the indentation; indent with ordinary spaces"


def _after_key(found: re.Match[str]) -> str:
    return f"{named(found[2])} follows '{found[1]}'; write an ordinary space"


def _other_colon(found: re.Match[str]) -> str:
    return f"{named(found[2])} follows '{found[1]}'; write ': ', a colon and a space"


def _no_space(found: re.Match[str]) -> str:
    return f"a space is missing after '{found[2]}:'; write '{found[2]}: {_short(found[3])}'"


def _space_after_dash(found: re.Match[str]) -> str:
    return f"{named(found[2])} is after '-'; write '- {_short(found[3])}' with an ordinary space"


def _no_space_after_dash(found: re.Match[str]) -> str:
    return f"a space is missing after '-'; write '- {_short(found[2])}'"


def _other_dash(found: re.Match[str]) -> str:
    return f"{named(found[1])} does not start a list entry; write '- ', a hyphen and a space"


def _other_quote(found: re.Match[str]) -> str:
    return f"{named(found[1])} is not a quotation mark in YAML; write straight ones: \"…\" or '…'"


def _other_bracket(found: re.Match[str]) -> str:
    return f"{named(found[1])} is not a bracket in YAML; write '{_ascii(found[1])}'"


def _other_comma(found: re.Match[str]) -> str:
    return f"{named(found[1])} does not separate list entries; write ', '"


def _other_hash(found: re.Match[str]) -> str:
    return f"{named(found[1])} does not start a comment; write '#'"


# The first pattern that matches gives the message. A typographic quotation mark or a full-width bracket right after a
# colon also lacks a space, but the sign is what has to change, so NO_SPACE comes after those patterns.
STRUCTURE_PATTERNS = (
    (OTHER_COLON, _other_colon),
    (AFTER_KEY, _after_key),
    (SPACE_AFTER_DASH, _space_after_dash),
    (NO_SPACE_AFTER_DASH, _no_space_after_dash),
    (OTHER_DASH, _other_dash),
    (OTHER_QUOTE, _other_quote),
    (OTHER_BRACKET, _other_bracket),
    (OTHER_COMMA, _other_comma),
    (NO_SPACE, _no_space),
    (OTHER_HASH, _other_hash),
)


def in_broken_line(line: str) -> Misprint | None:
    """Why a line is not valid YAML, besides what `in_line` finds: a tab, a quotation mark or a comment."""
    line = line[:CHARACTERS_SEARCHED]
    if found := re.match(TAB, line):
        return Misprint(found.start(1), TAB_MESSAGE)
    if found := re.search(ENDED_EARLY, line):
        mark = "double" if found["double"] else "single"
        return Misprint(found.start(mark), ENDED_MESSAGES[mark])
    if found := re.search(COMMENT, line):
        return Misprint(found.start(1) + 1, COMMENT_MESSAGE)
    return None


ENDED_MESSAGES = {
    "double": 'the quoted text ends here, but more follows; write \\" for a quotation mark inside it',
    "single": "the quoted text ends here, but more follows; write '' for an apostrophe inside it",
}
TAB_MESSAGE = "a tab is not allowed here; use spaces"
COMMENT_MESSAGE = "' #' starts a comment, so the rest of the line is not read; put a text with ' #' in quotes"


def in_key(key: str) -> str:
    """The misprint because of which a key is unknown, such as a missing space; "" if there is none."""
    if found := re.match(f"[{SPACES}{INVISIBLE}]", key):
        return _indented(found[0])
    found_in_line = in_line(key)
    return found_in_line.message if found_in_line else ""


def in_value(text: str) -> str:
    """A remark on the first character in a short text that only looks right; "" if there is none."""
    text = text[:CHARACTERS_SEARCHED]
    for char in re.findall(LOOK_ALIKE, text):
        if not _is_foreign(char):
            return f"it contains {named(char)}; {_fix(char)}"
        if re.search("[A-Za-z]", text):
            return f"it contains {named(char)}; write the Latin letter"
    if re.search(r"\S#", text):
        return "a comment needs a space before its '#'"
    return ""


def _is_foreign(char: str) -> bool:
    """Whether a character is a Greek or Cyrillic letter; among Latin letters it is probably a mistake."""
    return bool(re.match(f"[{FOREIGN}]", char))


def _fix(char: str) -> str:
    if re.match(f"[{QUOTES}]", char):
        return "write straight quotation marks, or none"
    meant = _ascii(char)
    return f"write {meant}" if meant.strip() else "write an ordinary space" if meant else "remove it"


def _ascii(char: str) -> str:
    """The ASCII character that was probably meant; "" for an invisible character."""
    if re.match(f"[{DASHES}]", char):
        return "-"
    if re.match(f"[{INVISIBLE}]", char):
        return ""
    return REPLACEMENTS.get(char) or unicodedata.normalize("NFKC", char)


def _short(text: str) -> str:
    text = text.strip()
    return f"{text[:30]}…" if len(text) > 30 else text
