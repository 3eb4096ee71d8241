"""The blocks that a layout can name, each in a module of its own, which is imported with the block's first use."""

from collections.abc import Iterator, Mapping
from importlib import import_module

from kamdeck.document import Block


class _Blocks(Mapping[str, type[Block]]):
    """The class of each block by its name. A document uses half of the blocks."""

    def __init__(self, places: Mapping[str, tuple[str, str]]) -> None:
        self._places = places

    def __getitem__(self, name: str) -> type[Block]:
        module, block = self._places[name]
        found: type[Block] = getattr(import_module(f"kamdeck.blocks.{module}"), block)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def __contains__(self, name: object) -> bool:
        return name in self._places


BLOCKS = _Blocks(
    {
        "agenda": ("agenda", "Agenda"),
        "answers": ("answers", "Answers"),
        "asks": ("asks", "Asks"),
        "battle_cards": ("battle_cards", "BattleCards"),
        "brief_list": ("brief_list", "BriefList"),
        "budget_years": ("budget_years", "BudgetYears"),
        "bullets": ("bullets", "Bullets"),
        "cards": ("cards", "Cards"),
        "category_growth": ("category_growth", "GrowthBars"),
        "chart": ("chart", "ChartBlock"),
        "contents": ("contents", "ContentsBlock"),
        "deadlines": ("deadlines", "Deadlines"),
        "deciders": ("deciders", "Deciders"),
        "due_days": ("due_days", "DueDays"),
        "fact_strip": ("fact_strip", "FactStrip"),
        "decision_cards": ("decision_cards", "DecisionCards"),
        "dot_plot": ("dot_plot", "DotPlot"),
        "facts": ("facts", "Facts"),
        "figure_strip": ("figure_strip", "FigureStrip"),
        "funnel": ("funnel", "Funnel"),
        "heat_map": ("heat_map", "HeatMap"),
        "hints": ("hints", "Hints"),
        "history": ("history", "History"),
        "image": ("image", "Image"),
        "key_facts": ("key_facts", "KeyFacts"),
        "league": ("league", "LeagueBlock"),
        "lists": ("lists", "Lists"),
        "motif": ("motif", "Motif"),
        "objective_bars": ("objective_bars", "ObjectiveBars"),
        "outcome_bars": ("outcome_bars", "OutcomeBars"),
        "org_chart": ("org_chart", "OrgChart"),
        "path": ("path", "Path"),
        "power_map": ("power_map", "PowerMap"),
        "relationship_goals": ("relationship_goals", "RelationshipGoals"),
        "relationship_map": ("relationship_map", "RelationshipMap"),
        "renewals": ("renewals", "Renewals"),
        "roadmap": ("roadmap", "Roadmap"),
        "schedule": ("schedule", "Schedule"),
        "score_card": ("score_card", "ScoreCard"),
        "score_gaps": ("score_gaps", "ScoreGaps"),
        "share_bars": ("share_bars", "ShareBars"),
        "shortage": ("shortage", "ShortageBlock"),
        "stages": ("stages", "Stages"),
        "table": ("table", "TableBlock"),
        "supplier_bar": ("supplier_bar", "SupplierBar"),
        "target_columns": ("target_columns", "TargetColumns"),
        "target_road": ("target_road", "TargetRoad"),
        "text": ("prose", "Prose"),
        "timeline": ("timeline", "Timeline"),
        "figure_slopes": ("figure_slopes", "FigureSlopes"),
        "process": ("process", "Process"),
        "late_panel": ("late_panel", "LatePanel"),
        "person_moves": ("person_moves", "PersonMoves"),
        "status_squares": ("status_squares", "StatusSquares"),
    }
)
"""For each block its module in this package, and its class there."""
_FIELDS_OF_ROWS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(BLOCKS, ("rows",)),
    **dict.fromkeys(("org_chart", "power_map"), ("people",)),
    "due_days": ("late", "next"),
    "heat_map": ("rows", "totals"),
    "league": ("rows", "concerns"),
    "process": ("rows", "beside"),
    "relationship_map": ("people", "influence"),
}
_JUDGED_BY_CLASS = frozenset(
    (
        *("cards", "deadlines", "fact_strip", "facts", "figure_strip", "image", "key_facts", "lists", "motif"),
        *("stages", "text"),
    )
)
"""Blocks without rows, and those whose class decides otherwise whether they have nothing to show."""


def fields_of_rows(name: str) -> tuple[str, ...]:
    """The fields of a block that say without its class that it is left out: where there are rows in none of them.

    Empty for a block about which only its class knows it.
    """
    return () if name in _JUDGED_BY_CLASS else _FIELDS_OF_ROWS[name]
