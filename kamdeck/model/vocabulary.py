"""The fields of a plan with a fixed choice of words; each has an enumeration here."""

import re
import unicodedata
from enum import StrEnum
from functools import cached_property
from typing import Any, Self

from pydantic import GetCoreSchemaHandler, ValidationInfo
from pydantic_core import CoreSchema, core_schema

from kamdeck.languages import LANGUAGES, document_languages, spelled_languages
from kamdeck.model.scalars import article, invalid_value, quoted, scalar

LONGEST_WORD = 64
"""Texts with more characters are not compared with the words."""


def spelling(text: str) -> str:
    """A word as words are compared: `Decision maker`, `decision-maker` and `DECISION_MAKER` are equal."""
    # NFKC turns full-width letters, which Chinese input methods write, into ASCII.
    return re.sub(r"[\s_-]+", "_", unicodedata.normalize("NFKC", text).strip().casefold())


class Word(StrEnum):
    """A word that a field can have; its names in each language are the term "kind.value"."""

    @classmethod
    def kind(cls) -> str:
        """The first part of the term's key: "action_status"."""
        return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", cls.__name__).lower()

    @classmethod
    def members(cls) -> tuple[Self, ...]:
        """All words, for fields that do not know whether their type is an enumeration."""
        return tuple(cls)

    @cached_property
    def key(self) -> str:
        """The term's key: "action_status.done"."""
        return f"{self.kind()}.{self.value}"

    @classmethod
    def of(cls, text: str) -> Self | None:
        """The word that a text spells, in any case and character width, with spaces or hyphens in place of "_"."""
        # Nearly all words are written as documented, so the exact look-up comes first.
        # This mapping of enum gives None for an unknown word; calling the class would raise ValueError.
        found = cls._value2member_map_.get(text)
        if found is None and len(text) <= LONGEST_WORD:
            spelled = spelling(text)
            found = next((word for word in cls if spelling(word) == spelled), None)
        return found  # type: ignore[return-value]

    @classmethod
    def read(cls, value: Any, info: ValidationInfo) -> Self:
        """The word of the vocabulary.

        Raises:
            PydanticCustomError: If it is none of them; the message suggests a similar one.
        """
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
    """How important an account is to us."""

    KEY = "key"
    GROWTH = "growth"
    MAINTAIN = "maintain"


class Level(Word):
    """A level in an organisation, the customer's or ours."""

    EXECUTIVE = "executive"
    MANAGEMENT = "management"
    OPERATIONAL = "operational"


class Role(Word):
    """A person's role in the customer's decision to buy."""

    DECISION_MAKER = "decision_maker"
    APPROVER = "approver"
    ADVISER = "adviser"
    INFLUENCER = "influencer"
    EVALUATOR = "evaluator"
    USER = "user"
    GATEKEEPER = "gatekeeper"


class Circle(Word):
    """How close a person is to those who decide."""

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
    """How much contact we have had with a person."""

    NONE = "none"
    BRIEF = "brief"
    MULTIPLE = "multiple"
    IN_DEPTH = "in_depth"


class Relationship(Word):
    """What a person sees in us."""

    VENDOR = "vendor"
    CREDIBLE_SOURCE = "credible_source"
    PROBLEM_SOLVER = "problem_solver"
    TRUSTED_ADVISOR = "trusted_advisor"


class InfluenceKind(Word):
    """The kind of tie between two people of the customer."""

    INFLUENCE = "influence"
    ALLIANCE = "alliance"
    CONFLICT = "conflict"


class MeddpiccElement(Word):
    """An element of the qualification of a deal by MEDDPICC; the value is its field in a plan."""

    METRICS = "metrics"
    ECONOMIC_BUYER = "economic_buyer"
    DECISION_CRITERIA = "decision_criteria"
    DECISION_PROCESS = "decision_process"
    PAPER_PROCESS = "paper_process"
    PAIN = "pain"
    CHAMPION = "champion"
    COMPETITION = "competition"

    @classmethod
    def kind(cls) -> str:
        """The first part of the term's key: a value has the name of its field."""
        return "meddpicc"


class HistoryKind(Word):
    """The kind of an event in the account's history."""

    COMPANY = "company"
    MILESTONE = "milestone"
    WIN = "win"
    LOSS = "loss"
    ISSUE = "issue"
    CONTACT = "contact"


class WhitespaceStatus(Word):
    """Who supplies an offering to a unit."""

    OURS = "ours"
    COMPETITOR = "competitor"
    OPEN = "open"
    NO_NEED = "no_need"


class RoadmapStatus(Word):
    """The status of a roadmap item."""

    OPEN = "open"
    DOING = "doing"
    DONE = "done"
    LATE = "late"


class Threat(Word):
    """How dangerous a competitor is."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class RiskLevel(Word):
    """How much a risk threatens what we plan with the account."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class FactAudience(Word):
    """Who may see a fact; a fact without it is as public as its fields are."""

    INTERNAL = "internal"


class Stage(Word):
    """The stage of a deal in the sales process."""

    PROSPECT = "prospect"
    QUALIFY = "qualify"
    PROPOSE = "propose"
    NEGOTIATE = "negotiate"
    WON = "won"
    LOST = "lost"


class Health(Word):
    """Whether a deal is on track."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


class ActionStatus(Word):
    """The status of an action."""

    OPEN = "open"
    DOING = "doing"
    DONE = "done"
    LATE = "late"
    DROPPED = "dropped"


class Priority(Word):
    """How important an action is."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class PromiseStatus(Word):
    """Whether a promise has been kept."""

    OPEN = "open"
    KEPT = "kept"
    BROKEN = "broken"


class SupportKind(Word):
    """The kind of support that we request."""

    EXECUTIVE = "executive"
    PRESALES = "presales"
    TECHNICAL = "technical"
    MARKETING = "marketing"
    DELIVERY = "delivery"
    BUDGET = "budget"


class SupportStatus(Word):
    """The status of a request for support."""

    REQUESTED = "requested"
    APPROVED = "approved"
    REFUSED = "refused"
    DELIVERED = "delivered"


class PlanStatus(Word):
    """The approval status of a plan."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"


class MoneyUnit(Word):
    """The unit in which amounts are counted."""

    ONE = "one"
    THOUSAND = "thousand"
    MILLION = "million"
    BILLION = "billion"


class Language(Word):
    """A document's language, or a pair: names in both, and sentences in the first.

    The members are named after the files of words: `EN`, `ZH`, `ZH_EN` and so on.
    """

    _ignore_ = "_name"
    for _name in document_languages():
        vars()[_name.upper().replace("+", "_")] = _name

    @classmethod
    def read(cls, value: Any, info: ValidationInfo) -> Self:
        """The language or pair.

        Raises:
            PydanticCustomError: If it is neither; the message lists the languages, since the pairs are many.
        """
        text = scalar(value, "a language") if not isinstance(value, str) else value
        if (found := cls.of(text)) is not None:
            return found
        raise invalid_value(f"{quoted(text)} is not a language", text, LANGUAGES, f"; write {spelled_languages()}")


class NotesSection(Word):
    """A section of the documents that can have speaker notes."""

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
        """The terms are those of the documents' sections."""
        return "section"
