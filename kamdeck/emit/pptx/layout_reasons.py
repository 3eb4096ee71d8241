"""Says why each slide layout of a brand was chosen or passed over, for `kamdeck brand`."""

from collections.abc import Iterator, Sequence

from kamdeck.brand import SlideLayoutNames
from kamdeck.dataclass import dataclass
from kamdeck.emit.pptx.layout_choice import (
    ALIKE,
    ChosenLayouts,
    Judgement,
    body_area,
    content_ranking,
    cover_ranking,
    has_only_titles,
    opens_samples,
    shortcoming,
)
from kamdeck.emit.pptx.slide_layouts import Kind, SlideLayoutCandidate


@dataclass(frozen=True, slots=True)
class JudgedLayout:
    """A slide layout, the `purposes` that it is used for ("cover", "content"), and the reason.

    `master` is the number of its master, from 1.
    """

    name: str
    master: int
    purposes: tuple[str, ...]
    reason: str


class LayoutReasons:
    """The reasons of one choice among the slide layouts of a brand.

    Args:
        known: All slide layouts of the brand.
        chosen: Those that decks use.
        names: Those that the settings name.
        panels: The part of a slide that panels cover on a layout.
    """

    def __init__(
        self,
        known: Sequence[SlideLayoutCandidate],
        chosen: ChosenLayouts,
        names: SlideLayoutNames,
        panels: Judgement,
    ) -> None:
        self._known, self._chosen, self._names, self._panels = known, chosen, names, panels
        self._contents, self._covers = content_ranking(known), cover_ranking(known, chosen.content)

    def judged(self) -> tuple[JudgedLayout, ...]:
        """All slide layouts in the order of the file."""
        return tuple(self._judged(each) for each in self._known)

    def _judged(self, slide: SlideLayoutCandidate) -> JudgedLayout:
        used = {"content": self._why_content, "cover": self._why_cover}
        purposes = tuple(purpose for purpose in used if getattr(self._chosen, purpose) is slide)
        reasons = [used[purpose]() for purpose in purposes] or [self._why_not(slide)]
        if purposes and slide.stretched:
            reasons.append("made for narrower slides, so that texts are stretched over the width of these")
        return JudgedLayout(slide.name, slide.order[0] + 1, purposes, "; ".join(reasons))

    def _wish(self, purpose: str) -> str:
        """What names the slide layout for a purpose: the settings or a sample slide; empty if kamdeck chooses it."""
        if getattr(self._names, purpose):
            return "kamdeck.yaml"
        return "a sample slide" if any(purpose in each.marked_for for each in self._known) else ""

    def _why_content(self) -> str:
        if wish := self._wish("content"):
            return f"{wish} names it"
        content, ranked = self._chosen.content, self._contents
        reason = "the largest body"
        alike = [each for each in ranked if body_area(each) >= ALIKE * body_area(content)]
        if len(alike) > 1:
            reason = f"one of the {len(alike)} largest bodies, and the fewest other placeholders"
        if ranked[0] is not content:
            only = "with panels under footers only" if self._panels(content, "content") else "without a panel"
            reason = f"the largest body on which text can be read {only}"
        if content.title is not None and content.title.lone:
            return f"{reason}; no layout has a title, so slides bring one, at the top of what the brand leaves free"
        return f"{reason}; but {lacking}" if (lacking := shortcoming(content)) else reason

    def _why_cover(self) -> str:
        if wish := self._wish("cover"):
            return f"{wish} names it"
        cover = self._chosen.cover
        if cover not in self._covers:
            return "also for covers, since the brand has no layout for them"
        if not cover.is_marked_cover:
            return _why_unmarked_cover(cover)
        subtitle = "with a subtitle" if _has_subtitle(cover) else "without a subtitle"
        if self._covers[0] is not cover:
            return f"the first cover on which text can be read without a panel, {subtitle}"
        return f"a layout for title slides {subtitle}"

    def _why_not(self, slide: SlideLayoutCandidate) -> str:
        if not slide.title_is_seen:
            return _hidden_title(slide)
        if slide in self._covers:
            wish = self._wish("cover")
            return f"a cover, but {wish} names another" if wish else self._why_no_cover(slide)
        if wish := self._wish("content"):
            return f"{wish} names another"
        return self._why_no_content(slide)

    def _why_no_cover(self, slide: SlideLayoutCandidate) -> str:
        cover = self._chosen.cover
        if slide.order[0] != self._chosen.content.order[0] == cover.order[0]:
            return "a cover of another master"
        if self._was_tried(slide, self._covers, "cover"):
            return "a cover, but its text would need a panel"
        if _has_subtitle(cover) and not _has_subtitle(slide):
            return "a cover without a subtitle"
        return "a cover, but not the first one"

    def _why_no_content(self, slide: SlideLayoutCandidate) -> str:
        content = self._chosen.content
        # Shortcomings that the chosen one has as well decide nothing.
        if slide not in self._contents:
            return shortcoming(slide)
        if self._was_tried(slide, self._contents, "content"):
            return "its text would need a panel"
        smaller = 1 - body_area(slide) / body_area(content)
        if smaller > 1 - ALIKE:
            return f"its body is {smaller:.0%} smaller"
        more = len(slide.others) - len(content.others)
        if more > 0:
            return f"as large a body, but {more} more placeholder{'s' if more > 1 else ''}"
        return "as large a body, but a later layout"

    def _was_tried(self, slide: SlideLayoutCandidate, ranked: Sequence[SlideLayoutCandidate], kind: Kind) -> bool:
        """Whether a slide layout has a better rank than the chosen one, and was given up since text needs a panel."""
        chosen: SlideLayoutCandidate = getattr(self._chosen, kind)
        return _before(slide, chosen, ranked) and self._panels(slide, kind) > 0


def _before(slide: SlideLayoutCandidate, chosen: SlideLayoutCandidate, ranked: Sequence[SlideLayoutCandidate]) -> bool:
    places: Iterator[int] = (number for number, each in enumerate(ranked) if each is slide)
    at = next(places, len(ranked))
    return at < next((number for number, each in enumerate(ranked) if each is chosen), 0)


def _why_unmarked_cover(cover: SlideLayoutCandidate) -> str:
    if opens_samples(cover):
        return "the layout of the first sample slide, and without a body"
    if has_only_titles(cover):
        return "the brand marks no layout for covers; this one has a title and a subtitle only"
    return "the first layout, and its title stands in the middle"


def _has_subtitle(slide: SlideLayoutCandidate) -> bool:
    return any(each.kind == "subTitle" for each in slide.others)


def _hidden_title(slide: SlideLayoutCandidate) -> str:
    if slide.title is None:
        return "it has no title"
    return "its title runs vertically" if slide.title.vertical else "its title does not lie on the slide"
