"""Units of length: kamdeck computes in points; Office files use English Metric Units (EMU), 12,700 in a point."""

EMU_PER_PT = 12700
PT_PER_INCH = 72.0


def emu(pt: float) -> int:
    """Points as whole EMU (ECMA-376 part 1, 20.1.10.16)."""
    return round(pt * EMU_PER_PT)


def inches(length: float) -> float:
    """Inches as points."""
    return length * PT_PER_INCH
