"""People go in; the words that describe their drawing, and the table that stands in for one, come out."""

from collections.abc import Sequence
from typing import Any

from kamdeck.blocks.cells import Manner, cell, head_cell
from kamdeck.blocks.placement import Fitted
from kamdeck.document import Speech
from kamdeck.flow import Cell, Column, Row, Table
from kamdeck.text.keeping import NO_BREAK

LONGEST_ALT = 480


def described(fitted: Fitted, key: str, speech: Speech) -> str:
    """A drawing of people in words: how many, and whom the tops have below them."""
    wording = speech.wording
    people = fitted.sheet.people
    gap, colon = ("", "：") if wording.chinese else (NO_BREAK, ": ")
    said = f"{wording.term(key)}{colon}{len(people)}{gap}{wording.plural(len(people), 'word.people')}"
    for root in fitted.sheet.roots:
        reports = wording.listed(wording.names(each.person.name) for each in root.reports)
        more = f"{wording.names(root.person.name)} → {reports}" if reports else wording.names(root.person.name)
        if len(said) + len(more) > LONGEST_ALT:
            break
        said += ("；" if wording.chinese else "; ") + more
    return said


def people_table(people: Sequence[Any], speech: Speech) -> Table:
    """Everybody in a table, for words that fit no card."""
    names = {person.id: person.name for person in people}
    columns = (Column(width=28.0), Column(share=2), Column(share=3), Column(share=1), Column(share=1), Column(share=2))
    keys = ("", "field.name", "field.position", "field.role", "field.contact", "field.reports_to")
    header = Row(tuple(head_cell(speech.wording.terms_of(key) if key else "", speech) for key in keys))
    return Table(
        columns, header, tuple(_row(person, names, speech) for person in people), speech.wording.term("field.people")
    )


def _row(person: Any, names: dict[Any, Any], speech: Speech) -> Row:
    name = speech.wording.names(person.name)
    superior = names.get(person.reports_to)
    values = (name, person.title, person.role, person.contact, speech.wording.names(superior) if superior else None)
    cells: list[Cell] = [cell(value, speech, manner=Manner(bold=not number)) for number, value in enumerate(values)]
    return Row((cell(person.support, speech), *cells))
