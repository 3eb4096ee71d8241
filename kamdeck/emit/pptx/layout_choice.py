"""Chooses the slide layouts of a brand for covers and for content, by geometry; a deployment's settings name others."""

from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from kamdeck.brand import SlideLayoutNames
from kamdeck.dataclass import dataclass
from kamdeck.emit.pptx.regions import content_regions
from kamdeck.emit.pptx.slide_layouts import Kind, SlideLayoutCandidate
from kamdeck.ooxml.brand_source.part_errors import naming_part
from kamdeck.ooxml.file_kinds import brand_problem
from kamdeck.problems import Place, problem, suggest

ALIKE = 0.95
"""Two regions are equally large if one has this part of the other's area."""
_MOST_JUDGED = 8
"""The number of the best slide layouts among which the first readable one is used."""
_NEAR = 12.0
"""Bodies whose edges differ by less than this many points lie on the same part of what is drawn."""
_FOOTERS_ONLY = 0.05
"""Panels that cover no more of a slide lie under its footers; those of all layouts with such panels count alike."""
_RANK_OF_FOOTERS = 1
_LEAST_READABLE_BODY = 0.6
"""A body with less of the largest one's area is no gain, even if its text needs no panel."""
Judgement = Callable[[SlideLayoutCandidate, Kind], float]
"""The part of a slide of a kind that panels cover to make texts readable on its layout; 0 if texts need none."""
_BESIDE_TITLES = ("subTitle", "pic")
"""The kinds of placeholders that a layout for covers has besides its title, if it is not marked as one."""
_LEAST_WIDTH = 0.4
"""The part of a slide's width that a headline has at least, if the brand has any such layout."""


@dataclass(frozen=True)
class ChosenLayouts:
    """The slide layouts for covers and for content; they are the same in a brand without covers."""

    cover: SlideLayoutCandidate
    content: SlideLayoutCandidate


def chosen_layouts(
    path: Path, known: Sequence[SlideLayoutCandidate], names: SlideLayoutNames, panels: Judgement
) -> ChosenLayouts:
    """The slide layouts of a brand that decks use: those that the settings or a sample slide name, else the best ones.

    Args:
        path: The file of the brand.
        known: All slide layouts of the brand.
        names: The slide layouts that the settings name.
        panels: How much of a slide must be covered so that texts can be read on what its layout draws.

    Raises:
        Problems: If the titles of all layouts lie beside the slide, or no layout has a name that the settings give.
    """
    named = {
        "cover": _named(path, known, names.cover, names.cover_place) or _marked(path, known, "cover"),
        "content": _named(path, known, names.content, names.content_place) or _marked(path, known, "content"),
    }
    content = named["content"] or content_layout(known, panels)
    if content is None:
        message = "the brand has no slide layout whose title lies on the slide; move one of the titles onto it"
        raise brand_problem(path, message)
    return ChosenLayouts(named["cover"] or cover_layout(known, content, panels), content)


def _named(
    path: Path, known: Sequence[SlideLayoutCandidate], name: str, place: Place | None
) -> SlideLayoutCandidate | None:
    """The slide layout that the settings name; None if they name none."""
    if not name:
        return None
    found = [each for each in known if each.name.strip().casefold() == name.strip().casefold()]
    seen = [each for each in found if each.title_is_seen]
    if seen:
        return seen[0]
    usable = [each.name for each in known if each.title_is_seen]
    if found:
        message = f"the slide layout '{name}' of {path.name} has no title that lies on the slide and runs horizontally"
    else:
        message = f"{path.name} has no slide layout '{name}'{suggest(name, usable)}"
    listed = ", ".join(dict.fromkeys(f"'{each}'" for each in usable))
    raise problem(f"{message}; its layouts with a title are {listed}", "slide_layouts", place)


def _marked(path: Path, known: Sequence[SlideLayoutCandidate], purpose: str) -> SlideLayoutCandidate | None:
    """The slide layout that a sample slide names for a purpose; None if none does."""
    found = next((each for each in known if purpose in each.marked_for), None)
    if found is not None and not found.title_is_seen:
        message = f"the sample slide 'kamdeck: {purpose}' has the slide layout '{found.name}'"
        raise brand_problem(path, f"{message}, which has no title that lies on the slide and runs horizontally")
    return found


def content_layout(known: Sequence[SlideLayoutCandidate], panels: Judgement) -> SlideLayoutCandidate | None:
    """The slide layout that leaves the largest region for the body; of equal ones that with the fewest placeholders.

    Its title lies on the slide, and its texts can be read. Layouts for covers, and those with a narrow or no title of
    their own, come last.
    """
    ranked = content_ranking(known)
    # The master of the first sample slide is made for covers, if there are others.
    opening = [each.order[0] for each in known if each.is_first]
    return _most_readable(ranked, lambda each: panels(each, "content"), opening) if ranked else None


def content_ranking(known: Sequence[SlideLayoutCandidate]) -> list[SlideLayoutCandidate]:
    """The slide layouts that are the most suitable for content, with the best first; text may not be readable on it."""
    seen = [each for each in known if each.title_is_seen]
    # The layouts that have no shortcoming; if there are none, those that have only the least one, and so on.
    for allowed in range(len(_SHORTCOMINGS) + 1):
        tests = _SHORTCOMINGS[: len(_SHORTCOMINGS) - allowed]
        fitting = [each for each in seen if not any(test(each) for test in tests)]
        if fitting:
            return _by_region(fitting)
    return []


def shortcoming(slide: SlideLayoutCandidate) -> str:
    """Why a slide layout whose title lies on the slide is used for content only if there is no other."""
    return next((found for test in _SHORTCOMINGS if (found := test(slide))), "")


