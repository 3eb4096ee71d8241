"""The rows of a file before its columns are known."""

from kamdeck.dataclass import dataclass


@dataclass(frozen=True)
class FileRows:
    """Numbered rows of cells; `described` says how the file was read."""

    rows: list[tuple[int, tuple[str, ...]]]
    described: str
