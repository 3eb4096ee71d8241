"""The number or bullet that Word computes for each list paragraph of a report."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from tests.report_reader import NAMES, Paragraph, Report, q, value


@dataclass
class _Counter:
    """The levels of a list definition (`w:abstractNum`) and their current counts."""

    levels: dict[str, etree._Element]
    counts: dict[int, int] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)

    def next(self, number: str, level: int, starts: dict[int, int]) -> str:
        """The label of a list's next paragraph at a level; `starts` are the list's own start values, by level."""
        first = number not in self.begun and level in starts
        self.begun.add(number)
        self.counts[level] = starts[level] if first else self.counts.get(level, self._start(level) - 1) + 1
        self.counts = {each: count for each, count in self.counts.items() if each <= level}
        shown = value(self.levels[str(level)], "w:lvlText")
        for each in range(level + 1):
            shown = shown.replace(f"%{each + 1}", str(self.counts.get(each, self._start(each))))
        return shown.strip()

    def _start(self, level: int) -> int:
        return int(value(self.levels[str(level)], "w:start") or 1)


def numbers(report: Report) -> Iterator[tuple[Paragraph, str]]:
    """Each numbered or bulleted paragraph with its label."""
    root = report.package.xml("/word/numbering.xml")
    definitions = {
        each.get(q("w:abstractNumId")): _Counter({level.get(q("w:ilvl")): level for level in each.iter(q("w:lvl"))})
        for each in root.iter(q("w:abstractNum"))
    }
    lists = {each.get(q("w:numId")): each for each in root.iter(q("w:num"))}
    for paragraph in report.paragraphs:
        number, level = _counted(paragraph)
        if number in ("", "0"):
            continue
        entry = lists[number]
        starts = {
            int(each.get(q("w:ilvl"))): int(value(each, "w:startOverride"))
            for each in entry.iter(q("w:lvlOverride"))
            if value(each, "w:startOverride")
        }
        yield paragraph, definitions[value(entry, "w:abstractNumId")].next(number, level, starts)


def _counted(paragraph: Paragraph) -> tuple[str, int]:
    """A paragraph's list id and level, from its own properties or else from its style."""
    own = paragraph.element.find("w:pPr/w:numPr", NAMES)
    styled = paragraph.style.setting("w:pPr/w:numPr")
    number = value(own, "w:numId") or value(styled, "w:numId")
    return number, int(value(own, "w:ilvl") or value(styled, "w:ilvl") or 0)
