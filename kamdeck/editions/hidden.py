"""What a plan marks as internal by `audience: internal`, so that nothing that is left refers to it."""

from typing import Any

from kamdeck.dataclass import dataclass
from kamdeck.model import ListedCompany, ListedUnit, Member, Offering, Person, Plan
from kamdeck.model.values import Company, Id, MemberId, OfferingId, PersonId, Unit


@dataclass(frozen=True)
class Hidden:
    """The ids of hidden people, team members and offerings, and the ids and names of hidden companies and units."""

    ids: frozenset[tuple[type, str]]
    names: frozenset[tuple[type, object]]

    @classmethod
    def of(cls, plan: Plan) -> "Hidden":
        """What is internal in a plan."""
        lists: dict[type, tuple[Person | Member | Offering, ...]] = {
            PersonId: plan.profile.people,
            MemberId: plan.team,
            OfferingId: plan.vendor.offerings,
        }
        ids = {(kind, str(each.id)) for kind, entries in lists.items() for each in entries if each.audience}
        catalogues: dict[type, tuple[ListedCompany | ListedUnit, ...]] = {Company: plan.companies, Unit: plan.units}
        names = {
            (kind, name)
            for kind, entries in catalogues.items()
            for each in entries
            if each.audience
            for name in (each.id, each.name)
            if name
        }
        return cls(frozenset(ids), frozenset(names))

    def has(self, value: Any) -> bool:
        """Whether a value refers to something internal. Deals are, and so are actions that are not shared."""
        if isinstance(value, Id):
            return (type(value), str(value)) in self.ids
        if isinstance(value, Company | Unit):
            kind = type(value)
            return (kind, value.id) in self.names or (kind, value.name) in self.names
        return False
