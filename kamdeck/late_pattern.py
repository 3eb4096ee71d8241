"""Regular expressions that are compiled when they are used first, for those that few commands use.

A range of ten thousand letters, such as that of Hanzi, takes a millisecond to compile wherever it is written.
"""

import re
from typing import Any, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "pattern")
_compile = re.compile


def late_pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern with the methods of a compiled one."""
    # It is no `Pattern`, a class from which none can be derived; callers use nothing but the methods.
    return cast("re.Pattern[str]", _LatePattern(source, flags))


class _LatePattern:
    def __init__(self, source: str, flags: int) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:
        """Called for a method that is not there yet, so that later calls find it without detour."""
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = _compile(self._source, self._flags)
        self.__dict__.update({each: getattr(compiled, each) for each in _METHODS})
        return self.__dict__[name]
