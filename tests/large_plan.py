"""A generated plan that is larger than any in use, as the mapping that a plan file contains."""

from itertools import cycle, islice
from typing import Any

PEOPLE, DEALS, PRODUCTS, YEARS, UNITS, OFFERINGS, ACTIONS, EVENTS = 150, 100, 60, 15, 40, 12, 80, 40
ENGLISH = [
    "the",
    "bank",
    "moves",
    "its",
    "core",
    "from",
    "one",
    "site",
    "to",
    "two",
    "while",
    "branches",
    "keep",
    "open",
    "and",
    "savers",
    "notice",
    "nothing",
    "of",
    "it",
    "since",
    "every",
    "change",
    "is",
    "tested",
    "on",
    "a",
    "copy",
    "before",
    "a",
    "weekend",
    "and",
    "rolled",
    "back",
    "where",
    "a",
    "figure",
    "differs",
]
CHINESE = "该行在两地同时运行核心系统，网点照常营业，储户毫无察觉；每次变更先在副本上演练，周末上线，如有差异立即回退。"
TEAM = [{"id": f"ours-{n}", "name": {"en": f"Colleague {n}", "zh": f"同事{n}"}} for n in range(12)]


def large() -> dict[str, Any]:
    """150 people, 100 deals, 60 installed products, 15 years of financials, paragraphs of 600 characters."""
    return {
        "format": 1,
        "period": "2026-Q4",
        "review_date": "2026-10-08",
        "language": "zh+en",
        "money": {"currency": "CNY", "unit": "million"},
        "account": {
            "id": "large",
            "name": {"en": "Large Bank", "zh": "大银行"},
            "manager": "ours-0",
            "sponsor": "ours-1",
        },
        "vendor": {"id": "northwind", "name": {"en": "Northwind", "zh": "北风"}, "offerings": _offerings()},
        "units": [{"id": f"unit-{n}", "name": _both(f"Unit {n}", f"部门{n}")} for n in range(UNITS)],
        "team": TEAM,
        "profile": _profile(),
        "strategy": _strategy(),
        "competition": [_rival(n) for n in range(8)],
        "deals": [_deal(n) for n in range(DEALS)],
        "actions": [_action(n) for n in range(ACTIONS)],
        "support": [_support(n) for n in range(20)],
        "resources": [_resource(n) for n in range(20)],
        "decisions": [{"ask": _text("Decision", n, 160), "effect": _text("Effect", n, 160)} for n in range(12)],
    }


def _both(en: str, zh: str) -> dict[str, str]:
    return {"en": en, "zh": zh}


