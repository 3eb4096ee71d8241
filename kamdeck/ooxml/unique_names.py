"""Names for new parts of a package.

python-pptx and python-docx scan all parts for each new name, so that their time grows with the square of the number.
"""


class FreeNames:
    """The names of new parts; `taken` are those of existing ones."""

    def __init__(self, taken: frozenset[str]) -> None:
        self._taken = taken
        self._counts: dict[str, int] = {}

    def next(self, pattern: str) -> str:
        """The next free name of a pattern such as `/ppt/slides/slide{}.xml`, counted from 1."""
        while True:
            count = self._counts[pattern] = self._counts.get(pattern, 0) + 1
            name = pattern.format(count)
            if name not in self._taken:
                return name
