"""The reports that are opened by other programs, by their names."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.example_decks import EVERY_EXAMPLE
from tests.example_reports import profile_in_brand, rendered_report
from tests.word_brands import WORD_BRANDS


def _in_brand(brand: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return profile_in_brand("huaxing-bank", WORD_BRANDS[brand](), Path(folder), "zh+en").blob


PROFILES = [*EVERY_EXAMPLE, ("hostile", "en"), ("hostile", "zh+en"), ("large", "zh+en"), ("empty", "en")]
REVIEWS = [("huaxing-bank", "zh+en"), ("meridian-motion", "en"), ("qinghe-retail", "zh")]
REPORTS: dict[str, Callable[[], bytes]] = {
    **{
        f"{name}-{language}-profile": lambda each=(name, language): rendered_report(*each).blob
        for name, language in PROFILES
    },
    **{
        f"{name}-{language}-review": lambda each=(name, language): rendered_report(*each, "review").blob
        for name, language in REVIEWS
    },
    **{f"{brand}-brand": lambda brand=brand: _in_brand(brand) for brand in WORD_BRANDS},
}
