"""A scale of a few steps with a dot for where something is now, and a triangle for where it should be."""

from collections.abc import Iterator

from kamdeck.flow import Box, Item, Line

STATION, NOW, WANTED = 7.0, 12.0, 13.0
"""The diameters of a step and of the dot, and the height of the triangle, in points."""


def step_scale(xs: list[float], y: float, now: int | None, wanted: int | None) -> Iterator[Item]:
    """The items of a scale of steps. Where a person is at the step that is wanted, the dot alone stands there.

    Args:
        xs: The positions of the steps in points.
        y: The middle of the scale in points.
        now: The index of the present step; it is not drawn where it is not known.
        wanted: The index of the step that is wanted; it is not drawn where it is not known.
    """
    yield Line(xs[0], y, xs[-1], y, "grey2", 0.75)
    if now is not None and wanted is not None and now != wanted:
        left, right = sorted((xs[now], xs[wanted]))
        yield Box(left, y - 1.5, right - left, 3.0, "contrast")
    for number, x in enumerate(xs):
        if number not in (now, wanted):
            yield Box(x - STATION / 2, y - STATION / 2, STATION, STATION, "ground", "grey2", shape="ellipse")
    if wanted is not None and wanted != now:
        yield _triangle(xs[wanted], y, backwards=now is not None and wanted < now)
    if now is not None:
        yield Box(xs[now] - NOW / 2, y - NOW / 2, NOW, NOW, "contrast", "ground", 1.0, shape="ellipse")


def _triangle(x: float, y: float, *, backwards: bool) -> Box:
    width, height = WANTED * 0.9, WANTED
    base, tip = (width, 0.0) if backwards else (0.0, width)
    points = ((base, 0.0), (tip, height / 2), (base, height))
    return Box(x - width / 2, y - height / 2, width, height, "ground", "contrast", 1.5, shape="polygon", points=points)
