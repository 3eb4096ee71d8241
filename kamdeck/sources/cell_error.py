"""Raised for a cell that cannot be read; the row is then rejected, and the reason is listed."""


class UnreadableCellError(Exception):
    """Why a value cannot be read, for the list of rejected rows."""


class NativeText(str):
    """A number or date that the source itself had as such, in the notation of plans: 1234.5, 2026-10-08."""

    __slots__ = ()
