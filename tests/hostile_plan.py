"""A generated plan in which every text tries to break a document, as the mapping that a plan file contains."""

from collections.abc import Iterator
from itertools import count
from typing import Any

from tests.large_plan import large

TEXTS = (
    "😀 👨‍👩‍👧‍👦 🏳️‍🌈 emoji, in a family and alone",
    "مرحبا بالعالم and שלום עולם, from right to left",
    "</a:t></a:r></a:p><a:p><a:r><a:t>markup & more &amp; &#x0;",
    "{{ 7*7 }} {% for x in y %} {# not a comment #}",
    "=1+1",
    "+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd",
    "-2+3",
    "Donaudampfschifffahrtsgesellschaft" * 9,
    "这" * 260,
    "]]> <![CDATA[ <!-- --> <?xml version='1.0'?>",
    "Z̸̢̛̺a̶͓͐l̴̰̕g̷͇̈́o̵͙͝ combining marks",
    "ภาษาไทยไม่มีช่องว่างระหว่างคำ",
    "हिन्दी में लिखा हुआ वाक्य",
    "a line\nanother line\n\nand one after a gap",
    "tabs\tand\u00a0unbroken\u202fspaces\u200bwith\u2060joiners",
    "_x000D_ _x005F_ %s %d %n ${HOME} `id` $(id)",
    "../../etc/passwd.png C:\\temp\\new.jpg",
    "\"quotes\" 'apostrophes' <b>bold</b> &lt;i&gt;",
    "NULL undefined NaN Infinity true no ~ 010 1.10 0x1F",
    "https://example.com/" + "a-very-long-path/" * 12 + "?q=1&r=<2>",
    "\u202eright to left override\u202c \u2067isolate\u2069",
    "〔〔（（《《标点》》））〕〕，。、；：？！……——“”‘’",
    "𝕌𝕟𝕚𝕔𝕠𝕕𝕖 𠮷𠮷𠮷 outside the basic plane",
)
LONG = ("Five thousand characters, 五千个字符 and more. " * 200)[:5000].strip()
KEPT = {"people": 12, "influence": 8, "whitespace": 24, "history": 10, "units": 12, "team": 12, "offerings": 12}
"""The number of entries that are kept of these lists of the large plan; other lists keep five."""
FORMULA = "=1+1"
NAMES = {"account": "<Account> & {{ 7*7 }} =1+1", "vendor": "Vendor “&” </p:sp>"}


def hostile() -> dict[str, Any]:
    """The first entries of the large plan, with a hostile text in each field that takes a text."""
    plan = _broken(large(), "", _texts())
    plan["account"] |= {"id": "hostile", "name": NAMES["account"], "industry": TEXTS[2]}
    plan["vendor"]["name"] = NAMES["vendor"]
    plan["profile"]["summary"] = LONG
    plan["profile"]["history"][0]["event"] = LONG
    plan["strategy"]["ours"][0]["text"] = LONG
    plan["competition"][0]["how_we_win"] = LONG
    plan["actions"][0]["action"] = LONG
    plan["profile"]["it"]["suppliers"][1]["company"] = FORMULA
    for year in plan["profile"]["it"]["budget"]:
        year["category"] = FORMULA
    plan["notes"] = {"profile": LONG, "deals": TEXTS[2]}
    return plan


def _texts() -> Iterator[str]:
    """The hostile texts in turn, each with a unique number, so that a lost text is not found in another place."""
    yield from (f"{TEXTS[number % len(TEXTS)]} ⟨{number}⟩" for number in count())


def _broken(value: Any, key: str, texts: Iterator[str]) -> Any:
    """A value with its lists shortened and its texts replaced; the large plan writes a text as {en: …, zh: …}."""
    if isinstance(value, list):
        return [_broken(each, key, texts) for each in value[: KEPT.get(key, 5)]]
    if isinstance(value, dict) and set(value) == {"en", "zh"}:
        return next(texts)
    if isinstance(value, dict):
        return {name: _broken(each, name, texts) for name, each in value.items()}
    return value
