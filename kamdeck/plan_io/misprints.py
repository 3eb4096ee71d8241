"""Finds what a word processor, a chat program or another keyboard leaves in a plan: characters that only look right.

It is asked only where something is wrong already, since each of these may stand in a text that is right.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

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
LOOK_ALIKE = re.compile(f"[{SPACES}{INVISIBLE}{DASHES}{QUOTES}{COLONS}{FOREIGN}\uff01-\uff5e\u3001\u3002\u3010\u3011]")
LONGEST = 2000
"""So many characters of a line are looked at."""
MEANT = {"\u3001": ",", "\u3002": ".", "\u3010": "[", "\u3011": "]", "\u2236": ":"}

INDENTED = re.compile(f"^[ \t]*([{SPACES}{INVISIBLE}])[{SPACES}{INVISIBLE} \t]*(?=[^ \t])")
AFTER_KEY = re.compile(f"{BEGIN}({KEY}:)([{SPACES}{INVISIBLE}])")
OTHER_COLON = re.compile(f"{BEGIN}({KEY})\\s*([{COLONS}])")
NO_SPACE = re.compile(rf"{BEGIN}(({KEY}):([^\s/\\:,\]}}][^,\]}}]*))")
SPACE_AFTER_DASH = re.compile(f"^\\s*((?:- +)*-([{SPACES}{INVISIBLE}])\\s*(.*))")
NO_SPACE_AFTER_DASH = re.compile(r"^\s*((?:- +)*-([^\s\d.\-].*))")
OTHER_DASH = re.compile(f"^\\s*([{DASHES}{BULLETS}]|\\*(?=\\s))\\s*[^\\s{BULLETS}]")
OTHER_QUOTE = re.compile(f"(?:{ENTRY}(?:{KEY}\\s*:\\s*)?|{FLOW}(?:{KEY}\\s*:\\s*)?)([{QUOTES}])")
OTHER_BRACKET = re.compile(f"{ENTRY}(?:{KEY}\\s*:\\s*)?([\uff3b\uff5b\u3010])")
OTHER_COMMA = re.compile(f"{ENTRY}(?:{KEY}\\s*:\\s*)?[\\[{{][^\\]}}]*([\uff0c\u3001])")
OTHER_HASH = re.compile("\\s(\uff03)")
COMMENT = re.compile(r"(\s#)[^\s#]")
TAB = re.compile(r"^ *(\t)\s*\S")
ENDED_EARLY = re.compile(
    rf"(?:{BEGIN}|{ENTRY}{KEY}: +)(?:\"(?:[^\"\\]|\\.)*(?P<double>\")|'(?:[^']|'')*(?P<single>'))\s*[^\s,:\]}}#'\"]"
)
COMMENTED = re.compile(r"^\s*#")


@dataclass(frozen=True, slots=True)
class Misprint:
    """What looks wrong in a line, at a column from 0; `sentence` says how to write what was meant."""

    column: int
    sentence: str


def named(char: str) -> str:
    """A character as messages name it: its Unicode name and number, and itself where it can be seen."""
    try:
        name = unicodedata.name(char).lower()
    except ValueError:
        name = "a character without a name"
    number = f"U+{ord(char):04X}"
    visible = not char.isspace() and unicodedata.category(char) not in ("Cf", "Cc", "Cs")
    return f"'{char}' ({name}, {number})" if visible else f"{_article(name)} ({number})"


def _article(name: str) -> str:
    name = name.replace("zero width no-break space", "byte order mark")
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


def in_lines(lines: Iterable[tuple[int, str]], *, broken: bool = False) -> tuple[int, Misprint] | None:
    """The first misprint in some numbered lines, with the number of its line; `broken` lines are not valid YAML."""
    for number, line in lines:
        if not COMMENTED.match(line) and (found := in_broken_line(line) if broken else in_line(line)):
            return number, found
    return None


def in_line(line: str) -> Misprint | None:
    """What keeps a line from being read as the key, the list entry or the quoted text that it looks like."""
    line = line[:LONGEST]
    if found := INDENTED.search(line):
        return Misprint(found.start(1), _indented(found[1]))
    for pattern, sentence in STRUCTURE:
        if found := pattern.search(line):
            return Misprint(found.start(1), sentence(found))
    return None


def _indented(char: str) -> str:
    if re.match(f"[{INVISIBLE}]", char):
        return f"{named(char)} stands at the beginning of this line; remove it"
    return f"{named(char)} stands in the indentation; indent with ordinary spaces"


def _after_key(found: re.Match[str]) -> str:
    return f"{named(found[2])} stands behind '{found[1]}'; write an ordinary space"


def _other_colon(found: re.Match[str]) -> str:
    return f"{named(found[2])} stands behind '{found[1]}'; write ': ', a colon and a space"


def _no_space(found: re.Match[str]) -> str:
    return f"a space is missing behind '{found[2]}:'; write '{found[2]}: {_short(found[3])}'"


def _space_after_dash(found: re.Match[str]) -> str:
    return f"{named(found[2])} stands behind '-'; write '- {_short(found[3])}', with an ordinary space"


def _no_space_after_dash(found: re.Match[str]) -> str:
    return f"a space is missing behind '-'; write '- {_short(found[2])}'"


def _other_dash(found: re.Match[str]) -> str:
    return f"{named(found[1])} begins no entry of a list; write '- ', a hyphen and a space"


def _other_quote(found: re.Match[str]) -> str:
    return f"{named(found[1])} is no quotation mark here; write straight ones: \"…\" or '…'"


def _other_bracket(found: re.Match[str]) -> str:
    return f"{named(found[1])} opens nothing here; write '{_ascii(found[1])}'"


def _other_comma(found: re.Match[str]) -> str:
    return f"{named(found[1])} parts no entries of a list; write ', '"


def _other_hash(found: re.Match[str]) -> str:
    return f"{named(found[1])} begins no comment; write '#'"


STRUCTURE = (
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
    """What keeps a line from being valid YAML, besides what `in_line` finds: a tab, a quotation mark, a comment."""
    line = line[:LONGEST]
    if found := TAB.match(line):
        return Misprint(found.start(1), "a tab stands where only spaces may; indent with spaces")
    if found := ENDED_EARLY.search(line):
        mark = "double" if found["double"] else "single"
        return Misprint(found.start(mark), ENDED_SENTENCES[mark])
    if found := COMMENT.search(line):
        return Misprint(found.start(1) + 1, COMMENT_SENTENCE)
    return None


ENDED_SENTENCES = {
    "double": 'the text in quotes ends here, and more follows; write \\" for a quotation mark inside of it',
    "single": "the text in quotes ends here, and more follows; write '' for an apostrophe inside of it",
}
COMMENT_SENTENCE = "' #' begins a comment, and the rest of the line is not read; put a text with ' #' in quotes"


def in_key(key: str) -> str:
    """What keeps a key that nothing knows from being read as it looks; empty where its structure is right."""
    if found := re.match(f"[{SPACES}{INVISIBLE}]", key):
        return _indented(found[0])
    found_in_line = in_line(key)
    return found_in_line.sentence if found_in_line else ""


def in_value(text: str) -> str:
    """What is wrong with a short text that cannot be read: the first character that only looks right; or nothing."""
    text = text[:LONGEST]
    for char in LOOK_ALIKE.findall(text):
        if not _is_foreign(char):
            return f"it holds {named(char)}; {_mend(char)}"
        if re.search("[A-Za-z]", text):
            return f"it holds {named(char)}; write the Latin letter"
    if re.search(r"\S#", text):
        return "a comment needs a space before its '#'"
    return ""


def _is_foreign(char: str) -> bool:
    """A Greek or Cyrillic letter, which looks like a Latin one only among such."""
    return bool(re.match(f"[{FOREIGN}]", char))


def _mend(char: str) -> str:
    if re.match(f"[{QUOTES}]", char):
        return "write straight quotation marks, or none"
    meant = _ascii(char)
    return f"write {meant}" if meant.strip() else "write an ordinary space" if meant else "remove it"


def _ascii(char: str) -> str:
    """What was probably meant by a character; nothing where it cannot be seen at all."""
    if re.match(f"[{DASHES}]", char):
        return "-"
    if re.match(f"[{INVISIBLE}]", char):
        return ""
    return MEANT.get(char) or unicodedata.normalize("NFKC", char)


def _short(text: str) -> str:
    text = text.strip()
    return f"{text[:30]}…" if len(text) > 30 else text
