"""The files that a plan is read from: their fingerprints, and which files of a folder are no plans.

A batch compares the fingerprints with those of its last run to see which plans have changed.
"""

import hashlib
import os
from pathlib import Path

SETTINGS_FILE = "kamdeck.yaml"
"""The name of the settings file, which is in the same folder as the plans."""
PULLED_FILE = "pulled.yaml"
"""The name of the file in a plan's folder that `kamdeck pull` writes; it lies under all other files of the folder."""
EXCEL_LOCK = "~$"
"""The prefix of the lock file that Excel keeps beside a workbook while it is open."""


def digest_of(path: Path) -> str:
    """The SHA-256 of a file's bytes, or of the names in a folder; "" for anything else, such as a named pipe."""
    try:
        if path.is_dir():
            # A file that is added or removed changes the plan, even if all others stay the same.
            content = "\n".join(_names(path)).encode()
        elif path.is_file():
            content = path.read_bytes()
        else:
            return ""
    except (OSError, ValueError):
        return ""
    return hashlib.sha256(content).hexdigest()


def is_ignored(name: str) -> bool:
    """Whether a file in a folder of plans is no plan: a hidden file, settings, a schema, or a lock file of Excel."""
    # Hidden files include those that macOS writes beside a file on other file systems ("._plan.yaml").
    return name.startswith((".", EXCEL_LOCK)) or name.endswith(".schema.json") or name == SETTINGS_FILE


def is_file(path: Path) -> bool:
    """Whether a path is a regular file; False also for an impossible name or a folder without read permission."""
    return os.path.isfile(path)  # noqa: PTH113 - Path.is_file raises there


def is_folder(path: Path) -> bool:
    """Whether a path is a folder; False also for an impossible name or a folder without read permission."""
    return os.path.isdir(path)  # noqa: PTH112 - Path.is_dir raises there


def plan_at(path: Path) -> Path:
    """What is read for a path: the folder, if the path is a file beside one that `kamdeck pull` wrote."""
    return path.parent if is_file(path) and is_file(path.with_name(PULLED_FILE)) else path


def _names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir() if not is_ignored(each.name))
