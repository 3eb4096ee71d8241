"""What a document of one page does not show."""

from kamdeck.dataclass import dataclass


@dataclass(frozen=True)
class OnePage:
    """What a page of a document has left out: names of rows by topic, and texts of which it shows the beginning."""

    left_out: tuple[tuple[str, tuple[str, ...]], ...] = ()
    cut: tuple[tuple[str, tuple[str, ...]], ...] = ()
