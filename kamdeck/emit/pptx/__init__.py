"""Writes pages as a native PowerPoint presentation in a company's brand."""

from kamdeck.emit.pptx.brand import OpenBrand, open_brand
from kamdeck.emit.pptx.deck import Deck, emit, save

__all__ = ["Deck", "OpenBrand", "emit", "open_brand", "save"]
