"""Writes pages as a native PowerPoint presentation in a company's brand."""

from kamdeck.emit.pptx.brand import OpenBrand, open_brand
from kamdeck.emit.pptx.deck import emit, save

__all__ = ["OpenBrand", "emit", "open_brand", "save"]
