"""Words in strips of facts and in matrices stay whole where there is any way to set them so."""

from kamdeck.blocks.facts import Facts, LabelledValue
from kamdeck.components.matrix_tables import Ends, with_equal_cells
from kamdeck.document import Region
from kamdeck.flow import Cell, Column, Drawing, Row, Table, TextItem, plain_paragraph
from kamdeck.flow.cut_words import cuts_words
from kamdeck.model.values import Text
from tests.document_stubs import STYLE, context

LABELS = ("Betrag", "Wahrscheinlichkeit", "Abschlussdatum", "Verantwortlichkeiten", "Ampel")


def test_facts_take_another_strip_before_a_word_is_cut():
    facts = Facts(tuple(LabelledValue(Text(plain=label), "120\u00a0Mio.\u00a0CNY") for label in LABELS))
    for width in (620.0, 520.0, 420.0, 300.0, 200.0):
        strips = [flow for flow in facts.lower(Region(width, 400.0), context()) if isinstance(flow, Drawing)]
        items = [item for strip in strips for item in strip.frame.items if isinstance(item, TextItem)]
        assert len(items) == 2 * len(LABELS)
        assert all(each.longest_stretch(STYLE) <= item.width for item in items for each in item.paragraphs)


def test_a_matrix_has_columns_of_unequal_width_where_equal_ones_would_cut_a_word():
    def row(*texts: str) -> Row:
        return Row(tuple(Cell((plain_paragraph(text, 12.0),)) for text in texts))

    columns = (Column(), *[Column("center", share=1.0)] * 4)
    table = Table(columns, row("", "A", "B", "C", "D"), (row("Role", "118", "Rechenzentren", "12", "14"),), grid=True)
    equal = with_equal_cells(table, Ends(0.0, 0), Region(460.0, 300.0), context())
    unequal = with_equal_cells(table, Ends(0.0, 0), Region(320.0, 300.0), context())
    assert len({round(share, 6) for share in equal.shares[1:]}) == 1
    assert len({round(share, 6) for share in unequal.shares[1:]}) > 1
    assert not cuts_words(equal, 460.0, STYLE) and not cuts_words(unequal, 320.0, STYLE)
