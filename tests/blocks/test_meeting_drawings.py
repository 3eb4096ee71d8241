"""Power map, relationships to move and battle cards: nothing overflows or is lost, whatever the plan has."""

from itertools import combinations
from types import SimpleNamespace
from typing import Any, cast

import pytest

from kamdeck.analysis.power_map import DecisionGroup
from kamdeck.analysis.relationship_goals import GoalGroup
from kamdeck.blocks.battle_cards import BattleCards
from kamdeck.blocks.power_map import FORMS, PowerMap
from kamdeck.blocks.power_map_cards import PowerCards
from kamdeck.blocks.relationship_goals import RelationshipGoals
from kamdeck.components.status_icons import stance
from kamdeck.diagrams.gridlines import frame_width
from kamdeck.document import Block, Region, RenderContext
from kamdeck.flow import Box, Drawing, Flow, Line, Paragraph, Run, Style, TextItem, height_of
from kamdeck.model.values import Amount, Contact, Relationship, Role, Share, Support, Threat
from kamdeck.model.values import Text as PlanText
from kamdeck.theme import REPORT_SIZES, Theme
from kamdeck.wording import Wording
from tests.choices import crossed
from tests.document_stubs import THEME
from tests.layouts import COLUMN, FOUR_TO_THREE, REGIONS, REPORT, SLIDE, terms

PLAN = SimpleNamespace(
    name_of=lambda name: PlanText(plain="Lin Yue"),
    money=SimpleNamespace(currency="CNY", unit="million"),
    sales_amounts=(),
    written_amounts=(),
    language="en",
    period_kind="quarter",
)
LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenfabrikant"
SENTENCE = "Show that both sites can carry the full load of a quarter's end without a weekend of work for anybody"


def context(region: Region, language: str = "en") -> RenderContext:
    theme = Theme(THEME.colours, sizes=REPORT_SIZES) if region is REPORT else THEME
    return RenderContext(Style(theme), Wording(language, terms(), cast(Any, PLAN)))


def person(number: int, **facts: Any) -> SimpleNamespace:
    known: dict[str, Any] = {
        "id": f"p{number}",
        "name": PlanText(en=f"Person {number:03} Zhang", zh=f"张{number:03}"),
        "title": PlanText(plain="Head of Something"),
        "unit": None,
        "reports_to": None,
        "role": list(Role)[number % 7],
        "circle": None,
        "support": list(Support)[number % 5],
        "influence": number % 5 + 1,
        "contact": list(Contact)[number % 4],
        "owner": "lin-yue" if number % 3 else None,
    }
    return SimpleNamespace(**{**known, **facts})


def placed(number: int, **facts: Any) -> SimpleNamespace:
    group = list(DecisionGroup)[facts.pop("group", 0)]
    covered = facts.pop("covered", False)
    return SimpleNamespace(person=person(number, **facts), group=group, covered=covered, move=None)


def goal(number: int, **facts: Any) -> SimpleNamespace:
    known: dict[str, Any] = {
        "group": GoalGroup.DECIDERS,
        "covered": True,
        "relationship": Relationship.VENDOR,
        "desired_relationship": list(Relationship)[number % 4],
        "objective": PlanText(plain="Agree the test plan"),
        "next_contact": None,
    }
    own = {name: facts.pop(name) for name in list(facts) if name in known}
    return SimpleNamespace(person=person(number, **facts), **{**known, **own})


def rival(name: str, threat: Threat | None = Threat.HIGH, **facts: Any) -> SimpleNamespace:
    known: dict[str, Any] = {
        "company": PlanText(plain=name),
        "position": PlanText(plain="Strong in servers"),
        "strengths": (PlanText(plain="Price"), PlanText(plain="Speed")),
        "weaknesses": (PlanText(plain="Service"),),
        "strategy": PlanText(plain="Discounts"),
        "how_we_win": PlanText(plain="Prove it"),
    }
    own = {name: facts.pop(name) for name in list(facts) if name in known}
    row = SimpleNamespace(**{**known, **own}, threat=threat)
    deals = facts.get("deals", 1)
    contested = tuple(SimpleNamespace(id=f"D{number}", amount=Amount(10)) for number in range(deals))
    stake = Amount(10 * deals) if deals else None
    return SimpleNamespace(rival=row, share=facts.get("share", Share(0.2)), deals=contested, stake=stake)


def many_people() -> tuple[SimpleNamespace, ...]:
    rows = [placed(number, group=number % 4, covered=number % 2 == 0) for number in range(150)]
    return tuple(sorted(rows, key=lambda row: list(DecisionGroup).index(row.group)))


