"""Finds the fields of a part, simple and complex ones, and changes what they show.

A complex field is a sequence of runs: `begin`, its code, `separate`, its result, `end`. It may contain other fields and
extend over several paragraphs (ECMA-376 part 1, 17.16.18).
"""

import copy
import re
from collections.abc import Iterator
from dataclasses import field
from functools import cached_property

from docx.oxml.ns import qn

from kamdeck.dataclass import dataclass
from kamdeck.emit.docx.revisions import remove, unwrap
from kamdeck.ooxml.brand_source.markup import Element

_RUN, _RUN_PROPERTIES, _MARK, _KIND = qn("w:r"), qn("w:rPr"), qn("w:fldChar"), qn("w:fldCharType")
_WORD = re.compile(r"\s*(=|[A-Za-z]+)")
_ARGUMENT = re.compile(r'\s*(?:"([^"]*)"|([^\s\\]+))')


@dataclass
class Field:
    """A field as its runs. The runs of its code and of its result include those of fields inside it."""

    begin: Element
    code_runs: list[Element] = field(default_factory=list)
    separator: Element | None = None
    result_runs: list[Element] = field(default_factory=list)
    end: Element | None = None
    inner: list["Field"] = field(default_factory=list)

    @property
    def runs(self) -> list[Element]:
        """All runs of the field."""
        edges = [each for each in (self.separator, self.end) if each is not None]
        return [self.begin, *self.code_runs, *self.result_runs, *edges]

    @cached_property
    def code(self) -> str:
        """The field's own code, without those of fields inside it. Word may spread a code over several runs."""
        others = {id(run) for each in self.inner for run in each.runs}
        own = (run for run in self.code_runs if id(run) not in others)
        return "".join(text.text or "" for run in own for text in run.iter(qn("w:instrText")))

    @property
    def name(self) -> str:
        """The kind of field, which is the first word of its code, in upper case."""
        word = _WORD.match(self.code)
        return word[1].upper() if word else ""

    @property
    def argument(self) -> str:
        """The word after the name, or the text in quotation marks; empty if a switch follows."""
        word = _WORD.match(self.code)
        found = _ARGUMENT.match(self.code, word.end()) if word else None
        return (found[1] or found[2] or "") if found else ""

    def names(self) -> Iterator[str]:
        """The field's name and the names of all fields inside it."""
        yield self.name
        for each in self.inner:
            yield from each.names()

    def add(self, run: Element) -> None:
        """Add a run that comes before the field's end."""
        (self.code_runs if self.separator is None else self.result_runs).append(run)

    def drop(self) -> None:
        """Remove the field and its result."""
        for run in self.runs:
            remove(run)

    def unlink(self) -> None:
        """Turn the field's result into plain text."""
        for run in (self.begin, *self.code_runs, self.separator, self.end):
            if run is not None:
                remove(run)

    def show_text(self, text: str) -> None:
        """Replace the field's result by a text in the same format."""
        model = next((run for run in self.result_runs if run.find(qn("w:t")) is not None), self.begin)
        for run in self.result_runs:
            remove(run)
        self.result_runs, self.inner = [], [each for each in self.inner if each.begin in self.code_runs]
        end = self.end
        if end is None:
            return
        if self.separator is None:
            self.separator = _mark_run("separate", self.begin)
            end.addprevious(self.separator)
        if text:
            self.result_runs = [formatted_run(text, model)]
            end.addprevious(self.result_runs[0])


def fields_of(root: Element) -> list[Field]:
    """The outer fields of a part in reading order. Simple fields are turned into complex ones.

    Incomplete fields are removed: a mark without its counterparts, as broken files have them.
    """
    # From the last to the first, so that a field inside another one is converted before it.
    for simple in reversed(list(root.iter(qn("w:fldSimple")))):
        _make_complex(simple)
    for run in list(root.iter(_RUN)):
        if run.find(_MARK) is not None:
            _split(run)
    found: list[Field] = []
    open_fields: list[Field] = []
    for run in list(root.iter(_RUN)):
        mark = run.find(_MARK)
        kind = "" if mark is None else mark.get(_KIND)
        if kind in ("separate", "end") and not open_fields:
            remove(run)
            continue
        # A run inside nested fields belongs to each of them.
        for each in open_fields if kind not in ("separate", "end") else open_fields[:-1]:
            each.add(run)
        if kind == "begin":
            (open_fields[-1].inner if open_fields else found).append(Field(run))
            open_fields.append(open_fields[-1].inner[-1] if open_fields else found[-1])
        elif kind == "separate":
            open_fields[-1].separator = run
        elif kind == "end":
            open_fields.pop().end = run
    return _complete(found, open_fields)


