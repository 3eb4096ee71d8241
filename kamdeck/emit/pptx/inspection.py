"""What kamdeck finds in a company's presentation, for `kamdeck brand`: the choice of slide layouts, and logos."""

from pathlib import Path

from kamdeck.brand import CHOSEN_BY_KAMDECK, Rect, SlideLayoutNames
from kamdeck.dataclass import dataclass
from kamdeck.emit.pptx.brand import SlideKinds, painted
from kamdeck.emit.pptx.brand_file import open_brand
from kamdeck.emit.pptx.layout_choice import chosen_layouts
from kamdeck.emit.pptx.layout_reasons import JudgedLayout, LayoutReasons
from kamdeck.emit.pptx.missing_titles import with_headlines
from kamdeck.emit.pptx.opened_brand import OpenBrand
from kamdeck.emit.pptx.regions import corner_logos
from kamdeck.emit.pptx.slide_layouts import candidates
from kamdeck.emit.pptx.template_package import open_package
from kamdeck.ooxml.brand_source.part_errors import naming_part
from kamdeck.ooxml.file_kinds import DECK, part_errors_as_problems


@dataclass(frozen=True)
class InspectedBrand:
    """A brand, all of its slide layouts with the reasons of the choice, and the corner logos of content slides."""

    brand: OpenBrand
    layouts: tuple[JudgedLayout, ...]
    logos: tuple[Rect, ...]


def inspect_brand(path: Path, names: SlideLayoutNames = CHOSEN_BY_KAMDECK) -> InspectedBrand:
    """The brand in a .pptx or .potx file, with what was decided about it; raises Problems as `open_brand` does."""
    brand = open_brand(path, names)
    opened = open_package(path)
    with part_errors_as_problems(path, DECK), naming_part("ppt/presentation.xml"):
        known, panels = with_headlines(candidates(opened, painted)), SlideKinds().panels
        chosen = chosen_layouts(path, known, names, panels)
        layouts = LayoutReasons(known, chosen, names, panels).judged()
        return InspectedBrand(brand, layouts, tuple(corner_logos(chosen.content)))
