"""Writes the exports of an invented CRM as Salesforce would: accounts, opportunities, contacts and users.

Usage: python tools/crm_exports.py FOLDER [--accounts 85] [--opportunities 8800] [--quarter 2026-Q4]. The same arguments
give the same files; dates lie around the quarter.
"""

import argparse
import csv
import random
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path

FIRST = (
    "Alder",
    "Birch",
    "Cedar",
    "Delta",
    "Elm",
    "Falcon",
    "Granite",
    "Harbour",
    "Iris",
    "Juniper",
    "Kestrel",
    "Lumen",
)
SECOND = ("Foods", "Logistics", "Pharma", "Motors", "Retail", "Textiles", "Energy", "Packaging")
INDUSTRIES = ("Retail", "Manufacturing", "Logistics", "Healthcare", "Energy", "Consumer goods")
CITIES = (
    ("Leeds", "United Kingdom"),
    ("Lyon", "France"),
    ("Ghent", "Belgium"),
    ("Turin", "Italy"),
    ("Graz", "Austria"),
)
GIVEN = ("Ada", "Ben", "Cleo", "Dan", "Eva", "Finn", "Gina", "Hugo", "Ines", "Jan", "Kim", "Lars")
FAMILY = ("Stone", "Hill", "Park", "Wood", "Field", "Brook", "Marsh", "Vale", "Frost", "Lake")
TITLES = ("CEO", "CIO", "Head of Operations", "Head of Procurement", "IT Manager")
PRODUCTS = ("Storage refresh", "Store network", "Warehouse scanners", "Service contract", "Analytics pilot", "Backup")
OPEN = ("Prospecting", "Qualification", "Needs Analysis", "Proposal/Price Quote", "Negotiation/Review")
PROBABILITY = {"Prospecting": 10, "Qualification": 20, "Needs Analysis": 40, "Proposal/Price Quote": 60,
               "Negotiation/Review": 80, "Closed Won": 100, "Closed Lost": 0}  # fmt: skip
STEPS = ("Agree the date of the test", "Send the offer", "Meet the buyer", "Present to the board", "")


class Crm:
    """An invented CRM of a size."""

    def __init__(self, accounts: int, opportunities: int, quarter: str) -> None:
        self.random = random.Random(4)
        self.accounts, self.opportunities = accounts, opportunities
        self.start = date(int(quarter[:4]), int(quarter[-1]) * 3 - 2, 1)
        self.users = [f"005{number:04}" for number in range(12)]

    def tables(self) -> dict[str, list[Sequence[object]]]:
        """The rows of each file, with its heading."""
        return {
            "Account.csv": list(self._accounts()),
            "Opportunity.csv": list(self._opportunities()),
            "Contact.csv": list(self._contacts()),
            "User.csv": list(self._users()),
        }

    def _accounts(self) -> Iterable[Sequence[object]]:
        yield ("Id", "Name", "Industry", "NumberOfEmployees", "BillingCity", "BillingCountry", "Website", "OwnerId")
        for number in range(self.accounts):
            name = f"{FIRST[number % len(FIRST)]} {SECOND[number // len(FIRST) % len(SECOND)]}"
            city, country = self.random.choice(CITIES)
            site = f"www.{name.lower().replace(' ', '-')}.example"
            size = self.random.randrange(200, 20000, 50)
            owner = self.users[number % len(self.users)]
            yield (f"001{number:04}", name, self.random.choice(INDUSTRIES), size, city, country, site, owner)

    def _opportunities(self) -> Iterable[Sequence[object]]:
        yield ("Id", "AccountId", "Name", "StageName", "Amount", "Probability", "CloseDate", "OwnerId", "CreatedDate",
               "NextStep")  # fmt: skip
        for number in range(self.opportunities):
            closed = number % 4 != 0
            days = self.random.randint(-400, -1) if closed else self.random.randint(0, 200)
            close = self.start + timedelta(days)
            stage = self.random.choice(("Closed Won", "Closed Won", "Closed Lost") if closed else OPEN)
            opened = f"{close - timedelta(self.random.randint(30, 180))}T09:00:00.000Z"
            account = number % self.accounts
            owner = self.users[account % len(self.users)]
            name = f"{self.random.choice(PRODUCTS)} {number // self.accounts + 1}"
            step = "" if closed else self.random.choice(STEPS)
            amount = self.random.randrange(4000, 90000, 500)
            yield (
                f"006{number:05}",
                f"001{account:04}",
                name,
                stage,
                amount,
                PROBABILITY[stage],
                close,
                owner,
                opened,
                step,
            )

    def _contacts(self) -> Iterable[Sequence[object]]:
        yield ("Id", "AccountId", "FirstName", "LastName", "Title", "Department", "ReportsToId", "OwnerId")
        for number in range(self.accounts * len(TITLES)):
            account, place = divmod(number, len(TITLES))
            above = f"003{number - place:04}" if place else ""
            given, family = self.random.choice(GIVEN), self.random.choice(FAMILY)
            owner = self.users[account % len(self.users)]
            yield (f"003{number:04}", f"001{account:04}", given, family, TITLES[place], "", above, owner)

    def _users(self) -> Iterable[Sequence[object]]:
        yield ("Id", "Username", "FirstName", "LastName", "Email", "Title")
        for number, user in enumerate(self.users):
            given, family = GIVEN[number], FAMILY[number % len(FAMILY)]
            mail = f"{given}.{family}@vendor.example".lower()
            yield (user, mail, given, family, mail, "Account manager")


def write(folder: Path, crm: Crm) -> None:
    """Writes the files into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in crm.tables().items():
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)


def main(arguments: Sequence[str] | None = None) -> None:
    """Writes the exports that the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--accounts", type=int, default=85)
    parser.add_argument("--opportunities", type=int, default=8800)
    parser.add_argument("--quarter", default="2026-Q4")
    asked = parser.parse_args(arguments)
    write(asked.folder, Crm(asked.accounts, asked.opportunities, asked.quarter))


if __name__ == "__main__":
    main()
