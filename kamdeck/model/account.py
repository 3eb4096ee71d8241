"""The account and those around it: the vendor, other companies, the customer's units, our team and its targets."""

import re
import unicodedata
from typing import Annotated, Any

from pydantic import GetPydanticSchema, WithJsonSchema, model_validator
from pydantic_core import core_schema

from kamdeck.documented import documented
from kamdeck.model.fact import Fact, PlanPart, SourcedPart, everyone, internal
from kamdeck.model.scalars import invalid_value, quoted, scalar
from kamdeck.model.values import (
    Amount,
    Category,
    Level,
    Mail,
    MemberId,
    MoneyUnit,
    OfferingId,
    Period,
    Plain,
    Quantity,
    Text,
    Tier,
    Unit,
    Web,
    Year,
)

FILE_NAME = r"[^\s!-/:-@\[-^`{-~][^\s!-,/:-@\[-^`{-~]{0,63}"
"""What editors check of an account's id. JSON Schema knows no categories of characters, so it excludes ASCII signs."""
LONGEST_NAME = 200
"""The most bytes of an account's id in UTF-8; file systems allow names of 255 bytes."""
RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)


def account_id(text: str) -> str:
    """An account's id in the form in which ids are compared: composed (NFC), without surrounding spaces."""
    # macOS writes decomposed names, which look the same but are other strings.
    return unicodedata.normalize("NFC", text.strip())


def _read_account_id(value: Any) -> str:
    """An id that can be part of a file's name on every operating system."""
    # Windows takes device names such as CON with any suffix, and drops a dot at the end of a name.
    text = account_id(scalar(value, "an id of letters, digits, '-', '_' and '.'"))
    if not _names_files(text):
        rule = "write at most 64 letters, digits, '-', '_' and '.', with '-' and '.' not first and '.' not last"
        raise invalid_value(f"{quoted(text)} cannot name the account's files; {rule}")
    if RESERVED.fullmatch(text):
        raise invalid_value(
            f"{quoted(text)} cannot name the account's files: Windows reserves this name; write another"
        )
    return text


def _names_files(text: str) -> bool:
    # Marks are part of the letters of many scripts, such as the vowels of Devanagari, but none can be the first.
    kinds = {unicodedata.category(char)[0] for char in text if char not in "-_."}
    starts = text[:1] == "_" or unicodedata.category(text[0])[0] in "LN"
    short = len(text) <= 64 and len(text.encode("utf-8", "surrogatepass")) <= LONGEST_NAME
    return kinds <= {"L", "N", "M"} and starts and short and not text.endswith(".")


def _read_currency(value: Any) -> str:
    text = scalar(value, "a currency like CNY")
    if re.fullmatch("[A-Za-z]{3}", text):
        return text.upper()
    raise invalid_value(f"expected a currency like CNY, found {quoted(text)}")


AccountId = Annotated[
    str,
    GetPydanticSchema(lambda source, handler: core_schema.no_info_plain_validator_function(_read_account_id)),
    WithJsonSchema({"type": "string", "pattern": f"^{FILE_NAME}$"}),
]
Currency = Annotated[
    str,
    GetPydanticSchema(lambda source, handler: core_schema.no_info_plain_validator_function(_read_currency)),
    WithJsonSchema({"type": "string", "pattern": "^[A-Za-z]{3}$"}),
]


class NamedPart(Fact):
    """A fact that others refer to by its id, which also serves as its name where none is given."""

    @model_validator(mode="before")
    @classmethod
    def _name_from_id(cls, raw: Any) -> Any:
        # Filled in before validation, since a part cannot be changed afterwards.
        if isinstance(raw, dict) and isinstance(raw.get("id"), str) and not raw.get("name"):
            return {**raw, "name": raw["id"]}
        return raw


@documented("What amounts are counted in.")
class Money(PlanPart):
    noun = "money"
    currency: Currency = everyone("The currency: three letters of ISO 4217, such as CNY.", "")
    unit: MoneyUnit = everyone("What one stands for: one, thousand, million or billion.", MoneyUnit.ONE)


@documented("The customer.")
class Account(SourcedPart):
    noun = "the account"
    id: AccountId = everyone("Names the account's files: letters and digits, '-', '_', '.'; 64 at most.", ...)
    name: Text = everyone("The customer's name.", ...)
    aliases: tuple[Text, ...] = everyone("Other names of the customer. Not in the template.", ())
    tier: Tier | None = internal("How we treat the account: key, growth or maintain.")
    industry: Text | None = everyone("The customer's industry.")
    segment: Text | None = everyone("The part of the industry.")
    region: Text | None = everyone("Where the customer does business.")
    headquarters: Text | None = everyone("Where the customer is based.")
    founded: Year | None = everyone("The year in which the customer was founded.")
    employees: Quantity | None = everyone("How many people work there.")
    website: Web | None = everyone("The address of the customer's site.")
    parent: Text | None = everyone("The company to which the customer belongs.")
    manager: MemberId | None = everyone("Our account manager; the id of a team member.")
    sponsor: MemberId | None = everyone("Our executive sponsor; the id of a team member.")


@documented("Something we sell.")
class Offering(NamedPart):
    id: OfferingId = everyone("Its id, by which deals and whitespace name it.", OfferingId())
    name: Text = everyone("Its name.", Text())
    category: Category | None = everyone("hardware, software, pc, solution, services, or any other word.")


@documented("Our own company.")
class Vendor(PlanPart):
    noun = "the vendor"
    id: Plain | None = everyone("Our id among the companies.")
    name: Text = everyone("Our name.", Text())
    aliases: tuple[Text, ...] = everyone("Other names of ours. Not in the template.", ())
    offerings: tuple[Offering, ...] = everyone("What we sell.", ())


@documented("A company of the catalogue: a rival, a supplier, a partner.")
class ListedCompany(NamedPart):
    noun = "a company"
    id: Plain | None = everyone("Its id.")
    name: Text = everyone("Its name.", Text())
    aliases: tuple[Text, ...] = everyone("Other names that the plan may use for it.", ())


@documented("A unit of the customer, a buying centre.")
class ListedUnit(NamedPart):
    noun = "a unit"
    id: Plain | None = everyone("Its id.")
    name: Text = everyone("Its name.", Text())
    aliases: tuple[Text, ...] = everyone("Other names that the plan may use for it. Not in the template.", ())
    parent: Unit | None = everyone("The unit that it belongs to.")


@documented("A member of our account team.")
class Member(NamedPart):
    noun = "a team member"
    id: MemberId = everyone("The id by which the plan names this person of ours.", MemberId())
    name: Text = everyone("The name.", Text())
    role: Text | None = everyone("The role in the account team.")
    level: Level | None = everyone("executive, management or operational.")
    email: Mail | None = everyone("The address.")


@documented("Our target for a quarter, in our money.")
class Target(Fact):
    period: Period | None = internal("The period, as 2026-Q4; of the same kind as that of the plan.")
    target: Amount | None = internal("What we are to sell.")
    actual: Amount | None = internal("What we have sold.")
    forecast: Amount | None = internal("What we expect to sell.")
