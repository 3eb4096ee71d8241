"""Phrases that should not be in a plan, and a search for them in its texts."""

import re
from collections.abc import Callable, Iterable

from kamdeck.analysis.quality.subject import PlanUnderReview
from kamdeck.model.paths import Where
from kamdeck.model.plan_texts import PlanText

# Chinese has no spaces, so phrases that are parts of harmless words are left out: 外行 is in 海外行, 天才 in 今天才.
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
"""Words about competitors that a customer should not read."""

JUDGING = (
    *("stubborn", "difficult person", "arrogant", "weak manager", "weak leader", "incompetent", "stupid", "brilliant"),
    *("genius", "moody", "political animal", "yes-man", "has no power", "hard to deal with"),
    *("固执", "傲慢", "难缠", "难搞", "愚蠢", "没有主见", "没主见", "没有实权", "没实权", "情绪化", "不靠谱", "老好人"),
    *("爱面子", "墙头草", "很懒", "太懒"),
)
"""Judgements of a customer's people that others should not read, praise included."""

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
"""Words that promise more than anybody can keep."""

PLACEHOLDERS = (
    *("tbd", "tba", "tbc", "todo", "to be defined", "to be determined", "lorem ipsum", "xxx", "???"),
    *("？？？", "（待定）", "时间待定", "金额待定", "（待补充）", "内容待补充", "待填写", "某某"),
)
"""Words that mark a text as unfinished."""

EMPTY = frozenset({"待定", "待补充", "待完善", "未填", "无", "?", "？", "-", "–", "…", "...", "n/a", "none", "na"})
"""Texts that count as unfinished if they consist of nothing else."""


def phrases_found(
    review: PlanUnderReview, phrases: Iterable[str], included: Callable[[PlanText], bool]
) -> list[tuple[Where, tuple[str, ...]]]:
    """The texts of a plan that contain some of the phrases, each as its place and the phrases that it contains.

    `phrases` are in lower case; `included` says which texts are searched.
    """
    # Searching all texts at once for a phrase is much cheaper than one by one, and most phrases are in no text.
    present = [phrase for phrase in phrases if review.may_contain(phrase)]
    if not present:
        return []
    found = [
        (
            each.where,
            tuple(phrase for phrase in present if any(contains(part.casefold(), phrase) for part in text.parts)),
        )
        for each, text in review.texts
        if included(each)
    ]
    return [(where, phrases) for where, phrases in found if phrases]


def contains(text: str, phrase: str) -> bool:
    """Whether a text in lower case contains a phrase; a phrase in Latin letters only as whole words."""
    if phrase not in text:
        return False
    before = r"(?<!\w)" if phrase[0].isascii() and phrase[0].isalnum() else ""
    after = r"(?!\w)" if phrase[-1].isascii() and phrase[-1].isalnum() else ""
    # With re.ASCII a Chinese character is not a letter, so that "保证guarantee" contains the word "guarantee".
    return bool(re.search(f"{before}{re.escape(phrase)}{after}", text, re.ASCII))