def _text(head: str, number: int, length: int) -> dict[str, str]:
    """A unique text of about so many characters in English, and half as many in Chinese."""
    english = f"{head} {number}: " + " ".join(islice(cycle(ENGLISH[number % 7 :] + ENGLISH), length // 5))
    chinese = f"{head}{number}：" + "".join(islice(cycle(CHINESE), length // 2))
    return _both(english[:length].strip(), chinese[: length // 2].strip())


def _offerings() -> list[dict[str, Any]]:
    return [
        {"id": f"offer-{n}", "name": _both(f"Offering {n}", f"产品{n}"), "category": "hardware"}
        for n in range(OFFERINGS)
    ]


def _profile() -> dict[str, Any]:
    return {
        "summary": _text("Summary", 1, 600),
        "industry_position": _text("Position", 1, 600),
        "trends": [_text("Trend", n, 200) for n in range(12)],
        "ceo": {
            "person": "person-0",
            "goals": [_text("Goal", n, 120) for n in range(9)],
            "challenges": [_text("Challenge", n, 120) for n in range(9)],
        },
        "customers": [{"segment": _text("Segment", n, 30), "needs": _text("Needs", n, 200)} for n in range(10)],
        "competitors": [{"company": f"Rival bank {n}", "threat": _text("Threat", n, 200)} for n in range(10)],
        "financials": [_year(n) for n in range(YEARS)],
        "budget": [{"year": 2012 + n, "amount": 9000 + 250 * n} for n in range(YEARS)],
        "references": [{"title": _text("Report", n, 60), "url": f"https://example.com/{n}"} for n in range(20)],
        "people": [_person(n) for n in range(PEOPLE)],
        "influence": [
            {"from": f"person-{n}", "to": f"person-{n // 2}", "kind": ("influence", "alliance", "conflict")[n % 3]}
            for n in range(1, 60)
        ],
        "decision_process": [
            {"step": _text("Step", n, 60), "people": [f"person-{n}"], "criteria": _text("Criterion", n, 200)}
            for n in range(10)
        ],
        "history": [
            {"date": f"{1990 + n}-03-15", "event": _text("Event", n, 90), "kind": ("milestone", "win", "issue")[n % 3]}
            for n in range(EVENTS - 5)
        ]
        + [{"date": str(1985 + n), "event": _text("Early event", n, 60), "kind": "company"} for n in range(5)],
        "it": _it(),
        "advantages": [_text("Advantage", n, 150) for n in range(10)],
        "satisfaction": [
            {
                "criterion": _text("Criterion", n, 40),
                "weight": 1 + n % 3,
                "ours": 3 + n % 3,
                "competitors": {"Contoso": 3},
            }
            for n in range(12)
        ],
    }


def _year(n: int) -> dict[str, Any]:
    money = {"revenue": 20000 + 1500 * n, "net_income": 4000 + 300 * n, "assets": 900000 + 80000 * n}
    rest = {"liabilities": 830000 + 74000 * n, "equity": 70000 + 6000 * n, "operating_cash_flow": 9000 + 700 * n}
    return {"year": 2012 + n, "market_share": f"{1 + n / 50:.2f} %", **money, **rest}


def _person(n: int) -> dict[str, Any]:
    roles = ("decision_maker", "approver", "adviser", "influencer", "evaluator", "user", "gatekeeper")
    person: dict[str, Any] = {
        "id": f"person-{n}",
        "name": _both(f"Person Number {n}", f"客户人员{n}"),
        "title": _both(f"Head of department {n}", f"第{n}部门负责人"),
        "unit": f"unit-{n % UNITS}",
        "level": ("executive", "management", "operational")[min(2, n // 12)],
        "role": roles[n % 7],
        "circle": ("inner", "political", "outside")[min(2, n // 10)],
        "support": ("mentor", "supporter", "neutral", "non_supporter", "enemy")[n % 5],
        "influence": 1 + n % 5,
        "contact": ("none", "brief", "multiple", "in_depth")[n % 4],
        "relationship": "vendor",
        "desired_relationship": "trusted_advisor",
        "owner": f"ours-{n % 12}",
        "goals": {"business": _text("Business goal", n, 80), "personal": _text("Personal goal", n, 80)},
        "care": _text("Care", n, 60),
        "notes": _text("Note", n, 60),
    }
    return {**person, "reports_to": f"person-{(n - 1) // 6}"} if n else person


def _it() -> dict[str, Any]:
    return {
        "strategy": _text("IT strategy", 1, 600),
        "supplier_strategy": _text("Supplier strategy", 1, 600),
        "budget": [
            {
                "year": 2016 + n // 5,
                "category": ("hardware", "software", "pc", "solution", "services")[n % 5],
                "amount": 90 + n,
            }
            for n in range(50)
        ],
        "budget_process": [
            {
                "step": _text("Budget step", n, 60),
                "when": f"Week {n}",
                "can_influence": n % 2 == 0,
                "how": _text("How", n, 300),
            }
            for n in range(9)
        ],
        "purchases": [
            {"date": f"2026-0{1 + n % 9}-11", "item": _text("Purchase", n, 50), "supplier": "Contoso", "amount": 3 + n}
            for n in range(40)
        ],
        "suppliers": [{"company": "northwind", "share": "31 %"}]
        + [{"company": f"Supplier {n}", "share": f"{5 - n / 10:.1f} %"} for n in range(12)],
        "installed_base": [
            {
                "supplier": "northwind" if n % 2 else "Contoso",
                "category": ("hardware", "software", "pc")[n % 3],
                "product": _text("Product", n, 60),
                "unit": f"unit-{n % UNITS}",
                "quantity": 10 * n + 1,
                "amount": 5 + n,
                "renewal": f"2028-0{1 + n % 9}-01",
            }
            for n in range(PRODUCTS)
        ],
    }


def _strategy() -> dict[str, Any]:
    themes = ("product", "solution", "price", "service")
    return {
        "customer": [{"theme": themes[n % 4], "text": _text("Their strategy", n, 600)} for n in range(6)],
        "ours": [{"theme": themes[n % 4], "text": _text("Our strategy", n, 600)} for n in range(6)],
        "objectives": [
            {
                "objective": _text("Objective", n, 120),
                "measure": _text("Measure", n, 120),
                "target": f"{n} %",
                "due": "2027-01-31",
            }
            for n in range(15)
        ],
        "coverage": [
            {
                "person": f"person-{n}",
                "objective": _text("Coverage", n, 120),
                "deals": [f"deal-{n}"],
                "actions": [f"action-{n}"],
                "next_contact": "2026-11-05",
            }
            for n in range(40)
        ],
        "whitespace": [
            {
                "unit": f"unit-{unit}",
                "offering": f"offer-{offering}",
                "status": ("ours", "competitor", "open", "no_need")[(unit + offering) % 4],
                "supplier": "Contoso" if (unit + offering) % 4 == 1 else None,
                "potential": 1 + (unit * offering) % 30,
                "revenue": 1 + unit % 7 if (unit + offering) % 4 < 2 else None,
            }
            for unit in range(UNITS)
            for offering in range(OFFERINGS)
        ],
        "value": {
            "wants": [_text("Want", n, 120) for n in range(9)],
            "does_not_want": [_text("Unwanted", n, 120) for n in range(9)],
            "cannot_get": [_text("Out of reach", n, 120) for n in range(9)],
            "path": [
                {"need": _text("Need", n, 150), "value": _text("Value", n, 150), "proof": _text("Proof", n, 150)}
                for n in range(9)
            ],
        },
        "roadmap": [
            {
                "lane": ("customer", "ours", "joint", "regulator")[n % 4],
                "item": _text("Roadmap item", n, 60),
                "start": f"{2026 + n // 20}-0{1 + n % 9}",
                "end": f"{2027 + n // 20}-Q{1 + n % 4}",
                "status": ("open", "doing", "done", "late")[n % 4],
            }
            for n in range(40)
        ],
    }


def _rival(n: int) -> dict[str, Any]:
    return {
        "company": f"Rival {n}",
        "position": _text("Position", n, 600),
        "strengths": [_text(f"Strength {n}", m, 120) for m in range(6)],
        "weaknesses": [_text(f"Weakness {n}", m, 120) for m in range(6)],
        "strategy": _text("Strategy of a rival", n, 600),
        "how_we_win": _text("How we win", n, 600),
        "threat": ("high", "medium", "low")[n % 3],
    }


def _deal(n: int) -> dict[str, Any]:
    letters = ("metrics", "decision_criteria", "decision_process", "paper_process", "pain", "competition")
    return {
        "id": f"deal-{n}",
        "name": _both(f"Deal number {n}", f"商机{n}"),
        "amount": 200 - n,
        "stage": ("negotiate", "propose", "qualify", "prospect", "won", "lost")[n % 6],
        "probability": f"{90 - n % 6 * 15} %" if n % 6 < 4 else None,
        "close": "2026-12-15",
        "owner": f"ours-{n % 12}",
        "need": _text("Deal need", n, 600 if n < 6 else 200),
        "offerings": [f"offer-{n % OFFERINGS}"],
        "competitors": ["Contoso", f"Rival {n % 8}"],
        "people": [f"person-{m}" for m in range(n % 20)],
        "next_step": _text("Next step", n, 150),
        "due": "2026-11-15",
        "health": ("green", "amber", "red")[n % 3],
        "meddpicc": {letter: _text(letter.replace("_", " "), n, 200) for letter in letters},
        "events": [{"date": f"2026-0{1 + m}-02", "event": _text(f"Event of deal {n}", m, 120)} for m in range(7)],
    }


def _action(n: int) -> dict[str, Any]:
    return {
        "id": f"action-{n}",
        "action": _text("Action", n, 150),
        "owner": f"ours-{n % 12}",
        "customer_owner": f"person-{n}",
        "people": [f"person-{n + 1}", f"person-{n + 2}"],
        "start": "2026-10-01",
        "due": f"2026-{10 + n % 3}-2{n % 8}",
        "status": ("open", "doing", "done", "late", "dropped")[n % 5],
        "priority": ("high", "medium", "low")[n % 3],
        "deal": f"deal-{n}",
        "outcome": _text("Outcome", n, 100),
    }


def _support(n: int) -> dict[str, Any]:
    kinds = ("executive", "presales", "technical", "marketing", "delivery", "budget")
    return {
        "need": _text("Support", n, 200),
        "kind": kinds[n % 6],
        "provider": "ours-2",
        "amount": 1 + n,
        "start": "2026-Q4",
        "end": "2027-Q1",
        "status": ("requested", "approved", "refused", "delivered")[n % 4],
        "action": f"action-{n}",
    }


def _resource(n: int) -> dict[str, Any]:
    months = [f"{2026 + (9 + m) // 12}-{1 + (9 + m) % 12:02}" for m in range(18)]
    return {
        "role": _text("Role", n, 40),
        "capacity": 20,
        "demand": {month: 10 + (n + place) % 15 for place, month in enumerate(months)},
    }
