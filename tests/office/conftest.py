"""The decks that are opened by other programs, written to files once."""

from pathlib import Path

import pytest

from kamdeck.brand import CHOSEN_BY_KAMDECK
from kamdeck.brand_report.sample_deck import sample_deck
from kamdeck.job import Rendering
from kamdeck.render import render
from tests.example_decks import EVERY_EXAMPLE, TESTED_LANGUAGES, plan_of, rendered_review
from tests.portfolio.generated_accounts import RATES, portfolio
from tests.powerpoint_brands import BRANDS

SHOWN = [
    *EVERY_EXAMPLE,
    ("large", "zh+en"),
    *(("hostile", language) for language in TESTED_LANGUAGES),
    ("empty", "en"),
]
PORTFOLIOS = [(3, "en", RATES), (20, "zh+en", RATES), (20, "en", None), (200, "zh", RATES)]
BRANDED = [("huaxing-bank", brand) for brand in BRANDS]
NAMES = [
    *(f"{name}-{how}" for name, how in (*SHOWN, *BRANDED)),
    *(f"sample-{brand}" for brand in BRANDS),
    *(f"portfolio-{count}-{language}{'' if rates else '-unconverted'}" for count, language, rates in PORTFOLIOS),
]


@pytest.fixture(scope="session")
def decks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The paths of the decks by their plan and language or brand."""
    folder = tmp_path_factory.mktemp("decks")
    found = {}
    for name, language in SHOWN:
        found[f"{name}-{language}"] = folder / f"{name}-{language}.pptx"
        found[f"{name}-{language}"].write_bytes(rendered_review(name, language).blob)
    for name, brand in BRANDED:
        file = folder / f"{brand}-brand.pptx"
        file.write_bytes(BRANDS[brand]())
        found[f"{name}-{brand}"] = folder / f"{name}-{brand}.pptx"
        found[f"{name}-{brand}"].write_bytes(render(plan_of(name), Rendering("zh+en", brand=file)).blob)
        found[f"sample-{brand}"] = folder / f"sample-{brand}.pptx"
        found[f"sample-{brand}"].write_bytes(sample_deck(file, CHOSEN_BY_KAMDECK, "zh+en"))
    for (count, language, rates), name in zip(PORTFOLIOS, NAMES[-len(PORTFOLIOS) :], strict=True):
        found[name] = folder / f"{name}.pptx"
        found[name].write_bytes(render(portfolio(count, rates), Rendering(language, "portfolio")).blob)
    return found
