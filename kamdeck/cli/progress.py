"""A progress bar on a terminal, for commands that take long."""

import sys
from typing import Any, Self

from tqdm import tqdm


class ProgressBar:
    """Counts on a terminal; elsewhere it shows nothing, since tqdm redraws its line, which would fill a log file.

    Args:
        options: How tqdm shows the bar, such as its `unit`.
    """

    def __init__(self, **options: Any) -> None:
        self._options = options
        self._bar: tqdm[Any] | None = None

    def begin(self, total: int, doing: str) -> None:
        """Starts to count up to `total`; `doing` says what is done."""
        self._close()
        if total and sys.stderr.isatty():
            self._bar = tqdm(total=total, desc=doing, dynamic_ncols=True, **self._options)

    def count(self) -> bool:
        """Counts one more; says whether a bar shows it."""
        if self._bar is not None:
            self._bar.update()
        return self._bar is not None

    def _close(self) -> None:
        if self._bar is not None:
            self._bar.close()
            self._bar = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self._close()
