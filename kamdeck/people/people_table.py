"""The alternative text of a drawing of people, and the table that replaces a drawing whose texts fit no card."""

from collections.abc import Sequence

from kamdeck.components.cells import CellFormat, cell, head_cell
from kamdeck.document import RenderContext
from kamdeck.flow import Cell, Column, Row, Table
from kamdeck.model.values import PersonId, Text
from kamdeck.people.person_row import PersonRow
from kamdeck.people.placement import FittedSheet

LONGEST_ALT = 480
"""Characters; screen readers do not pause in an alternative text."""


def described(fitted: FittedSheet, key: str, context: RenderContext) -> str:
    """The alternative text of a drawing: how many people it shows, and who reports to the people at its tops.

    `key` is the term for the kind of drawing.
    """
    wording = context.wording
    people = fitted.sheet.people
    text = wording.labelled(wording.term(key), wording.counted(len(people), "word.people"))
    for root in fitted.sheet.roots:
        reports = wording.listed(wording.names(each.person.name) for each in root.reports)
        more = wording.joined((wording.names(root.person.name), reports), "arrow")
        if len(text) + len(more) > LONGEST_ALT:
            break
        text += wording.separator("semicolon") + more
    return text


def people_table(people: Sequence[PersonRow], context: RenderContext) -> Table:
    """A table of all people, for texts that fit no card."""
    names: dict[PersonId | None, Text] = {person.id: person.name for person in people}
    # The first column, without a heading, holds the letter of the stance.
    columns = (Column(width=28.0), Column(share=2), Column(share=3), Column(share=1), Column(share=1), Column(share=2))
    keys = ("", "field.name", "field.position", "field.role", "field.contact", "field.reports_to")
    header = Row(tuple(head_cell(context.wording.terms_of(key) if key else "", context) for key in keys))
    return Table(
        columns, header, tuple(_row(person, names, context) for person in people), context.wording.term("field.people")
    )


def _row(person: PersonRow, names: dict[PersonId | None, Text], context: RenderContext) -> Row:
    name = context.wording.names(person.name)
    superior = names.get(person.reports_to)
    values = (name, person.title, person.role, person.contact, context.wording.names(superior) if superior else None)
    cells: list[Cell] = [
        cell(value, context, cell_format=CellFormat(bold=not number)) for number, value in enumerate(values)
    ]
    return Row((cell(person.support, context), *cells))
