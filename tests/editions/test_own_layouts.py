"""A layout of one's own that names something internal is a problem at its line in the customer's edition."""

from pathlib import Path

import pytest

from kamdeck.compose.internal_names import refuse_internal_names
from kamdeck.job import Rendering
from kamdeck.model.deployment import STANDARD
from kamdeck.plan_io import loads
from kamdeck.plan_io.deployment import deployment_for
from kamdeck.problems import LayoutError, Problems
from kamdeck.render import render
from tests.company.deployments import plan_with
from tests.editions.test_proof import PUBLIC
from tests.pseudo_language import document_texts

HEAD = "layout: mine\nextends: customer\ntopics:\n  mine:\n    after: our_promises\n    "


def problems(tmp_path: Path, lines: str, head: str = HEAD) -> list[str]:
    path = tmp_path / "mine.yaml"
    path.write_text(head + lines, "utf-8")
    with pytest.raises(Problems) as raised:
        refuse_internal_names(path, deployment_for(path))
    return [f"{each.place.line if each.place else 0}: {each.message}" for each in raised.value.problems]


@pytest.mark.parametrize(
    ("lines", "named"),
    [
        ("table: {rows: deals}", "'deals' is internal"),
        ("table: {rows: profile.people, columns: [name, support]}", "'support' is internal"),
        ("table: {rows: profile.people, columns: [{field: goals.personal}]}", "'goals.personal' is internal"),
        ("table: {rows: promises, columns: [text, {field: action}]}", "'action' is internal"),
        ("bullets: {rows: profile.people, words: '{{ row.notes }}'}", "'notes' is internal"),
        ("bullets: {rows: strategy.value.path, strong: row.verified}", "'verified' is internal"),
        ("cards: {items: [figures.revenue, figures.pipeline]}", "'figures.pipeline' is internal"),
        ("table: {rows: figures.deals, columns: [stage]}", "'figures.deals' is internal"),
        ("table: {rows: analysis.risks, columns: [risk]}", "'analysis.risks' is internal"),
        ("{when: competition, table: {rows: promises, columns: [text]}}", "'competition' is internal"),
        ("text: {words: '{{ account.tier }}'}", "'account.tier' is internal"),
        ("text: {words: share_of_wallet}", "the insight 'share_of_wallet' reveals internal facts"),
        ("{for: person in profile.people, text: {words: '{{ person.care }}'}}", "'care' is internal"),
        ("{for: 'person in (profile.people | open)[:2]', text: {words: '{{ person.care }}'}}", "'care' is internal"),
        ("text: {words: '{{ profile.people[0].care }}'}", "'profile.people.care' is internal"),
        ("text: {words: '{{ (profile.people | first).care }}'}", "'profile.people.care' is internal"),
        ("text: {words: '{{ account[\"tier\"] }}'}", "'account.tier' is internal"),
        ("text: {words: '{{ account | attr(\"tier\") }}'}", "'account.tier' is internal"),
        ("text: {words: '{{ profile.people | map(attribute=\"care\") | listed }}'}", "'profile.people.care' is"),
        ("text: {words: '{{ (promises or outcomes)[0].action }}'}", "'promises.action' is internal"),
        ("text: {words: '{{ account.name if promises[0].action else 1 }}'}", "'promises.action' is internal"),
        ("table: {rows: \"promises | selectattr('action')\", columns: [text]}", "'promises.action' is internal"),
        ("bullets: {rows: \"profile.people | top(3, by='support')\", words: text}", "'profile.people.support' is"),
    ],
)
def test_an_internal_name_is_a_problem_at_its_line(tmp_path: Path, lines: str, named: str):
    head = HEAD if not lines.startswith("{") else HEAD.rstrip() + "\n    rows:\n      - "
    [found] = problems(tmp_path, lines, head)
    assert named in found
    assert found.startswith(f"{(head + lines).count(chr(10)) + 1}:")


@pytest.mark.parametrize(
    "text",
    [
        "layout: mine\nextends: customer\nfile: '{{ account.id }}-{{ account.tier }}'\n",
        "layout: mine\nextends: customer\ntitle: {en: '{{ account.tier }}'}\n",
        "layout: mine\nedition: customer\nmedium: deck\nfile: a\nsections:\n"
        "  - {section: profile, message: '{{ account.tier }}', topics: [{topic: a, text: {words: promised}}]}\n",
    ],
)
def test_an_internal_name_in_what_is_around_the_topics_is_a_problem_too(tmp_path: Path, text: str):
    [found] = problems(tmp_path, "", text)
    assert "'account.tier' is internal" in found


