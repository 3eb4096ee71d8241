"""Derives the forms that people fill in from the plan's model: sheets, fields, names, hints and examples.

The writers of YAML and Excel forms share them, so both have every field of the model.
"""
