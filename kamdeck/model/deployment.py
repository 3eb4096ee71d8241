"""A company's own vocabulary, which every plan, figure, document and rule of its deployment uses.

It is read from `kamdeck.yaml` once, and reaches everything else through `Plan.deployment`.
"""

from dataclasses import dataclass

from kamdeck.model.stages import SIX_STAGES, SalesProcess


@dataclass(frozen=True)
class Deployment:
    """What a company has said once for all of its plans.

    Args:
        process: The stages of its sales.
    """

    process: SalesProcess = SIX_STAGES


STANDARD = Deployment()
"""The vocabulary of a company that has said nothing."""
