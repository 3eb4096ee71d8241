"""The shipped font metrics and Unicode classes, loaded on first use."""

import gzip
import json
from bisect import bisect_right
from functools import cache
from importlib.resources import files
from itertools import accumulate
from typing import Any


@cache
def tables() -> dict[str, Any]:
    """The content of metrics.json.gz, which `tools/build_metrics.py` writes."""
    packed = (files(__package__) / "metrics.json.gz").read_bytes()
    content: dict[str, Any] = json.loads(gzip.decompress(packed))
    return content


def unpacked(points: list[list[int]], advances: str) -> dict[str, float]:
    """The advance in em of each character in the ranges that has one.

    `points` are ranges without their end. `advances` has a number in 1/1000 em, or nothing, for each of their code
    points, separated by spaces.
    """
    every = [chr(point) for start, end in points for point in range(start, end)]
    written = advances.split(" ")
    # Thousands of characters have some hundred advances.
    known = {each: int(each) / 1000 for each in set(written) if each}
    return {char: known[each] for char, each in zip(every, written, strict=True) if each}


class PackedAdvances:
    """The same advances, looked up one by one: a document has few of the characters of a large table."""

    def __init__(self, points: list[list[int]], advances: str) -> None:
        self._starts = [start for start, _ in points]
        self._ends = [end for _, end in points]
        # The position of the first advance of each range.
        self._first = list(accumulate((end - start for start, end in points), initial=0))
        self._advances = advances.split(" ")

    def get(self, char: str) -> float | None:
        """The advance of a character in em; None if it has none."""
        point = ord(char)
        number = bisect_right(self._starts, point) - 1
        if number < 0 or point >= self._ends[number]:
            return None
        advance = self._advances[self._first[number] + point - self._starts[number]]
        return int(advance) / 1000 if advance else None
