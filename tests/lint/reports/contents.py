"""Lint rules for bookmarks, links, fields, table of contents, captions and headings of reports."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from tests.list_numbers import numbers
from tests.report_reader import NAMES, Report, q, value, words_of

KINDS = {"Table": "table", "Figure": "figure"}


def bookmarks_are_unique_and_whole(report: Report) -> Iterator[str]:
    starts = list(report.root.iter(q("w:bookmarkStart")))
    ends = {each.get(q("w:id")) for each in report.root.iter(q("w:bookmarkEnd"))}
    names = Counter(each.get(q("w:name")) for each in starts)
    yield from (f"{name} stands {count} times" for name, count in names.items() if count > 1)
    yield from (f"{name} is too long" for name in names if len(name) > 40)
    yield from (f"{each.get(q('w:name'))} has no end" for each in starts if each.get(q("w:id")) not in ends)


def every_link_inside_leads_to_a_heading(report: Report) -> Iterator[str]:
    headed = {id(each.element) for each in report.headings}
    marks = {each.get(q("w:name")): each.getparent() for each in report.root.iter(q("w:bookmarkStart"))}
    anchors = [each.get(q("w:anchor")) for each in report.root.iter(q("w:hyperlink")) if each.get(q("w:anchor"))]
    anchors += [code.split()[1] for each in report.paragraphs for code in each.field("PAGEREF")]
    for anchor in anchors:
        if anchor not in marks:
            yield f"no bookmark {anchor}"
        elif id(marks[anchor]) not in headed:
            yield f"{anchor} is no heading"


def fields_are_whole(report: Report) -> Iterator[str]:
    """Each field begins, has a result and ends; one may be inside another and extend over paragraphs."""
    for root in (report.root, *report.headers_and_footers.values()):
        open_fields: list[str] = []
        for mark in root.iter(q("w:fldChar")):
            kind = mark.get(q("w:fldCharType"))
            expected = {"separate": "begin", "end": "separate"}.get(kind)
            if expected and open_fields[-1:] != [expected]:
                yield f"'{kind}' in {open_fields}"
            if kind != "begin" and open_fields:
                open_fields.pop()
            if kind != "end":
                open_fields.append(kind)
        if open_fields:
            yield f"{len(open_fields)} fields do not end"


def the_contents_list_the_headings_with_the_numbers_that_word_gives_them(report: Report) -> Iterator[str]:
    counted = {id(paragraph.element): number for paragraph, number in numbers(report)}
    listed = [each.text.split("\t")[0] for each in report.paragraphs if each.style.name.lower() in ("toc 1", "toc 2")]
    marked = {id(each.getparent()) for each in report.root.iter(q("w:bookmarkStart"))}
    heads = [each for each in report.headings if id(each.element) in marked]
    expected = [f"{counted.get(id(each.element), '')} {each.text}" for each in heads]
    for entry, head in zip(map(_squeezed, listed), map(_squeezed, expected), strict=False):
        if entry != head:
            yield f"'{entry}' is '{head}'"
    if listed and len(listed) != len(expected):
        yield f"{len(listed)} entries for {len(expected)} headings"


def _squeezed(words: str) -> str:
    return " ".join(words.split())


def captions_are_counted_from_one(report: Report) -> Iterator[str]:
    counts: Counter[str] = Counter()
    for each in report.paragraphs:
        for code in each.field("SEQ"):
            kind = code.split()[1]
            counts[kind] += 1
            shown = "".join(words_of_field for words_of_field in each.element.itertext(q("w:t")))
            field = next(found for found in each.element.iter(q("w:fldSimple")))
            if "".join(field.itertext(q("w:t"))) != str(counts[kind]):
                yield f"'{shown}' is the {kind} {counts[kind]}"
            if "caption" not in each.style.name.lower():
                yield f"'{shown}' has the style {each.style.name}"
            if not shown.partition(f"{counts[kind]}  ")[2].strip():
                yield f"'{shown}' says nothing"


def captions_stand_at_what_they_name(report: Report) -> Iterator[str]:
    """A table's caption is above it, a figure's below, and no page break separates them."""
    children = list(report.root.find("w:body", NAMES))
    for before, after in pairwise(children):
        if value(after, "w:fldSimple", "w:instr").startswith(" SEQ Figure"):
            style = report.styles.get(value(before, "w:pPr/w:pStyle"))
            if not any(True for _ in before.iter(q("w:drawing"))):
                yield f"no figure over '{words_of(after)}'"
            elif style is None or style.setting("w:pPr/w:keepNext") is None:
                yield f"a page may end over '{words_of(after)}'"
        if value(before, "w:fldSimple", "w:instr").startswith(" SEQ Table"):
            style = report.styles.get(value(before, "w:pPr/w:pStyle"))
            if after.tag != q("w:tbl"):
                yield f"no table under '{words_of(before)}'"
            elif style is None or style.setting("w:pPr/w:keepNext") is None:
                yield f"a page may end under '{words_of(before)}'"


def headings_are_kept_with_what_follows(report: Report) -> Iterator[str]:
    levels = {id(each.element): each.level for each in report.headings}
    for each in report.headings:
        if each.style.setting("w:pPr/w:keepNext") is None:
            yield f"a page may end under '{each.text}'"
        follower = each.element.getnext()
        if follower is None or follower.tag == q("w:sectPr") or 0 < levels.get(id(follower), 0) <= each.level:
            yield f"nothing stands under '{each.text}'"
        elif report.styles.get(value(follower, "w:pPr/w:pStyle")) == report.by_name("toc heading"):
            yield f"nothing but the contents stands under '{each.text}'"


RULES = (
    bookmarks_are_unique_and_whole,
    every_link_inside_leads_to_a_heading,
    fields_are_whole,
    the_contents_list_the_headings_with_the_numbers_that_word_gives_them,
    captions_are_counted_from_one,
    captions_stand_at_what_they_name,
    headings_are_kept_with_what_follows,
)
