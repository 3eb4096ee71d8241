"""Writes the plan.yaml beside pulled facts: comments only, with an example of each part that people fill in."""

from kamdeck.languages import split_language
from kamdeck.model.deployment import Deployment
from kamdeck.plan_io.forms.labels import form_texts
from kamdeck.plan_io.forms.skeleton import comment
from kamdeck.plan_io.forms.starter import starter

PULLED_PARTS = ("account", "team", "deals", "money", "period", "language", "format")
"""The parts of the short form that a source has."""


def overlay_starter(language: str, period: str, deal: str, deployment: Deployment) -> bytes:
    """The bytes of the file.

    Args:
        language: The language of examples, and its first one that of hints: "en", "zh+en".
        period: The period to which the dates of the examples are moved.
        deal: The id of a pulled deal for the example of an addition; "" if there is none.
        deployment: The company's vocabulary.
    """
    first = split_language(language)[0]
    # Without the line that names the schema: this file alone is no whole plan, and editors would say so.
    lines = [comment(each.format()) for each in form_texts("overlay", first)]
    if deal:
        lines += ["", f"# deals: [{{id: {deal}, next_step: …}}]"]
    return ("\n".join([*lines, "", *_parts(language, period, deployment)]) + "\n").encode()


def _parts(language: str, period: str, deployment: Deployment) -> list[str]:
    """The lines of the short form after its head, all of them comments, without the parts that sources have."""
    written = starter({"period": period, "account": {"id": "x"}}, language, "", deployment).decode()
    lines, skipped = [], False
    for line in written.partition("\n\n")[2].splitlines():
        key = line.removeprefix("# ").partition(":")[0]
        if key and key[0] != " ":
            skipped = key in PULLED_PARTS
        if not skipped and line.strip():
            lines.append(line if line.startswith("#") else f"# {line}")
    return lines
