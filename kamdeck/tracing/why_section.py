"""Tells where each text and number of a report's section comes from, in a file that somebody may have edited since."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from lxml import etree

from kamdeck.dataclass import dataclass
from kamdeck.problems import problem, suggest
from kamdeck.tracing.chart_texts import ChartSource
from kamdeck.tracing.explained import ExplainedTexts, explained_texts
from kamdeck.tracing.open_document import OpenDocument, read_document
from kamdeck.tracing.report_texts import MARGINS, HeadedTexts, ReportParts, headed_texts, marginal_texts

_DOCUMENT = "word/document.xml"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)


@dataclass(frozen=True, slots=True)
class ExplainedHeading:
    """A heading with its number, and the texts below it down to the next heading.

    The heading is empty for what stands before the first one.
    """

    title: str
    explained: ExplainedTexts


@dataclass(frozen=True, slots=True)
class ExplainedSection:
    """A section of a report, or all of it, heading by heading; `edited` says that the file is not as rendered."""

    headings: tuple[ExplainedHeading, ...]
    edited: bool


def explained_section(path: Path, asked: str) -> ExplainedSection:
    """The texts of a section of a report with their origins.

    Args:
        path: The report.
        asked: The number of the section as a table of contents shows it, or its heading or the beginning of it; empty
            for the whole report. If several headings are alike, all of them are explained.

    Raises:
        Problems: If the file is no report of kamdeck's, has no such section, or has lost its map or record.
    """
    return read_document(path, "a Word file (.docx)", lambda report: _explained(report, asked))


def _explained(report: OpenDocument, asked: str) -> ExplainedSection:
    document, styles = (etree.fromstring(report.archive.read(name), _PARSER) for name in (_DOCUMENT, "word/styles.xml"))
    relations = {each.id: each for each in report.relations(_DOCUMENT)}

    def chart(relation: str) -> ChartSource:
        return report.chart(relations[relation].target)

    headed, maps = headed_texts(ReportParts(document, styles, chart)), report.maps()
    if asked:
        chosen = _section(headed, asked, report.path)
    else:
        margins = ((MARGINS[each.kind], each.target) for each in relations.values() if each.kind in MARGINS)
        texts = marginal_texts((kind, etree.fromstring(report.archive.read(part), _PARSER)) for kind, part in margins)
        chosen = [*headed, HeadedTexts(heading="headers and footers", texts=texts)]
    headings = tuple(ExplainedHeading(each.title, explained_texts(each.texts, maps)) for each in chosen if each.texts)
    return ExplainedSection(headings, report.is_edited)


def _section(headed: Sequence[HeadedTexts], asked: str, path: Path) -> list[HeadedTexts]:
    """The headings that are asked for, each with those below it."""
    wanted = _plain(asked).rstrip(".")
    named = headed[1:]
    for matches in (_is_number, _is_heading, _begins):
        if found := [number for number, each in enumerate(named) if matches(each, wanted)]:
            level = min(named[number].level for number in found)
            return [each for number in found if named[number].level == level for each in _with_lower(named, number)]
    if not named:
        raise problem(f"{path} has no headings, and so no section '{asked}'; leave the section out")
    close = suggest(asked, (text for each in named for text in (each.title, each.heading)))
    hint = close or f"; give the heading of a section, such as '{named[0].title}'"
    raise problem(f"{path} has no section '{asked}'{hint}")


def _is_number(headed: HeadedTexts, wanted: str) -> bool:
    return _plain(headed.number).rstrip(".") == wanted


def _is_heading(headed: HeadedTexts, wanted: str) -> bool:
    return wanted in (_plain(headed.heading), _plain(headed.title))


def _begins(headed: HeadedTexts, wanted: str) -> bool:
    return _plain(headed.heading).startswith(wanted)


def _with_lower(headed: Sequence[HeadedTexts], number: int) -> Iterator[HeadedTexts]:
    yield headed[number]
    for each in headed[number + 1 :]:
        if each.level <= headed[number].level:
            return
        yield each


def _plain(text: str) -> str:
    """A text as headings are compared: without doubled spaces and the case of letters."""
    return re.sub(r"\s+", " ", text).strip().casefold()
