"""The blocks that a layout can name, each in a module of its own."""

from kamdeck.blocks.agenda import Agenda
from kamdeck.blocks.answers import Answers
from kamdeck.blocks.asks import Asks
from kamdeck.blocks.battle_cards import BattleCards
from kamdeck.blocks.brief_list import BriefList
from kamdeck.blocks.budget_years import BudgetYears
from kamdeck.blocks.bullets import Bullets
from kamdeck.blocks.cards import Cards
from kamdeck.blocks.category_growth import GrowthBars
from kamdeck.blocks.chart import ChartBlock
from kamdeck.blocks.contents import ContentsBlock
from kamdeck.blocks.deadlines import Deadlines
from kamdeck.blocks.deciders import Deciders
from kamdeck.blocks.decision_cards import DecisionCards
from kamdeck.blocks.dot_plot import DotPlot
from kamdeck.blocks.due_days import DueDays
from kamdeck.blocks.fact_strip import FactStrip
from kamdeck.blocks.facts import Facts
from kamdeck.blocks.figure_slopes import FigureSlopes
from kamdeck.blocks.figure_strip import FigureStrip
from kamdeck.blocks.funnel import Funnel
from kamdeck.blocks.heat_map import HeatMap
from kamdeck.blocks.hints import Hints
from kamdeck.blocks.history import History
from kamdeck.blocks.image import Image
from kamdeck.blocks.key_facts import KeyFacts
from kamdeck.blocks.late_panel import LatePanel
from kamdeck.blocks.league import LeagueBlock
from kamdeck.blocks.lists import Lists
from kamdeck.blocks.motif import Motif
from kamdeck.blocks.objective_bars import ObjectiveBars
from kamdeck.blocks.org_chart import OrgChart
from kamdeck.blocks.outcome_bars import OutcomeBars
from kamdeck.blocks.path import Path
from kamdeck.blocks.person_moves import PersonMoves
from kamdeck.blocks.power_map import PowerMap
from kamdeck.blocks.process import Process
from kamdeck.blocks.prose import Prose
from kamdeck.blocks.relationship_goals import RelationshipGoals
from kamdeck.blocks.relationship_map import RelationshipMap
from kamdeck.blocks.renewals import Renewals
from kamdeck.blocks.roadmap import Roadmap
from kamdeck.blocks.schedule import Schedule
from kamdeck.blocks.score_card import ScoreCard
from kamdeck.blocks.score_gaps import ScoreGaps
from kamdeck.blocks.share_bars import ShareBars
from kamdeck.blocks.shortage import ShortageBlock
from kamdeck.blocks.stages import Stages
from kamdeck.blocks.status_squares import StatusSquares
from kamdeck.blocks.supplier_bar import SupplierBar
from kamdeck.blocks.table import TableBlock
from kamdeck.blocks.target_columns import TargetColumns
from kamdeck.blocks.target_road import TargetRoad
from kamdeck.blocks.timeline import Timeline
from kamdeck.document import Block

BLOCKS: dict[str, type[Block]] = {
    "agenda": Agenda,
    "answers": Answers,
    "asks": Asks,
    "battle_cards": BattleCards,
    "brief_list": BriefList,
    "budget_years": BudgetYears,
    "bullets": Bullets,
    "cards": Cards,
    "category_growth": GrowthBars,
    "chart": ChartBlock,
    "contents": ContentsBlock,
    "deadlines": Deadlines,
    "deciders": Deciders,
    "due_days": DueDays,
    "fact_strip": FactStrip,
    "decision_cards": DecisionCards,
    "dot_plot": DotPlot,
    "facts": Facts,
    "figure_strip": FigureStrip,
    "funnel": Funnel,
    "heat_map": HeatMap,
    "hints": Hints,
    "history": History,
    "image": Image,
    "key_facts": KeyFacts,
    "league": LeagueBlock,
    "lists": Lists,
    "motif": Motif,
    "objective_bars": ObjectiveBars,
    "outcome_bars": OutcomeBars,
    "org_chart": OrgChart,
    "path": Path,
    "power_map": PowerMap,
    "relationship_goals": RelationshipGoals,
    "relationship_map": RelationshipMap,
    "renewals": Renewals,
    "roadmap": Roadmap,
    "schedule": Schedule,
    "score_card": ScoreCard,
    "score_gaps": ScoreGaps,
    "share_bars": ShareBars,
    "shortage": ShortageBlock,
    "stages": Stages,
    "table": TableBlock,
    "supplier_bar": SupplierBar,
    "target_columns": TargetColumns,
    "target_road": TargetRoad,
    "text": Prose,
    "timeline": Timeline,
    "figure_slopes": FigureSlopes,
    "process": Process,
    "late_panel": LatePanel,
    "person_moves": PersonMoves,
    "status_squares": StatusSquares,
}
