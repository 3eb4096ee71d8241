"""Names of parts and targets of relationships, by the rules of OPC (ECMA-376 part 2, 6.2.2 and 6.4)."""

import posixpath
import re
from urllib.parse import unquote

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
_UNSAFE = re.compile(r"[^A-Za-z0-9._~-]+")
_SEGMENT = re.compile(r"([a-z]+)(\d*)((?:\.[a-z0-9]+)?)")
_USUAL = {
    name.lower(): name
    for name in (
        "ppt", "word", "media", "theme", "charts", "chart", "fonts", "font", "image", "slideMasters", "slideMaster",
        "slideLayouts", "slideLayout", "notesMasters", "notesMaster", "handoutMasters", "handoutMaster",
        "presentation", "presProps", "tableStyles", "themeOverride", "document", "styles", "numbering", "settings",
        "fontTable", "header", "footer",
    )
}  # fmt: skip
"""How Office spells the words in the names of its own parts."""


def key_of(name: str) -> str:
    """The key by which names are compared: OPC ignores case, and names may be percent-encoded."""
    return "/" + unquote(name).replace("\\", "/").lstrip("/").lower()


def is_address(target: str) -> bool:
    """Whether a target leads outside the package although its relationship does not say so."""
    return bool(_SCHEME.match(target)) or target.startswith(("//", "\\\\"))


def resolved(target: str, source: str) -> str:
    """The name of the part that a relationship's target means.

    `source` is the name of the part with the relationship, or "/" for the package itself.
    """
    path = unquote(target.partition("#")[0].partition("?")[0]).replace("\\", "/")
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(source), path))


def relationships_of(key: str) -> str:
    """The key of the part with a part's relationships."""
    folder, _, name = key.rpartition("/")
    return f"{folder}/_rels/{name}.rels"


class WrittenNames:
    """Unique names for parts in the written file: ASCII only, and spelled as Office spells them."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def of(self, name: str) -> str:
        """The new name of a part, from its name in the source file."""
        segments = [_spelled(each) for each in unquote(name).replace("\\", "/").split("/") if each.strip("./ ")]
        stem, dot, ending = "/".join(segments).rpartition(".")
        wanted, count = f"/{stem}{dot}{ending}", 1
        while wanted.lower() in self._taken:
            count += 1
            wanted = f"/{stem}_{count}{dot}{ending}"
        self._taken.add(wanted.lower())
        return wanted


def _spelled(segment: str) -> str:
    found = _SEGMENT.fullmatch(segment.lower())
    if found and found[1] in _USUAL:
        return _USUAL[found[1]] + found[2] + found[3]
    return _UNSAFE.sub("_", segment).rstrip(".") or "part"
