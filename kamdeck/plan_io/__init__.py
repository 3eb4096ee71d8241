"""A plan: the input of every document, as values that know what they are."""

from kamdeck.model import Plan, audience
from kamdeck.model.schema import schema
from kamdeck.plan_io.load import load, loads
from kamdeck.plan_io.new_plan import first_facts, new_plan
from kamdeck.plan_io.save import save

__all__ = ["Plan", "audience", "first_facts", "load", "loads", "new_plan", "save", "schema"]
