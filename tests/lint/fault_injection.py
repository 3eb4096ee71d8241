"""A sound file goes in; the same file with a fault in its parts comes out."""

import io
import re
import zipfile
from collections.abc import Callable


def substitution(pattern: str, instead: str, count: int = 0) -> Callable[[str], str]:
    """A change of a part's text; `count` 0 is everywhere."""
    return lambda text: re.sub(pattern, instead, text, count=count)


def with_fault(blob: bytes, pattern: str, change: Callable[[str], str]) -> bytes:
    """The file with a change in every part whose name fits; a change that changes nothing fails."""
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
