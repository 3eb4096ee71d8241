"""The problem of an unknown word names the invisible or confusable characters in it."""

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kamdeck.characters import look_alike, named, remark, visible
from kamdeck.plan_io import load, loads
from kamdeck.plan_io.save import save
from kamdeck.problems import Problems, suggest

PLAN = """\
period: 2026-Q4
account: {id: acme, name: Acme}
team: [{id: helen-marsh, name: Helen Marsh}]
companies: [{id: fabrikam, name: Fabrikam}, {id: loreal, name: "L'Oréal"}]
profile:
  people:
    - {id: anna, name: Anna Berg, role: user, owner: helen-marsh}
deals: [{id: D1, name: Storage, amount: 4.2, close: 2026-12-11, probability: 40 %}]
"""


def message_after(old: str, new: str) -> str:
    with pytest.raises(Problems) as caught:
        loads(PLAN.replace(old, new, 1))
    return str(caught.value)


def test_a_character_is_named_by_its_code_point_and_its_name():
    assert named("\u200b") == "U+200B ZERO WIDTH SPACE"
    assert visible("a\u200bb\u00a0c d") == "a[U+200B]b[U+00A0]c d"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("owner: helen-marsh", "owner: \u200bhelen-marsh", "'[U+200B]helen-marsh' is not the id of a team member in "
         "team; it contains U+200B ZERO WIDTH SPACE, which cannot be seen: did you mean 'helen-marsh'?"),
        ("owner: helen-marsh", "owner: hel\u0435n-marsh", "it contains U+0435 CYRILLIC SMALL LETTER IE, which is not 'e': "
         "did you mean 'helen-marsh'?"),
        ("owner: helen-marsh", "owner: helen–marsh", "it contains U+2013 EN DASH, which is not '-'"),
        ("owner: helen-marsh", "owner: helen-marsh\u202c", "U+202C POP DIRECTIONAL FORMATTING, which cannot be seen"),
        ("{id: helen-marsh", "{id: helen-m\u00adarsh", "'helen-m[U+00AD]arsh' contains U+00AD SOFT HYPHEN, which cannot"),
        ("role: user", "role: us\u0435r", "it contains U+0435 CYRILLIC SMALL LETTER IE, which is not 'e': did you mean 'u"),
        ("amount: 4.2", "amount: ４.2", "found '４.2'; it contains U+FF14 FULLWIDTH DIGIT FOUR, which is not '4'"),
        ("amount: 4.2", "amount: 4.2\ufeff", "found '4.2[U+FEFF]'; it contains U+FEFF ZERO WIDTH NO-BREAK SPACE"),
        ("2026-12-11", "2026–12-11", "it contains U+2013 EN DASH, which is not '-'"),
        ("period: 2026-Q4", "period: 2026–Q4", "found '2026–Q4'; it contains U+2013 EN DASH, which is not '-': did you mean "
         "2026-Q4?"),
        ("deals: [{id: D1", "competition: [{company: F\u0430brikam}]\ndeals: [{id: D1",
         "'Fаbrikam' looks like 'fabrikam', but it contains U+0430 CYRILLIC SMALL LETTER A, which is not 'a'; type it"),
    ],
)  # fmt: skip
def test_the_problem_of_a_word_that_only_looks_right_names_its_characters(old: str, new: str, expected: str):
    message = message_after(old, new)
    assert expected in message
    assert message.count("it contains") <= 1, "one remark on a value"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("D2\u200b", "'D2[U+200B]' contains U+200B ZERO WIDTH SPACE, which cannot be seen; delete it"),
        ("\u2060D2", "U+2060 WORD JOINER, which cannot be seen; delete it"),
        ("D\u00a02", "'D[U+00A0]2' contains U+00A0 NO-BREAK SPACE, which is not a space; delete it"),
        ("D\u200d2", "U+200D ZERO WIDTH JOINER, which cannot be seen"),
        (
            "\uff241",
            "'Ｄ1' looks like the id 'D1', but it contains U+FF24 FULLWIDTH LATIN CAPITAL LETTER D, which is not",
        ),
        ("Т1", ""),
        ("می\u200cخواهم", ""),
        ("🧑\u200d🚀", ""),
    ],
)
@pytest.mark.parametrize("part", ["deals", "companies", "units"])
def test_invisible_and_confusable_characters_in_an_id_are_reported(part: str, name: str, expected: str):
    text = (
        "period: 2026-Q4\naccount: {id: acme, name: Acme}\n"
        f"{part}: [{{id: D1, name: Storage}}, {{id: '{name}', name: Servers}}]"
    )
    if not expected:
        assert loads(text)
        return
    with pytest.raises(Problems) as caught:
        loads(text)
    assert expected in str(caught.value)


def test_an_invisible_character_in_an_id_of_a_workbook_is_reported(tmp_path: Path):
    book = load_workbook(BytesIO(save(loads(PLAN), Path("plan.xlsx"), "en")))
    book["Deals"]["A3"] = "D1\u200b"
    book.save(tmp_path / "plan.xlsx")
    with pytest.raises(Problems, match=r"!Deals!A3: .*'D1\[U\+200B\]' contains U\+200B ZERO WIDTH SPACE"):
        load(tmp_path / "plan.xlsx")


@pytest.mark.parametrize("name", ["Fabri\u200bkam", "\u00a0Fabrikam\u00a0", "Ｆabrikam", "L’Oréal", "\ufeffFabrikam"])
def test_a_name_is_found_in_spite_of_invisible_characters_and_width(name: str):
    plan = loads(PLAN + f'competition: [{{company: "{name}"}}]\n')
    assert plan.competition[0].company.id in ("fabrikam", "loreal")


def test_texts_can_contain_any_such_character():
    assert (
        loads(PLAN.replace("name: Storage", "name: 'Lager\u00adhaus а —'")).deals[0].name.plain == "Lager\u00adhaus а —"
    )


def test_words_of_another_script_are_not_reported():
    assert not remark("Москва")
    assert not look_alike("anna", "Anna")
    assert suggest("ana", ["anna"]) == "; did you mean 'anna'?"
    assert remark("асе", "ace").startswith("it contains U+0430 CYRILLIC SMALL LETTER A")
