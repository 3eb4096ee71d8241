"""What all writers of a document's markup share: theme, languages, style ids, parts, ids, and the targets of links."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import field
from hashlib import sha1
from itertools import count

from kamdeck.dataclass import dataclass
from kamdeck.emit.docx.parts import DocumentParts
from kamdeck.emit.docx.relationships import HYPERLINK, DocumentRelationships
from kamdeck.flow.style import Style
from kamdeck.ooxml.link_targets import address, section_of
from kamdeck.theme import Colour, Theme
from kamdeck.units import UNSCALED, Units

_INVALID = re.compile("[^A-Za-z0-9_]")
_LONGEST = 40  # Word cuts longer names of bookmarks


@dataclass(frozen=True, slots=True)
class Languages:
    """BCP 47 tags: the body's, and the two that the document's default run properties name."""

    body: str
    latin: str
    east_asian: str


@dataclass(frozen=True)
class DocumentContext:
    """What one part of a document is written with.

    `parts` takes new charts and pictures, `relations` the part's links. `sections` are the keys of sections whose
    headings are bookmarked, `pages` the numbers of their first pages if known, `styles` the ids of character styles by
    their names. `ids` numbers shapes and bookmarks of the whole document, headers included.
    """

    style: Style
    languages: Languages
    parts: DocumentParts
    relations: DocumentRelationships = field(default_factory=DocumentRelationships)
    sections: frozenset[str] = frozenset()
    pages: Mapping[str, int] = field(default_factory=dict)
    styles: Mapping[str, str] = field(default_factory=dict)
    ids: Iterator[int] = field(default_factory=lambda: count(1))

    @property
    def theme(self) -> Theme:
        """The brand's theme."""
        return self.style.theme

    @property
    def units(self) -> Units:
        """The units of the file: Word's pages are written in the points of typesetting."""
        return UNSCALED

    def typeface_of(self, language: str) -> str:
        """The typeface that East Asian runs in a language name, empty if it is that of the document's defaults."""
        if language == self.languages.east_asian:
            return ""
        fonts = self.theme.fonts
        typeface = fonts.east_asian_for(language)
        return "" if typeface == fonts.east_asian_for(self.languages.east_asian) else typeface

    def next_id(self) -> int:
        """An id that nothing else in the document has."""
        return next(self.ids)

    def colour(self, role: str) -> Colour | None:
        """The colour of a role; None for an empty one."""
        return self.theme.colour(role) if role else None

    def link(self, target: str) -> str:
        """The attribute of a hyperlink; empty if the target is no address and no section of this document."""
        if not target:
            return ""
        section = section_of(target)
        if section is not None:
            return f'w:anchor="{bookmark(section)}"' if section in self.sections else ""
        url = address(target)
        return f'r:id="{self.relations.id_of(HYPERLINK, url)}"' if url else ""

    def bookmarked(self, section: str, inner: str) -> str:
        """The markup inside the bookmark of a section; to be called once a section, since names must be unique."""
        number = self.next_id()
        start = f'<w:bookmarkStart w:id="{number}" w:name="{bookmark(section)}"/>'
        return f'{start}{inner}<w:bookmarkEnd w:id="{number}"/>'


def bookmark(section: str) -> str:
    """The bookmark name of a section; a digest separates keys that would become equal as names."""
    # The prefix makes every name begin with a letter, as Word demands of bookmarks.
    plain = f"section_{_INVALID.sub('_', section)}"
    if plain == f"section_{section}" and len(plain) <= _LONGEST:
        return plain
    # Python's own `hash` of a text differs from process to process, and the same plan must give the same bytes.
    digest = sha1(section.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()[:8]
    return f"{plain[: _LONGEST - 9]}_{digest}"
