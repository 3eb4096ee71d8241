"""Hypothesis strategies for flows of every kind."""

from hypothesis import strategies as st

from kamdeck.flow import (
    Box,
    Cell,
    Chart,
    Column,
    Drawing,
    Frame,
    Paragraph,
    Paragraphs,
    Row,
    Run,
    Series,
    Table,
    TextItem,
)

WORDS = (
    "a",
    "server",
    "moves",
    "双活数据中心",
    "（在建）",
    "，",
    "incomprehensibilities",
    "W" * 60,
    "31 %",
    "😀",
    "\n",
    "مرحبا",
    "—",
)


def _sentence(numbers: tuple[int, int]) -> str:
    """Words of the list from a random position; two choices per text make shrinking fast."""
    start, count = numbers
    return " ".join(WORDS[(start + step * (1 + start % 4)) % len(WORDS)] for step in range(count)).strip() or "x"


SENTENCES = st.tuples(st.integers(0, len(WORDS) * 4), st.integers(1, 40)).map(_sentence)
SIZES = st.sampled_from((10.0, 12.0, 14.0, 16.0))


def runs() -> st.SearchStrategy[tuple[Run, ...]]:
    return st.lists(st.tuples(SENTENCES, st.booleans()).map(lambda drawn: Run(*drawn)), min_size=1, max_size=2).map(
        tuple
    )


def paragraphs(most: int = 4) -> st.SearchStrategy[tuple[Paragraph, ...]]:
    markers, indents, befores = (
        st.sampled_from(("", "•", "1.")),
        st.sampled_from((0.0, 16.0)),
        st.sampled_from((0.0, 5.0)),
    )
    one = st.tuples(runs(), SIZES, markers, indents, befores).map(
        lambda drawn: Paragraph(*drawn[:2], marker=drawn[2], indent=drawn[3], before=drawn[4])
    )
    return st.lists(one, min_size=1, max_size=most).map(tuple)


def proses() -> st.SearchStrategy[Paragraphs]:
    inset = st.sampled_from((0.0, 8.0))
    return st.builds(Paragraphs, paragraphs(), fill=st.sampled_from(("", "grey4")), inset=inset, rule=st.booleans())


@st.composite
def tables(draw: st.DrawFn) -> Table:
    count = draw(st.integers(1, 4))
    cell = st.one_of(st.just(()), paragraphs(2)).map(Cell)
    row = st.lists(cell, min_size=count, max_size=count).map(lambda cells: Row(tuple(cells)))
    rows = draw(st.lists(row, min_size=1, max_size=6))
    head = Row(tuple(Cell((Paragraph((Run(f"Head {number}"),), 10.0),)) for number in range(count)))
    return Table(tuple(Column() for _ in range(count)), head, tuple(rows), alt="A table", grid=draw(st.booleans()))


@st.composite
def drawings(draw: st.DrawFn) -> Drawing:
    """A drawing that fits a small region; blocks make no drawing that is larger than its region."""
    width, height = draw(st.floats(40, 180)), draw(st.floats(20, 120))
    name = draw(st.integers(0, 10**6))
    label = TextItem(0, 0, width, 12, (Paragraph((Run(f"d{name}"),), 10.0),))
    return Drawing(Frame(width, height, (Box(0, 0, width, height, fill="grey4"), label)), "A drawing")


def charts() -> st.SearchStrategy[Chart]:
    series = st.builds(Series, st.sampled_from(("Ours", "Theirs")), st.just((1.0, 2.0)))
    least = st.floats(40, 200)
    return st.builds(
        lambda one, least, more: Chart(
            "column", ("2025", "2026"), (one,), "A chart", min_height=least, preferred_height=least + more
        ),
        series,
        least,
        st.floats(0, 200),
    )


def flows() -> st.SearchStrategy[Paragraphs | Table | Drawing | Chart]:
    return st.one_of(proses(), tables(), drawings(), charts())
