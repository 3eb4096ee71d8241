"""Figures of the customer's IT: the suppliers' shares of wallet, and the installed base, ours and the competitors'."""

from collections.abc import Iterable
from datetime import date

from kamdeck.analysis.figures.arithmetic import known_as, quotient, total
from kamdeck.analysis.figures.business import it_budget
from kamdeck.analysis.figures.figure import change_between
from kamdeck.dataclass import dataclass
from kamdeck.documented import documented
from kamdeck.lexicon import all_words
from kamdeck.model import Installed, Plan
from kamdeck.model.values import Category, Company, CustomerAmount, Quantity, Share

LEAST_REST = 0.0005
"""A rest below this share comes from rounding, and is not shown as suppliers."""


@dataclass(frozen=True, slots=True)
class SupplierShare:
    """A supplier's share of wallet, now and last quarter; `company` is none for the rest that no supplier has.

    `amount` is the share of the IT budget, in the customer's money.
    """

    company: Company | None
    share: Share
    previous: Share | None
    change: Share | None
    amount: CustomerAmount | None

    @property
    def ours(self) -> bool:
        """Whether the supplier is our own company."""
        return self.company is not None and self.company.ours

    @property
    def others(self) -> bool:
        """Whether this is the rest, which no named supplier has."""
        return self.company is None or is_rest(self.company)


@dataclass(frozen=True, slots=True)
class PurchaseTotal:
    """The number of purchases, how many of them came from us, and for how much.

    `our_amount` is none unless the amount of each of ours is known, and `our_share` of the amount unless every
    purchase has one; `supplier_known` says that the supplier of at least one purchase is known.
    """

    count: int
    ours: int
    our_amount: CustomerAmount | None
    our_share: Share | None
    supplier_known: bool


@dataclass(frozen=True, slots=True)
class InstalledCategory:
    """A category of the installed base, or all of it (`category` none): ours, theirs, and the largest competitor's.

    `share` is ours ÷ all, by amount if `by_amount`, else by quantity. `renewal` is the next renewal of the largest
    competitor, `next_renewal` the next of any competitor, both from the review date on.
    """

    category: Category | None
    ours: Quantity | None
    theirs: Quantity | None
    our_amount: CustomerAmount | None
    their_amount: CustomerAmount | None
    share: Share | None
    by_amount: bool
    competitor: Company | None
    competitor_quantity: Quantity | None
    competitor_amount: CustomerAmount | None
    renewal: date | None
    next_renewal: date | None

    @property
    def competitor_share(self) -> Share | None:
        """The largest competitor's share, by amount or quantity as `share`."""
        if self.by_amount:
            return known_as(Share, quotient(self.competitor_amount, self.amount))
        return known_as(Share, quotient(self.competitor_quantity, self.quantity))

    @property
    def quantity(self) -> Quantity | None:
        """The quantity of all suppliers."""
        known = [quantity for quantity in (self.ours, self.theirs) if quantity is not None]
        return Quantity(sum(known)) if known else None

    @property
    def amount(self) -> CustomerAmount | None:
        """The amount of all suppliers."""
        known = [amount for amount in (self.our_amount, self.their_amount) if amount is not None]
        return CustomerAmount(sum(known)) if known else None


def identity(company: Company) -> str:
    """What identifies a company across plans: its id, or its name in lower case if it has none."""
    return company.id or str(company.name).casefold()


def is_rest(company: Company) -> bool:
    """Whether a company is not a company but a name for all others, such as "others"."""
    rest = all_words("other_suppliers")
    return any(name.casefold() in rest for name in (identity(company), *company.name.parts))


def _shares(plan: Plan) -> dict[str, tuple[Company, float]]:
    """The shares by company; entries of one company are added, and those for "others" are ignored."""
    shares: dict[str, tuple[Company, float]] = {}
    for entry in plan.profile.it.suppliers:
        if entry.company is not None and entry.share is not None and not is_rest(entry.company):
            key = identity(entry.company)
            shares[key] = (entry.company, shares.get(key, (entry.company, 0.0))[1] + entry.share)
    return shares


def _rest(shares: dict[str, tuple[Company, float]]) -> float | None:
    left = 1 - (total(share for _, share in shares.values()) or 0.0)
    return left if shares and left > LEAST_REST else None


def suppliers(plan: Plan, old: Plan | None) -> tuple[SupplierShare, ...]:
    """The suppliers by share, the greatest first, then the rest; `previous` is the share in the old plan."""
    now, budget = _shares(plan), it_budget(plan)
    before = _shares(old) if old else {}

    def row(company: Company | None, share: float, previous: float | None) -> SupplierShare:
        changed = known_as(Share, change_between(Share(share), known_as(Share, previous)))
        amount = None if budget is None else CustomerAmount(share * budget)
        return SupplierShare(company, Share(share), known_as(Share, previous), changed, amount)

    named = [row(company, share, before.get(key, (None, None))[1]) for key, (company, share) in now.items()]
    named.sort(key=lambda supplier: -supplier.share)
    rest = _rest(now)
    return tuple(named) if rest is None else (*named, row(None, rest, _rest(before)))


