"""The `bullets` block: a list of short texts with dashes, numbers or the icons of their status."""

from typing import Literal

from kamdeck.components.status_icons import sign_of, status_of
from kamdeck.components.status_marks import MARKS
from kamdeck.components.titles import title
from kamdeck.dataclass import dataclass
from kamdeck.document import Block, Heading, Region, RenderContext, Rows, Test, Words
from kamdeck.documented import documented
from kamdeck.flow import Flow, Paragraph, Paragraphs, Run


@documented(
    """A list of texts.

    `rows` are the facts. `words` is an expression for the text of each, else the fact itself is shown; `strong` is one
    for a bold text before it; `status` is one for a status, whose icon is the bullet. `mark` is the bullet of other
    facts: dash, number or none. `colour` is the role of bullets, and `size` the size of the text: lead, body or dense.
    `unit` is a text shown after the title; with `small_title`, the title is small and muted.

    Example:
        bullets: {title: field.goals, rows: profile.ceo.goals, mark: number}
    """
)
@dataclass(frozen=True)
class Bullets(Block):
    rows: Rows[object] = ()
    title: Heading = None
    unit: Words = ""
    mark: Literal["dash", "number", "none"] = "dash"
    words: Test | None = None
    strong: Test | None = None
    status: Test | None = None
    colour: str = "muted"
    size: Literal["lead", "body", "dense"] = "dense"
    small_title: bool = False

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """The title and one flow of list paragraphs."""
        if not self.rows:
            return []
        items = tuple(self._item(number, row, context) for number, row in enumerate(self.rows, 1))
        if self.small_title and self.title:
            small = context.style.theme.sizes.small
            head = Paragraph((Run(context.wording.names(self.title), bold=True),), small, colour="muted")
            return [Paragraphs((head,), keep_with_next=True), Paragraphs(items)]
        return [*title(self.title, context, self.unit, rule=True), Paragraphs(items)]

    def _item(self, number: int, row: object, context: RenderContext) -> Paragraph:
        size = getattr(context.style.theme.sizes, self.size)
        status = self.status(row) if self.status else None
        # A status is a word of the plan, or a role that the layout computes: good, warn or bad.
        role = status_of(status) or (status if isinstance(status, str) and status in MARKS else "")
        icon = sign_of(status) or MARKS.get(role, "")
        marker = icon or {"dash": "–", "number": str(number), "none": ""}[self.mark]
        runs = []
        if self.strong:
            # `inner`, since names in a list are in the first language of a document only.
            runs.append(Run(context.wording.inner.say(self.strong(row)), bold=True))
        if words := context.wording.inner.say(self.words(row) if self.words else row) if self._has_text(row) else "":
            runs.append(Run(context.wording.labelled("", words) if runs else words))
        return Paragraph(
            tuple(runs),
            size,
            role="number" if self.mark == "number" else "bullet",
            marker=marker,
            marker_colour=role or self.colour,
            indent=size * 1.4 if marker else 0.0,
            before=size * 0.4,
        )

    def _has_text(self, row: object) -> bool:
        # Without `words` the fact itself is the text, unless `strong` shows it already.
        return self.words(row) not in (None, "") if self.words else not self.strong
