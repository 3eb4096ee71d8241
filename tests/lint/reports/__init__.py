"""A report goes in, what Word would repair and what a reader would miss in it comes out: a sentence a finding."""

from tests.lint import charts
from tests.lint.reports import contents, graphics, package, styles, tables, text
from tests.report_reader import Report

RULES = (
    *package.RULES,
    *styles.RULES,
    *contents.RULES,
    *tables.RULES,
    *graphics.RULES,
    *text.RULES,
    *charts.RULES,
)
"""Every rule: a report goes in, sentences come out."""


def findings(report: Report) -> list[str]:
    """What every rule finds, each under the rule's name."""
    return [f"{rule.__name__}: {found}" for rule in RULES for found in rule(report)]
