"""What a brand's head or foot shows of the document that it was taken from: its title, author, headings, file name.

Fields and content controls remember what they showed last. That is the sample's: the report's own words take its place
where there are any, else what the sample said goes.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from docx.oxml.ns import qn

from kamdeck.emit.docx.fields import Field, fields_of, worded
from kamdeck.emit.docx.revisions import fill_story, local, remove, unwrap
from kamdeck.emit.docx.sections import is_on
from kamdeck.emit.docx.template_package import Element
from kamdeck.flow.report import Report

_COUNTING = {"PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "=", "SEQ", "LISTNUM", "SYMBOL", "EQ", "ADVANCE"}
"""Fields that say nothing of a document but where it stands in itself; every program works them out."""
_STATIC = {"HYPERLINK", "QUOTE", "AUTOTEXT", "AUTOTEXTLIST"}
"""Fields whose words are the brand's own; where they lead, or come from, is left behind."""
_DATES = {"DATE", "CREATEDATE", "SAVEDATE"}
_PERSONAL = {"FILENAME", "TIME", "PRINTDATE", "USERNAME", "USERINITIALS", "NUMWORDS", "NUMCHARS", "FILESIZE", "REVNUM"}
"""Fields that a program knows to work out later, but nobody now."""
_PROPERTIES = {
    "title": "title", "subject": "subject", "author": "author", "creator": "author", "keywords": "keywords",
    "keyword": "keywords", "lastsavedby": "author", "lastauthor": "author", "lastmodifiedby": "author",
    "company": "company", "createtime": "date", "createdate": "date", "creationdate": "date", "created": "date",
    "lastsavedtime": "date", "savedate": "date", "modified": "date", "publishdate": "date",
}  # fmt: skip
"""Which fact of a report a property of documents is, by its name without spaces."""
_KEPT = ("title", "subject", "author", "keywords")
"""Facts that the report's core properties hold: fields and controls may go on reading them there."""
_LAST_STEP = re.compile(r"(?:\w+:)?(\w+)(?:\[\d+\])?\s*$")
_PATH = re.compile(r"\\p\b", re.IGNORECASE)
_CASE = re.compile(r"\\\*\s*(upper|lower)", re.IGNORECASE)


@dataclass(frozen=True)
class DocumentFacts:
    """What fields and controls can show of a report, by `_PROPERTIES`' names; `styles` are those of its headings."""

    values: Mapping[str, str]
    styles: Collection[str]

    @classmethod
    def of(cls, report: Report, styles: Collection[str]) -> "DocumentFacts":
        """A report's facts; `styles` are names in small letters."""
        values = {
            "title": report.title,
            "subject": report.subject,
            "author": report.author,
            "keywords": report.keywords,
            "company": report.footer,
            "date": report.created[:10],
        }
        return cls(values, styles)


def replace_samples(root: Element, facts: DocumentFacts) -> None:
    """Take the sample's words out of a head or foot, and put the report's in."""
    for control in list(root.iter(qn("w:sdt"))):
        if control.getparent() is not None:
            _settle_control(control, facts)
    for name in ("w:smartTag", "w:customXml"):
        for element in list(root.iter(qn(name))):
            for properties in element.findall(f"{qn(name)}Pr"):
                element.remove(properties)
            unwrap(element)
    for each in fields_of(root):
        _settle_field(each, facts)


def _settle_field(one: Field, facts: DocumentFacts) -> None:
    name = one.name
    if name in _COUNTING | {"IF"}:
        if not set(one.names()) <= _COUNTING | {"IF"}:
            one.drop()
        elif name == "IF" and not one.inner:
            one.release()  # it always shows the same; its other words would be read in the file only
        elif name == "SEQ":
            one.show("1")
        return
    if name in _STATIC:
        one.release()
        for each in one.inner:
            _settle_field(each, facts)
    elif name in _DATES:
        one.show(facts.values["date"])
    elif name in _PERSONAL:
        _drop_path(one)
        one.show("")
    elif name == "STYLEREF":
        _refer(one, facts)
    elif name == "INCLUDEPICTURE":
        _keep_pictures(one)
    else:
        _settle_property(one, name, facts)


