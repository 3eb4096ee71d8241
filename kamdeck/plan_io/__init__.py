"""Reads and writes plans: YAML and JSON files, folders of them, Excel workbooks, and dicts."""

from kamdeck.model import Plan, audience
from kamdeck.model.schema import schema
from kamdeck.plan_io.load import load, loads

__all__ = ["Plan", "audience", "load", "loads", "schema"]
