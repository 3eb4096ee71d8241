"""Whether a picture from an untrusted file shows only what it contains itself."""

import re

_OUTSIDE = re.compile(
    rb"<!DOCTYPE|<!ENTITY|<\w*:?script\b|<\w*:?foreignObject\b|@import|\son\w+\s*="
    rb"|(?:href|src)\s*=\s*[\"']\s*(?!#|data:)[^\"'\s]|url\(\s*[\"']?(?!#|data:|[\"'])",
    re.IGNORECASE,
)


def is_self_contained(blob: bytes, content_type: str) -> bool:
    """Whether a picture refers to nothing outside itself; an SVG may contain scripts, links and entities."""
    if content_type != "image/svg+xml":
        return True
    # The pattern would not match the two bytes of each character in UTF-16.
    text = blob.decode("utf-16").encode() if blob[:2] in (b"\xff\xfe", b"\xfe\xff") else blob
    return not _OUTSIDE.search(text)