def bare(number: int) -> SimpleNamespace:
    missing = dict.fromkeys(("title", "role", "support", "contact", "owner", "influence"))
    return person(number, **missing)


BARE_GOAL = SimpleNamespace(
    person=bare(1), group=GoalGroup.OTHERS, covered=False, relationship=None, desired_relationship=None,
    objective=None, next_contact=None,
)  # fmt: skip
BARE_RIVAL = SimpleNamespace(
    rival=SimpleNamespace(
        company=None, position=None, strengths=(), weaknesses=(), strategy=None, how_we_win=None, threat=None
    ),
    share=None, deals=(), stake=None,
)  # fmt: skip
LONG_TEXTS = tuple(PlanText(plain=f"{LONG} {SENTENCE}") for _ in range(5))
BLOCKS: dict[str, Any] = {
    "one person": PowerMap((placed(1),)),
    "150 people": PowerMap(many_people()),
    "people of whom only the name is known": PowerMap(
        tuple(
            SimpleNamespace(person=bare(each), group=DecisionGroup.UNKNOWN, covered=False, move=None) for each in (1, 2)
        )
    ),
    "people with long words": PowerMap(
        tuple(placed(each, name=PlanText(plain=LONG), title=PlanText(plain=SENTENCE)) for each in range(9))
    ),
    "one goal": RelationshipGoals((goal(2),)),
    "150 goals": RelationshipGoals(tuple(goal(each, covered=each % 2 == 0) for each in range(150))),
    "a goal of which nothing is known": RelationshipGoals((BARE_GOAL,)),
    "goals with long words": RelationshipGoals(
        tuple(
            goal(each, name=PlanText(plain=LONG), title=PlanText(plain=SENTENCE), objective=PlanText(plain=SENTENCE))
            for each in range(8)
        )
    ),
    "one rival": BattleCards((rival("Acme"),)),
    "twelve rivals": BattleCards(
        tuple(rival(f"Rival {each}", list(Threat)[each % 3], deals=each) for each in range(12))
    ),
    "a rival of which nothing is known": BattleCards((BARE_RIVAL,)),
    "rivals with long words": BattleCards(
        tuple(
            rival(LONG, strengths=LONG_TEXTS, weaknesses=LONG_TEXTS, strategy=LONG_TEXTS[0], how_we_win=LONG_TEXTS[1])
            for _ in range(2)
        )
    ),
}


def lowered(name: str, region: Region, language: str = "en") -> list[Flow]:
    block: Block = BLOCKS[name]
    return block.lower(region, context(region, language))


def drawings(flows: list[Flow]) -> list[Drawing]:
    return [flow for flow in flows if isinstance(flow, Drawing)]


def texts(drawing: Drawing) -> list[TextItem | Box]:
    return [item for item in drawing.frame.items if not isinstance(item, Line) and item.paragraphs]


def shown(flows: list[Flow]) -> set[str]:
    return {text for flow in flows for text in flow.texts}


@pytest.mark.parametrize(("name", "language"), crossed([*BLOCKS], ("en", "zh", "de")))
def test_everything_is_inside_the_drawing_and_every_text_has_its_height(name: str, language: str):
    for region in REGIONS:
        style = context(region).style
        for drawing in drawings(lowered(name, region, language)):
            frame = drawing.frame
            assert frame.width <= region.width + 0.1
            for item in frame.items:
                if isinstance(item, Line):
                    continue
                assert item.x >= -0.5, (region, item)
                assert item.y >= -0.5, (region, item)
                assert item.x + item.width <= frame.width + 0.5, (region, item)
                assert item.y + item.height <= frame.height + 0.5, (region, item)
            for item in texts(drawing):
                width = item.width - (2 * item.inset if isinstance(item, Box) else 0.0)
                assert height_of(item.paragraphs, width, style) <= item.height + 0.6, (region, item)


@pytest.mark.parametrize("name", BLOCKS)
def test_no_two_texts_overlap(name: str):
    for region in REGIONS:
        for drawing in drawings(lowered(name, region)):
            for one, other in combinations(texts(drawing), 2):
                across = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
                down = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
                assert across <= 1 or down <= 1, (region, one, other)


@pytest.mark.parametrize("name", [name for name in BLOCKS if "long" not in name and "rival" not in name])
def test_a_drawing_of_people_fits_its_region_whatever_their_number(name: str):
    for region in REGIONS:
        (drawing,) = drawings(lowered(name, region))
        assert drawing.frame.height <= region.height + 0.1, region


