"""How tables are resized: texts of body size change, labels and the columns that hold them do not shrink."""

from kamdeck.flow import Cell, Column, Paragraph, Row, Run, Table
from kamdeck.typeset.sizing import AS_LABELS, Sizing
from tests.document_stubs import STYLE


def table_of(width: float) -> Table:
    sizes = STYLE.theme.sizes
    row = Row((Cell((Paragraph((Run("body"),), sizes.dense),)), Cell((Paragraph((Run("label"),), sizes.small),))))
    return Table((Column(share=1.0), Column(width=width)), row, (row,))


def test_a_column_of_a_fixed_width_does_not_shrink_with_the_texts():
    """Its head is a label, which keeps its size."""
    resized = Sizing(cells=AS_LABELS, texts=AS_LABELS).resized(table_of(80.0), STYLE)
    assert isinstance(resized, Table)
    assert resized.columns[1].width == 80.0
    assert [cell.paragraphs[0].size for cell in resized.header.cells] == [STYLE.theme.sizes.small] * 2


def test_a_column_of_a_fixed_width_grows_with_the_texts():
    resized = Sizing(cells=1).resized(table_of(80.0), STYLE)
    assert isinstance(resized, Table)
    assert resized.columns[1].width > 80.0
