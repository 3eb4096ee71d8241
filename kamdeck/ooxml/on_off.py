"""On/off values of Office markup: an element or attribute counts by its value, not by standing there.

WordprocessingML says "on" and "off" besides what XML Schema's booleans say (ECMA-376 part 1, 17.17.4).
"""

_OFF = ("0", "false", "off", "f", "none")


def is_true(value: str | None, default: bool = False) -> bool:
    """Whether an attribute says yes; the default where it is absent."""
    return default if value is None else value.strip().lower() not in _OFF
