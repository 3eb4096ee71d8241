"""What a batch has done goes in, one account an entry; the page that lists all of it comes out."""

from kamdeck.index.entry import Entry, Link, Status
from kamdeck.index.page import SOURCES, Listing, page

__all__ = ["SOURCES", "Entry", "Link", "Listing", "Status", "page"]
