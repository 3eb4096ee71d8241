"""The customer's edition: the plan without everything that only we may see."""

from kamdeck.editions.conduct import refuse_judgements
from kamdeck.editions.reduction import for_customer

__all__ = ["for_customer", "refuse_judgements"]
