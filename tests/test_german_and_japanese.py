"""Documents in German and Japanese: the texts of a plan in both, names of fields, amounts, dates and sentences."""

from functools import lru_cache

import pytest

from kamdeck.analysis.changes import changes, last_quarter_of
from kamdeck.change_note import note
from kamdeck.job import Rendering
from kamdeck.plan_io import Plan, loads
from kamdeck.render import render
from kamdeck.text.no_break import NO_BREAK
from kamdeck.wording import Wording
from kamdeck.words import Words
from tests.deck_reader import Deck
from tests.lint import findings
from tests.words import change_sentence

HEAD = """
language: de
money: {currency: CNY, unit: million}
account: {id: nordwerk, name: {de: Nordwerk, ja: ノルドヴェルク}, industry: {de: Anlagenbau, ja: プラント建設}}
team: [{id: weber, name: {de: Anna Weber, ja: アンナ・ウェーバー}}]
"""
BEFORE = f"""
period: 2026-Q3
review_date: 2026-07-08
{HEAD}
profile:
  people:
    - {{id: klein, name: {{de: Jan Klein, ja: ヤン・クライン}}, support: neutral, contact: brief}}
deals:
  - {{id: d1, name: {{de: Serverleasing, ja: サーバーリース}}, amount: 120, probability: 40 %, stage: propose, close: 2026-12-01}}
  - {{id: d2, name: {{de: Netzwerk, ja: ネットワーク}}, amount: 6, probability: 90 %, stage: negotiate, close: 2026-09-24}}
promises:
  - {{text: {{de: Kostenvergleich, ja: コスト比較}}, due: 2026-09-30}}
"""
NOW = f"""
period: 2026-Q4
review_date: 2026-10-08
{HEAD}
targets:
  - {{period: 2026-Q3, target: 98, actual: 96}}
  - {{period: 2026-Q4, target: 120, forecast: 116}}
profile:
  people:
    - {{id: klein, name: {{de: Jan Klein, ja: ヤン・クライン}}, title: {{de: Leiter Einkauf, ja: 購買部長}}, support: supporter,
       role: decision_maker, contact: multiple, relationship: credible_source, owner: weber}}
deals:
  - {{id: d1, name: {{de: Serverleasing, ja: サーバーリース}}, amount: 120, probability: 60 %, stage: negotiate, close: 2026-12-01}}
  - {{id: d2, name: {{de: Netzwerk, ja: ネットワーク}}, amount: 6, stage: won, close: 2026-09-24}}
promises:
  - {{text: {{de: Kostenvergleich, ja: コスト比較}}, due: 2026-09-30}}
"""


@lru_cache
def plan() -> Plan:
    found = loads(NOW)
    found._previous = loads(BEFORE)
    return found


@lru_cache
def deck(language: str) -> Deck:
    return Deck(render(plan(), Rendering(language)).blob)


def says(language: str, text: str) -> bool:
    return any(
        text in paragraph.replace(NO_BREAK, " ") for slide in deck(language).slides for paragraph in slide.paragraphs
    )


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("de", ["Nordwerk", "Anlagenbau", "Leiter Einkauf", "Anna Weber", "Serverleasing"]),
        ("de", ["Quartalsziel", "Mio. CNY", "8. Oktober 2026", "1. Dez. 2026", "Entscheidet", "Unterstützer"]),
        ("de", ["Glaubwürdige Quelle", "Mehrfacher Kontakt", "Verhandlung", "60 %"]),
        ("ja", ["ノルドヴェルク", "プラント建設", "購買部長", "アンナ・ウェーバー", "サーバーリース"]),
        ("ja", ["四半期目標", "1億1,600万元", "2026年10月8日", "2026年12月1日", "意思決定者", "支持者"]),
        ("ja", ["信頼の情報源", "複数の接点", "交渉", "60%"]),
        ("de+ja", ["Nordwerk ノルドヴェルク", "Quartalsziel", "四半期目標", "Entscheidet"]),
    ],
)
def test_a_deck_shows_names_amounts_and_dates_in_its_language(language: str, shown: list[str]):
    assert [text for text in shown if not says(language, text)] == []


@pytest.mark.parametrize("language", ["de", "ja", "de+ja", "ja+en"])
def test_the_lint_finds_nothing_in_a_deck(language: str):
    assert not findings(deck(language))


@pytest.mark.parametrize(("language", "tag"), [("de", "de-DE"), ("ja", "ja-JP"), ("zh", "zh-CN")])
def test_the_texts_of_charts_are_marked_with_their_language(language: str, tag: str):
    charts = [chart for _, _, chart in deck(language).charts]
    assert charts
    assert {element.get("lang") for chart in charts for element in chart.iter() if element.get("lang")} == {tag}


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("de", "Q3 mit 96 Mio. von 98 Mio. CNY abgeschlossen; Netzwerk gewonnen, 6 Mio. CNY"),
        ("ja", "第3四半期は目標9,800万元に対し9,600万元で着地。ネットワークを受注（600万元）"),
    ],
)
def test_the_last_quarter_is_one_sentence(language: str, sentence: str):
    wording = Wording(language, Words(), plan())
    assert change_sentence(last_quarter_of(plan()), wording).replace(NO_BREAK, " ") == sentence


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        (
            "de",
            [
                "- Vorgerückt: Serverleasing – 120 Mio. CNY, Angebot → Verhandlung, Wahrscheinlichkeit 40 % → 60 %",
                "- Gewonnen in Q3: Netzwerk – 6 Mio. CNY, am 24. Sept. 2026",
                "- Jan Klein ist uns gegenüber aufgeschlossener – Neutral → Unterstützer",
                "- Überfällig: Kostenvergleich – 8 Tage im Verzug",
            ],
        ),
        (
            "ja",
            [
                "- 進展：サーバーリース（1億2,000万元、提案→交渉、受注確度40%→60%）",
                "- 第3四半期に受注：ネットワーク（600万元、2026年9月24日）",
                "- ヤン・クラインの態度が好転（中立→支持者）",
                "- 期限超過：コスト比較（8日超過）",
            ],
        ),
    ],
)
def test_each_change_is_a_sentence(language: str, sentences: list[str]):
    lines = (
        note(changes(loads(BEFORE), plan()), plan(), Wording(language, Words(), plan()))
        .replace(NO_BREAK, " ")
        .splitlines()
    )
    assert [sentence for sentence in sentences if sentence not in lines] == []


@pytest.mark.parametrize(
    ("language", "count", "text"),
    [("de", 0, "0 Tage"), ("de", 1, "1 Tag"), ("de", 2, "2 Tage"), ("ja", 1, "1日"), ("ja", 2, "2日")],
)
def test_counted_nouns_agree(language: str, count: int, text: str):
    words = Words().text("counted.days", language, count)
    assert words is not None
    assert words.format(count=count) == text