@pytest.mark.parametrize("region", [SLIDE, FOUR_TO_THREE])
def test_twelve_competitors_fit_a_slide_or_are_continued_on_another(region: Region):
    found = drawings(lowered("twelve rivals", region))
    assert sum(drawing.frame.height for drawing in found) <= region.height
    assert {f"Rival {number}" for number in range(12)} <= shown(found)


def test_of_many_competitors_those_of_high_threat_keep_their_bands_above_close_lines():
    rows = (*(rival(f"High {each}") for each in range(3)), *(rival(f"Low {each}", Threat.LOW) for each in range(4)))
    *bands, lines = drawings(BattleCards(cast(Any, rows)).lower(SLIDE, context(SLIDE)))
    assert len(bands) == 3
    assert {f"Low {each}" for each in range(4)} <= shown([lines])


def test_a_name_that_would_be_broken_beside_its_threat_stands_above_it():
    name, style = "Steuerungsgesellschaft", context(SLIDE).style
    card, _ = drawings(BattleCards(cast(Any, [rival(name)] * 2)).lower(SLIDE, context(SLIDE)))
    (item,) = (each for each in card.frame.items if isinstance(each, TextItem) and each.paragraphs[0].text == name)
    assert item.paragraphs[0].longest_stretch(style) <= item.width


def test_a_cell_of_a_power_map_counts_the_people_who_have_no_card():
    rows = tuple(placed(number, support=Support.NEUTRAL) for number in range(99))
    block = PowerMap(cast(Any, rows))
    (drawing,) = drawings(block.lower(SLIDE, context(SLIDE)))
    cards = [item for item in drawing.frame.items if isinstance(item, Box) and item.key]
    assert f"+ {99 - len(cards)} more" in shown([drawing])
    # No other card would fit.
    assert SLIDE.height - max(card.height for card in cards) < drawing.frame.height <= SLIDE.height


def test_the_cards_of_a_crowded_cell_stand_beside_each_other_before_any_is_left_out():
    rows = tuple(placed(number, support=Support.NEUTRAL) for number in range(14))
    (drawing,) = drawings(PowerMap(cast(Any, rows)).lower(SLIDE, context(SLIDE)))
    cards = [item for item in drawing.frame.items if isinstance(item, Box) and item.key]
    assert (len(cards), len({card.x for card in cards})) == (14, 2)


def test_a_column_of_a_power_map_is_the_wider_the_more_people_it_has():
    many = [placed(number, support=Support.NEUTRAL) for number in range(6)]
    few = [placed(number + 6, support=Support.SUPPORTER) for number in range(2)]
    (drawing,) = drawings(PowerMap(cast(Any, (*many, *few))).lower(SLIDE, context(SLIDE)))
    widths = {box.fill: box.width for box in drawing.frame.items if isinstance(box, Box) and box.y == 0.0}
    stances = (Support.NON_SUPPORTER, Support.SUPPORTER, Support.NEUTRAL)
    nobody, supporter, neutral = (widths[stance(each).fill] for each in stances)
    assert nobody < supporter < neutral


def test_the_contact_of_all_people_of_a_power_map_is_at_the_lower_right_of_their_cards():
    titles = ("CEO", "Head of data centre services and networks")
    rows = tuple(placed(number, title=PlanText(plain=each)) for number, each in enumerate(titles))
    (drawing,) = drawings(PowerMap(cast(Any, rows)).lower(SLIDE, context(SLIDE)))
    boxes = [item for item in drawing.frame.items if isinstance(item, Box)]
    cards = [box for box in boxes if box.key]
    bars = [box for box in boxes if 0.0 < box.width < 6.0]
    for card in cards:
        inside = [
            bar for bar in bars if card.x <= bar.x < card.x + card.width and card.y <= bar.y < card.y + card.height
        ]
        assert inside and all(bar.x > card.x + card.width / 2 for bar in inside)


@pytest.mark.parametrize(("count", "shown_stances"), [(8, {"N", "S", "NS"}), (11, {"E", "NS", "N", "S", "M"})])
def test_a_power_map_of_few_people_leaves_out_stances_that_nobody_has(count: int, shown_stances: set[str]):
    rows = tuple(placed(each, support=(Support.NEUTRAL, Support.SUPPORTER)[each % 2]) for each in range(count))
    heads = [text.split()[0] for text in shown(PowerMap(cast(Any, rows)).lower(SLIDE, context(SLIDE))) if text]
    assert {head for head in heads if head in {"E", "NS", "N", "S", "M"}} == shown_stances


