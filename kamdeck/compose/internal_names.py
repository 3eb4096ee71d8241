"""Finds what a layout of one's own names that the customer may not see: fields, figures, rows and insights.

kamdeck's own layouts are not checked: what is internal in them has been taken out of the plan. In a layout of one's
own, a name that shows nothing to the customer is a mistake of its author, and becomes a problem at its line.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from kamdeck.analysis.figures.formulas import FOR_EVERYONE, FORMULAS
from kamdeck.compose.expression_paths import Steps, paths_of
from kamdeck.compose.layout import Layout
from kamdeck.compose.layout_chain import read_layout
from kamdeck.dataclass import dataclass
from kamdeck.insights import insight_named, is_public
from kamdeck.model import Action, Plan, PlanPart, audience, is_shareable, keys, model_of
from kamdeck.model.deployment import Deployment
from kamdeck.plan_io.placed_nodes import PlacedNode
from kamdeck.problems import Problem, Problems
from kamdeck.resources import is_shipped

FIGURE_ROWS = frozenset(
    (
        *("years", "balance_years", "market_share", "equity_ratio", "revenue_on_year", "revenue_over_years"),
        "margin_peak_year",
    )
)
"""The rows and values of `figures` that are of fields for everyone alone."""
ANALYSIS = frozenset(
    (
        "outcomes",
        "shared_actions",
        "customer_team",
        "sparse",
        "summary.founded",
        "summary.employees",
        "summary.has_business",
    )
)
"""The rows of `analysis` that are of fields for everyone alone, besides those of its brief."""
LISTS = {"shared_actions": "actions", "customer_team": "team"}
"""Those of them that are a part of a list of the plan."""
BRIEF = frozenset(("shared_answers", "shared_deadlines", "months", "until"))
INTERNAL_NAMES = frozenset(("changes", "last_quarter", "previous", "quality", "meddpicc", "next_step", "find_deal"))
"""The names besides those of the plan that give internal values only."""
WORDS = ("headline", "lead", "source", "notes", "message", "subtitle", "words", "note")
"""The keys whose text is that of an insight, or words with expressions in braces."""
ROWS = ("rows", "people")
RELATIVE = ("field", "x", "y", "by", "columns", "across", "row", "column", "total")
"""The keys whose text is a field of the rows."""
PLAIN = ("title", "name", "label", "topic", "section", "layout", "kind", "terms", "file", "colour", "manner")
_BRACES = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
Types = Mapping[str, type[PlanPart] | None]
"""The types of the variables of loops and rows; none where a variable is no part of the plan."""


def is_own_layout(layout: Layout) -> bool:
    """Whether a layout is one of kamdeck's."""
    return all(is_shipped(str(each)) for each in layout.files)


def refuse_internal_names(path: Path, deployment: Deployment) -> None:
    """Raises `Problems` for each internal name in what the customer would see of a layout in a file of one's own.

    The fields that the company adds to plans are among these names.
    """
    root = read_layout(path).root
    made_for_customer = "edition" in root.mapping() and root.mapping()["edition"].value == "customer"
    found = list(dict.fromkeys(_Names(made_for_customer, deployment).of_layout(root)))
    if found:
        raise Problems(found)


