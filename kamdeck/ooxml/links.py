"""Any text goes in; the address that it is comes out, where it is one that a document may lead to."""

from urllib.parse import urlsplit

_SCHEMES = frozenset(("http", "https", "mailto"))
_SECTION = "section:"


def address(target: str) -> str:
    """The target where it is a web or mail address and nothing that a program could be started by; else nothing."""
    try:
        parts = urlsplit(target.strip())
    except ValueError:
        return ""
    whole = bool(parts.netloc) or (parts.scheme == "mailto" and "@" in parts.path)
    if parts.scheme.lower() not in _SCHEMES or not whole:
        return ""
    return "".join(char if char.isprintable() and char not in ' "<>\\^`{|}' else "" for char in target.strip())


def section_of(target: str) -> str | None:
    """The key of the section that a target such as "section:profile" leads to; none for other targets."""
    return target.removeprefix(_SECTION) if target.startswith(_SECTION) else None