def purchases(plan: Plan) -> PurchaseTotal | None:
    """All purchases and ours; none if the plan has no purchases."""
    every = plan.profile.it.purchases
    ours = [entry for entry in every if entry.supplier is not None and entry.supplier.ours]
    our_amount, amount = (_complete_sum(entry.amount for entry in entries) for entries in (ours, every))
    share = known_as(Share, quotient(our_amount, amount))
    known = any(entry.supplier is not None for entry in every)
    return PurchaseTotal(len(every), len(ours), known_as(CustomerAmount, our_amount), share, known) if every else None


def _complete_sum(amounts: Iterable[float | None]) -> float | None:
    """The sum of amounts; none if there are none, or one is unknown."""
    every = list(amounts)
    return total(every) if every and None not in every else None


def installed_base(plan: Plan) -> tuple[InstalledCategory, ...]:
    """The installed base by category, in the plan's order."""
    categories: dict[Category | None, list[Installed]] = {}
    for entry in plan.profile.it.installed_base:
        categories.setdefault(entry.category, []).append(entry)
    return tuple(_installed(category, entries, plan.review_date) for category, entries in categories.items())


def installed_total(plan: Plan) -> InstalledCategory | None:
    """The whole installed base; quantities are added even across categories."""
    entries = list(plan.profile.it.installed_base)
    return _installed(None, entries, plan.review_date) if entries else None


def _installed(category: Category | None, entries: list[Installed], today: date) -> InstalledCategory:
    ours = [entry for entry in entries if entry.supplier is not None and entry.supplier.ours]
    theirs = [entry for entry in entries if entry.supplier is None or not entry.supplier.ours]
    # Amounts of some entries and quantities of others cannot be added: one measure has to apply to all.
    by_amount = all(entry.amount is not None for entry in entries) or all(entry.quantity is None for entry in entries)
    largest = _largest(theirs, by_amount)
    return InstalledCategory(
        category=category,
        ours=_quantity(ours),
        theirs=_quantity(theirs),
        our_amount=_amount(ours),
        their_amount=_amount(theirs),
        share=known_as(Share, quotient(_size(ours, by_amount), _size(entries, by_amount))),
        by_amount=by_amount,
        competitor=largest[0].supplier if largest else None,
        competitor_quantity=_quantity(largest) if largest else None,
        competitor_amount=_amount(largest) if largest else None,
        renewal=_next_renewal(largest, today),
        next_renewal=_next_renewal(theirs, today),
    )


def _size(entries: Iterable[Installed], by_amount: bool) -> float | None:
    return total(entry.amount if by_amount else entry.quantity for entry in entries)


def _quantity(entries: Iterable[Installed]) -> Quantity | None:
    return known_as(Quantity, total(entry.quantity for entry in entries))


def _amount(entries: Iterable[Installed]) -> CustomerAmount | None:
    return known_as(CustomerAmount, total(entry.amount for entry in entries))


def _largest(theirs: list[Installed], by_amount: bool) -> list[Installed]:
    """The entries of the largest competitor; "others" is not a competitor."""
    companies: dict[str, list[Installed]] = {}
    for entry in theirs:
        if entry.supplier is not None and not is_rest(entry.supplier):
            companies.setdefault(identity(entry.supplier), []).append(entry)
    return max(companies.values(), key=lambda entries: _size(entries, by_amount) or 0.0, default=[])


def _next_renewal(entries: Iterable[Installed], today: date) -> date | None:
    return min((entry.renewal for entry in entries if entry.renewal and entry.renewal >= today), default=None)


# -- figures -------------------------------------------------------------------------------------------------------


@documented("Our share in `profile.it.suppliers`; a share (0 to 1).")
def share_of_wallet(plan: Plan) -> Share | None:
    ours = [share for company, share in _shares(plan).values() if company.ours]
    return known_as(Share, total(ours)) if ours else None


@documented("Our share of wallet × the last IT budget: what the customer spends with us; in the customer's money.")
def wallet(plan: Plan) -> CustomerAmount | None:
    share, budget = share_of_wallet(plan), it_budget(plan)
    return None if share is None or budget is None else CustomerAmount(share * budget)


@documented("ours ÷ all of the installed base, by amount, or by quantity if amounts are missing; a share (0 to 1).")
def share_of_installed_base(plan: Plan) -> Share | None:
    whole = installed_total(plan)
    return whole.share if whole else None
