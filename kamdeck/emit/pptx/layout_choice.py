"""Chooses the slide layouts of a brand for covers and for content, by geometry; a deployment's settings name others."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kamdeck.brand import SlideLayoutNames
from kamdeck.emit.pptx.regions import content_regions
from kamdeck.emit.pptx.slide_layouts import SlideLayoutCandidate
from kamdeck.ooxml.brand_source.part_errors import naming_part
from kamdeck.ooxml.file_kinds import brand_problem
from kamdeck.problems import Place, problem, suggest

_ALIKE = 0.95
"""Two regions are equally large if one has this part of the other's area."""
_MOST_JUDGED = 6
"""The number of the best slide layouts among which the first readable one is used."""
Judgement = Callable[[SlideLayoutCandidate], bool]
_LEAST_WIDTH = 0.4
"""The part of a slide's width that a headline has at least, if the brand has any such layout."""


@dataclass(frozen=True)
class ChosenLayouts:
    """The slide layouts for covers and for content; they are the same in a brand without covers."""

    cover: SlideLayoutCandidate
    content: SlideLayoutCandidate


def chosen_layouts(
    path: Path, known: Sequence[SlideLayoutCandidate], names: SlideLayoutNames, is_readable: Judgement
) -> ChosenLayouts:
    """The slide layouts of a brand that decks use: those that are named, and else the best ones.

    `is_readable` says whether texts can be read on what a slide layout draws under them.

    Raises Problems if the brand has no layout with a title on the slide, and for a name that it does not have.
    """
    named = {
        "cover": _named(path, known, names.cover, names.cover_place),
        "content": _named(path, known, names.content, names.content_place),
    }
    content = named["content"] or content_layout(known, is_readable)
    if content is None:
        has_title = any(each.title for each in known)
        which = "whose title lies on the slide" if has_title else "with a title"
        fix = "move one of the titles onto it" if has_title else "give one of them a title placeholder"
        raise brand_problem(path, f"the brand has no slide layout {which}; {fix}")
    return ChosenLayouts(named["cover"] or cover_layout(known, content, is_readable), content)


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


def content_layout(known: Sequence[SlideLayoutCandidate], is_readable: Judgement) -> SlideLayoutCandidate | None:
    """The slide layout that leaves the largest region for the body; of equal ones that with the fewest placeholders.

    Its title lies on the slide, and its texts can be read. Layouts for covers, and those with a narrow or no title of
    their own, come last.
    """
    for fitting in _by_suitability([each for each in known if each.title_is_seen]):
        if fitting:
            return _first_readable(_by_region(fitting), is_readable)
    return None


def _by_region(fitting: Sequence[SlideLayoutCandidate]) -> list[SlideLayoutCandidate]:
    """Slide layouts with the best first: the simplest of those with the largest region, then by their regions."""
    areas = {each.part_name: _body_area(each) for each in fitting}
    least = _ALIKE * max(areas.values())
    largest = sorted((each for each in fitting if areas[each.part_name] >= least), key=_simplicity)
    smaller = sorted((each for each in fitting if each not in largest), key=lambda each: -areas[each.part_name])
    return [*largest, *smaller]


def _first_readable(ranked: Sequence[SlideLayoutCandidate], is_readable: Judgement) -> SlideLayoutCandidate:
    # Painting a layout takes a tenth of a second or more, so that the last of many are not tried.
    return next((each for each in ranked[:_MOST_JUDGED] if is_readable(each)), ranked[0])


def _by_suitability(known: Sequence[SlideLayoutCandidate]) -> list[list[SlideLayoutCandidate]]:
    plain = [each for each in known if each.title and each.title.kind == "title" and each.kind != "title"]
    own = [
        each for each in plain if each.title and each.title.has_place and not any(one.vertical for one in each.others)
    ]
    wide = [
        each for each in own if each.title and each.title.rect and each.title.rect.width > _LEAST_WIDTH * each.width
    ]
    return [wide, own, plain, list(known)]


def _body_area(slide: SlideLayoutCandidate) -> float:
    with naming_part(slide.part_name):
        body = content_regions(slide).body
    return max(body.width, 0.0) * max(body.height, 0.0)


def _simplicity(slide: SlideLayoutCandidate) -> tuple[object, ...]:
    return len(slide.others), slide.kind != "titleOnly", slide.order


def cover_layout(
    known: Sequence[SlideLayoutCandidate], content: SlideLayoutCandidate, is_readable: Judgement
) -> SlideLayoutCandidate:
    """The slide layout for title slides, preferably of the content's master.

    In a brand that marks none, it is the first layout if its title is in the middle, and else the content's layout.
    """
    seen = [each for each in known if each.title_is_seen]
    fitting = [each for each in seen if each.title and (each.title.kind == "ctrTitle" or each.kind == "title")]
    if not fitting:
        own = [each for each in seen if each.order[0] == content.order[0]]
        fitting = [each for each in own[:1] if each.is_cover]
    ranked = sorted(fitting, key=lambda each: _cover_rank(each, content))
    return _first_readable(ranked, is_readable) if ranked else content


def _cover_rank(candidate: SlideLayoutCandidate, content: SlideLayoutCandidate) -> tuple[object, ...]:
    return (
        candidate.order[0] != content.order[0],
        not any(placeholder.kind == "subTitle" for placeholder in candidate.others),
        not candidate.others,
        candidate.kind != "title",
        candidate.order,
    )