def test_a_power_map_of_names_that_are_too_long_for_its_cells_still_has_cards():
    name = PlanText(plain="双活数据中心核心系统分布式改造与小微贷款在线授信平台联合建设项目领导小组")
    rows = tuple(placed(each, group=each % 3, support=list(Support)[each % 2], name=name) for each in range(12))
    ordered = tuple(sorted(rows, key=lambda row: list(DecisionGroup).index(row.group)))
    (drawing,) = drawings(PowerMap(cast(Any, ordered)).lower(SLIDE, context(SLIDE)))
    assert any(isinstance(item, Box) and item.key for item in drawing.frame.items)
    assert drawing.frame.height <= SLIDE.height


@pytest.mark.parametrize("width", range(40, 121, 20))
def test_the_sign_of_an_uncovered_decider_stands_without_the_letters_that_have_no_space(width: int):
    row = placed(1, role=Role.DECISION_MAKER, support=Support.NEUTRAL, contact=None)
    owners = set()
    for form in FORMS:
        card = PowerCards(form, width, context(SLIDE)).card(cast(Any, row))
        owners |= {item.paragraphs[0].text for item in card.items if isinstance(item, TextItem)}
    signed = {text for text in owners if text.startswith("\u25a0")}
    assert signed
    assert not any(text.endswith("\u2026") and not text.strip("\u25a0\u2026\u00a0 ") for text in signed)


def test_a_power_map_on_a_page_of_a_report_shows_everybody_while_there_is_room():
    rows = tuple(placed(number, support=Support.NEUTRAL) for number in range(9))
    flows = PowerMap(cast(Any, rows)).lower(REPORT, context(REPORT))
    cards = [item for item in drawings(flows)[0].frame.items if isinstance(item, Box) and item.key]
    assert len(cards) == 9


def test_deciders_who_are_not_covered_are_marked_by_more_than_a_colour():
    covered, not_covered = placed(1, covered=True), placed(2)
    block = PowerMap(cast(Any, (not_covered, covered)))
    boxes = {
        item.key: item for item in drawings(block.lower(SLIDE, context(SLIDE)))[0].frame.items if isinstance(item, Box)
    }
    assert (boxes["p2"].fill, boxes["p2"].line) == ("bad:10", "bad")
    assert boxes["p2"].thickness > boxes["p1"].thickness
    # The sign stands on the card, and in the legend.
    assert " ".join(shown(block.lower(SLIDE, context(SLIDE)))).count("■") == 2
    assert "1 of 2 covered" in " ".join(shown(block.lower(SLIDE, context(SLIDE))))


def test_a_stance_that_is_unknown_has_a_column_of_its_own_only_where_it_occurs():
    assert "Unknown" not in shown(lowered("one person", SLIDE))
    assert any("Unknown" in text for text in shown(lowered("people of whom only the name is known", SLIDE)))


def test_at_most_eight_relationships_are_drawn_and_the_others_are_counted():
    flows = lowered("150 goals", SLIDE)
    names = {text for text in shown(flows) if text.startswith("Person ") and text != "Person"}
    assert len(names) == 8
    assert "142 more people" in shown(flows)


def test_people_are_tinted_only_beside_others_who_are_covered():
    for covered, tinted in ((1, 2), (0, 0)):
        rows = tuple(goal(each, covered=each < covered) for each in range(3))
        (drawing,) = drawings(RelationshipGoals(cast(Any, rows)).lower(SLIDE, context(SLIDE)))
        assert sum(isinstance(item, Box) and item.fill == "bad:10" for item in drawing.frame.items) == tinted


def test_a_relationship_is_drawn_from_the_present_station_to_the_desired_one():
    block = RelationshipGoals(cast(Any, (goal(1, desired_relationship=Relationship.TRUSTED_ADVISOR),)))
    (drawing,) = drawings(block.lower(SLIDE, context(SLIDE)))
    boxes = [item for item in drawing.frame.items if isinstance(item, Box)]
    (now,) = [box for box in boxes if box.shape == "ellipse" and box.fill == "contrast"]
    (wanted,) = [box for box in boxes if box.shape == "polygon"]
    (bar,) = [box for box in boxes if box.shape == "rectangle" and box.fill == "contrast"]
    assert len([box for box in boxes if box.shape == "ellipse" and box.fill == "ground"]) == 2
    assert bar.x == pytest.approx(now.x + now.width / 2)
    assert bar.x + bar.width == pytest.approx(wanted.x + wanted.width / 2)


def test_a_relationship_that_is_as_desired_has_a_dot_and_no_triangle():
    same = goal(1, desired_relationship=Relationship.VENDOR)
    (drawing,) = drawings(RelationshipGoals(cast(Any, (same,))).lower(SLIDE, context(SLIDE)))
    boxes = [item for item in drawing.frame.items if isinstance(item, Box)]
    assert [box.fill for box in boxes if box.shape == "ellipse"].count("contrast") == 1
    assert not [box for box in boxes if box.shape == "polygon"]


