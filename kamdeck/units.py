"""Lengths: points go in everywhere above the emitters, English Metric Units come out in Office markup."""

EMU_PER_PT = 12700
PT_PER_INCH = 72.0


def emu(pt: float) -> int:
    """A length in points as whole EMU (ECMA-376 part 1, 20.1.10.16)."""
    return round(pt * EMU_PER_PT)


def inches(length: float) -> float:
    """A length in inches as points."""
    return length * PT_PER_INCH
