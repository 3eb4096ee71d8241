"""What is known about a brand, as plain values: the keys of the JSON that `kamdeck brand` prints.

Lengths are in inches of the file, sizes of text in points. docs/brand.schema.json describes every key.
"""

from kamdeck.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class PlaceRecord:
    """A rectangle on a slide with its name, such as "title"; `x` and `y` are those of its upper left corner."""

    name: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class FontRecord:
    """A typeface with its role: "headings", "body", "east_asian" or "japanese".

    `metrics` is "own" if kamdeck has its metrics, "same" if another font has the same ones, "full_width" for East Asian
    text, whose characters have one width, and "missing" if the widest of several fonts is measured. `measured_with`
    are these fonts.
    """

    role: str
    name: str
    metrics: str
    measured_with: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ColourRecord:
    """A colour role: its value in hex, where it comes from, and its contrast on the background, from 1 to 21."""

    role: str
    rgb: str
    source: str
    contrast: float


@dataclass(frozen=True, slots=True)
class DroppedRecord:
    """What documents do not get from the brand: how many of it, in which parts, and what relationships led to."""

    what: str
    count: int
    parts: tuple[str, ...]
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExampleRecord:
    """How long the document of the example account is in this brand; `problem` says why there is none.

    A deck has a number of slides. The pages of a report are an estimate, since Word makes them.
    """

    account: str
    slides: int | None = None
    pages: int | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class LayoutRecord:
    """A slide layout, the number of its master, what it is used for ("cover", "content"), and why."""

    name: str
    master: int
    used_for: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class SlideRecord:
    """One kind of slides: its slide layout, regions and colours.

    `title_ink` and `breadcrumb_ink` are colour roles, or "brand" for the brand's own colour. `panels` lie under texts
    that could not be read otherwise. `title_size` is in points, `title_lines` the most lines of a title.
    """

    layout: str
    regions: tuple[PlaceRecord, ...]
    title_size: float
    title_lines: int
    title_ink: str
    breadcrumb_ink: str
    panels: tuple[PlaceRecord, ...]
    colours: tuple[ColourRecord, ...]


@dataclass(frozen=True, slots=True)
class DeckBrandRecord:
    """A PowerPoint brand. `scale` is the factor of all sizes that are designed for a slide of 100 square inches."""

    file: str
    medium: str
    width: float
    height: float
    scale: float
    first_slide: int
    right_to_left: bool
    layouts: tuple[LayoutRecord, ...]
    cover: SlideRecord
    content: SlideRecord
    fonts: tuple[FontRecord, ...]
    dropped: tuple[DroppedRecord, ...]
    example: ExampleRecord


@dataclass(frozen=True, slots=True)
class StyleRecord:
    """A style: what it is used for, its id in the brand, whether it is the brand's own, and whether it is numbered."""

    used_for: str
    style: str
    own: bool
    numbered: bool


@dataclass(frozen=True, slots=True)
class HeaderRecord:
    """A header or footer: its place, the pages that show it ("default", "first", "even"), and its part."""

    place: str
    pages: str
    part: str


@dataclass(frozen=True, slots=True)
class PageRecord:
    """The pages of a report; the margins include the gutter."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    gutter: float
    borders: bool


@dataclass(frozen=True, slots=True)
class WordBrandRecord:
    """A Word brand. `heading_numbers` are the brand's patterns, such as "%1.%2"; empty if kamdeck numbers headings."""

    file: str
    medium: str
    page: PageRecord
    right_to_left: bool
    styles: tuple[StyleRecord, ...]
    heading_numbers: tuple[str, ...]
    headers_footers: tuple[HeaderRecord, ...]
    colours: tuple[ColourRecord, ...]
    fonts: tuple[FontRecord, ...]
    dropped: tuple[DroppedRecord, ...]
    example: ExampleRecord


BrandRecord = DeckBrandRecord | WordBrandRecord
