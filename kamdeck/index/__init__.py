"""What a batch has done goes in, one account an entry; the page that lists all of it comes out."""

from kamdeck.index.index_entry import IndexEntry, IndexLink, Status
from kamdeck.index.index_page import SOURCES, IndexSettings, page

__all__ = ["SOURCES", "IndexEntry", "IndexLink", "IndexSettings", "Status", "page"]