def _settle_property(one: Field, name: str, facts: DocumentFacts) -> None:
    """A property of documents shows the report's; any other field is dropped: data exchange, samples, prompts."""
    named = one.argument if name in ("DOCPROPERTY", "INFO") else name
    fact = _PROPERTIES.get(named.replace(" ", "").lower(), "")
    words = facts.values.get(fact, "")
    if not words:
        one.drop()
        return
    case = _CASE.search(one.code)
    if case:
        words = words.upper() if case[1].lower() == "upper" else words.lower()
    one.show(words)
    if fact not in _KEPT or (name not in ("DOCPROPERTY", "INFO") and one.argument):
        one.release()  # no property would hold it, or the field would set it


def _drop_path(one: Field) -> None:
    """Let a file's name stand without its folders, which are those of whoever prints the report."""
    for run in one.coded:
        for code in run.iter(qn("w:instrText")):
            code.text = _PATH.sub("", code.text or "")


def _refer(one: Field, facts: DocumentFacts) -> None:
    """A field that repeats the heading of its page, which only a program that makes pages knows."""
    style = one.argument.lower()
    style = f"heading {style}" if style.isdecimal() else style
    if style in facts.styles:
        one.show(facts.values["title"] if style == "title" else "")
    else:
        one.drop()  # Word would print an error in its place


def _keep_pictures(one: Field) -> None:
    """Leave the picture that a field brought into the file, without where it came from."""
    graphics = (qn("w:drawing"), qn("w:pict"))
    for run in one.shown:
        if not any(run.find(tag) is not None for tag in graphics):
            remove(run)
    one.release()


def _settle_control(control: Element, facts: DocumentFacts) -> None:
    """A content control that is bound to a property shows the report's; one that shows a prompt is left out."""
    properties = control.find(qn("w:sdtPr"))
    if properties is None:
        return
    bound = [each for each in properties if local(each) == "dataBinding"]
    for child in list(properties):
        if local(child) in ("id", "placeholder", "alias", "tag", "label"):
            properties.remove(child)
        elif local(child) in ("dropDownList", "comboBox"):
            _drop_choices(child)
    if not bound:
        if is_on(properties.find(qn("w:showingPlcHdr"))):
            _drop_control(control)
        return
    path = str(bound[0].get(qn("w:xpath"), ""))
    step = _LAST_STEP.search(path)
    fact = _PROPERTIES.get(step[1].lower(), "") if step else ""
    words = facts.values.get(fact, "")
    if not words:
        _drop_control(control)
        return
    prompted = is_on(properties.find(qn("w:showingPlcHdr")))
    if fact not in _KEPT or "coreProperties" not in path:
        for each in bound:
            properties.remove(each)
    for prompt in [each for each in properties if local(each) in ("showingPlcHdr", "date")]:
        properties.remove(prompt)
    _fill(control, words, plain=prompted)


def _drop_choices(choice: Element) -> None:
    """Leave a control's kind without the words that could be chosen in it."""
    choice.attrib.clear()
    for item in list(choice):
        choice.remove(item)


def _fill(control: Element, words: str, *, plain: bool) -> None:
    """Let a control show these words in the look of its first; not in that of a prompt."""
    content = control.find(qn("w:sdtContent"))
    if content is None:
        return
    runs = list(content.iter(qn("w:r")))
    holder = runs[0].getparent() if runs else next(content.iter(qn("w:p")), content)
    if holder is content and local(control.getparent()) in ("hdr", "ftr", "tc", "txbxContent"):
        holder = content.makeelement(qn("w:p"))
        content.append(holder)
    run = worded(words, runs[0] if runs and not plain else holder)
    if runs:
        runs[0].addprevious(run)
    else:
        holder.append(run)
    for old in runs:
        remove(old)
    for paragraph in [each for each in content.iter(qn("w:p")) if run not in set(each.iter(qn("w:r")))]:
        remove(paragraph)


def _drop_control(control: Element) -> None:
    """Take a control out; around cells and rows, only what they say."""
    content, holder = control.find(qn("w:sdtContent")), control.getparent()
    if content is not None and any(local(each) in ("tc", "tr") for each in content):
        for run in list(content.iter(qn("w:r"))):
            remove(run)
        for child in list(control):
            if child is not content:
                control.remove(child)
        unwrap(content)
        unwrap(control)
        return
    remove(control)
    fill_story(holder)
