"""Writes pulled.yaml: the same facts always give the same bytes, one value a line, so that differences are short."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from kamdeck.plan_io.yaml_writer import BREAKS

LEAD = """\
# Written by `kamdeck pull`. Do not edit it: the next pull replaces it, and what you write in plan.yaml wins over it.
"""
PLAIN = re.compile(r"[^\W\d_][\w]*(?:[ .-]?\w+)*|[0-9]{4}-(?:[0-9]{2}(?:-[0-9]{2})?|Q[1-4])")
"""Texts that need no quotes; dates and quarters are among them."""
WORDS = frozenset(("null", "true", "false", "yes", "no", "on", "off", "y", "n"))
"""Words that other programs would read as no texts."""


def pulled_text(content: Mapping[str, Any]) -> bytes:
    """The file for the content of a plan, which is nested mappings and lists of texts, numbers and flags."""
    return (LEAD + "\n".join(_mapping(content, "")) + "\n").encode()


def _mapping(content: Mapping[str, Any], indent: str) -> Iterator[str]:
    for key, value in content.items():
        if isinstance(value, Mapping):
            yield f"{indent}{key}:"
            yield from _mapping(value, f"{indent}  ")
        elif isinstance(value, list) and value and isinstance(value[0], Mapping):
            yield f"{indent}{key}:"
            for entry in value:
                first, *others = _mapping(entry, f"{indent}    ")
                yield f"{indent}  - {first.strip()}"
                yield from others
        elif isinstance(value, list):
            yield f"{indent}{key}: [{', '.join(map(_scalar, value))}]"
        else:
            yield f"{indent}{key}: {_scalar(value)}"


def _scalar(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return repr(value)
    text = str(value)
    if PLAIN.fullmatch(text) and text.lower() not in WORDS:
        return text
    # A string of JSON is one of YAML, but for a few line breaks of YAML 1.1.
    return json.dumps(text, ensure_ascii=False).translate(BREAKS)
