"""The rules that a company has written, compiled only where there are some."""

from kamdeck.analysis.quality.rule import Rule
from kamdeck.model.deployment import Deployment


def company_rules(deployment: Deployment) -> tuple[Rule, ...]:
    """The rules of a company, ready to check plans.

    Raises:
        Problems: For every expression that cannot be compiled, at its line.
    """
    if not deployment.rules.own:
        return ()
    # The import takes a twentieth of a second, since it loads jinja2; most companies have no rules of their own.
    from kamdeck.compose.own_rules import compiled_rules

    return compiled_rules(deployment)