@pytest.mark.parametrize(
    "lines",
    [
        "text: {words: '{{ promises | length | plural(\"action\") }} {{ (profile.people | first).name }}', size: body}",
        "bullets: {rows: promises, words: '{{ row.text }}', title: \"{{ 'field.action' | term }}\"}",
        "table: {rows: promises, columns: [{field: text, title: field.promise}, due]}",
        "bullets: {rows: profile.people, strong: row.name, words: '{{ row.title }}'}",
        "table: {rows: analysis.shared_actions, columns: [action, owner, {field: status, value: standing(row)}]}",
        "headline: value_delivered\n    chart: {kind: column, rows: figures.years, x: year, y: [revenue]}",
    ],
)
def test_what_the_customer_may_see_is_no_problem(tmp_path: Path, lines: str):
    path = tmp_path / "mine.yaml"
    path.write_text(HEAD + lines, "utf-8")
    refuse_internal_names(path, STANDARD)


OWN = """\
fields:
  account.grade: {name: Grade}
  account.nps: {type: number, name: NPS, audience: everyone}
  promises.owner_unit: {name: Unit}
  actions.cost_centre: {name: Cost centre, audience: everyone}
  profile.it.plants: {type: number, name: Plants}
"""


@pytest.mark.parametrize(
    ("lines", "named"),
    [
        ("text: {words: '{{ account.grade }}'}", "'account.grade' is internal"),
        ("table: {rows: promises, columns: [text, owner_unit]}", "'owner_unit' is internal"),
        ("key_facts: {pairs: [{label: field.plants, value: profile.it.plants}]}", "'profile.it.plants' is internal"),
        ("table: {rows: analysis.shared_actions, columns: [action, cost_centre]}", "'cost_centre' is internal"),
        ("text: {words: '{{ promises[0].owner_unit }}'}", "'promises.owner_unit' is internal"),
        ("text: {words: '{{ account.own.grade }}'}", "'account.own.grade' is internal"),
    ],
)
def test_a_field_of_the_companys_own_that_is_internal_is_a_problem_at_its_line(tmp_path: Path, lines: str, named: str):
    (tmp_path / "kamdeck.yaml").write_text(OWN, "utf-8")
    [found] = problems(tmp_path, lines)
    assert named in found
    assert found.startswith(f"{(HEAD + lines).count(chr(10)) + 1}:")


def test_a_field_of_the_companys_own_for_everyone_is_shown(tmp_path: Path):
    plan = plan_with(tmp_path, OWN, PUBLIC.replace("account: {", "account: {nps: 42, grade: Secret, "), "")
    path = tmp_path / "mine.yaml"
    path.write_text(HEAD + "table: {rows: '[account]', columns: [name, nps]}\n", "utf-8")
    made = render(plan, Rendering("en", path, edition="customer"))
    assert "42" in document_texts(made.blob)
    path.write_text(path.read_text("utf-8").replace("nps", "grade"), "utf-8")
    with pytest.raises(LayoutError, match="'grade' is internal"):
        render(plan, Rendering("en", path, edition="customer"))


def test_topics_that_the_customer_does_not_see_are_not_checked(tmp_path: Path):
    path = tmp_path / "mine.yaml"
    path.write_text(
        "layout: mine\nextends: review\ntopics: {mine: {after: deals, table: {rows: deals, columns: [name]}}}\n"
    )
    refuse_internal_names(path, STANDARD)
    path.write_text(path.read_text("utf-8").replace("after: deals", "after: deals, audience: everyone"), "utf-8")
    with pytest.raises(Problems, match="'deals' is internal"):
        refuse_internal_names(path, STANDARD)


def test_rendering_refuses_it_and_the_internal_edition_does_not(tmp_path: Path):
    path = tmp_path / "mine.yaml"
    path.write_text(HEAD + "table: {rows: deals, columns: [name]}\n", "utf-8")
    plan = loads(PUBLIC + "deals: [{id: d, name: D}]\n")
    with pytest.raises(LayoutError, match="'deals' is internal"):
        render(plan, Rendering("en", path, edition="customer"))
    assert render(plan, Rendering("en", path)).slides > 3
