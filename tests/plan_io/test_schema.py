"""The JSON Schema describes what can be written in a plan."""

import json

from kamdeck.plan_io import schema


def test_the_schema_is_of_the_current_draft_and_says_what_a_plan_needs() -> None:
    found = schema()
    assert found["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert found["required"] == ["period", "account"]
    assert not found["additionalProperties"]
    json.dumps(found)


def test_fields_have_descriptions_and_audiences_under_their_keys() -> None:
    influence = schema()["$defs"]["Influence"]["properties"]
    assert "from" in influence
    assert influence["from"]["audience"] == "internal"
    assert influence["from"]["description"]


def test_a_text_is_a_string_or_one_in_each_language() -> None:
    name = schema()["$defs"]["Account"]["properties"]["name"]
    assert [kind["type"] for kind in name["anyOf"]] == ["string", "object"]


def test_enumerations_list_their_words() -> None:
    stage = schema()["$defs"]["Deal"]["properties"]["stage"]
    assert {"enum": ["prospect", "qualify", "propose", "negotiate", "won", "lost"]} in stage["anyOf"]
