"""The figures for which a plan can set a goal, with the type of value that each has."""

from typing import Annotated, Any

from pydantic import GetPydanticSchema, ValidationInfo, WithJsonSchema
from pydantic_core import core_schema

from kamdeck.model.numbers import Amount, Number, Quantity, Ratio, Score, Share
from kamdeck.model.scalars import number
from kamdeck.model.vocabulary import Word

FIGURES: dict[str, type[Number]] = {
    "revenue_growth": Share,
    "revenue_cagr": Share,
    "net_margin": Share,
    "share_of_wallet": Share,
    "share_of_installed_base": Share,
    "pipeline": Amount,
    "weighted_pipeline": Amount,
    "won": Amount,
    "gap": Amount,
    "pipeline_coverage": Ratio,
    "win_rate": Share,
    "satisfaction": Score,
    "satisfaction_lead": Score,
    "decision_maker_coverage": Share,
    "decision_makers_covered": Quantity,
    "action_completion": Share,
    "overdue": Quantity,
    "load": Share,
    "target": Amount,
    "forecast": Amount,
    "actual": Amount,
    "year_booked": Amount,
    "year_orders": Amount,
}
FIGURE_NAMES = tuple(FIGURES)
UNBOUNDED = {
    "revenue_growth",
    "revenue_cagr",
    "net_margin",
    "load",
}
"""Shares that can be outside 0..1."""


class FigureName(Word):
    """The name of a figure that an objective or a decision is measured by."""

    _ignore_ = "_name"
    for _name in FIGURES:
        vars()[_name.upper()] = _name

    @classmethod
    def kind(cls) -> str:
        """The terms are the names of figures."""
        return "figure"


def _goal(figure: str) -> core_schema.CoreSchema:
    kind = FIGURES[figure]

    def read(value: Any, info: ValidationInfo) -> Number:
        return (
            Share.unbounded(value)
            if figure in UNBOUNDED
            else _score(value)
            if kind is Score
            else kind.read(value, info)
        )

    return core_schema.with_info_plain_validator_function(read)


def _score(value: Any) -> Score:
    """A goal for a score, or for a lead in scores, which is a difference and can be below 1."""
    return Score(number(value, "a number"))


def _goals(source: Any, handler: Any) -> core_schema.CoreSchema:
    # Unlike a dict with a validated key, a typed dict reports an unknown figure like any unknown field.
    fields = {name: core_schema.typed_dict_field(_goal(name), required=False) for name in FIGURES}
    return core_schema.typed_dict_schema(fields, extra_behavior="forbid")


JSON_SCHEMAS = {
    name: kind.json_schema() if name not in UNBOUNDED else Number.json_schema() for name, kind in FIGURES.items()
}

Goals = Annotated[
    dict[str, Number],
    GetPydanticSchema(_goals),
    WithJsonSchema({"type": "object", "properties": JSON_SCHEMAS, "additionalProperties": False}),
]
