"""The closed vocabularies of a plan: each word that a field may hold, by the field's own enumeration."""

import re
import unicodedata
from enum import StrEnum
from functools import cached_property
from typing import Any, Self

from pydantic import GetCoreSchemaHandler, ValidationInfo
from pydantic_core import CoreSchema, core_schema

from kamdeck.model.scalars import article, invalid_value, quoted, scalar

LONGEST_WORD = 64
"""No longer text is compared with the words."""


def spelling(text: str) -> str:
    """A word as it is compared: `Decision maker`, `decision-maker` and `DECISION_MAKER` are one."""
    return re.sub(r"[\s_-]+", "_", unicodedata.normalize("NFKC", text).strip().casefold())


class Word(StrEnum):
    """One of the words that a field may hold; a term names it under "kind.value"."""

    @classmethod
    def kind(cls) -> str:
        """The first part of the term keys: "action_status"."""
        return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", cls.__name__).lower()

    @cached_property
    def key(self) -> str:
        """The key of its term: "action_status.done"."""
        return f"{self.kind()}.{self.value}"

    @classmethod
    def of(cls, text: str) -> Self | None:
        """The word that is written in a text, whatever its case and width, and with spaces or hyphens for '_'."""
        found = cls._value2member_map_.get(text)
        if found is None and len(text) <= LONGEST_WORD:
            spelled = spelling(text)
            found = next((word for word in cls if spelling(word) == spelled), None)
        return found  # type: ignore[return-value]

    @classmethod
    def read(cls, value: Any, info: ValidationInfo) -> Self:
        """The word; a suggestion where it is not one."""
        found = cls.of(value) if isinstance(value, str) else None
        if found is not None:
            return found
        noun, words = cls.kind().replace("_", " "), [word.value for word in cls]
        text = scalar(value, f"{article(noun)}: {', '.join(words)}")
        raise invalid_value(f"{quoted(text)} is not {article(noun)}", text, words, f"; write one of {', '.join(words)}")

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_plain_validator_function(cls.read)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> dict[str, Any]:
        return {"enum": [word.value for word in cls]}


class Tier(Word):
    """How an account is treated."""

    KEY = "key"
    GROWTH = "growth"
    MAINTAIN = "maintain"


class Level(Word):
    """A level of an organisation, theirs or ours."""

    EXECUTIVE = "executive"
    MANAGEMENT = "management"
    OPERATIONAL = "operational"


class Role(Word):
    """What a person of the customer is in the decision."""

    DECISION_MAKER = "decision_maker"
    APPROVER = "approver"
    ADVISER = "adviser"
    INFLUENCER = "influencer"
    EVALUATOR = "evaluator"
    USER = "user"
    GATEKEEPER = "gatekeeper"


class Circle(Word):
    """How near a person is to the power."""

    INNER = "inner"
    POLITICAL = "political"
    OUTSIDE = "outside"


class Support(Word):
    """A person's stance towards us."""

    MENTOR = "mentor"
    SUPPORTER = "supporter"
    NEUTRAL = "neutral"
    NON_SUPPORTER = "non_supporter"
    ENEMY = "enemy"


class Contact(Word):
    """How much we have met a person."""

    NONE = "none"
    BRIEF = "brief"
    MULTIPLE = "multiple"
    IN_DEPTH = "in_depth"


class Relationship(Word):
    """What we are to a person."""

    VENDOR = "vendor"
    CREDIBLE_SOURCE = "credible_source"
    PROBLEM_SOLVER = "problem_solver"
    TRUSTED_ADVISOR = "trusted_advisor"


class InfluenceKind(Word):
    """What is between two people of the customer."""

    INFLUENCE = "influence"
    ALLIANCE = "alliance"
    CONFLICT = "conflict"


class HistoryKind(Word):
    """What kind of event an event of the past was."""

    COMPANY = "company"
    MILESTONE = "milestone"
    WIN = "win"
    LOSS = "loss"
    ISSUE = "issue"
    CONTACT = "contact"


class WhitespaceStatus(Word):
    """Who holds an offering's place in a unit."""

    OURS = "ours"
    COMPETITOR = "competitor"
    OPEN = "open"
    NO_NEED = "no_need"


class RoadmapStatus(Word):
    """Where an item of the roadmap stands."""

    OPEN = "open"
    DOING = "doing"
    DONE = "done"
    LATE = "late"


class Threat(Word):
    """How dangerous a competitor is."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Stage(Word):
    """Where a deal stands."""

    PROSPECT = "prospect"
    QUALIFY = "qualify"
    PROPOSE = "propose"
    NEGOTIATE = "negotiate"
    WON = "won"
    LOST = "lost"


class Health(Word):
    """How well a deal goes."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


class ActionStatus(Word):
    """Where an action stands."""

    OPEN = "open"
    DOING = "doing"
    DONE = "done"
    LATE = "late"
    DROPPED = "dropped"


class Priority(Word):
    """How much an action matters."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class PromiseStatus(Word):
    """What has become of a promise."""

    OPEN = "open"
    KEPT = "kept"
    BROKEN = "broken"


class SupportKind(Word):
    """What kind of support is asked for."""

    EXECUTIVE = "executive"
    PRESALES = "presales"
    TECHNICAL = "technical"
    MARKETING = "marketing"
    DELIVERY = "delivery"
    BUDGET = "budget"


class SupportStatus(Word):
    """What has become of a request for support."""

    REQUESTED = "requested"
    APPROVED = "approved"
    REFUSED = "refused"
    DELIVERED = "delivered"


class PlanStatus(Word):
    """How far a plan has come."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"


class MoneyUnit(Word):
    """What amounts are counted in."""

    ONE = "one"
    THOUSAND = "thousand"
    MILLION = "million"
    BILLION = "billion"


class Language(Word):
    """A document's language; both names headings in two and speaks the first that a text has."""

    EN = "en"
    ZH = "zh"
    BOTH = "zh+en"


class NotesSection(Word):
    """A part of the documents that may have speaker notes."""

    SUMMARY = "summary"
    PROFILE = "profile"
    STRATEGY = "strategy"
    COMPETITION = "competition"
    ACTIONS = "actions"
    DEALS = "deals"
    RESOURCES = "resources"
    APPENDIX = "appendix"

    @classmethod
    def kind(cls) -> str:
        """Its terms are those of the documents' sections."""
        return "section"
