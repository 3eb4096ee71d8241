"""Generated accounts for portfolios: plans of every tier, some in euros, some sparse, one with an older quarter."""

from functools import lru_cache
from typing import Any

from kamdeck.plan_io import loads
from kamdeck.portfolio import Portfolio, Rates, Summary, portfolio_of, summary_of
from tests.example_decks import EXAMPLES, plan_of, to_yaml

RATES = Rates.read({"CNY": 1, "EUR": 7.8})
ENGLISH = [
    "Northlight",
    "Amber",
    "Harbour",
    "Silver",
    "Kestrel",
    "Summit",
    "Orchard",
    "Meadow",
    "Granite",
    "Juniper",
    "Falcon",
    "Willow",
    "Cedar",
]
CHINESE = ["北辰", "琥珀", "海港", "银河", "红隼", "远峰", "果园", "青原", "磐石", "杜松", "猎鹰", "垂柳", "雪松"]
TRADES = (("Bank", "银行"), ("Retail", "零售"), ("Motors", "汽车"), ("Energy", "能源"), ("Insurance", "保险"))
TEAM = (
    ("li-wei", "Li Wei", "李薇"),
    ("zhao-kai", "Zhao Kai", "赵凯"),
    ("helen-marsh", "Helen Marsh", None),
    ("qian-jing", "Qian Jing", "钱静"),
    ("tom-okafor", "Tom Okafor", None),
)
ROLES = (("Solution architects", "方案架构师"), ("Presales consultants", "售前顾问"), ("Service managers", "服务经理"))
STAGES = ("prospect", "qualify", "propose", "negotiate", "won", "lost")
LEVELS = ("executive", "management", "operational")


@lru_cache
def summary(number: int) -> Summary:
    """The summary of a generated account."""
    return summary_of(loads(to_yaml(account(number))))


@lru_cache
def portfolio(count: int, rates: Rates | None = None) -> Portfolio:
    """The three examples, and generated accounts up to a count."""
    examples = [summary_of(plan_of(name)) for name in EXAMPLES[:count]]
    invented = [summary(number) for number in range(count - len(examples))]
    return portfolio_of([*examples, *invented], rates or Rates())


def account(number: int) -> dict[str, Any]:
    """The plan of a generated account: every fifth is sparse, every seventh in euros, every eleventh a quarter old."""
    size = 1 + (number * 37) % 60
    plan = _head(number)
    if number % 5 == 4:
        return plan
    return {
        **plan,
        "targets": [{"period": "2026-Q4", "target": size, "actual": size / 4, "forecast": _forecast(number, size)}],
        "profile": _profile(number),
        "deals": [_deal(number, place, size) for place in range(number % 7 + 1)],
        "actions": [_action(number, place) for place in range(number % 4)],
        "resources": [_resource(number, place) for place in range(number % 3 + 1)],
    }


def _both(en: str, zh: str | None) -> Any:
    return {"en": en, "zh": zh} if zh else en


def _head(number: int) -> dict[str, Any]:
    trade = TRADES[number % 5]
    which, round_ = number % 13, number // 65
    tail = f" {round_ + 1}" if round_ else ""
    name = _both(f"{ENGLISH[which]} {trade[0]}{tail}", f"{CHINESE[which]}{trade[1]}{tail.strip()}")
    old = number % 11 == 10
    return {
        "period": "2026-Q3" if old else "2026-Q4",
        "review_date": "2026-07-09" if old else "2026-10-09",
        "money": {"currency": "EUR" if number % 7 == 6 else "CNY", "unit": "million"},
        "account": {
            "id": f"account-{number:03}",
            "name": name,
            "tier": ("key", "growth", "maintain")[number % 3],
            "manager": TEAM[number % 5][0],
        },
        "vendor": {"id": "northwind", "name": {"en": "Northwind Systems", "zh": "北风系统"}},
        "team": [{"id": one, "name": _both(en, zh)} for one, en, zh in TEAM],
    }


def _forecast(number: int, size: int) -> float:
    return round(size * (0.6 + (number * 13 % 60) / 100), 1)


def _profile(number: int) -> dict[str, Any]:
    share = (number * 17) % 70 + 5
    return {
        "people": [
            {
                "id": f"p{place}",
                "name": f"Person {place}",
                "level": LEVELS[place % 3],
                "role": ("decision_maker", "approver", "user")[place % 3 if place > 2 else 0],
                "contact": ("none", "brief", "multiple")[(number + place) % 3],
                "owner": TEAM[place % 5][0],
            }
            for place in range(number % 5 + 2)
        ],
        "it": {
            "budget": [{"year": 2026, "category": "hardware", "amount": 100 + number}],
            "suppliers": [{"company": "northwind", "share": f"{share} %"}, {"company": "Contoso", "share": "20 %"}],
        },
        "satisfaction": [
            {
                "criterion": "Service",
                "weight": 1,
                "ours": round(2.4 + (number * 29 % 25) / 10, 1),
                "competitors": {"Contoso": 3.4},
            }
        ],
    }


def _deal(number: int, place: int, size: int) -> dict[str, Any]:
    stage = STAGES[(number + place) % 6]
    return {
        "id": f"d{place}",
        "name": _both(f"Platform renewal {place + 1}", f"平台更新{place + 1}"),
        "amount": round(size * (place + 1) / 4 + 0.3, 1),
        "stage": stage,
        "probability": f"{15 + (number + place) % 6 * 15} %",
        "close": f"2026-{10 + place % 3}-{10 + number % 18}",
        "owner": TEAM[(number + place) % 5][0],
        "health": ("green", "amber", "red")[(number + place) % 3],
        "next_step": _both("Agree the criteria of the proof of concept", "商定概念验证的标准"),
    }


def _action(number: int, place: int) -> dict[str, Any]:
    return {
        "id": f"a{place}",
        "action": _both(f"Bring the cost case to the board, part {place + 1}", f"向董事会提交成本测算之{place + 1}"),
        "owner": TEAM[(number * 3 + place) % 5][0],
        "due": f"2026-{8 + place % 3:02}-{1 + number % 27:02}",
        "status": ("open", "doing", "done")[(number + place) % 3],
    }


def _resource(number: int, place: int) -> dict[str, Any]:
    months = ("2026-10", "2026-11", "2026-12", "2027-01")
    demand = {month: 8 + (number * 5 + place * 3 + step * 4) % 18 for step, month in enumerate(months)}
    return {"role": _both(*ROLES[place]), "capacity": 18, "demand": demand}
