"""Reads the company's own vocabulary from `kamdeck.yaml`: stages, fiscal calendar, rates, fields and rules.

The other settings in the file, such as brands, are for documents only, and `kamdeck.settings` reads them.
"""

from kamdeck.plan_io.deployment.vocabulary_file import READERS, deployment_for, read_vocabulary, settings_file

__all__ = ["READERS", "deployment_for", "read_vocabulary", "settings_file"]
