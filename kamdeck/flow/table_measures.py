"""What was measured of the cells of a table, so that no text is measured twice."""

from kamdeck.flow.column_widths import ColumnWidths


class Measured:
    """What was measured of the cells of a table: widths of content, and by width the columns and heights of texts."""

    __slots__ = ("contents", "texts", "widths")

    def __init__(self) -> None:
        self.contents: list[ColumnWidths] = []
        self.widths: dict[float, tuple[float, ...]] = {}
        self.texts: dict[float, tuple[float, ...]] = {}
