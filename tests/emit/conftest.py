"""The default brand, decks and slides in it, and brands that a test alters."""

from collections.abc import Callable
from pathlib import Path

import pptx
import pytest
from lxml import etree
from pptx.presentation import Presentation

from kamdeck.emit.pptx import OpenBrand, emit, open_brand, save
from kamdeck.flow import Flow, Placed
from tests.emit.deck_builders import BRAND, EmittedDeck, page, pages


@pytest.fixture(scope="session")
def brand() -> OpenBrand:
    """The default brand."""
    return open_brand(BRAND)


@pytest.fixture
def deck(brand: OpenBrand) -> Callable[..., EmittedDeck]:
    """Emits pages in the default brand."""
    return lambda *content, **more: EmittedDeck(save(emit(pages(*content, **more), brand)))


@pytest.fixture
def drawn(deck: Callable[..., EmittedDeck]) -> Callable[[Flow], etree._Element]:
    """The slide that contains a single flow, 400 points wide at x = 100, y = 120."""
    return lambda flow, height=200.0: deck(page(Placed(flow, 100.0, 120.0, 400.0, height))).slide()


@pytest.fixture
def altered_brand(tmp_path: Path) -> Callable[..., OpenBrand]:
    """Opens python-pptx's default presentation as a brand after a change."""

    def opened(change: Callable[[Presentation], None], name: str = "odd.pptx") -> OpenBrand:
        presentation = pptx.Presentation()
        change(presentation)
        presentation.save(str(tmp_path / name))
        return open_brand(tmp_path / name)

    return opened
