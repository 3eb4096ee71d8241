"""Lists of sayings that harm or promise too much, and where the texts of a plan say one of them."""

import re
from collections.abc import Callable, Iterable

from kamdeck.analysis.quality.subject import PlanUnderReview
from kamdeck.model.paths import Where
from kamdeck.model.plan_texts import PlanText

# What also stands inside of harmless words is left out: 外行 is in 海外行, 天才 in 今天才, 三流 in 三流合一.
DISPARAGING = (
    *("rubbish", "junk", "crap", "useless", "incompetent", "clueless", "pathetic", "laughable", "worthless", "lousy"),
    *("terrible", "dishonest", "liars", "cheaters", "rip-off", "a joke", "amateurish", "dinosaur", "second-rate"),
    *("third-rate", "unprofessional", "cannot be trusted", "can't be trusted", "never works"),
    *(
        "垃圾产品",
        "垃圾公司",
        "是垃圾",
        "太垃圾",
        "骗子",
        "忽悠",
        "不靠谱",
        "不专业",
        "糟糕",
        "差劲",
        "吹牛",
        "坑人",
        "笑话",
    ),
    *("一塌糊涂", "不可信", "太烂", "很烂", "低劣", "劣质", "虚假宣传", "没水平"),
)
"""What nobody should say of a competitor to a customer."""

JUDGING = (
    *("stubborn", "difficult person", "arrogant", "weak manager", "weak leader", "incompetent", "stupid", "brilliant"),
    *("genius", "moody", "political animal", "yes-man", "has no power", "hard to deal with"),
    *("固执", "傲慢", "难缠", "难搞", "愚蠢", "没有主见", "没主见", "没有实权", "没实权", "情绪化", "不靠谱", "老好人"),
    *("爱面子", "墙头草", "很懒", "太懒"),
)
"""What nobody should say of a customer's people before others, praise included."""

PROMISING = (
    *("guarantee", "guarantees", "guaranteed", "under all circumstances", "at any price", "never fail", "never fails"),
    *("no risk", "risk-free", "zero risk", "zero downtime", "without any problem", "always available", "unlimited"),
    *("100 % available", "100% available", "100 % secure", "100% secure", "whatever it takes", "at no cost"),
    *(
        "绝对不会",
        "绝对没有",
        "绝对可以",
        "万无一失",
        "百分之百",
        "百分百",
        "零风险",
        "零故障",
        "永不",
        "无条件",
        "不惜一切",
    ),
    *("保证一定", "包您", "包你", "任何情况下", "毫无问题", "完全没有风险", "无限量", "全部免费"),
)
"""What promises more than anybody can keep."""

PLACEHOLDERS = (
    *("tbd", "tba", "tbc", "todo", "to be defined", "to be determined", "lorem ipsum", "xxx", "???"),
    *("？？？", "（待定）", "时间待定", "金额待定", "（待补充）", "内容待补充", "待填写", "某某"),
)
"""What stands where somebody meant to write something later."""

EMPTY = frozenset({"待定", "待补充", "待完善", "未填", "无", "?", "？", "-", "–", "…", "...", "n/a", "none", "na"})
"""What says nothing where it is all that a text says."""


def sayings(
    case: PlanUnderReview, sought: Iterable[str], meant: Callable[[PlanText], bool]
) -> list[tuple[Where, tuple[str, ...]]]:
    """Where the plan's texts that are meant say one of the sought, and which; whole words where they are Latin."""
    present = [saying for saying in sought if case.said(saying)]
    if not present:
        return []
    said = [
        (each.where, tuple(saying for saying in present if any(says(part.casefold(), saying) for part in text.parts)))
        for each, text in case.texts
        if meant(each)
    ]
    return [(where, words) for where, words in said if words]


def says(text: str, saying: str) -> bool:
    """Whether a text in lower case says something, as a whole word where it is Latin."""
    if saying not in text:
        return False
    before = r"(?<!\w)" if saying[0].isascii() and saying[0].isalnum() else ""
    after = r"(?!\w)" if saying[-1].isascii() and saying[-1].isalnum() else ""
    return bool(re.search(f"{before}{re.escape(saying)}{after}", text, re.ASCII))