def _complete(found: list[Field], open_fields: list[Field]) -> list[Field]:
    """All outer fields. Those that never end are made to end with their paragraph, and lose what follows it."""
    # From the innermost on, so that an outer field ends after the end marks of the fields inside it.
    for at in reversed(range(len(open_fields))):
        found += _end(open_fields[at], open_fields[:at])
    return [each for each in found if each.end is not None]


def _end(unended: Field, enclosing: list[Field]) -> list[Field]:
    """End a field with the paragraph in which its result begins, and return the fields that are no longer inside it.

    A field without a result is removed, but not the text after its code.
    """
    inner = unended.inner
    if unended.separator is None:
        unended.code_runs = [run for run in unended.code_runs if run.find(qn("w:instrText")) is not None]
        inside = {id(run) for each in inner for run in each.runs}
        for run in (unended.begin, *unended.code_runs):
            if id(run) not in inside:
                remove(run)
        for each in enclosing:
            each.inner = [other for other in each.inner if other is not unended]
        return inner
    paragraph = _paragraph_of(unended.separator)
    unended.result_runs = [run for run in unended.result_runs if _paragraph_of(run) is paragraph]
    unended.inner = [each for each in inner if each.begin in unended.code_runs or each.begin in unended.result_runs]
    unended.end = _mark_run("end", unended.begin)
    (unended.result_runs[-1] if unended.result_runs else unended.separator).addnext(unended.end)
    for each in enclosing:
        each.add(unended.end)
    return [each for each in inner if each not in unended.inner]


def _paragraph_of(run: Element) -> Element | None:
    return next(run.iterancestors(qn("w:p")), None)


def shows_page_number(root: Element) -> bool:
    """Whether a header or footer shows the page number."""
    return any("PAGE" in each.names() for each in fields_of(root)) or root.find(f".//{qn('w:pgNum')}") is not None


def formatted_run(content: str, model: Element) -> Element:
    """A run with a text and the formatting of another run."""
    run = model.makeelement(_RUN)
    style = model.find(_RUN_PROPERTIES)
    if style is not None:
        run.append(copy.deepcopy(style))
    text = run.makeelement(qn("w:t"), {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
    text.text = content
    run.append(text)
    return run


def _make_complex(simple: Element) -> None:
    model = simple.find(f".//{_RUN}")
    model = simple if model is None else model
    code = formatted_run("", model)
    code[-1].tag = qn("w:instrText")
    code[-1].text = simple.get(qn("w:instr"), "")
    for run in (_mark_run("begin", model), code, _mark_run("separate", model)):
        simple.addprevious(run)
    simple.addnext(_mark_run("end", model))
    # Private data of the program that wrote the field.
    for data in simple.findall(qn("w:fldData")):
        simple.remove(data)
    unwrap(simple)


def _mark_run(kind: str, model: Element) -> Element:
    run = formatted_run("", model)
    run[-1].tag = _MARK
    run[-1].text = None
    run[-1].attrib.clear()
    run[-1].set(_KIND, kind)
    return run


def _split(run: Element) -> None:
    """Put each child of a run into a run of its own; remove the lock and the cached data of fields."""
    # A field marked as dirty would be computed anew when Word opens the file, and a locked one would never be.
    for mark in run.findall(_MARK):
        for name in set(mark.attrib) - {_KIND}:
            del mark.attrib[name]
        for child in list(mark):
            mark.remove(child)
    # One run may hold a mark and text. Removing the runs of a field would then remove text that is not part of it.
    content = [each for each in run if each.tag != _RUN_PROPERTIES]
    for child in content[:-1]:
        part = formatted_run("", run)
        part.remove(part[-1])
        part.append(child)
        run.addprevious(part)
