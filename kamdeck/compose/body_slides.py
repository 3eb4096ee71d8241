"""Keeps the body of a deck within a number of slides: each of its topics has one, and the rest goes to the backup."""

from collections.abc import Mapping
from dataclasses import replace

from kamdeck.document import Section, Topic


def within_body(sections: Mapping[str, Section], most: int) -> tuple[dict[str, Section], list[Topic]]:
    """The sections with at most `most` topics in the body, and the topics that left it; with 0 there is no body.

    Topics with a rank leave it, the smallest first, and among equals the last. They stand at the beginning of the
    backup, in the order of the body; without a backup they are left out. Topics without a rank always stay.
    """
    if not most:
        return dict(sections), []
    body = [topic for section in sections.values() if not section.backup for topic in section.topics]
    ranked = sorted((topic.rank, -position) for position, topic in enumerate(body) if topic.rank)
    leaving = {-position for _, position in ranked[: max(len(body) - most, 0)]}
    moved = [topic for position, topic in enumerate(body) if position in leaving]
    gone = {topic.anchor for topic in moved}
    changed = {key: _changed(section, moved, gone) for key, section in sections.items()}
    # The backup stays where it is empty: topics of the body may be continued there.
    return {key: section for key, section in changed.items() if section.topics or section.backup}, moved


def _changed(section: Section, moved: list[Topic], gone: set[str]) -> Section:
    """The section without the topics that are gone; the backup begins with those that moved."""
    if section.backup:
        keys = {topic.key for topic in section.topics}
        # What stands in the backup may have as many slides as it needs, unless another topic of it shows the rest.
        arrived = (replace(topic, single=True) if topic.more in keys else replace(topic, more="") for topic in moved)
        return replace(section, topics=(*arrived, *section.topics))
    kept = (replace(topic, single=True) for topic in section.topics if topic.anchor not in gone)
    return replace(section, topics=tuple(kept))
