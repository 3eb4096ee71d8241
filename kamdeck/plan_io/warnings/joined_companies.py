"""Warns of names that look like several companies: 'Siemens, PTC' would be shown as one competitor everywhere."""

import re
from collections.abc import Iterator
from functools import lru_cache

from kamdeck.late_pattern import late_pattern
from kamdeck.lexicon import all_words
from kamdeck.message import Message
from kamdeck.model import Plan
from kamdeck.model.catalogue import folded
from kamdeck.model.paths import Where
from kamdeck.model.plan_texts import plan_texts
from kamdeck.model.values import Company
from kamdeck.plan_io.warnings.plan_warning import plan_warning
from kamdeck.problems import PlanWarning

SEPARATORS = late_pattern(r"\s*[,，、;；\n]\s*|\s+/\s+|(?<=\w\w)/(?=\w\w)|\s+[|+]\s+")
"""What separates names in a list; a slash next to a single letter is part of a name, as in A/S."""


def companies_in_one(plan: Plan) -> Iterator[PlanWarning]:
    """A warning for each name that is probably a list of companies; repeated names give one warning."""
    raw = [(each.where, each.value) for each in plan_texts(plan) if isinstance(each.value, Company)]
    # A name that the catalogue lists was meant as it is written.
    joined = [
        (where, name)
        for where, company in raw
        if company.id is None and not company.ours and (name := next(filter(_may_be_several, company.name.parts), ""))
    ]
    if not joined:
        return
    listed = {folded(part) for each in plan.companies for part in each.name.parts}
    known = _known(plan, [company for _, company in raw])
    seen: set[str] = set()
    for where, name in joined:
        if folded(name) not in {*seen, *listed}:
            seen.add(folded(name))
            if names := _names_in(name, known):
                yield _warning(plan, where, name, names)


def _may_be_several(name: str) -> bool:
    return bool(SEPARATORS.search(name) or _conjunction().search(name))


def _known(plan: Plan, companies: list[Company]) -> set[str]:
    """The folded names of all companies in the plan and in `companies`."""
    listed = [word for each in plan.companies for word in (each.id, *each.name.parts) if word]
    ours = [*plan.ours.name.parts, *plan.ours.aliases]
    used = [part for each in companies for part in (*each.name.parts, *each.aliases)]
    return {folded(name) for name in (*listed, *ours, *used)}


def _names_in(name: str, known: set[str]) -> list[str]:
    """The names that one name consists of; empty if it is probably one company."""
    parts = [part.strip() for part in SEPARATORS.split(name) if part.strip()]
    last = [part.strip() for part in _conjunction().split(parts[-1]) if part.strip()] if parts else []
    if len(last) > 1 and _is_legal_form(last[-1]):
        return []  # "Smith, Jones & Partners" is one firm
    names = [part for part in (*parts[:-1], *(last if len(parts) > 1 else parts)) if not _is_legal_form(part)]
    # Single letters are initials or parts of a name such as A/S.
    if len(names) > 1 and all(re.search(r"\w\w", each) for each in names):
        return names
    halves = last if len(parts) == 1 else []
    return halves if len(halves) > 1 and any(folded(each) in known for each in halves) else []


def _is_legal_form(part: str) -> bool:
    return bool(_legal_form().fullmatch(part.replace(".", "").strip()))


@lru_cache(maxsize=1)
def _conjunction() -> re.Pattern[str]:
    """What joins two names or two parts of one name; it counts as two if the plan has one of them as a company."""
    words = all_words("conjunctions")
    # Languages that are not written with Latin letters have no spaces around words.
    spaced = "|".join(re.escape(word) for word in words if word.isascii())
    close = "|".join(word for word in words if not word.isascii())
    return re.compile(rf"\s+(?:{spaced})\s+|\s*&\s*|\s*(?:{close})\s*", re.IGNORECASE)


@lru_cache(maxsize=1)
def _legal_form() -> re.Pattern[str]:
    """What belongs to a name after a comma: a legal form, "Sons", or the region of a group."""
    forms = "|".join(map(re.escape, all_words("legal_forms")))
    return re.compile(rf"(?:(?:the|and|&|of)\s+)*(?:{forms})(?:\s+.{{0,12}})?", re.IGNORECASE)


def _warning(plan: Plan, where: Where, name: str, names: list[str]) -> PlanWarning:
    kind = "list" if where[-1:] and isinstance(where[-1], int) else "entry"
    return plan_warning(
        plan, where, Message(f"warning.companies_in_{kind}", name=name, names=", ".join(names), count=len(names))
    )
