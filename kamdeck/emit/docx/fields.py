"""Fields of a part, simple and complex ones alike: their codes, what they show, and ways to change either.

A complex field is a row of runs: `begin`, its code, `separate`, what it shows, `end`. It may hold others and go on
over paragraphs (ECMA-376 part 1, 17.16.18).
"""

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from docx.oxml.ns import qn

from kamdeck.emit.docx.revisions import remove, unwrap
from kamdeck.emit.docx.template_package import Element

_RUN, _LOOK, _MARK, _KIND = qn("w:r"), qn("w:rPr"), qn("w:fldChar"), qn("w:fldCharType")
_WORD = re.compile(r"\s*(=|[A-Za-z]+)")
_ARGUMENT = re.compile(r'\s*(?:"([^"]*)"|([^\s\\]+))')


@dataclass
class Field:
    """A field by its runs: those of its code and those that it shows include the runs of fields inside it."""

    begin: Element
    coded: list[Element] = field(default_factory=list)
    separator: Element | None = None
    shown: list[Element] = field(default_factory=list)
    end: Element | None = None
    inner: list["Field"] = field(default_factory=list)

    @property
    def runs(self) -> list[Element]:
        """All its runs."""
        edges = [each for each in (self.separator, self.end) if each is not None]
        return [self.begin, *self.coded, *self.shown, *edges]

    @cached_property
    def code(self) -> str:
        """Its own code, which Word may spread over several runs, without the codes of fields inside it."""
        others = {id(run) for each in self.inner for run in each.runs}
        own = (run for run in self.coded if id(run) not in others)
        return "".join(text.text or "" for run in own for text in run.iter(qn("w:instrText")))

    @property
    def name(self) -> str:
        """What kind of field it is: the first word of its code, in capitals."""
        word = _WORD.match(self.code)
        return word[1].upper() if word else ""

    @property
    def argument(self) -> str:
        """The word behind its name, or the words in quotation marks; nothing where a switch follows."""
        word = _WORD.match(self.code)
        found = _ARGUMENT.match(self.code, word.end()) if word else None
        return (found[1] or found[2] or "") if found else ""

    def names(self) -> Iterator[str]:
        """Its name and the names of all fields inside it."""
        yield self.name
        for each in self.inner:
            yield from each.names()

    def add(self, run: Element) -> None:
        """Take in a run that stands before the field's end."""
        (self.coded if self.separator is None else self.shown).append(run)

    def drop(self) -> None:
        """Take the field out with what it shows."""
        for run in self.runs:
            remove(run)

    def release(self) -> None:
        """Leave what the field shows as words like others."""
        for run in (self.begin, *self.coded, self.separator, self.end):
            if run is not None:
                remove(run)

    def show(self, words: str) -> None:
        """Let the field show these words, in the look of what it showed."""
        model = next((run for run in self.shown if run.find(qn("w:t")) is not None), self.begin)
        for run in self.shown:
            remove(run)
        self.shown, self.inner = [], [each for each in self.inner if each.begin in self.coded]
        end = self.end
        if end is None:
            return
        if self.separator is None:
            self.separator = _marked("separate", self.begin)
            end.addprevious(self.separator)
        if words:
            self.shown = [worded(words, model)]
            end.addprevious(self.shown[0])


def fields_of(root: Element) -> list[Field]:
    """The fields of a part in reading order, without those inside others; all of them are complex fields afterwards.

    What is no whole field is none: marks without their others are taken out.
    """
    for simple in reversed(list(root.iter(qn("w:fldSimple")))):
        _make_complex(simple)
    for run in list(root.iter(_RUN)):
        if run.find(_MARK) is not None:
            _split(run)
    found: list[Field] = []
    opened: list[Field] = []
    for run in list(root.iter(_RUN)):
        mark = run.find(_MARK)
        kind = "" if mark is None else mark.get(_KIND)
        if kind in ("separate", "end") and not opened:
            remove(run)
            continue
        for each in opened if kind not in ("separate", "end") else opened[:-1]:
            each.add(run)
        if kind == "begin":
            (opened[-1].inner if opened else found).append(Field(run))
            opened.append(opened[-1].inner[-1] if opened else found[-1])
        elif kind == "separate":
            opened[-1].separator = run
        elif kind == "end":
            opened.pop().end = run
    return _whole(found, opened)


def _whole(found: list[Field], opened: list[Field]) -> list[Field]:
    """All fields; those that never end are made to end with their paragraph, and what follows it is no part of them."""
    for at in reversed(range(len(opened))):
        found += _end(opened[at], opened[:at])
    return [each for each in found if each.end is not None]


def _end(one: Field, around: list[Field]) -> list[Field]:
    """End a field with the paragraph in which it begins to show something; answer the fields that are no longer in it.

    One that never shows anything is taken out, but not the words behind it.
    """
    inner = one.inner
    if one.separator is None:
        one.coded = [run for run in one.coded if run.find(qn("w:instrText")) is not None]
        inside = {id(run) for each in inner for run in each.runs}
        for run in (one.begin, *one.coded):
            if id(run) not in inside:
                remove(run)
        for each in around:
            each.inner = [other for other in each.inner if other is not one]
        return inner
    paragraph = _paragraph_of(one.separator)
    one.shown = [run for run in one.shown if _paragraph_of(run) is paragraph]
    one.inner = [each for each in inner if each.begin in one.coded or each.begin in one.shown]
    one.end = _marked("end", one.begin)
    (one.shown[-1] if one.shown else one.separator).addnext(one.end)
    for each in around:
        each.add(one.end)
    return [each for each in inner if each not in one.inner]


def _paragraph_of(run: Element) -> Element | None:
    return next(run.iterancestors(qn("w:p")), None)


def counts_pages(root: Element) -> bool:
    """Whether a head or foot shows the number of its page."""
    return any("PAGE" in each.names() for each in fields_of(root)) or root.find(f".//{qn('w:pgNum')}") is not None


def worded(words: str, model: Element) -> Element:
    """A run of these words that looks as another."""
    run = model.makeelement(_RUN)
    style = model.find(_LOOK)
    if style is not None:
        run.append(copy.deepcopy(style))
    text = run.makeelement(qn("w:t"), {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
    text.text = words
    run.append(text)
    return run


def _make_complex(simple: Element) -> None:
    model = simple.find(f".//{_RUN}")
    model = simple if model is None else model
    code = worded("", model)
    code[-1].tag = qn("w:instrText")
    code[-1].text = simple.get(qn("w:instr"), "")
    for run in (_marked("begin", model), code, _marked("separate", model)):
        simple.addprevious(run)
    simple.addnext(_marked("end", model))
    for data in simple.findall(qn("w:fldData")):
        simple.remove(data)
    unwrap(simple)


def _marked(kind: str, model: Element) -> Element:
    run = worded("", model)
    run[-1].tag = _MARK
    run[-1].text = None
    run[-1].attrib.clear()
    run[-1].set(_KIND, kind)
    return run


def _split(run: Element) -> None:
    """Give each thing in a run a run of its own; a mark loses what its field remembers and whether it is locked."""
    for mark in run.findall(_MARK):
        for name in set(mark.attrib) - {_KIND}:
            del mark.attrib[name]
        for child in list(mark):
            mark.remove(child)
    content = [each for each in run if each.tag != _LOOK]
    for child in content[:-1]:
        part = worded("", run)
        part.remove(part[-1])
        part.append(child)
        run.addprevious(part)
