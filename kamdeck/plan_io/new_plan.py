"""A new plan of an account, to be filled in: YAML or a workbook. With its first facts it can be rendered as it is."""

from pathlib import Path

from kamdeck.plan_io.forms.skeleton import skeleton
from kamdeck.plan_io.forms.starter import starter
from kamdeck.plan_io.load import loads
from kamdeck.plan_io.serialize import Written
from kamdeck.plan_io.suffixes import WORKBOOK
from kamdeck.plan_io.yaml_writer import as_yaml
from kamdeck.problems import Problem, Problems


def first_facts(account: str, language: str, period: str, name: str | None = None) -> Written:
    """What a new plan says, as it would be written: the quarter, the name, and the money of most who write so.

    Without a name the account is called as its id suggests: `huaxing-bank` is "Huaxing Bank".
    """
    words = account.replace("-", " ").replace("_", " ").split()
    suggested = " ".join(word[:1].upper() + word[1:] for word in words) or account
    money = {"currency": "EUR" if language == "en" else "CNY", "unit": "million"}
    return {"period": period, "money": money, "account": {"name": name or suggested}}


def new_plan(account: str, path: Path, language: str, given: Written | None = None, *, full: bool = False) -> bytes:
    """The new plan as the file at `path` is to hold it; `given` are its first facts.

    In YAML it has an example of each part or, if `full`, every field. Raises Problems where a fact cannot be one.
    """
    known = given or {}
    content = {
        "format": 1,
        **{key: value for key, value in known.items() if key == "period"},
        "language": language,
        **{key: value for key, value in known.items() if key not in ("period", "account")},
        "account": {"id": account, **known.get("account", {})},
    }
    _refuse_wrong(content)
    if path.suffix.lower() == WORKBOOK:
        # Only who writes a workbook waits for its library to be imported.
        from kamdeck.plan_io.excel.workbook_writer import workbook

        return workbook(content, language, examples=True)
    return skeleton(content, language) if full else starter(content, language, path.name)


def _refuse_wrong(content: Written) -> None:
    """What was asked for is refused in the words that a plan's own facts are, but at no place of a file."""
    whole = {"period": "2026-Q4", **content, "account": {"name": "new", **content["account"]}}
    try:
        loads(as_yaml(whole).decode())
    except Problems as error:
        raise Problems(Problem(each.message, each.path) for each in error.problems) from None