@dataclass(frozen=True)
class _Names:
    """The internal names of one layout, all of whose topics the customer sees, or those for everyone."""

    all_topics: bool
    deployment: Deployment

    def of_layout(self, root: PlacedNode) -> Iterator[Problem]:
        yield from self._keys(root, ("title", "file"))
        for section in _list(root.mapping().get("sections")):
            topics = [each for each in _list(section.mapping().get("topics")) if self._is_shown(each)]
            yield from self._keys(section, ("name", "message", "needs", "when") if topics else ())
            for topic in topics:
                yield from self._node(topic, "", {})

    def _is_shown(self, topic: PlacedNode) -> bool:
        audience_node = topic.mapping().get("audience")
        return self.all_topics or (audience_node is not None and audience_node.value == "everyone")

    def _keys(self, node: PlacedNode, names: tuple[str, ...]) -> Iterator[Problem]:
        for name in names:
            if found := node.mapping().get(name):
                yield from self._node(found, name, {})

    def _node(self, node: PlacedNode, key: str, types: Types) -> Iterator[Problem]:
        if isinstance(node.value, dict):
            types = {**types, **_types_in(node.value, types)}
            for name, inner in node.value.items():
                yield from self._node(inner, name, types)
        elif isinstance(node.value, list):
            for inner in node.value:
                yield from self._node(inner, key, types)
        elif _is_own(node) and isinstance(node.value, str):
            for message in self._internal(node.value, key, types):
                yield Problem(f"{message} and so not in the customer's edition; name something else", "", node.place)

    def _internal(self, text: str, key: str, types: Types) -> Iterator[str]:
        """What the text of a key names that is internal."""
        if key in WORDS and "{{" not in text:
            if (insight := insight_named(text)) and not is_public(insight):
                yield f"the insight '{text}' reveals internal facts"
            return
        if key in PLAIN or "{{" in text:
            expressions = _BRACES.findall(text)
        elif key == "for":
            expressions = [text.partition(" in ")[2]]
        else:
            expressions = [text]
        for expression in expressions:
            for steps in paths_of(expression).read:
                if message := self._named(steps, key, types):
                    yield message

    def _named(self, steps: Steps, key: str, types: Types) -> str:
        """What is internal in a path; empty if nothing is."""
        first, *rest = steps
        if key in RELATIVE and first not in types:
            row = types.get("row")
            return self._field(row, steps) if row else ""
        if first in types:
            found = types[first]
            return self._field(found, rest) if found else ""
        if first == "plan":
            return self._field(Plan, rest)
        if first == "figures" and rest:
            known = rest[0] in FIGURE_ROWS or rest[0] in FOR_EVERYONE or rest[0] not in (*FORMULAS, *_figure_rows())
            return "" if known else f"'figures.{rest[0]}' is internal"
        if first == "analysis" and rest:
            return _derived(rest)
        if first in INTERNAL_NAMES:
            return f"'{first}' is internal"
        return self._field(Plan, steps) if first in Plan.model_fields else ""

    def _field(self, part: type[PlanPart] | None, steps: Sequence[str]) -> str:
        """The first internal field in a path from a part of the plan; empty if there is none."""
        for step in steps:
            if part is None:
                return ""
            name = keys(part).get(step, step)
            if name == "own":
                # The mapping of the company's fields, which the part has as attributes as well.
                continue
            if name not in part.model_fields:
                own = self.deployment.fields_of(part).get(step)
                # Of a shared action, the customer sees no field of the company's.
                hidden = own is not None and (own.audience == "internal" or part is Action)
                return f"'{'.'.join(steps)}' is internal" if hidden else ""
            # The catalogue of companies has those that a field for everyone names.
            if (
                audience(part, name) == "internal"
                and not is_shareable(part, name)
                and (part, name) != (Plan, "companies")
            ):
                return f"'{'.'.join(steps)}' is internal"
            part = model_of(part.model_fields[name].annotation)
        return ""


def _derived(rest: Sequence[str]) -> str:
    shown = ".".join(rest[:2])
    if rest[0] == "brief":
        return "" if len(rest) > 1 and rest[1] in BRIEF else f"'analysis.{shown}' is internal"
    return "" if rest[0] in ANALYSIS or shown in ANALYSIS else f"'analysis.{shown}' is internal"


def _types_in(mapping: Mapping[str, PlacedNode], types: Types) -> Types:
    """The types of the variables that a mapping adds: that of its loop, and that of the rows of its block."""
    found: dict[str, type[PlanPart] | None] = {}
    if "for" in mapping and isinstance(mapping["for"].value, str):
        name, _, rows = mapping["for"].value.partition(" in ")
        found[name.strip()] = _type_of(rows, types)
    for key in ROWS:
        if key in mapping and isinstance(mapping[key].value, str):
            found["row"] = _type_of(mapping[key].value, {**types, **found})
    return found


def _type_of(expression: str, types: Types) -> type[PlanPart] | None:
    """The type of the entries of a list that an expression begins with."""
    steps = next(iter(paths_of(expression).value), ())
    if not steps:
        return None
    part: type[PlanPart] | None = Plan
    if steps[0] in types:
        part, steps = types[steps[0]], steps[1:]
    elif steps[0] == "plan":
        steps = steps[1:]
    elif steps[0] == "analysis" and steps[-1] in LISTS:
        steps = (LISTS[steps[-1]],)
    for step in steps:
        name = keys(part).get(step, step) if part else ""
        part = model_of(part.model_fields[name].annotation) if part and name in part.model_fields else None
    return part


def _figure_rows() -> frozenset[str]:
    """The names of the rows and values that figures have besides themselves."""
    from kamdeck.analysis.figures import Figures

    return frozenset(name for name in vars(Figures) if not name.startswith("_"))


def _is_own(node: PlacedNode) -> bool:
    return node.place is not None and not is_shipped(node.place.file)


def _list(node: PlacedNode | None) -> list[PlacedNode]:
    return node.value if node is not None and isinstance(node.value, list) else []
