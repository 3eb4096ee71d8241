"""The index page of a batch: one HTML file that lists all accounts with their files, key figures and problems."""

from kamdeck.index.index_entry import IndexEntry, IndexLink, Status
from kamdeck.index.index_page import SOURCES, IndexSettings, page

__all__ = ["SOURCES", "IndexEntry", "IndexLink", "IndexSettings", "Status", "page"]
