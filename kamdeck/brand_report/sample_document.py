"""The document of a sample: a layout with one topic for each block, whose examples show the example account."""

import re
import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from kamdeck.blocks import BLOCKS
from kamdeck.compose.build import compose
from kamdeck.dataclass import dataclass
from kamdeck.document import Block, Document, Stack, Topic
from kamdeck.job import Job
from kamdeck.plan_io import Plan
from kamdeck.reference import example_lines

COVER, REGIONS, DESIGN = "cover", "regions", "design"
"""The keys of the sections that show the brand itself, and of a cover that does not."""
_ABOUT_A_DEAL = re.compile(r"\bdeal\b")
_ABOUT_A_PORTFOLIO = re.compile(r"\bportfolio\.")
_LISTS_SECTIONS = re.compile(r"\bsections\b")
_HEAD = """\
layout: sample
medium: {medium}
title: "{{{{ 'sample.title' | term }}}}"
file: sample
sections:
"""
_SECTION = """\
  - section: {key}
    name: sample.{key}
    topics:
"""
_COVER_SECTION = """\
  - section: cover
    listed: no
    topics:
"""
_UNLISTED = """\
  - section: agenda
    listed: no
    topics:
"""
_OWN = """\
      - topic: {key}
        name: {name}
        text: {{words: "{{{{ account.name }}}}"}}
"""
_COVER = """\
      - topic: cover
        name: section.cover
        kind: cover
        headline: "{{ 'sample.title' | term }}"
        subtitle: ["{{ account.name | names }}"]
        text: {words: "{{ account.name }}"}
"""


@dataclass(frozen=True, slots=True)
class OwnTopic:
    """What a sample shows in a topic of its own: a block, and for covers the other texts."""

    body: Block
    headline: str = ""
    subtitle: tuple[str, ...] = ()
    aside: Block | None = None


def write_layout(folder: Path, medium: str, topics: Mapping[str, Iterable[tuple[str, str]]]) -> Path:
    """Writes the layout of a sample; `topics` are the keys and names of its own topics in each section."""
    lines = [_HEAD.format(medium=medium)]
    for section, listed in topics.items():
        lines.append(_COVER_SECTION if section == COVER else _SECTION.format(key=section))
        lines += [_COVER if key == "cover" else _OWN.format(key=key, name=name) for key, name in listed]
    # A sample shows one account, and nothing that only several have.
    blocks = [name for name in BLOCKS if not _ABOUT_A_PORTFOLIO.search(example_lines(name))]
    lists = [name for name in blocks if _LISTS_SECTIONS.search(example_lines(name))]
    lines += [_SECTION.format(key="blocks"), *(_block(name) for name in blocks if name not in lists)]
    # A layout knows its sections only in one that it does not list.
    lines += [_UNLISTED, *(_block(name) for name in lists)]
    path = folder / "sample.yaml"
    path.write_text("".join(lines), "utf-8")
    return path


def _block(name: str) -> str:
    """A topic with the example of a block; a block about one deal shows the largest one."""
    example = example_lines(name)
    loop = "        for: deal in deals | top(1, by='amount')\n" if _ABOUT_A_DEAL.search(example) else ""
    # The name of a block is what layouts write, in every language.
    head = f"      - topic: {name}\n        name: {{en: {name}}}\n{loop}"
    return head + textwrap.indent(example, " " * 8) + "\n"


def sample_document(plan: Plan, job: Job, own: Mapping[str, OwnTopic]) -> Document:
    """The document of a sample; `own` replaces the content of topics by their keys."""
    document = compose(job.layout, plan, job.words, job.language_of(plan))
    sections = tuple(
        replace(section, topics=tuple(_with_own(topic, own) for topic in section.topics))
        for section in document.sections
    )
    return replace(document, sections=sections)


def _with_own(topic: Topic, own: Mapping[str, OwnTopic]) -> Topic:
    found = own.get(topic.key)
    if found is None:
        return topic
    return replace(
        topic,
        body=Stack((found.body,)),
        headline=found.headline or topic.headline,
        subtitle=found.subtitle or topic.subtitle,
        aside=Stack((found.aside,)) if found.aside else None,
    )
