"""For each rule of sections 1 and 2, a plan with its fault and a plan without it."""

from typing import NamedTuple


class Pair(NamedTuple):
    """Lines of a plan with the fault, the path of its first finding, and lines of a plan without the fault."""

    fault: str
    path: str
    well: str


BOSS = "id: ann, name: Ann Berg, level: executive, role: decision_maker"
TEAM = "team: [{id: li, name: Li Wei, role: Manager, level: management}, {id: wu, name: Wu Di, level: operational}]\n"


def person(more: str, rest: str = "") -> str:
    """A plan with one decision maker who has these fields."""
    return f"{TEAM}profile: {{people: [{{{BOSS}, {more}}}]{rest}}}"


def people(*entries: str, rest: str = "") -> str:
    return f"profile: {{people: [{', '.join('{' + entry + '}' for entry in entries)}]{rest}}}"


FIVE = tuple(f"id: p{n}, circle: inner" for n in range(5))
ALL_OF_IT = (
    "strategy: a, supplier_strategy: b, budget: [{year: 2026, amount: 1}], budget_process: [{step: a}], "
    "purchases: [{item: a}], suppliers: [{company: A}], installed_base: [{product: a}]"
)
CUSTOMER: dict[str, Pair] = {
    "K101": Pair(
        "profile: {summary: a}",
        "profile",
        "account: {id: a, name: A, industry: b}\nprofile: {summary: a, ceo: {goals: [a], challenges: [b]}, "
        "customers: [{segment: a}], competitors: [{company: B}]}",
    ),
    "K102": Pair(
        "profile: {customers: [{segment: a, needs: b}, {segment: c}]}",
        "profile.customers[1]",
        "profile: {customers: [{segment: a, needs: b}], competitors: [{company: B, threat: c}]}",
    ),
    "K103": Pair(
        people(BOSS, rest=", ceo: {goals: [a]}"), "profile.ceo", people(BOSS, rest=", ceo: {goals: [a], person: ann}")
    ),
    "K104": Pair(
        "profile: {financials: [{year: 2024, revenue: 1, net_income: 1}, {year: 2025, revenue: 1}]}",
        "profile.financials",
        "profile: {financials: [{year: 2023, revenue: 1, net_income: 1}, {year: 2024, revenue: 1, net_income: 1}, "
        "{year: 2025, revenue: 1, net_income: 0}]}",
    ),
    "K105": Pair(
        "profile: {it: {budget: [{year: 2024, amount: 1}]}}",
        "profile.it.budget",
        "profile: {it: {budget: [{year: 2024, amount: 1}, {year: 2025, amount: 1}]}}",
    ),
    "K106": Pair(
        "profile: {financials: [{year: 2025, assets: 100, liabilities: 60, equity: 30}]}",
        "profile.financials[0]",
        "profile: {financials: [{year: 2025, assets: 100, liabilities: 60, equity: 40.5}]}",
    ),
    "K107": Pair(
        "profile: {financials: [{year: 2025}]}",
        "profile",
        "profile: {financials: [{year: 2025}], references: [{title: Report}]}",
    ),
    "K108": Pair(
        "profile: {history: [{event: a, kind: win}]}",
        "profile.history",
        "profile: {history: [{event: a, kind: win}, {event: b, kind: company}]}",
    ),
    "K109": Pair(
        "profile: {financials: [{year: 2025}, {year: 2026}]}",
        "profile.financials[1]",
        "profile: {financials: [{year: 2025}, {year: 2026, forecast: yes}, {year: 2027, forecast: no}]}",
    ),
    "K121": Pair(people("id: a, role: user"), "profile.people", people(BOSS, "id: b, role: adviser")),
    "K122": Pair(
        people("id: a, role: user, support: neutral, influence: 2"),
        "profile.people[0]",
        people("id: a, role: user, support: neutral, influence: 2, contact: none"),
    ),
    "K123": Pair(
        people(BOSS, "id: b, level: management"),
        "profile.people[1]",
        people(BOSS, "id: b, level: management, reports_to: ann"),
    ),
    "K124": Pair(
        people("id: a, circle: inner, support: neutral", "id: b, circle: outside, support: mentor"),
        "profile.people",
        people("id: a, circle: inner, support: neutral", "id: b, circle: inner, support: mentor"),
    ),
    "K125": Pair(people(*FIVE), "profile", people(*FIVE, rest=", influence: [{from: p0, to: p1}]")),
    "K126": Pair(
        people(BOSS, rest=", decision_process: [{step: a, people: [ann], date: 2026-11-02}]"),
        "profile.decision_process[0]",
        people(BOSS, rest=", decision_process: [{step: a, people: [ann], criteria: b, date: 2026-11-02}]"),
    ),
    "K131": Pair("profile: {it: {strategy: a}}", "profile.it", f"profile: {{it: {{{ALL_OF_IT}}}}}"),
    "K132": Pair(
        "vendor: {id: us}\nprofile: {it: {suppliers: [{company: A, share: 50 %}]}}",
        "profile.it.suppliers",
        "vendor: {id: us}\nprofile: {it: {suppliers: [{company: A, share: 50 %}, {company: us, share: 20 %}]}}",
    ),
    "K133": Pair(
        "profile: {it: {installed_base: [{product: a, renewal: 2027-01-31}]}}",
        "profile.it.installed_base[0]",
        "profile: {it: {installed_base: [{product: a, renewal: 2027-01-31, quantity: 3}]}}",
    ),
    "K134": Pair(
        "profile: {it: {installed_base: [{product: a, renewal: 2026-09-30}]}}",
        "profile.it.installed_base[0]",
        "profile: {it: {installed_base: [{product: a, renewal: 2026-10-01}]}}",
    ),
    "K135": Pair(
        people(BOSS, rest=", it: {budget_process: [{step: a, people: [ann], can_influence: yes}]}"),
        "profile.it.budget_process[0]",
        people(BOSS, rest=", it: {budget_process: [{step: a, people: [ann]}]}"),
    ),
    "K136": Pair(
        "profile: {satisfaction: [{criterion: a, ours: 4}]}",
        "profile.satisfaction[0]",
        "profile: {satisfaction: [{criterion: a, ours: 4, competitors: {B: 3}}]}",
    ),
    "K127": Pair(
        "team: [{id: li}]\nprofile: {people: [{id: a}], ties: [{person: a, member: li}]}",
        "profile.ties[0]",
        "team: [{id: li}]\nprofile: {people: [{id: a, owner: li}], ties: [{person: a, member: li}]}",
    ),
    "K138": Pair(
        "profile: {satisfaction: [{criterion: a, ours: 3, competitors: {B: 4, C: 2}}]}",
        "profile.satisfaction[0]",
        "actions: [{id: A1}]\nprofile: {satisfaction: [{criterion: a, ours: 3, competitors: {B: 4}, action: A1}]}",
    ),
    "K224": Pair(
        "strategy: {objectives: [{objective: a, figure: win_rate}]}",
        "strategy.objectives[0].figure",
        "deals: [{stage: won}]\nstrategy: {objectives: [{objective: a, figure: win_rate}]}",
    ),
    "K225": Pair(
        "outcomes: [{outcome: a, measured: [{value: 3}]}]",
        "outcomes[0]",
        "profile: {people: [{id: a}]}\noutcomes: [{outcome: a, measured: [{value: 3}], confirmed_by: a}]",
    ),
    "K137": Pair("profile: {summary: a}", "profile", "profile: {advantages: [a]}"),
    "K201": Pair(
        "strategy: {ours: [{text: a}]}",
        "strategy",
        "strategy: {ours: [{text: a}], customer: [{text: b}], objectives: [{objective: c}], roadmap: [{item: d}]}",
    ),
    "K202": Pair(
        "strategy: {objectives: [{objective: a, measure: b, target: c}]}",
        "strategy.objectives[0]",
        "strategy: {objectives: [{objective: a, measure: b, target: c, due: 2026-12-31}]}",
    ),
    "K203": Pair(
        "strategy: {objectives: [{objective: a, due: 2026-09-30}]}",
        "strategy.objectives[0]",
        "strategy: {objectives: [{objective: a, due: 2026-10-01}]}",
    ),
    "K204": Pair(person("contact: brief"), "profile.people[0]", person("owner: li")),
    "K205": Pair(person("contact: none"), "profile.people[0].contact", person("contact: brief")),
    "K206": Pair(person("goals: {business: a}"), "profile.people[0]", person("goals: {business: a, personal: b}")),
    "K207": Pair(person("owner: li"), "profile.people[0]", person("care: a")),
    "K208": Pair(
        person("owner: li") + "\nstrategy: {coverage: [{person: ann, next_contact: 2026-09-30}]}",
        "profile.people[0]",
        person("owner: li") + "\nstrategy: {coverage: [{person: ann, next_contact: 2026-10-01}]}",
    ),
    "K209": Pair(
        person("owner: li") + "\nstrategy: {coverage: [{person: ann}]}",
        "strategy.coverage[0]",
        person("owner: li") + "\nstrategy: {coverage: [{person: ann, objective: a}]}",
    ),
    "K210": Pair(person("owner: li, contact: none"), "profile.people", person("owner: li, contact: brief")),
    "K211": Pair(person("owner: wu"), "profile.people[0]", person("owner: li")),
    "K212": Pair(
        person("owner: li") + "\nstrategy: {coverage: [{person: ann, next_contact: 2026-09-30}]}",
        "strategy.coverage[0]",
        person("owner: li") + "\nstrategy: {coverage: [{person: ann, next_contact: 2026-10-01}]}",
    ),
    "K213": Pair(
        person("relationship: vendor, desired_relationship: problem_solver"),
        "profile.people[0]",
        person("relationship: vendor, desired_relationship: problem_solver")
        + "\nactions: [{action: a, people: [ann], status: doing}]",
    ),
    "K214": Pair(
        person("support: enemy, influence: 4") + "\nactions: [{action: a, people: [ann], status: done}]",
        "profile.people[0]",
        person("support: enemy, influence: 4") + "\nstrategy: {coverage: [{person: ann}]}",
    ),
    "K215": Pair(
        "units: [{id: a}, {id: b}]\nstrategy: {whitespace: [{unit: a, status: open}]}",
        "units[1]",
        "units: [{id: a}, {id: b}]\nstrategy: {whitespace: [{unit: a, status: open}, {unit: b, status: no_need}]}",
    ),
    "K216": Pair(
        "strategy: {whitespace: [{unit: a, status: no_need}, {unit: b, status: open}]}",
        "strategy.whitespace[1]",
        "strategy: {whitespace: [{unit: a, status: no_need}, {unit: b, status: open, potential: 3}]}",
    ),
    "K217": Pair(
        "vendor: {offerings: [{id: o}, {id: p}]}\ndeals: [{id: d, stage: won, offerings: [o]}]\n"
        "strategy: {whitespace: [{unit: a, offering: o, status: open, potential: 3}]}",
        "strategy.whitespace[0]",
        "vendor: {offerings: [{id: o}, {id: p}]}\ndeals: [{id: d, stage: qualify, offerings: [o]}]\n"
        "strategy: {whitespace: [{unit: a, offering: o, status: open, potential: 3}]}",
    ),
    "K218": Pair(
        people(BOSS) + "\nstrategy: {value: {path: [{need: a, verified: {by: ann}}]}}",
        "strategy.value.path[0]",
        people(BOSS) + "\nstrategy: {value: {path: [{need: a, verified: {by: ann, date: 2026-09-01}}]}}",
    ),
    "K219": Pair(
        "strategy: {value: {path: [{need: a, value: b}]}}",
        "strategy.value.path[0]",
        "strategy: {value: {path: [{need: a, value: b, proof: c}]}}",
    ),
    "K220": Pair(
        "strategy: {value: {wants: [a]}}",
        "strategy.value",
        "strategy: {value: {wants: [a], does_not_want: [b], cannot_get: [c], path: [{need: d}]}}",
    ),
    "K221": Pair(
        "strategy: {roadmap: [{item: a, end: 2026-09, status: doing}]}",
        "strategy.roadmap[0]",
        "strategy: {roadmap: [{item: a, end: 2026-09, status: done}, {item: b, end: 2026-10}]}",
    ),
    "K222": Pair(
        "strategy: {roadmap: [{item: a, lane: ours}]}",
        "strategy.roadmap",
        "strategy: {roadmap: [{item: a, lane: ours}, {item: b, lane: joint}]}",
    ),
    "K223": Pair(person("owner: li"), "strategy", person("owner: li") + "\nstrategy: {coverage: [{person: ann}]}"),
}
