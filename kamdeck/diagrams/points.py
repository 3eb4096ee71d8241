"""Places in a drawing, in points from its upper left corner: x grows to the right, y downwards."""

Point = tuple[float, float]
Path = list[Point]
Bounds = tuple[float, float, float, float]
"""The left, top, right and bottom edges of a rectangle."""
