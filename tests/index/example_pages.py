"""Index pages of generated accounts, one of which failed to load."""

from functools import lru_cache

from kamdeck.index import IndexEntry, IndexLink, IndexSettings, page
from kamdeck.model.values import Text
from kamdeck.portfolio import Rates
from tests.layouts import terms
from tests.portfolio.generated_accounts import RATES, portfolio

HOSTILE = (
    "\"'><script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\"><b>bold</b>{{ 1 }}&amp;"
)
BROKEN = IndexEntry(
    "plans/broken.yaml",
    Text(plain="plans/broken.yaml"),
    "failed",
    problems=(f"plans/broken.yaml:7:68: 'x' is not a role {HOSTILE}", "plans/broken.yaml:9:1: another"),
)


def entries(count: int) -> list[IndexEntry]:
    """Entries for a number of accounts with their files, every third unchanged, and one that failed."""
    found = [
        IndexEntry(
            each.id,
            each.name,
            "unchanged" if number % 3 == 1 else "written",
            each,
            (
                IndexLink("review", f"{each.id}/{each.id}-review-2026-Q4.pptx"),
                IndexLink("profile", f"{each.id}/{each.id}-profile-2026-Q4.docx"),
            ),
        )
        for number, each in enumerate(portfolio(count, RATES).summaries)
    ]
    return [*found, BROKEN]


@lru_cache
def page_of(count: int = 20, language: str = "en", rates: Rates = RATES) -> str:
    """The index page of a number of accounts."""
    return page(
        entries(count), IndexSettings(terms(), language, rates, (IndexLink("portfolio", "portfolio-2026-Q4.pptx"),))
    )
