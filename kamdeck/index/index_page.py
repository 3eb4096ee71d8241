"""Renders the index page: one self-contained HTML file that loads nothing from the network."""

import base64
import hashlib
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from kamdeck.dataclass import dataclass
from kamdeck.index.index_columns import IndexCell, IndexColumn, Translations, cells, columns_of, formatted, name_key
from kamdeck.index.index_entry import IndexEntry, IndexLink
from kamdeck.index.index_texts import IndexTexts
from kamdeck.insights import Answer
from kamdeck.insights.portfolio import portfolio_standing, portfolio_work
from kamdeck.insights.portfolio_sales import (
    portfolio_attention,
    portfolio_forecasts,
    portfolio_league,
    portfolio_pipelines,
)
from kamdeck.languages import LANGUAGES
from kamdeck.message import Message
from kamdeck.model.values import Tier
from kamdeck.portfolio import NO_RATES, AccountRow, Portfolio, Rates
from kamdeck.wording import Wording
from kamdeck.words import Words

FOR_CUSTOMERS = "◆ "
"""The mark of a file for the customer, which stands beside the same one for us."""
HERE = Path(__file__).parent
SOURCES = tuple(
    HERE / name for name in ("index_columns.py", "index_texts.py", "page.css", "page.html.jinja", "page.js")
)
"""The source files of the page; a batch writes the page again if one of them has changed."""
TOTALS: tuple[Callable[[Portfolio], Answer], ...] = (
    portfolio_forecasts,
    portfolio_pipelines,
    portfolio_standing,
    portfolio_work,
)
"""The insights that say the totals of all accounts."""
ATTENTION: tuple[Callable[[Portfolio], Answer], ...] = (portfolio_league, portfolio_attention)
"""The insights that say which accounts need attention."""
STATUSES = ("written", "unchanged", "failed")


@dataclass(frozen=True)
class IndexSettings:
    """The settings of the page: its first language ("zh+en" starts in Chinese), exchange rates, and portfolio files."""

    words: Words
    language: str = "en"
    rates: Rates = NO_RATES
    files: tuple[IndexLink, ...] = ()


@dataclass(frozen=True, slots=True)
class _File:
    """A link: its text and its relative address."""

    name: Translations
    address: str


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the table."""

    entry: IndexEntry
    name: Translations
    tier: str
    cells: Sequence[IndexCell]
    files: Sequence[_File]


def page(entries: Iterable[IndexEntry], settings: IndexSettings) -> str:
    """The HTML of the page, with the accounts by name; texts of plans are escaped, so that they cannot add markup."""
    first = settings.language.partition("+")[0]
    # The script sorts again on request; without scripts the rows stay in this order.
    known = sorted(entries, key=lambda entry: name_key(entry, first))
    portfolio = Portfolio(tuple(entry.summary for entry in known if entry.summary), settings.rates)
    texts = IndexTexts({language: Wording(language, settings.words, portfolio) for language in LANGUAGES}, first)
    columns = columns_of(portfolio.accounts if portfolio.summaries else ())
    period = portfolio.period if portfolio.summaries else None
    style, script = _own("page.css") + _hidden_languages(), _own("page.js")
    return _template().render(
        texts=texts,
        languages=LANGUAGES,
        rows=_rows(known, columns, portfolio, texts),
        columns=columns,
        files=_files(settings.files, texts),
        tiers=[tier for tier in Tier if any(entry.summary and entry.summary.tier == tier for entry in known)],
        counts={status: sum(entry.status == status for entry in known) for status in STATUSES},
        title=texts.sentence("index.page_title", title=Message("index.title"), period=period),
        period=formatted(period, texts.wordings),
        converted=portfolio.rate_messages,
        totals=_said(TOTALS, portfolio, texts),
        attention=_said(ATTENTION, portfolio, texts),
        style=style,
        script=script,
        # Escaping already keeps texts of plans from adding scripts; with this policy the browser would not run them.
        policy=f"default-src 'none'; img-src data:; style-src '{_digest(style)}'; script-src '{_digest(script)}'",
    )


def _said(
    insights: Iterable[Callable[[Portfolio], Answer]], portfolio: Portfolio, texts: IndexTexts
) -> list[Translations]:
    """What insights say of a portfolio in each language; nothing where no plan could be read."""
    answers = [each(portfolio) for each in insights] if portfolio.summaries else []
    return [texts.said(answer) for answer in answers if answer]


def _hidden_languages() -> str:
    """The rules that hide the texts of other languages than the one that is shown."""
    rules = (f':root[data-language="{each}"] [data-in]:not([data-in~="{each}"])' for each in LANGUAGES)
    return ",\n".join(rules) + " { display: none; }\n"


def _rows(
    known: Sequence[IndexEntry], columns: Sequence[IndexColumn], portfolio: Portfolio, texts: IndexTexts
) -> list[_Row]:
    by_id: dict[str, AccountRow] = {}
    # A batch in which every plan failed still has a page that lists the problems.
    if portfolio.summaries:
        by_id = {row.id: row for row in portfolio.accounts}
    accounts = [by_id.get(entry.summary.id) if entry.summary else None for entry in known]
    filled = [cells(column, accounts, texts.wordings) for column in columns]
    return [
        _Row(
            entry,
            {language: entry.name.in_language(language) for language in LANGUAGES},
            str(entry.summary.tier or "") if entry.summary else "",
            [column[number] for column in filled],
            _files(entry.files, texts),
        )
        for number, entry in enumerate(known)
    ]


def _files(links: Iterable[IndexLink], texts: IndexTexts) -> list[_File]:
    """The links with the names of their kinds; "./" and escapes keep a path from being read as another URL scheme."""

    def name(link: IndexLink) -> Translations:
        key = f"index.{link.kind}"
        mark = FOR_CUSTOMERS if link.for_customer else ""
        names = {each: word.term(key) if word.has(key) else link.kind for each, word in texts.wordings.items()}
        return {language: mark + name for language, name in names.items()}

    return [_File(name(link), "./" + quote(link.path, safe="/")) for link in links]


@lru_cache(maxsize=1)
def _template() -> Template:
    # StrictUndefined: a misspelt name in the template is an error instead of an empty cell.
    environment = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("page.html.jinja")


def _own(name: str) -> str:
    return (HERE / name).read_text("utf-8")


def _digest(text: str) -> str:
    """The hash by which the page's Content-Security-Policy allows its own style and script, and no others."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
