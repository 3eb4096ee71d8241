"""Reads and writes plans: YAML and JSON files, folders of them, Excel workbooks, and dicts."""

from kamdeck.model import Plan, audience
from kamdeck.model.schema import schema
from kamdeck.plan_io.load import load, loads
from kamdeck.plan_io.new_plan import first_facts, new_plan
from kamdeck.plan_io.save import save

__all__ = ["Plan", "audience", "first_facts", "load", "loads", "new_plan", "save", "schema"]
