"""Writes pages as a native PowerPoint presentation in a company's brand."""

from kamdeck.emit.pptx.brand_file import open_brand
from kamdeck.emit.pptx.deck import Deck, emit, save
from kamdeck.emit.pptx.opened_brand import OpenBrand

__all__ = ["Deck", "OpenBrand", "emit", "open_brand", "save"]
