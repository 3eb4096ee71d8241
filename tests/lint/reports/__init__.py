"""Lint for reports: what Word would repair and what readers would miss. Each finding is a sentence."""

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
"""Every rule; each yields a sentence for each finding in a report."""


def findings(report: Report) -> list[str]:
    """The findings of every rule, each after the rule's name."""
    return [f"{rule.__name__}: {found}" for rule in RULES for found in rule(report)]
