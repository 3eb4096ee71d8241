"""Replaces what the fields and content controls of a brand's headers and footers show of the sample document.

They contain what they showed last: the sample's title, author, headings or file name. The report's own value takes its
place if there is one; otherwise the field or control is removed.
"""

import copy
import re
from collections.abc import Collection, Mapping

from docx.oxml.ns import qn

from kamdeck.dataclass import dataclass
from kamdeck.emit.docx.fields import Field, fields_of, formatted_run
from kamdeck.emit.docx.revisions import ensure_paragraph, local_name, remove, unwrap
from kamdeck.emit.docx.sections import is_on
from kamdeck.flow.report import Report
from kamdeck.ooxml.brand_source.markup import Element

_POSITION_FIELDS = {"PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "=", "SEQ", "LISTNUM", "SYMBOL", "EQ", "ADVANCE"}
"""Fields that depend on their position only. Every program computes them again, so they stay."""
_TEXT_FIELDS = {"HYPERLINK", "QUOTE", "AUTOTEXT", "AUTOTEXTLIST"}
"""Fields whose text is the brand's own. The text stays, but not the address or the source of it."""
_DATE_FIELDS = {"DATE", "CREATEDATE", "SAVEDATE"}
_READER_FIELDS = {
    "FILENAME",
    "TIME",
    "PRINTDATE",
    "USERNAME",
    "USERINITIALS",
    "NUMWORDS",
    "NUMCHARS",
    "FILESIZE",
    "REVNUM",
}
"""Fields that a program can compute only when somebody opens or prints the report. They stay, but empty."""
_FACT_OF_PROPERTY = {
    "title": "title", "subject": "subject", "author": "author", "creator": "author", "keywords": "keywords",
    "keyword": "keywords", "lastsavedby": "author", "lastauthor": "author", "lastmodifiedby": "author",
    "company": "company", "createtime": "date", "createdate": "date", "creationdate": "date", "created": "date",
    "lastsavedtime": "date", "savedate": "date", "modified": "date", "publishdate": "date",
}  # fmt: skip
"""The fact of a report for each document property, by the property's name in lower case without spaces."""
_CORE_FACTS = ("title", "subject", "author", "keywords")
"""Facts that are also in the report's core properties. Fields and controls may stay bound to them."""
_LAST_STEP = re.compile(r"(?:\w+:)?(\w+)(?:\[\d+\])?\s*$")
_PATH = re.compile(r"\\p\b", re.IGNORECASE)
_CASE = re.compile(r"\\\*\s*(upper|lower)", re.IGNORECASE)


@dataclass(frozen=True)
class DocumentFacts:
    """What fields and controls can show of a report. `styles` are the names of its heading styles in lower case."""

    values: Mapping[str, str]
    styles: Collection[str]

    @classmethod
    def of(cls, report: Report, styles: Collection[str]) -> "DocumentFacts":
        """The facts of a report; `styles` are the names of its heading styles in lower case."""
        values = {
            "title": report.title,
            "subject": report.subject,
            "author": report.author,
            "keywords": report.keywords,
            "company": report.footer,
            "date": report.created[:10],
        }
        return cls(values, styles)


def sample_fields_of(root: Element) -> list[str]:
    """The names of the fields of a header or footer that no report shows: data exchange, included files, prompts."""
    kept = _POSITION_FIELDS | _TEXT_FIELDS | _DATE_FIELDS | _READER_FIELDS | {"IF", "STYLEREF", "INCLUDEPICTURE"}
    # Of a copy, since finding fields changes the markup.
    return [each.name for each in fields_of(copy.deepcopy(root)) if each.name not in kept and not _fact_of(each)]


def replace_samples(root: Element, facts: DocumentFacts) -> None:
    """Replace the sample's values in a header or footer by those of the report."""
    for control in list(root.iter(qn("w:sdt"))):
        # A control inside a removed one is gone already.
        if control.getparent() is not None:
            _replace_control(control, facts)
    # Markup of add-ins that only encloses text.
    for name in ("w:smartTag", "w:customXml"):
        for element in list(root.iter(qn(name))):
            for properties in element.findall(f"{qn(name)}Pr"):
                element.remove(properties)
            unwrap(element)
    for each in fields_of(root):
        _replace_field(each, facts)


def _replace_field(field: Field, facts: DocumentFacts) -> None:
    name = field.name
    if name in _POSITION_FIELDS | {"IF"}:
        if not set(field.names()) <= _POSITION_FIELDS | {"IF"}:
            field.drop()
        elif name == "IF" and not field.inner:
            field.unlink()  # its result never changes, and its other texts could be read in the file
        elif name == "SEQ":
            field.show_text("1")
        return
    if name in _TEXT_FIELDS:
        field.unlink()
        for each in field.inner:
            _replace_field(each, facts)
    elif name in _DATE_FIELDS:
        field.show_text(facts.values["date"])
    elif name in _READER_FIELDS:
        _drop_path(field)
        field.show_text("")
    elif name == "STYLEREF":
        _replace_reference(field, facts)
    elif name == "INCLUDEPICTURE":
        _keep_pictures(field)
    else:
        _replace_property(field, name, facts)


def _replace_property(field: Field, name: str, facts: DocumentFacts) -> None:
    """A field of a document property shows the report's value; any other field is dropped: data exchange, prompts."""
    fact = _fact_of(field)
    text = facts.values.get(fact, "")
    if not text:
        field.drop()
        return
    case = _CASE.search(field.code)
    if case:
        text = text.upper() if case[1].lower() == "upper" else text.lower()
    field.show_text(text)
    if fact not in _CORE_FACTS or (name not in ("DOCPROPERTY", "INFO") and field.argument):
        field.unlink()  # the report has no such property, or the field would set it


def _fact_of(field: Field) -> str:
    """The fact of the report that a field of a document property shows; empty for any other field."""
    name = field.argument if field.name in ("DOCPROPERTY", "INFO") else field.name
    return _FACT_OF_PROPERTY.get(name.replace(" ", "").lower(), "")


def _drop_path(field: Field) -> None:
    """Remove the switch that shows a file's folders: they are those of the person who prints the report."""
    for run in field.code_runs:
        for code in run.iter(qn("w:instrText")):
            code.text = _PATH.sub("", code.text or "")


def _replace_reference(field: Field, facts: DocumentFacts) -> None:
    """A field that repeats a heading of its page. Only the program that breaks pages knows it: the field is emptied."""
    style = field.argument.lower()
    style = f"heading {style}" if style.isdecimal() else style
    if style in facts.styles:
        field.show_text(facts.values["title"] if style == "title" else "")
    else:
        field.drop()  # Word would print an error message instead


def _keep_pictures(field: Field) -> None:
    """Keep the picture that a field has included, without the address that it came from."""
    graphics = (qn("w:drawing"), qn("w:pict"))
    for run in field.result_runs:
        if not any(run.find(tag) is not None for tag in graphics):
            remove(run)
    field.unlink()


def _replace_control(control: Element, facts: DocumentFacts) -> None:
    """A content control that is bound to a property shows the report's value; one that shows a prompt is removed."""
    properties = control.find(qn("w:sdtPr"))
    if properties is None:
        return
    bound = [each for each in properties if local_name(each) == "dataBinding"]
    for child in list(properties):
        # Names were given by the sample's authors. The id must be unique, but this markup is copied into several parts.
        if local_name(child) in ("id", "placeholder", "alias", "tag", "label"):
            properties.remove(child)
        elif local_name(child) in ("dropDownList", "comboBox"):
            _drop_choices(child)
    if not bound:
        if is_on(properties.find(qn("w:showingPlcHdr"))):
            _drop_control(control)
        return
    path = str(bound[0].get(qn("w:xpath"), ""))
    step = _LAST_STEP.search(path)
    fact = _FACT_OF_PROPERTY.get(step[1].lower(), "") if step else ""
    text = facts.values.get(fact, "")
    if not text:
        _drop_control(control)
        return
    prompted = is_on(properties.find(qn("w:showingPlcHdr")))
    if fact not in _CORE_FACTS or "coreProperties" not in path:
        for each in bound:
            properties.remove(each)
    for prompt in [each for each in properties if local_name(each) in ("showingPlcHdr", "date")]:
        properties.remove(prompt)
    _fill(control, text, plain=prompted)


def _drop_choices(choice: Element) -> None:
    """Leave a control's kind without the texts that could be chosen in it."""
    choice.attrib.clear()
    for item in list(choice):
        choice.remove(item)


def _fill(control: Element, text: str, *, plain: bool) -> None:
    """Have a control show a text, formatted as its first run, or `plain` if that is the grey of a prompt."""
    content = control.find(qn("w:sdtContent"))
    if content is None:
        return
    runs = list(content.iter(qn("w:r")))
    container = runs[0].getparent() if runs else next(content.iter(qn("w:p")), content)
    # Between paragraphs, text needs a paragraph of its own.
    if container is content and local_name(control.getparent()) in ("hdr", "ftr", "tc", "txbxContent"):
        container = content.makeelement(qn("w:p"))
        content.append(container)
    run = formatted_run(text, runs[0] if runs and not plain else container)
    if runs:
        runs[0].addprevious(run)
    else:
        container.append(run)
    for old in runs:
        remove(old)
    for paragraph in [each for each in content.iter(qn("w:p")) if run not in set(each.iter(qn("w:r")))]:
        remove(paragraph)


def _drop_control(control: Element) -> None:
    """Remove a control; one around cells or rows only loses their text, since a table needs its cells."""
    content, container = control.find(qn("w:sdtContent")), control.getparent()
    if content is not None and any(local_name(each) in ("tc", "tr") for each in content):
        for run in list(content.iter(qn("w:r"))):
            remove(run)
        for child in list(control):
            if child is not content:
                control.remove(child)
        unwrap(content)
        unwrap(control)
        return
    remove(control)
    ensure_paragraph(container)
