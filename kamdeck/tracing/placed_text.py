"""A text of a document with the place where it stands."""

from typing import NamedTuple


class PlacedText(NamedTuple):
    """A text or number, and its place: a shape, a cell of a table, a value of a chart.

    `about` says what it is a value of, in the words of the document: the names of its series and its category. A cell
    of a chart's workbook has in `copy_of` the place of the value of the chart that it should be.
    """

    place: str
    text: str
    is_number: bool = False
    about: str = ""
    copy_of: str = ""

    @property
    def is_explained(self) -> bool:
        """Whether `kamdeck why` shows it: a text with a letter or digit, or an emptied cell of a workbook."""
        text = self.text
        # Nearly every text begins with a letter or digit.
        return text[:1].isalnum() or (any(map(str.isalnum, text)) if text else bool(self.copy_of))
