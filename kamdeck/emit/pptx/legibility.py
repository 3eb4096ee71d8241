"""Decides by contrast how texts are set on what a brand draws under them: in which ink, and whether on a panel."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kamdeck.brand import Rect, Regions, around
from kamdeck.dataclass import dataclass
from kamdeck.emit.pptx.backdrop import Backdrop
from kamdeck.emit.pptx.opened_brand import INHERITED
from kamdeck.emit.pptx.placeholders import FooterPlaceholder, Placeholder
from kamdeck.emit.pptx.title_bars import LINE_HEIGHT
from kamdeck.ooxml.paint import ink_rgb
from kamdeck.ooxml.palette import Scheme, in_one_colour, theme_of
from kamdeck.theme import LARGE_TEXT, READABLE_CONTRAST, READABLE_LARGE_CONTRAST, Colour, Fonts, Theme, contrast

_ENOUGH = 0.97
"""The part of a region on which text must be readable; thin lines and the edge of a logo may cross the rest."""
ENOUGH_ON_COVERS = 0.94
"""The same for the few words of a cover, which a panel would disfigure."""
_ENOUGH_OF_A_WORD = 0.6
"""The part of the area of a word on which it must be readable."""
_MARGIN = 6.0
"""How far a panel reaches beyond the text on it, in points."""
_STRIPE = 24.0
"""Panels with less between them, in points, are joined."""
_USUAL_NAME = 260.0
"""The width in points of the name of a company that stands above the title of a cover."""
_USUAL_WIDTHS = {"dt": 9.0, "sldNum": 3.0}
"""The widths of a date and of a slide number, as multiples of their size."""
_OTHER_GROUND = 1.3
"""With more contrast than this, the colour under the body is not the background that the brand declares."""
SAME_COLOUR = 12
"""A colour of the scheme that differs from another one by no more, of 255, is written in its place."""


@dataclass(frozen=True, slots=True)
class Ink:
    """The role of a text's colour, or `INHERITED`; `panel` is an area in the ground colour that lies under the text."""

    role: str
    panel: Rect | None = None


@dataclass(frozen=True)
class BodyInk:
    """The theme for the body of slides, with the colour that lies under it; `panel` is as in `Ink`."""

    theme: Theme
    panel: Rect | None = None


