"""Entries go in; one self-contained HTML page comes out, which asks for nothing from any network."""

import base64
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from kamdeck.index.index_columns import COLUMNS, IndexCell, Said, cells, name_rank, said
from kamdeck.index.index_entry import IndexEntry, IndexLink
from kamdeck.languages import LANGUAGES
from kamdeck.model.values import Tier
from kamdeck.portfolio import NO_RATES, AccountRow, Portfolio, Rates
from kamdeck.terms import Terms
from kamdeck.wording import Wording

HERE = Path(__file__).parent
SOURCES = tuple(HERE / name for name in ("columns.py", "page.css", "page.html.jinja", "page.js"))
"""What the page is made of besides its entries: where one has changed, it would be another page."""


@dataclass(frozen=True)
class IndexSettings:
    """How the page is made: its first language (zh+en begins in Chinese), the rates, and files over all accounts."""

    terms: Terms
    language: str = "en"
    rates: Rates = NO_RATES
    files: tuple[IndexLink, ...] = ()


@dataclass(frozen=True, slots=True)
class _File:
    """A file in words, and the address that it is found at."""

    name: Said
    address: str


@dataclass(frozen=True, slots=True)
class _Row:
    """An account as the table shows it."""

    entry: IndexEntry
    name: Said
    ranks: Mapping[str, int | None]
    tier: str
    cells: Sequence[IndexCell]
    files: Sequence[_File]
    status: Said


def page(entries: Iterable[IndexEntry], listing: IndexSettings) -> str:
    """The page over all accounts, by their names; every text of a plan stands in it as text, never as markup."""
    known = sorted(entries, key=lambda entry: (entry.name.in_language(_first(listing)).casefold(), entry.id))
    portfolio = Portfolio(tuple(entry.summary for entry in known if entry.summary), listing.rates)
    wordings = {language: Wording(language, listing.terms, portfolio) for language in LANGUAGES}
    style, script = _own("page.css"), _own("page.js")
    return _template().render(
        language=_first(listing),
        rows=_rows(known, portfolio, wordings),
        columns=COLUMNS,
        files=_files(listing.files, wordings),
        tiers=[tier for tier in Tier if any(entry.summary and entry.summary.tier == tier for entry in known)],
        counts={
            status: sum(entry.status == status for entry in known) for status in ("written", "unchanged", "failed")
        },
        period=said(portfolio.period if portfolio.summaries else None, wordings),
        converted=portfolio.converted,
        factors=listing.rates.factors,
        currency=listing.rates.currency,
        term=lambda key: {language: wording.term(key) for language, wording in wordings.items()},
        style=style,
        script=script,
        policy=f"default-src 'none'; img-src data:; style-src '{_digest(style)}'; script-src '{_digest(script)}'",
    )


def _first(listing: IndexSettings) -> str:
    return listing.language.partition("+")[0]


def _rows(known: Sequence[IndexEntry], portfolio: Portfolio, wordings: Mapping[str, Wording]) -> list[_Row]:
    by_id: dict[str, AccountRow] = {}
    if portfolio.summaries:
        by_id = {row.id: row for row in portfolio.accounts}
    accounts = [by_id.get(entry.summary.id) if entry.summary else None for entry in known]
    columns = [cells(column, accounts, wordings) for column in COLUMNS]
    orders = {language: name_rank(known, language) for language in LANGUAGES}
    return [
        _Row(
            entry,
            {language: entry.name.in_language(language) for language in LANGUAGES},
            {language: orders[language][number] for language in LANGUAGES},
            str(entry.summary.tier or "") if entry.summary else "",
            [column[number] for column in columns],
            _files(entry.files, wordings),
            {language: wording.term(f"index.{entry.status}") for language, wording in wordings.items()},
        )
        for number, entry in enumerate(known)
    ]


def _files(links: Iterable[IndexLink], wordings: Mapping[str, Wording]) -> list[_File]:
    """The files under their kinds' names; "./" and escapes keep any path from being another kind of address."""

    def name(link: IndexLink) -> Said:
        key = f"index.{link.kind}"
        return {language: word.term(key) if word.has(key) else link.kind for language, word in wordings.items()}

    return [_File(name(link), "./" + quote(link.path, safe="/")) for link in links]


@lru_cache(maxsize=1)
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("page.html.jinja")


def _own(name: str) -> str:
    return (HERE / name).read_text("utf-8")


def _digest(text: str) -> str:
    """What the page's own policy knows a style or a script by; no other one will run."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
