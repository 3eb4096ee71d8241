"""Run the Open XML SDK's validator on an Office file."""

import json
import os
import subprocess
from pathlib import Path

PROGRAM = os.environ.get("KAMDECK_VALIDATOR", "ooxml-validator")
"""If the validator is missing, the tests fail instead of being skipped."""


def errors_in(path: Path) -> list[str]:
    """The validator's errors; a file that it cannot read counts as an error."""
    done = subprocess.run([PROGRAM, str(path)], capture_output=True, text=True, check=False)
    answer = json.loads(done.stdout)
    found = [str(error) for error in answer.get("errors") or ()]
    return found if answer["ok"] and not done.returncode else found or [done.stdout + done.stderr]
