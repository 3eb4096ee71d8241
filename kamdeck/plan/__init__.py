"""A plan: the input of every document, as values that know what they are."""

from kamdeck.plan.begin import begin, first_facts
from kamdeck.plan.load import load, loads
from kamdeck.plan.model import Plan, audience
from kamdeck.plan.save import save
from kamdeck.plan.schema import schema

__all__ = ["Plan", "audience", "begin", "first_facts", "load", "loads", "save", "schema"]