@dataclass(frozen=True)
class Surface:
    """What texts stand on: the picture of a slide, the colour scheme, and the background that the brand declares.

    `small_contrast` is the least contrast of muted and coloured text.
    """

    backdrop: Backdrop
    scheme: Scheme
    declared: Colour
    small_contrast: float = READABLE_CONTRAST

    def theme(self, ground: Colour, fonts: Fonts) -> Theme:
        """The theme for text on a background with a colour."""
        return theme_of(self.scheme, ground, fonts, self.small_contrast)

    def with_panels(self, panels: Sequence[Rect], theme: Theme) -> "Surface":
        """The surface with panels on it, in the ground colour of a theme."""
        return replace(self, backdrop=self.backdrop.with_areas(panels, theme.colour("ground").rgb))

    def body(self, region: Rect, fonts: Fonts) -> BodyInk:
        """The theme whose texts are readable in the region of the body; on a picture they may need a panel."""
        plain = self.backdrop.plain_colour(region)
        seen = self.scheme.nearest(plain, SAME_COLOUR) if plain else self._mean_colour(region)
        grounds = [self.declared, seen]
        if plain and contrast(plain, self.declared.rgb) > _OTHER_GROUND:
            # The brand paints over the background that it declares.
            grounds.reverse()
        for ground in grounds:
            theme = self.theme(ground, fonts)
            if self._is_readable_throughout(region, theme):
                return BodyInk(theme)
        return BodyInk(self.theme(self.declared, fonts), self._panel(region))

    def cover(self, region: Rect, fonts: Fonts) -> BodyInk:
        """The theme for the texts of a cover: as for a body, but on a picture all of them may have one colour."""
        body = self.body(region, fonts)
        if body.panel is None:
            return body
        ground = self._mean_colour(region)
        for name in ("bg1", "tx1"):
            plain = in_one_colour(body.theme, self.scheme.colour(name), ground)
            part = self.backdrop.readable_part(region, (plain.colour("text").rgb,), READABLE_CONTRAST)
            if part >= ENOUGH_ON_COVERS:
                return BodyInk(plain)
        return body

    def ink(
        self,
        region: Rect,
        size: float,
        theme: Theme,
        roles: Sequence[str],
        own: str = "",
        enough: float = _ENOUGH,
    ) -> Ink:
        """The first of the inks that is readable in a region; the first role on a panel if none is.

        Args:
            region: The place of the text in points.
            size: The font size in points, on which the contrast that is needed depends.
            theme: The colours of the deck.
            roles: The roles to try in their order.
            own: The colour that the text has from its placeholder, as RRGGBB; it is tried first.
            enough: The part of the region, from 0 to 1, in which the text must be readable.
        """
        least = READABLE_LARGE_CONTRAST if size >= LARGE_TEXT else READABLE_CONTRAST
        if own and self.backdrop.readable_part(region, (own,), least) >= enough:
            return Ink(INHERITED)
        for role in roles:
            if self.backdrop.readable_part(region, (theme.colour(role).rgb,), least) >= enough:
                return Ink(role)
        on_panel = contrast(own, theme.colour("ground").rgb) >= least if own else False
        return Ink(INHERITED if on_panel else roles[0], self._panel(region))

    def title(self, regions: Regions, placeholder: Placeholder, theme: Theme) -> Ink:
        """The ink of the title."""
        own = ink_rgb(placeholder.style.ink, self.scheme)
        return self.ink(lines_of(regions, placeholder), regions.title_size, theme, ("text", "ground"), own)

    def lead(self, regions: Regions, placeholder: Placeholder, theme: Theme) -> str:
        """The ink of a lead under the title: "muted" where that is readable, else `INHERITED` as the title's."""
        region = lines_of(regions, placeholder)
        muted = self.backdrop.readable_part(region, (theme.colour("muted").rgb,), READABLE_CONTRAST)
        return "muted" if muted >= _ENOUGH else INHERITED

    def breadcrumb(self, regions: Regions, theme: Theme, usual: str, enough: float = _ENOUGH) -> Ink:
        """The ink of the line above the title.

        Args:
            regions: The regions of the slide.
            theme: The colours of the deck.
            usual: The role of the line where nothing is behind it.
            enough: The part of the line, from 0 to 1, in which the text must be readable.
        """
        if regions.breadcrumb is None:
            return Ink(usual)
        return self.ink(regions.breadcrumb, theme.sizes.small, theme, (usual, "text", "ground"), enough=enough)

    def cover_line(self, regions: Regions, theme: Theme, *, from_right: bool) -> Ink:
        """The ink of the line above the title of a cover, a name that takes only the beginning of it."""
        line = regions.breadcrumb
        if line is not None:
            width = min(line.width, _USUAL_NAME)
            left = line.right - width if from_right else line.x
            regions = replace(regions, breadcrumb=line._replace(x=left, width=width))
        return self.breadcrumb(regions, theme, "primary", ENOUGH_ON_COVERS)

    def footer(self, footer: FooterPlaceholder, style: Placeholder | None, theme: Theme) -> Ink:
        """The ink of a date, footer or slide number; `style` is the brand's placeholder for it."""
        own = ink_rgb(style.style.ink, self.scheme) if style else ""
        return self.ink(_usual_text(footer), footer.size, theme, ("muted", "text", "ground"), own)

    def _is_readable_throughout(self, region: Rect, theme: Theme) -> bool:
        """Whether texts are readable in a region as a whole, and each word of them.

        The colours of states are readable on one colour, by the theme's rules. On a picture they may be as pale as
        parts of it, and so are asked for too; less contrast is enough for them, as they stand beside words or icons.
        """
        states = [theme.colour(role).rgb for role in ("good", "bad")]
        if self.backdrop.readable_part(region, states, READABLE_LARGE_CONTRAST) < _ENOUGH:
            return False
        inks = [theme.colour(role).rgb for role in ("text", "muted")]
        part = self.backdrop.readable_part(region, inks, READABLE_CONTRAST)
        # Where all of it is readable, no word is hidden; most brands have a plain body, and words hundreds of places.
        if part < _ENOUGH or part == 1.0:
            return part == 1.0
        return self.backdrop.least_readable_part(region, inks, READABLE_CONTRAST) >= _ENOUGH_OF_A_WORD

    def _mean_colour(self, region: Rect) -> Colour:
        """A shade of the scheme that stands for the colours of a picture."""
        return self.scheme.nearest(self.backdrop.mean_colour(region))

    def _panel(self, region: Rect) -> Rect:
        whole = self.backdrop.whole
        left, top = max(region.x - _MARGIN, 0.0), max(region.y - _MARGIN, 0.0)
        right, bottom = min(region.right + _MARGIN, whole.right), min(region.bottom + _MARGIN, whole.bottom)
        return Rect(left, top, right - left, bottom - top)


def joined(panels: Iterable[Rect]) -> tuple[Rect, ...]:
    """Panels, with those that nearly touch each other joined to one: stripes between them would look like a fault."""
    found: list[Rect] = []
    for panel in sorted(panels, key=lambda each: -each.width * each.height):
        near = next((number for number, each in enumerate(found) if _nearly_touch(each, panel)), None)
        if near is None:
            found.append(panel)
        else:
            found[near] = around(found[near], panel)
    return tuple(found)


def _nearly_touch(one: Rect, other: Rect) -> bool:
    across = min(one.right, other.right) - max(one.x, other.x)
    apart = max(one.y, other.y) - min(one.bottom, other.bottom)
    return across > 0 and apart < _STRIPE


def _usual_text(footer: FooterPlaceholder) -> Rect:
    """The part of a footer's place that its text usually takes."""
    rect = footer.rect
    width = min(rect.width, _USUAL_WIDTHS.get(footer.kind, rect.width) * footer.size)
    before = {"r": rect.width - width, "ctr": (rect.width - width) / 2}.get(footer.align, 0.0)
    return rect._replace(x=rect.x + before, width=width)


def lines_of(regions: Regions, placeholder: Placeholder) -> Rect:
    """The part of the title's place in which its lines stand: a bar behind the title need not be higher."""
    left, top, right, bottom = placeholder.style.insets
    rect = regions.title
    height = min(regions.title_lines * LINE_HEIGHT * regions.title_size, rect.height - top - bottom)
    free = rect.height - top - bottom - height
    above = {"t": 0.0, "b": free}.get(placeholder.style.anchor, free / 2)
    return Rect(rect.x + left, rect.y + top + above, rect.width - left - right, height)
