"""Web and mail addresses: the targets that a document may link to, and the places of addresses in plain text.

Only http, https and mailto become links, in the form of RFC 3986, so that no link starts a program.
"""

import re
from functools import lru_cache
from urllib.parse import quote, unquote, urlsplit

from kamdeck.late_pattern import late_pattern

NOWHERE = "nowhere:"
"""The link of a text that gets no link although a part of it looks like an address; no document contains it."""
LONGEST = 2079
"""The longest hyperlink that Office accepts; Windows limits URLs to 2,083 characters (INTERNET_MAX_URL_LENGTH)."""
# Invisible characters are dropped: line breaks and tabs (as browsers do), soft hyphens, zero-width and direction marks.
_INVISIBLE = late_pattern("[\t\r\n\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
# A percent sign that begins no escape sequence; it is written as %25 (RFC 3986, 2.4).
_STRAY_PERCENT = late_pattern("%(?![0-9A-Fa-f]{2})")
# Letters, digits and hyphens inside a label (RFC 1123, 2.1), and underscores, which occur in practice.
_HOST = late_pattern(
    r"(?:[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?\.)*[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?\.?"
)
_MAIL = late_pattern(r"[^\s@<>()\[\],;:\\\"]+@[^\s@<>()\[\],;:\\/\"]+\.[^\s@<>()\[\],;:\\/\".]{2,}")
_WWW = late_pattern(r"www\.[^\W_]", re.IGNORECASE)
# "acme.com/report": at least two labels, of which the last has letters only, so that 3.5 or 10.0.0.1 is no address.
_BARE = late_pattern(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2,}(?::\d+)?(?:[/?#].*)?", re.DOTALL)
_ANOTHER = late_pattern(r"[\s,;](?:https?://|www\.|mailto:|[^\s@/,;?=]+@[^\s@/]+\.)", re.IGNORECASE)
"""Where a second address begins in a text."""
_FILES = frozenset(
    [
        "csv",
        "doc",
        "docm",
        "docx",
        "dotx",
        "gif",
        "htm",
        "html",
        "jpeg",
        "jpg",
        "json",
        "md",
        "pdf",
        "png",
        "potx",
        "ppt",
        "pptm",
        "pptx",
        "txt",
        "xls",
        "xlsm",
        "xlsx",
        "yaml",
        "yml",
        "zip",
    ]
)
"""Suffixes by which a name without a path is that of a file rather than of a host."""
_PATH_SAFE = "!$&'()*+,;=:@/-._~%"
# Typographic quotation marks, the ellipsis, and East Asian and full-width punctuation, which end an address.
_PUNCTUATION = "\u2018-\u201f\u2026\u3000-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
# An address in plain text contains characters outside ASCII only behind a delimiter: Hanzi behind a slash
# belong to it, and Hanzi behind a letter do not.
_OTHER = rf"[^\s<>\"\u0000-\u0020{_PUNCTUATION}]"
_IN_TEXT = late_pattern(
    rf"(?:https?://|(?<![\w.@/:-])www\.(?=[^\W_]))[!#-;=?-~]*(?:(?<=[/?=&#_.-])(?=[^\x00-\x7f]){_OTHER}+)?"
    r"|(?<![\w.+%@/-])(?:mailto:)?[A-Za-z0-9_][\w.+%-]*@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}(?![\w@-])",
    re.IGNORECASE | re.ASCII,
)
_PROGRAM = late_pattern(
    r"(?:^|[^A-Za-z0-9])(?:(?:javascript|vbscript|ms-[a-z-]+|mhtml|view-source|intent|blob|jar|onenote|webcal|ftp|ldap|ssh"
    r"|skype|callto|sms|tel):\S*|(?:data|file|feed|search|about|res|shell|mk):\S+)$",
    re.IGNORECASE,
)
"""An address of another kind that is not at its end yet: what follows is a part of it."""
# The dots that separate the labels of a host (IDNA 2003, RFC 3490, 3.1).
_DOTS = late_pattern("[.\u3002\uff0e\uff61]")
_WORD = late_pattern(r"[^\s,;/|\u3001\uff0c\uff1b]")
# Every address in plain text has one of these: a quick test for texts without any.
_MAYBE = re.compile(r"://|www\.|@", re.IGNORECASE)
_ENDS = ".,;:!?'*_~"
_PAIRS = {")": "(", "]": "[", "}": "{"}


def address(target: str) -> str:
    """The web or mail address that a document may link to; an empty string for any other target.

    Characters that an address cannot contain are percent-encoded in UTF-8 (RFC 3986), and hosts are written in ASCII
    (IDNA). A target without a scheme is a web address if it begins with "www.", and a mail address if it looks like
    one. All other schemes, such as javascript: and file:, are rejected, so that no link starts a program.
    """
    text = _INVISIBLE.sub("", target).strip()
    if _WWW.match(text):
        text = f"https://{text}"
    elif _MAIL.fullmatch(text):
        text = f"mailto:{text}"
    scheme, _, rest = text.partition(":")
    try:
        match scheme.lower():
            case "http" | "https" if rest.startswith("//"):
                found = _web(scheme.lower(), rest)
            case "mailto":
                found = _mail(rest)
            case _:
                return ""
    except ValueError:  # from urlsplit, the port, IDNA, or lone surrogates
        return ""
    return found if len(found) <= LONGEST else ""


def web_address(written: str) -> str:
    """The address that a document may link to for the text of a field that holds addresses.

    There, unlike in `address`, "acme.com/report" is a web address too. An empty string is returned for text with several
    addresses, and for what may be the name of a file.
    """
    text = _INVISIBLE.sub("", written).strip()
    if _ANOTHER.search(text):
        return ""
    found = address(text)
    if found or not _BARE.fullmatch(text):
        return found
    host, _, path = text.partition("/")
    return "" if not path and host.rpartition(".")[2].lower() in _FILES else address(f"https://{text}")


def field_link(written: str) -> str:
    """The link for the text of a field that holds addresses: its address, `NOWHERE`, or an empty string.

    `NOWHERE` is returned for text with other words in it: a link from a part of "bob smith@x.example" would lead to
    somebody else. An empty string is returned for several whole addresses, each of which `find_addresses` finds.
    """
    found = web_address(written)
    if found:
        return found
    rest = list(written)
    for start, end, _ in find_addresses(written):
        rest[start:end] = " " * (end - start)
    return NOWHERE if _WORD.search("".join(rest)) else ""


@lru_cache(maxsize=2048)
def find_addresses(text: str) -> tuple[tuple[int, int, str], ...]:
    """The start, end and target of each address in plain text. Bare host names such as "acme.com" are ordinary text."""
    if not _MAYBE.search(text):
        return ()
    spans = ((match.start(), _end(match[0], match.start())) for match in _IN_TEXT.finditer(text))
    spans = ((start, end) for start, end in spans if not _PROGRAM.search(text, max(0, start - LONGEST), start))
    links = ((start, end, address(text[start:end])) for start, end in spans)
    return tuple(each for each in links if each[2])


def _end(found: str, start: int) -> int:
    """The end of an address without the punctuation of its sentence and without an unbalanced closing bracket."""
    # A closing bracket is part of the address if it was opened in it, as in /wiki/Plan_(map).
    while found and (
        found[-1] in _ENDS or (found[-1] in _PAIRS and found.count(found[-1]) > found.count(_PAIRS[found[-1]]))
    ):
        found = found[:-1]
    return start + len(found)


def _web(scheme: str, rest: str) -> str:
    parts = urlsplit(f"{scheme}:{rest}")
    if "\\" in parts.netloc:  # a host for some programs, a part of the path for others
        return ""
    user, at, _ = parts.netloc.rpartition("@")
    host = _host(parts.hostname or "")
    if not host:
        return ""
    port = f":{parts.port}" if parts.port is not None else ""
    found = f"{scheme}://{_encoded(user, '/?#[]@') if at else ''}{at}{host}{port}{_encoded(parts.path)}"
    found += f"?{_encoded(parts.query, keep='?')}" if parts.query else ""
    return found + (f"#{_encoded(parts.fragment, keep='?')}" if parts.fragment else "")


def _mail(rest: str) -> str:
    names, mark, query = rest.partition("?")
    found = []
    for name in names.split(","):
        local, _, host = name.strip().rpartition("@")
        if not _MAIL.fullmatch(unquote(name.strip())) or not (host := _host(host)):
            return ""
        found.append(f"{_encoded(local)}@{host}")
    return f"mailto:{','.join(found)}{mark}{_encoded(query)}"


def _host(host: str) -> str:
    """A host in ASCII, or an IPv6 address in brackets; an empty string if it is invalid."""
    if ":" in host:
        return f"[{host}]"
    found = host if host.isascii() else ".".join(map(_label, _DOTS.split(host)))
    # RFC 1035, 2.3.4: a label has at most 63 octets.
    return found if _HOST.fullmatch(found) and all(len(label) < 64 for label in found.split(".")) else ""


def _label(label: str) -> str:
    """One name of a host in ASCII as browsers write it: UTS 46 without the changes of letters of IDNA 2003."""
    if label.isascii():
        return label
    import idna  # its tables take a while to load, and few plans need them

    return idna.encode(label, uts46=True).decode("ascii")


def _encoded(part: str, refused: str = "", keep: str = "") -> str:
    safe = "".join(char for char in _PATH_SAFE + keep if char not in refused)
    return quote(_STRAY_PERCENT.sub("%25", part), safe=safe)
