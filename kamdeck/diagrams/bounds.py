"""Points and bounding boxes of diagrams, in points from the upper left corner of the drawing."""

Point = tuple[float, float]
"""The x and y of a point."""
Bounds = tuple[float, float, float, float]
"""The left, top, right and bottom edges of a rectangle."""
Polyline = list[Point]
"""The corners of a line, from its start to its end."""
