"""Pages and an opened brand go in; a native PowerPoint presentation comes out."""

from kamdeck.emit.pptx.brand import OpenBrand, open_brand
from kamdeck.emit.pptx.deck import emit, save

__all__ = ["OpenBrand", "emit", "open_brand", "save"]
