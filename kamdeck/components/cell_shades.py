"""The colours of the cells of a matrix, by their kind and their value."""

_LOAD = ("grey4", "primary:15", "primary:30")
ROLES = {
    "ours": ("primary:15", "primary:30", "primary"),
    "competitor": ("grey4", "grey3:60", "grey3"),
    "load": _LOAD,
}
"""The shades of the kinds whose cells are darker for greater numbers."""
BANDS = {"low": "primary:10", "fair": "primary:20", "middle": "primary:30", "high": "primary", "over": "bad"}
"""The shades of the kinds that have one each."""

SIGNED = {"warn": "warn", "bad": "bad", "over": "bad"}
"""The statuses whose signs stand before the numbers of some kinds."""


def cell_colours(kind: str, value: object, most: float) -> tuple[str, str]:
    """The fill and the outline of a cell; `most` is the greatest number of the matrix, which has the darkest shade."""
    match kind:
        case "open":
            return "", "contrast"
        case "ours":
            # In a print without colour, the tints of ours and theirs are alike: ours have a frame.
            return ROLES[kind][_step(value, most)], "primary"
        case "good" | "warn" | "bad":
            return f"{kind}:20", ""
        case _ if kind in ROLES:
            return ROLES[kind][_step(value, most)], ""
        case _:
            return BANDS.get(kind, ""), ""


def _step(value: object, most: float) -> int:
    """The shade of a number: 0, 1 or 2, for the thirds of the range from 0 to `most`."""
    if not isinstance(value, int | float) or most <= 0:
        return 1
    # The factor puts a number at the end of a third into that third, whatever its binary fraction.
    return min(2, int(3 * max(value, 0.0) / most * 0.999))
