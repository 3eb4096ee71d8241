"""An account's id goes in, the bytes of its new plan come out, which is to be filled in: YAML or a workbook."""

from pathlib import Path

from kamdeck.plan.form.skeleton import skeleton
from kamdeck.plan.load import loads
from kamdeck.plan.sources.dumping import as_yaml
from kamdeck.plan.sources.source import WORKBOOK
from kamdeck.plan.written import Written
from kamdeck.problems import Problem, Problems


def begin(account: str, path: Path, language: str, period: str | None = None) -> bytes:
    """The new plan as the file at `path` is to hold it; raises Problems where the id or the period is none."""
    content = {
        "format": 1,
        **({"period": period} if period else {}),
        "language": language,
        "account": {"id": account},
    }
    _refuse_wrong(content)
    if path.suffix.lower() == WORKBOOK:
        # Only who writes a workbook waits for its library to be imported.
        from kamdeck.plan.sources.excel.writing import workbook

        return workbook(content, language, examples=True)
    return skeleton(content, language)


def _refuse_wrong(content: Written) -> None:
    """The id and the period are refused in the words that a plan's own are, but at no place of a file."""
    whole = {"period": "2026-Q4", **content, "account": {**content["account"], "name": "new"}}
    try:
        loads(as_yaml(whole).decode())
    except Problems as error:
        raise Problems(Problem(each.message, each.path) for each in error.problems) from None
