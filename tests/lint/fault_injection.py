"""Insert a fault into the parts of a valid file, to test that the lint finds it."""

import io
import re
import zipfile
from collections.abc import Callable


def substitution(pattern: str, instead: str, count: int = 0) -> Callable[[str], str]:
    """A function that replaces a pattern in a part's text; `count` 0 replaces all occurrences."""
    return lambda text: re.sub(pattern, instead, text, count=count)


def with_fault(blob: bytes, pattern: str, change: Callable[[str], str]) -> bytes:
    """The file with a change in every part whose name matches; it fails if nothing was changed."""
    stream = io.BytesIO()
    touched = False
    with zipfile.ZipFile(io.BytesIO(blob)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if re.fullmatch(pattern, name):
                changed = change(content.decode()).encode()
                touched = touched or changed != content
                content = changed
            new.writestr(name, content)
    assert touched, "nothing was planted"
    return stream.getvalue()
