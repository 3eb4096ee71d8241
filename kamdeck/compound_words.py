"""Chinese words that are frequent in account plans and must not be broken across lines."""

import re

from kamdeck.text import no_break
from kamdeck.text.no_break import Spans

COMPOUND_WORDS = re.compile(
    "副?(?:董事长|总经理|总工程师|总裁|行长|总监|主任|经理|部长|处长|科长|主管|负责人|架构师|工程师|首席.{1,3}官)"
    "|服务器|数据库|供应商|竞争对手|交换机|一体机"
)
"""Job titles and products of three characters or more that plans are full of.

Chinese has no spaces between words, and most words have two characters: the general rules would break longer ones.
"""


def no_break_spans(text: str, *, headline: bool = False) -> Spans:
    """The start and end of each part of a text that must stay on one line; see `text.no_break`.

    `headline` applies the additional rules for headlines.
    """
    return no_break.no_break_spans(text, COMPOUND_WORDS, headline=headline)
