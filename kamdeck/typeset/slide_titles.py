"""Make the titles of slides fit: a headline in the largest size that fits, its clauses, its lead, and unique titles."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from kamdeck.brand import Regions
from kamdeck.dataclass import dataclass
from kamdeck.document import RenderContext
from kamdeck.flow import Page, Paragraph, Run
from kamdeck.flow.pinned_breaks import pin_breaks
from kamdeck.recorded_texts import term_key
from kamdeck.text.clauses import CLAUSE_END
from kamdeck.text.ellipsis import shortened

SMALLER_TITLES = (22.0, 20.0, 18.0)
"""The font sizes in points of headlines that are too long for two lines in the brand's size."""
TITLE_LINES_WITH_LEAD = 2
"""The lines of a title that have space for a headline of one line with a lead below it."""
NUMBERED = " (99/99) – 99"
"""The longest suffix of a shortened title: the slide's number in its topic, and one that makes equal titles unique."""


@dataclass(frozen=True)
class SlideTitles:
    """The titles of one topic's slides.

    Args:
        context: What the topic is rendered with.
        regions: The regions of its slides.
        names: The names in its headline, within which no line breaks.
        quoted: The texts of the plan in its headline, whose punctuation divides no clauses.
    """

    context: RenderContext
    regions: Regions
    names: tuple[str, ...] = ()
    quoted: Collection[str] = ()

    def fits(self, headline: str) -> bool:
        """Whether a title has no more lines than the brand's placeholder."""
        return self._fits_place(self.paragraph(headline))

    def paragraph(self, text: str) -> Paragraph:
        """The title in the brand's size, or a little smaller if it has too many lines otherwise."""
        sizes = (self.regions.title_size, *(size for size in SMALLER_TITLES if size < self.regions.title_size))
        # A title of another size is made only where the one before it does not fit.
        titles = (self._of_size(text, size) for size in sizes)
        return next(filter(self._fits_place, titles), None) or self._of_size(text, sizes[0])

    def first_clauses(self, headline: str) -> tuple[str, str] | None:
        """The clauses of a headline that fit the title together with the number of a slide, and the others."""
        texts = [match.span() for text in self.quoted for match in re.finditer(re.escape(text), headline)]
        # A text of the plan may contain the same signs, which divide no clauses there.
        ends = [
            (end, start)
            for end, start in (match.span() for match in CLAUSE_END.finditer(headline))
            if not any(first <= end < last for first, last in texts)
        ]
        fitting = (span for span in reversed(ends) if self.fits(headline[: span[0]] + NUMBERED))
        end, start = next(fitting, (0, 0))
        rest = headline[start:]
        return (headline[:end], rest[:1].upper() + rest[1:]) if end and rest else None

    def lead(self, title: str, text: str) -> Paragraph | None:
        """A text as the lead below a title, if that leaves it a line and the text fits this line."""
        style = self.context.style
        if not text or text == title or self.regions.title_lines < TITLE_LINES_WITH_LEAD:
            return None
        lead = Paragraph((Run(text),), style.theme.sizes.lead, role="title_lead", colour="muted")
        fits = self._line_count(self.paragraph(title)) == 1 and self._line_count(lead) == 1
        return lead if fits else None

    def continued(self, title: str, number: int, count: int) -> str:
        """The title of one of a topic's slides, with the slide's number in the topic if there are several."""
        shown = self.context.wording.format.continued(title, number, count)
        return title + self.context.wording.showing(shown.removeprefix(title), term_key("format.continued"))

    def shortened(self, title: str, count: int) -> str:
        """The title, shortened if it does not fit together with the number of the last of `count` slides."""

        def fits(text: str) -> bool:
            return self.fits(text + NUMBERED if text != title else self.continued(title, count, count))

        return shortened(title, fits)

    def _of_size(self, text: str, size: float) -> Paragraph:
        title = Paragraph((Run(text, bold=True),), size, role="title", names=self.names)
        return pin_breaks(title, self._width, self.context.style.heading)

    def _fits_place(self, title: Paragraph) -> bool:
        return self._line_count(title) <= self.regions.title_lines

    def _line_count(self, paragraph: Paragraph) -> int:
        return len(paragraph.lines(self._width, self.context.style.heading))

    @property
    def _width(self) -> float:
        return self.regions.title.width - self.regions.title_inset


def with_unique_titles(pages: Sequence[Page]) -> list[Page]:
    """The slides with a number behind every title that occurred before."""
    seen: dict[str, int] = {}
    unique = []
    for page in pages:
        text = page.title.text
        seen[text] = seen.get(text, 0) + 1
        if seen[text] > 1:
            page = replace(page, title=page.title._replace(runs=(Run(f"{text} – {seen[text]}", bold=True),)))
        unique.append(page)
    return unique
