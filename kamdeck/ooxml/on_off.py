"""On/off values of Office markup: the value of an element or attribute counts, not its presence.

WordprocessingML allows "on" and "off" in addition to the booleans of XML Schema (ECMA-376 part 1, 17.17.4).
"""

# "f" is the false of VML.
_OFF = ("0", "false", "off", "f", "none")


def is_true(value: str | None, default: bool = False) -> bool:
    """Whether an attribute is on; `default` applies if it is absent."""
    return default if value is None else value.strip().lower() not in _OFF
