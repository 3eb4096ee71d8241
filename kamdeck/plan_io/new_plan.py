"""Creates the plan of a new account as YAML or as a workbook, to be filled in.

It already has what a plan requires, so it can be rendered at once.
"""

from pathlib import Path

from kamdeck.languages import split_language
from kamdeck.model.deployment import Deployment
from kamdeck.plan_io.deployment import deployment_for
from kamdeck.plan_io.load import loads
from kamdeck.plan_io.serialize import PlanContent
from kamdeck.plan_io.suffixes import WORKBOOK
from kamdeck.plan_io.yaml_writer import as_yaml
from kamdeck.problems import Problem, Problems


def first_facts(account: str, language: str, period: str, name: str | None = None) -> PlanContent:
    """The first content of a new plan: the quarter, the account's name, and the likely currency of the language.

    Args:
        account: The account's id. Without `name` it gives the name, too: `huaxing-bank` is "Huaxing Bank".
        language: A language that has a file of words, or a pair such as "zh+en".
        period: The quarter, such as "2026-Q4".
        name: The account's name.
    """
    words = account.replace("-", " ").replace("_", " ").split()
    suggested = " ".join(word[:1].upper() + word[1:] for word in words) or account
    # Imported here, since most commands only load plans.
    from kamdeck.plan_io.forms.labels import form_text

    money = {"currency": form_text("currency", split_language(language)[0]), "unit": "million"}
    return {"period": period, "money": money, "account": {"name": name or suggested}}


def new_plan(account: str, path: Path, language: str, given: PlanContent | None = None, *, full: bool = False) -> bytes:
    """The content of the new plan's file.

    Args:
        account: The account's id.
        path: Where the file will be; the suffix chooses between YAML and a workbook.
        language: The language of comments and of a workbook's headings.
        given: The first facts, as `first_facts` returns them.
        full: Whether a YAML plan lists every field, and not just an example of each part.

    Raises:
        Problems: If a given value is not valid.
    """
    known = given or {}
    # The starter writes the given values in the order of these keys.
    content = {
        "format": 1,
        **{key: value for key, value in known.items() if key == "period"},
        "language": language,
        **{key: value for key, value in known.items() if key not in ("period", "account")},
        "account": {"id": account, **known.get("account", {})},
    }
    deployment = deployment_for(path)
    _refuse_wrong(content, deployment)
    if path.suffix.lower() == WORKBOOK:
        # Imported here, since XlsxWriter would slow down the start of every other command.
        from kamdeck.plan_io.excel.workbook_writer import workbook

        return workbook(content, language, examples=True, deployment=deployment)
    # As above: most commands only load plans.
    from kamdeck.plan_io.forms.skeleton import skeleton
    from kamdeck.plan_io.forms.starter import starter

    return skeleton(content, language, deployment) if full else starter(content, language, path.name, deployment)


def _refuse_wrong(content: PlanContent, deployment: Deployment) -> None:
    """Check the given values by loading them as a plan; the problems have no place, since there is no file yet."""
    # Required fields get a value, so that problems are about the given values only.
    whole = {"period": "2026-Q4", **content, "account": {"name": "new", **content["account"]}}
    try:
        loads(as_yaml(whole).decode(), deployment=deployment)
    except Problems as error:
        raise Problems(Problem(each.message, each.path) for each in error.problems) from None
