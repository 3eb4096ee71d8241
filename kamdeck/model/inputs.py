"""A path that a plan was read from goes in; the digest of what stands there now comes out."""

import hashlib
import os
from pathlib import Path

SETTINGS_FILE = "kamdeck.yaml"
"""A deployment's settings lie among plans, and are none."""
EXCEL_LOCK = "~$"
"""How the name of the file begins by which Excel keeps a workbook to itself while it is open."""


def digest_of(path: Path) -> str:
    """The SHA-256 of a file's bytes, or of a folder's names; nothing where neither can be read, as of a pipe."""
    try:
        if path.is_dir():
            content = "\n".join(_names(path)).encode()
        elif path.is_file():
            content = path.read_bytes()
        else:
            return ""
    except (OSError, ValueError):
        return ""
    return hashlib.sha256(content).hexdigest()


def is_ignored(name: str) -> bool:
    """Whether a file lies beside a plan: a hidden one, settings, a schema, or what Excel keeps while it is open."""
    return name.startswith((".", EXCEL_LOCK)) or name.endswith(".schema.json") or name == SETTINGS_FILE


def is_file(path: Path) -> bool:
    """Whether a regular file stands there; no, too, where the name cannot be one, or nobody may look."""
    return os.path.isfile(path)  # noqa: PTH113 - Path.is_file raises there


def is_folder(path: Path) -> bool:
    """Whether a folder stands there; no, too, where the name cannot be one, or nobody may look."""
    return os.path.isdir(path)  # noqa: PTH112 - Path.is_dir raises there


def _names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir() if not is_ignored(each.name))
