"""What all markup of a document is written with: colours, languages, styles, ids, and where links lead."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha1
from itertools import count

from kamdeck.emit.docx.parts import DocumentParts
from kamdeck.emit.docx.relationships import HYPERLINK, DocumentRelationships
from kamdeck.flow.style import Style
from kamdeck.ooxml.link_targets import address, section_of
from kamdeck.theme import Colour, Theme

_UNFIT = re.compile("[^A-Za-z0-9_]")
_LONGEST = 40  # Word cuts longer names of bookmarks


@dataclass(frozen=True, slots=True)
class Languages:
    """BCP 47 tags: the body's, and the two that the document's default run properties name."""

    body: str
    latin: str
    east_asian: str


@dataclass(frozen=True)
class DocumentContext:
    """What one part is written with; `dataclasses.replace` with other relations gives the pen of a header.

    `parts` takes new charts and pictures. `sections` are the keys whose headings are bookmarked, `pages` the numbers of
    their first pages where known, `styles` the ids of the brand's styles by their names. `ids` numbers shapes and
    bookmarks over the whole document, headers included. `east_asian` is the typeface that East Asian runs name, where
    the document's defaults do not.
    """

    style: Style
    languages: Languages
    parts: DocumentParts
    relations: DocumentRelationships = field(default_factory=DocumentRelationships)
    sections: frozenset[str] = frozenset()
    pages: Mapping[str, int] = field(default_factory=dict)
    styles: Mapping[str, str] = field(default_factory=dict)
    east_asian: str = ""
    ids: Iterator[int] = field(default_factory=lambda: count(1))

    @property
    def theme(self) -> Theme:
        """The brand's theme."""
        return self.style.theme

    def next_id(self) -> int:
        """An id that nothing else in the document has."""
        return next(self.ids)

    def colour(self, role: str) -> Colour | None:
        """The colour of a role; none for no role."""
        return self.theme.colour(role) if role else None

    def link(self, target: str) -> str:
        """The attribute of a hyperlink; nothing for none, and for a target that is no address and no section here."""
        if not target:
            return ""
        section = section_of(target)
        if section is not None:
            return f'w:anchor="{bookmark(section)}"' if section in self.sections else ""
        url = address(target)
        return f'r:id="{self.relations.to(HYPERLINK, url)}"' if url else ""

    def bookmarked(self, section: str, inner: str) -> str:
        """The markup with the bookmark of a section around it; once a section."""
        number = self.next_id()
        start = f'<w:bookmarkStart w:id="{number}" w:name="{bookmark(section)}"/>'
        return f'{start}{inner}<w:bookmarkEnd w:id="{number}"/>'


def bookmark(section: str) -> str:
    """The bookmark's name of a section; a key that is no name by itself is told from others like it by its digest."""
    plain = f"section_{_UNFIT.sub('_', section)}"
    if plain == f"section_{section}" and len(plain) <= _LONGEST:
        return plain
    digest = sha1(section.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()[:8]
    return f"{plain[: _LONGEST - 9]}_{digest}"
