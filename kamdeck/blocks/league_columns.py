"""The columns of the `league` block: which ones a width has space for, and how wide they and their bars are."""

from collections.abc import Iterable
from functools import cached_property

from kamdeck.blocks.league_cells import BETWEEN, INSET, MOST_SQUARES, SQUARE, Density, LeagueCells
from kamdeck.blocks.league_protocols import LeagueAccountRow
from kamdeck.dataclass import dataclass
from kamdeck.document import RenderContext
from kamdeck.flow import Paragraph

GAP = 14.0
"""The gap between columns, in points."""
LEAST_BARS, MOST_BARS = (60.0, 36.0), (150.0, 80.0)
"""The least and greatest lengths of the bars of forecasts and of pipelines, in points."""
NARROW = 400.0
"""A league of less than this width in points gives names a larger part of it."""
MOST_NAME, MOST_LONG_NAME = (0.2, 0.4), 0.27
"""The greatest part of the width for names, in a wide and in a narrow league; and in a wide one where names would be
cut otherwise."""
MOST_VERDICT = (0.2, 0.16, 0.13)
"""The greatest parts of the width for verdicts, in the order in which they are tried until all columns fit."""
LEFT_OUT = ("satisfaction", "wallet", "last", "deciders", "pipeline", "overdue", "verdict")
"""The columns that a narrow region leaves out, in this order."""
HEADS = {
    "name": "field.account", "forecast": "league.forecast", "last": "league.last", "pipeline": "league.pipeline",
    "deciders": "league.deciders", "wallet": "league.wallet", "satisfaction": "figure.satisfaction",
    "overdue": "league.overdue", "verdict": "field.verdict",
}  # fmt: skip


@dataclass(frozen=True)
class LeagueColumns:
    """The columns in which all accounts of a league are shown in one density, on every slide that it takes."""

    rows: tuple[LeagueAccountRow, ...]
    density: Density
    width: float
    context: RenderContext

    @cached_property
    def cells(self) -> LeagueCells:
        """The cells of the accounts."""
        return LeagueCells(self.rows, self.density, self.context)

    @cached_property
    def suits(self) -> bool:
        """Whether all names are shown whole."""
        width = self.places["name"][1]
        return all(self.cells.name_fits(row, width) for row in self.rows)

    def _needs(self, most_verdict: float) -> dict[str, float]:
        """The width that each column needs, besides bars."""
        cells, rows = self.cells, self.rows
        squares = MOST_SQUARES * (SQUARE + BETWEEN)

        def widest(texts: Iterable[tuple[Paragraph, ...]]) -> float:
            return max(map(cells.width_of, texts), default=0.0)

        verdicts = [words for row in rows if (words := cells.verdict(row))]
        found = {
            "name": min(widest(map(cells.name, rows)), self._most_name),
            "forecast": INSET + widest((cells.attainment(row),) for row in rows),
            "last": widest(map(cells.last, rows)),
            "pipeline": INSET + widest((cells.multiple(row),) for row in rows),
            "deciders": max(widest((cells.deciders(row),) for row in rows), squares if self.density.second else 0.0),
            "wallet": widest(map(cells.wallet, rows)),
            "satisfaction": widest(map(cells.satisfaction, rows)),
            "overdue": widest(map(cells.overdue, rows)),
            "verdict": min(widest((each,) for each in verdicts) + 2 * INSET, self.width * most_verdict),
        }
        return {
            name: max(width, cells.head_width(HEADS[name]))
            for name, width in found.items()
            if name in ("name", "forecast") or self._is_known(name)
        }

    @cached_property
    def _most_name(self) -> float:
        """The greatest width of names: more than usual where a name would be cut."""
        usual = self.width * MOST_NAME[self.width < NARROW]
        whole = all(self.cells.name_fits(row, usual) for row in self.rows)
        return usual if whole else max(usual, self.width * MOST_LONG_NAME)

    def _is_known(self, name: str) -> bool:
        """Whether any account has something to show in a column."""
        fields = {"last": "last_attainment", "pipeline": "weighted"}
        return any(getattr(row, fields.get(name, name)) is not None for row in self.rows)

    @cached_property
    def places(self) -> dict[str, tuple[float, float, float]]:
        """The left edge, the width and the length of the bar of each column that the width has space for."""
        every = [self._needs(most) for most in MOST_VERDICT]
        needs = next((each for each in every if self._spare(each) >= 0), every[-1])
        for name in LEFT_OUT:
            if self._spare(needs) >= 0:
                break
            needs.pop(name, None)
        spare = max(0.0, self._spare(needs))
        # Beside a name alone, a bar is as short as it has to be.
        lengths = {"forecast": max(LEAST_BARS[0] + min(0.0, self._spare(needs)), 1.0), "pipeline": LEAST_BARS[1]}
        for number, (name, part) in enumerate((("forecast", 0.65), ("pipeline", 0.35))):
            if name in needs:
                lengths[name] = min(lengths[name] + spare * part, MOST_BARS[number])
        bars = {name: lengths.get(name, 0.0) for name in needs}
        # What the bars do not take widens the gaps.
        left = self.width - 2 * INSET - sum(needs.values()) - sum(bars.values())
        gap = max(2.0, left / max(1, len(needs) - 1))
        found, x = {}, INSET
        for name, need in needs.items():
            found[name] = (x, need + bars[name], bars[name])
            x += need + bars[name] + gap
        return found

    def _spare(self, needs: dict[str, float]) -> float:
        bars = sum(least for name, least in zip(("forecast", "pipeline"), LEAST_BARS, strict=True) if name in needs)
        return self.width - 2 * INSET - sum(needs.values()) - bars - GAP * (len(needs) - 1)
