"""The shipped font metrics and Unicode classes, loaded on first use."""

import gzip
import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def tables() -> dict[str, Any]:
    """The content of metrics.json.gz, which `tools/build_metrics.py` writes."""
    packed = (files(__package__) / "metrics.json.gz").read_bytes()
    content: dict[str, Any] = json.loads(gzip.decompress(packed))
    return content


def unpacked(points: list[list[int]], advances: str) -> Iterator[tuple[str, float]]:
    """Character and advance in em, for each code point in the ranges that has an advance.

    `points` are ranges without their end. `advances` has a number in 1/1000 em, or nothing, for each of their code
    points, separated by spaces.
    """
    every = (point for start, end in points for point in range(start, end))
    for point, advance in zip(every, advances.split(" "), strict=True):
        if advance:
            yield chr(point), int(advance) / 1000