def _by_region(fitting: Sequence[SlideLayoutCandidate]) -> list[SlideLayoutCandidate]:
    """Slide layouts with the best first: the simplest of those with the largest region, then by their regions."""
    areas = {each.part_name: body_area(each) for each in fitting}
    least = ALIKE * max(areas.values())
    largest = sorted((each for each in fitting if areas[each.part_name] >= least), key=_simplicity)
    smaller = sorted((each for each in fitting if each not in largest), key=lambda each: -areas[each.part_name])
    return [*largest, *smaller]


def _most_readable(
    ranked: Sequence[SlideLayoutCandidate],
    panels: Callable[[SlideLayoutCandidate], float],
    avoided: Collection[int] = (),
) -> SlideLayoutCandidate:
    """The first slide layout on which texts need no panels; else the first that needs them for footers only.

    Where all need panels, one of another master than the `avoided` ones is used.
    """
    # Painting a layout takes a tenth of a second or more, so that the last of many are not tried.
    judged = _unlike(ranked)[:_MOST_JUDGED]
    least = _LEAST_READABLE_BODY * body_area(judged[0])
    found: list[tuple[int, bool, int]] = []
    for number, each in enumerate(judged):
        if body_area(each) < least:
            continue
        rank = _panel_rank(panels(each))
        if not rank:
            return each
        found.append((rank, rank > _RANK_OF_FOOTERS and each.order[0] in avoided, number))
    return judged[min(found)[-1]]


def _panel_rank(part: float) -> int:
    return 0 if not part else _RANK_OF_FOOTERS if part <= _FOOTERS_ONLY else _RANK_OF_FOOTERS + 1


def _unlike(ranked: Sequence[SlideLayoutCandidate]) -> list[SlideLayoutCandidate]:
    """Slide layouts without those that draw nothing themselves, and have master and body in common with one before."""
    found: dict[tuple[object, ...], SlideLayoutCandidate] = {}
    for each in ranked:
        body = content_regions(each).body
        drawing = each.part_name if each.draws else ""
        found.setdefault((each.order[0], drawing, each.shows_master, *(round(edge / _NEAR) for edge in body)), each)
    return list(found.values())


def _as_cover(slide: SlideLayoutCandidate) -> str:
    is_plain = slide.title is not None and slide.title.kind == "title" and slide.kind != "title"
    return "" if is_plain else "it is a cover"


def _as_unusual(slide: SlideLayoutCandidate) -> str:
    if slide.title is None or not slide.title.has_place:
        return "its title has no place of its own"
    return "it has vertical text" if any(each.vertical for each in slide.others) else ""


def _as_low(slide: SlideLayoutCandidate) -> str:
    rect = slide.title.rect if slide.title else None
    return "its title stands in the lower half" if rect and rect.y > slide.height / 2 else ""


def _as_narrow(slide: SlideLayoutCandidate) -> str:
    rect = slide.title.rect if slide.title else None
    is_wide = rect is not None and rect.width > _LEAST_WIDTH * slide.width
    return "" if is_wide else f"its title is narrower than {_LEAST_WIDTH:.0%} of the slide"


_SHORTCOMINGS: tuple[Callable[[SlideLayoutCandidate], str], ...] = (_as_cover, _as_low, _as_unusual, _as_narrow)
"""Tests that say why a slide layout is less suitable for content, the most important one first."""


def body_area(slide: SlideLayoutCandidate) -> float:
    """The area of the region that a slide layout leaves for the body, in square points."""
    with naming_part(slide.part_name):
        body = content_regions(slide).body
    return max(body.width, 0.0) * max(body.height, 0.0)


def _simplicity(slide: SlideLayoutCandidate) -> tuple[object, ...]:
    return len(slide.others), slide.kind != "titleOnly", slide.order


def cover_layout(
    known: Sequence[SlideLayoutCandidate], content: SlideLayoutCandidate, panels: Judgement
) -> SlideLayoutCandidate:
    """The slide layout for title slides, preferably of the content's master.

    In a brand that marks none, it is the layout of the first sample slide if that has no body, one with a title and a
    subtitle only, or the first one if its title is in the middle, and else the content's layout.
    """
    ranked = cover_ranking(known, content)
    return _most_readable(ranked, lambda each: panels(each, "cover")) if ranked else content


def cover_ranking(known: Sequence[SlideLayoutCandidate], content: SlideLayoutCandidate) -> list[SlideLayoutCandidate]:
    """The slide layouts that are covers, with the best first; text may not be readable on it."""
    seen = [each for each in known if each.title_is_seen]
    own = [each for each in seen if each.order[0] == content.order[0]]
    fitting = (
        [each for each in seen if each.is_marked_cover]
        or [each for each in seen if opens_samples(each)]
        or [each for each in seen if has_only_titles(each)]
        or [each for each in own[:1] if each.is_cover]
    )
    return sorted(fitting, key=lambda each: _cover_rank(each, content))


def opens_samples(slide: SlideLayoutCandidate) -> bool:
    """Whether the first sample slide, which is the cover of the sample, has a slide layout without a body."""
    return slide.is_first and all(each.kind in _BESIDE_TITLES for each in slide.others)


def has_only_titles(slide: SlideLayoutCandidate) -> bool:
    """Whether a slide layout has a title and a subtitle, and at most pictures besides."""
    kinds = {each.kind for each in slide.others}
    return "subTitle" in kinds and kinds <= set(_BESIDE_TITLES)


def _cover_rank(candidate: SlideLayoutCandidate, content: SlideLayoutCandidate) -> tuple[object, ...]:
    return (
        candidate.order[0] != content.order[0],
        not any(placeholder.kind == "subTitle" for placeholder in candidate.others),
        not candidate.others,
        candidate.kind != "title",
        candidate.order,
    )
