"""The root of a plan: all parts of the plan file, and look-ups of people, deals, actions and offerings by id."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Protocol, TypeVar

from pydantic import GetPydanticSchema, PrivateAttr, ValidationInfo, WithJsonSchema, model_validator
from pydantic_core import core_schema

from kamdeck.documented import documented
from kamdeck.model.account import Account, ListedCompany, ListedUnit, Member, Money, Offering, Target, Vendor
from kamdeck.model.deployment import STANDARD, Deployment
from kamdeck.model.fact import Edition, PlanPart, everyone, internal, shareable
from kamdeck.model.goals import Goals
from kamdeck.model.inputs import digest_of
from kamdeck.model.numbers import MoneyAmount
from kamdeck.model.overridden import Overridden
from kamdeck.model.paths import Where
from kamdeck.model.profile import Person, Profile
from kamdeck.model.sales import Action, Deal, Decision, Ignored, Outcome, Promise, Resource, Risk, SupportRequest
from kamdeck.model.scalars import invalid_value, quoted
from kamdeck.model.strategy import Rival, Strategy
from kamdeck.model.values import (
    Amount,
    Company,
    Day,
    DealId,
    Id,
    Language,
    MemberId,
    NotesSection,
    OfferingId,
    Period,
    PeriodKind,
    PersonId,
    Plain,
    PlanStatus,
    Text,
)
from kamdeck.model.year_calendar import CALENDAR, YearCalendar
from kamdeck.problems import Place, PlanWarning


def _read_format(value: Any) -> int:
    if str(value).strip() != "1":
        raise invalid_value(
            f"this plan has format {quoted(value)}, but this version of kamdeck reads format 1; update kamdeck"
        )
    return 1


def _read_include(value: Any) -> tuple[str, ...]:
    files = value if isinstance(value, list | tuple) else [value]
    if not all(isinstance(file, str) and file.strip() for file in files):
        raise invalid_value("expected the name of a file, or a list of names, whose content this plan extends")
    return tuple(file.strip() for file in files)


Format = Annotated[
    int,
    GetPydanticSchema(lambda source, handler: core_schema.no_info_plain_validator_function(_read_format)),
    WithJsonSchema({"enum": [1, "1"]}),
]
Include = Annotated[
    tuple[str, ...],
    GetPydanticSchema(lambda source, handler: core_schema.no_info_plain_validator_function(_read_include)),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


_T = TypeVar("_T", bound=_Identified)


def _by_id(things: Iterable[_T]) -> dict[str, _T]:
    return {thing.id: thing for thing in things if thing.id}


def _same_path(where: Where) -> Where:
    return where


@documented("One account, one plan.")
class Plan(PlanPart):
    format: Format = internal("The plan format; 1.", 1)
    period: Period = everyone("The period under review, as 2026-Q4, 2026-H2 or 2026.", ...)
    review_date: Day = everyone('The "today" of the documents; by default the first day of the period.')
    previous: Plain | None = internal("The file of last quarter's plan, beside this one.")
    include: Include = internal("Files whose values this file adds to or overrides.", ())
    language: Language | None = everyone("The documents' default language, or two such as zh+en.")
    status: PlanStatus | None = internal("draft, submitted or approved.")
    prepared_by: MemberId | None = everyone("Who wrote the plan; the id of a team member.")
    classification: Text | None = everyone("Who may see the documents, in words for their footers.")
    money: Money = everyone("What our deals and targets are counted in.", Money.absent())
    account: Account = everyone("The customer.", ...)
    vendor: Vendor = everyone("Our own company.", Vendor.absent())
    companies: tuple[ListedCompany, ...] = internal("The catalogue of rivals and suppliers.", ())
    units: tuple[ListedUnit, ...] = everyone("The catalogue of the customer's units.", ())
    team: tuple[Member, ...] = everyone("Our people.", ())
    targets: tuple[Target, ...] = internal("Our targets, period by period.", ())
    goals: Goals = internal("A goal for any figure, shown beside it.", {})
    profile: Profile = everyone("The account profile.", Profile.absent())
    strategy: Strategy = everyone("The key account strategies.", Strategy.absent())
    outcomes: tuple[Outcome, ...] = everyone("What the customer has got from us.", ())
    competition: tuple[Rival, ...] = internal("Our competitors, and how we will win.", ())
    deals: tuple[Deal, ...] = internal("The large opportunities.", ())
    actions: tuple[Action, ...] = shareable("The key actions.", ())
    promises: tuple[Promise, ...] = everyone("What we have promised the customer.", ())
    support: tuple[SupportRequest, ...] = internal("The support that we ask for.", ())
    resources: tuple[Resource, ...] = internal("Our roles, with capacity and demand.", ())
    risks: tuple[Risk, ...] = internal("What threatens the plan, and our answers.", ())
    decisions: tuple[Decision, ...] = internal("What the review meeting is to decide.", ())
    notes: dict[NotesSection, Text] = internal("Speaker notes by section.", {})
    ignore: tuple[Ignored, ...] = internal("Findings of `check` that do not matter here.", ())

    # Loading sets these. They are private, so that they are neither keys of the plan file nor part of its schema.
    _file: Path = PrivateAttr(default=Path("plan.yaml"))
    _previous: "Plan | None" = PrivateAttr(default=None)
    _inputs: dict[Path, str] = PrivateAttr(default_factory=dict)
    _ours: Company | None = PrivateAttr(default=None)
    _places: Callable[[Where], Place | None] | None = PrivateAttr(default=None)
    _warnings: Callable[["Plan"], tuple[PlanWarning, ...]] | None = PrivateAttr(default=None)
    _deployment: Deployment = PrivateAttr(default=STANDARD)
    _overridden: tuple[Overridden, ...] = PrivateAttr(default=())
    _edition: Edition = PrivateAttr(default="internal")
    _sources: Callable[[Where], Place | None] | None = PrivateAttr(default=None)
    _written_at: Callable[[Where], Where] | None = PrivateAttr(default=None)

    @model_validator(mode="before")
    @classmethod
    def _derived_defaults(cls, raw: Any, info: ValidationInfo) -> Any:
        """Fill in defaults that depend on other fields.

        The review date is the period's first day. What `profile.money` does not say is taken from `money`.
        """
        if not isinstance(raw, dict):
            return raw
        # Filled in before validation, since a plan cannot be changed afterwards. Included files are merged by then.
        found = dict(raw)
        period, money, profile = found.get("period"), found.get("money"), found.get("profile")
        if found.get("review_date") in (None, ""):
            found.pop("review_date", None)
            calendar = info.context.deployment.calendar if info.context is not None else CALENDAR
            if day := _first_day(period, calendar):
                found["review_date"] = day
        own = profile.get("money") if isinstance(profile, dict) else None
        if isinstance(money, dict) and isinstance(own, dict) and isinstance(profile, dict):
            found["profile"] = {**profile, "money": {**money, **own}}
        return found

    @property
    def file(self) -> Path:
        """The file or folder that the plan was loaded from."""
        return self._file

    @property
    def edition(self) -> Edition:
        """For whom the plan is: "customer" if everything internal has been taken out of it."""
        return self._edition

    @property
    def written_at(self) -> Callable[[Where], Where]:
        """The path in the plan's files of a path in this plan; they differ where facts have been taken out."""
        return self._written_at or _same_path

    @property
    def folder(self) -> Path:
        """The folder to which paths in the plan are relative."""
        return self._file if self._file.is_dir() else self._file.parent

    @property
    def inputs(self) -> Mapping[Path, str]:
        """The SHA-256 of every file that was read for the plan and for last quarter's plan; "" for a missing file."""
        return self._inputs

    def add_input(self, path: Path) -> None:
        """Add a file that a document uses to the plan's inputs, whether or not it exists.

        A batch renders a plan again when one of its inputs has changed or appeared.
        """
        self._inputs[path] = digest_of(path)

    @property
    def warnings(self) -> tuple[PlanWarning, ...]:
        """Warnings about values that were probably not meant; last quarter's plan has its own."""
        return self._warnings(self) if self._warnings else ()

    @property
    def deployment(self) -> Deployment:
        """The company's own vocabulary, with which the plan was read."""
        return self._deployment

    @property
    def calendar(self) -> YearCalendar:
        """The calendar in which the plan counts its periods."""
        return self.period.calendar

    @property
    def period_kind(self) -> PeriodKind:
        """Whether the plan is of a quarter, a half-year or a year."""
        return self.period.kind

    @property
    def overridden(self) -> tuple[Overridden, ...]:
        """The values, other than texts, that a person has written over those that `kamdeck pull` wrote."""
        return self._overridden

    @property
    def previous_plan(self) -> "Plan | None":
        """Last quarter's plan, if `previous` names one."""
        return self._previous

    @property
    def ours(self) -> Company:
        """Our own company; every field that names us has this value."""
        return self._ours or Company(self.vendor.id, self.vendor.name, ours=True)

    @property
    def customer_money(self) -> Money:
        """The currency and unit of the customer's own figures; ours if the plan names none."""
        return self.profile.money or self.money

    @property
    def sales_amounts(self) -> tuple[Amount, ...]:
        """The amounts of the deals and targets, by whose unit readers know the account."""
        targets = (amount for each in self.targets for amount in (each.target, each.forecast, each.actual))
        return tuple(amount for amount in (*(deal.amount for deal in self.deals), *targets) if amount)

    @property
    def written_amounts(self) -> tuple[MoneyAmount, ...]:
        """The amounts of our deals, targets and fields of whitespace, and those of the customer's business and IT."""
        fields = (amount for each in self.strategy.whitespace for amount in (each.potential, each.revenue))
        ours = (*self.sales_amounts, *(amount for amount in fields if amount))
        return (*ours, *self.profile.amounts)

    def name_of(self, name: Id) -> Text:
        """The name of the person, team member, deal, action or offering with an id.

        Raises:
            KeyError: If the plan has no such id.
        """
        match name:
            case PersonId():
                return self.person(name).name
            case MemberId():
                return self.member(name).name
            case DealId():
                return self.deal(name).name or Text(plain=name)
            case OfferingId():
                return self.offering(name).name
            case _:
                return self.action(name).action or Text(plain=name)

    def place(self, where: Where) -> Place | None:
        """The place in a file of a part of the plan, or of the nearest part around it that was written.

        Args:
            where: The path, such as ("deals", 3, "close").

        Returns:
            The place; None if the plan was not loaded from a file.
        """
        return self._places(where) if self._places else None

    @property
    def source_place(self) -> Callable[[Where], str]:
        """Where a value is written, by its path in the plan's files, which `written_at` gives.

        The place is the file without its folder, and the line, or the cell of a workbook, such as "acme.yaml:12"; it is
        empty if the plan was not loaded from a file.
        """
        # `place` takes the paths of this plan, which differ where facts have been taken out.
        find = self._sources or self._places

        def source_place(written: Where) -> str:
            found = find(written) if find else None
            return found.short if found else ""

        return source_place

    def person(self, name: str) -> Person:
        """The person of the customer with an id; raises KeyError if there is none."""
        return self.people_by_id[name]

    def member(self, name: str) -> Member:
        """Our team member with an id; raises KeyError if there is none."""
        return self.members_by_id[name]

    def deal(self, name: str) -> Deal:
        """The deal with an id; raises KeyError if there is none."""
        return self.deals_by_id[name]

    def action(self, name: str) -> Action:
        """The action with an id; raises KeyError if there is none."""
        return self.actions_by_id[name]

    def offering(self, name: str) -> Offering:
        """The offering with an id; raises KeyError if there is none."""
        return self.offerings_by_id[name]

    @cached_property
    def people_by_id(self) -> dict[str, Person]:
        """The customer's people by id."""
        return _by_id(self.profile.people)

    @cached_property
    def members_by_id(self) -> dict[str, Member]:
        """Our team members by id."""
        return _by_id(self.team)

    @cached_property
    def deals_by_id(self) -> dict[str, Deal]:
        """The deals by id."""
        return _by_id(self.deals)

    @cached_property
    def actions_by_id(self) -> dict[str, Action]:
        """The actions by id."""
        return _by_id(self.actions)

    @cached_property
    def offerings_by_id(self) -> dict[str, Offering]:
        """Our offerings by id."""
        return _by_id(self.vendor.offerings)

    def __hash__(self) -> int:
        # Parts can contain mappings, which cannot be hashed. Equal plans have at least these two values in common.
        return hash((self.account.id, self.period))


def _first_day(period: Any, calendar: YearCalendar) -> date | None:
    text = period.strip() if isinstance(period, str) else ""
    found = Period.written(text, calendar)
    return found.first_day if found else None
