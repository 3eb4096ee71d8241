"""Texts that disparage somebody or judge a person refuse the customer's edition."""

import pytest

from kamdeck.editions import refuse_judgements
from kamdeck.problems import PlanError
from tests.plan_fixtures import LoadPlan


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Better than the rubbish of Fabrikam", "K307"),
        ("比对手的劣质产品好", "K307"),
        ("Kein Schrott wie bei Fabrikam", "K307"),
        ("三流の他社より速い", "K307"),
        ("Convince Bo, who is stubborn", "K308"),
        ("说服 Bo，此人固执", "K308"),
        ("Bo ist stur", "K308"),
        ("頑固な Bo を説得", "K308"),
        ("Offer for storage, D6", "K309"),
        ("存储报价（d6）", "K309"),
    ],
)
def test_a_text_for_the_customer_is_refused_until_its_rule_is_ignored(plan: LoadPlan, text: str, rule: str):
    lines = f"deals: [{{id: D6}}]\nprofile: {{people: [{{id: bo, name: Bo}}]}}\npromises: [{{text: '{text}'}}]\n"
    with pytest.raises(PlanError, match=f"ignore {rule} with a reason") as raised:
        refuse_judgements(plan(lines))
    assert [each.path for each in raised.value.problems] == ["promises[0].text"]
    refuse_judgements(plan(f"{lines}ignore: [{{rule: {rule}, reason: a quotation}}]\n"))


def test_internal_texts_may_say_what_they_like_but_shared_actions_may_not(plan: LoadPlan):
    people = "profile: {people: [{id: bo, name: Bo, notes: stubborn}]}\n"
    refuse_judgements(plan(f"{people}actions: [{{action: Persuade Bo who is arrogant}}]\n"))
    with pytest.raises(PlanError, match="'arrogant'"):
        refuse_judgements(plan(f"{people}actions: [{{action: Persuade Bo who is arrogant, shared: yes}}]\n"))


def test_words_and_numbers_of_a_text_are_not_taken_for_ids_of_deals(plan: LoadPlan):
    deals = 'deals: [{id: storage}, {id: "21"}, {id: D6}]\n'
    refuse_judgements(plan(f"{deals}promises: [{{text: 'The storage by 21 October, in hall D61 or AD6'}}]\n"))
    refuse_judgements(
        plan(f"{deals}profile: {{ties: []}}\nrisks: [{{risk: D6 slips}}]\nactions: [{{action: Close D6}}]\n")
    )