def test_competitors_of_low_threat_have_a_line_and_at_most_three_others_a_band():
    rows = (*(rival(f"High {each}") for each in range(4)), rival("Low", Threat.LOW))
    flows = drawings(BattleCards(cast(Any, rows)).lower(SLIDE, context(SLIDE)))
    heights = [drawing.frame.height for drawing in flows]
    assert heights[0] == heights[1] == heights[2] > 2 * heights[3]
    assert heights[3] == heights[4]


def test_the_only_competitor_has_a_higher_band_with_larger_texts():
    one, two = (BattleCards(cast(Any, [rival(f"R{each}") for each in range(count)])) for count in (1, 2))
    (alone, *_), (beside, _) = (drawings(block.lower(SLIDE, context(SLIDE))) for block in (one, two))
    assert beside.frame.height < alone.frame.height < 2 * beside.frame.height
    sizes = [
        max(
            paragraph.size
            for item in drawing.frame.items
            if isinstance(item, TextItem)
            for paragraph in item.paragraphs
        )
        for drawing in (alone, beside)
    ]
    assert sizes == [24.0, 16.0]


def test_a_slide_with_one_band_above_lines_is_filled():
    rows = (rival("High"), *(rival(f"Low {each}", Threat.LOW) for each in range(3)))
    flows = drawings(BattleCards(cast(Any, rows)).lower(SLIDE, context(SLIDE)))
    assert sum(drawing.frame.height for drawing in flows) > 0.8 * SLIDE.height
    lines = [drawing.frame.height for drawing in flows[1:]]
    assert lines == [48.0] * 3


def test_competitors_who_are_all_of_low_threat_have_bands():
    rows = tuple(rival(f"Low {each}", Threat.LOW) for each in range(2))
    flows = BattleCards(cast(Any, rows)).lower(SLIDE, context(SLIDE))
    assert "Strengths" in shown(flows)


def test_the_amounts_of_deals_stand_beside_at_most_three_ids():
    rows = (rival("Three", deals=3), rival("Four", deals=4), rival("Six", deals=6))
    found = shown(BattleCards(cast(Any, rows)).lower(SLIDE, context(SLIDE)))
    assert {"D0\u00a010 · D1\u00a010 · D2\u00a010", "D0 · D1 · D2 · D3", "D0 · D1 · D2 · D3 · + 2 more"} <= found


@pytest.mark.parametrize("region", [SLIDE, REPORT, COLUMN])
def test_each_drawing_has_a_description(region: Region):
    for name in BLOCKS:
        assert all(drawing.alt for drawing in drawings(lowered(name, region))), name


# -- frames as wide as Office needs them ----------------------------------------------------------------------------


@pytest.mark.parametrize("sign", ["●", "↑", "→"])
def test_the_frame_of_a_sign_beside_hanzi_holds_it_a_full_em_wide(sign: str):
    def width(text: str) -> float:
        return frame_width(Paragraph((Run(text),), 10.0), context(SLIDE).style)

    assert width(f"{sign} 转好") - width("转好") >= 10.0
    assert width(f"{sign} better") - width("better") < 18.0


@pytest.mark.parametrize("region", [SLIDE, REPORT])
def test_a_competitor_without_an_answer_has_an_empty_panel_that_says_so(region: Region):
    (drawing,) = drawings(BattleCards((cast(Any, rival("Acme", how_we_win=None)),)).lower(region, context(region)))
    assert "No answer in the plan yet" in drawing.texts
    assert not any(
        isinstance(item, Box) and item.fill == "primary" and item.height > 20 for item in drawing.frame.items
    )


def test_lists_stay_large_where_only_the_move_of_a_competitor_is_too_high_for_its_narrow_column():
    move = PlanText(
        plain="Extends its contract early, at a discount that nobody else among all the suppliers can offer"
    )
    rows = cast(Any, tuple(rival(f"Rival {each}", strategy=move) for each in range(3)))
    sizes = {}
    for height in (450, 300):
        flows = drawings(BattleCards(rows).lower(Region(SLIDE.width, height), context(SLIDE)))
        found = [each for item in texts(flows[0]) for each in item.paragraphs]
        lists = next(each.size for each in found if each.marker == "+")
        sizes[height] = (lists, next(each.size for each in found if "Extends its contract" in each.text))
    assert sizes == {450: (14.0, 12.0), 300: (12.0, 10.0)}
