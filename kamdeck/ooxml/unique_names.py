"""A pattern for a part's name goes in; the next name of its kind comes out that no part of the package has."""


class FreeNames:
    """The names that a package's new parts get; the libraries would scan all its parts for each."""

    def __init__(self, taken: frozenset[str]) -> None:
        self._taken = taken
        self._counts: dict[str, int] = {}

    def next(self, pattern: str) -> str:
        """The next name of a pattern such as `/ppt/slides/slide{}.xml`, counted from 1."""
        while True:
            count = self._counts[pattern] = self._counts.get(pattern, 0) + 1
            name = pattern.format(count)
            if name not in self._taken:
                return name
