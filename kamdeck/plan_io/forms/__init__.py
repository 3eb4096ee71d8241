"""The plan's model goes in, the form that people fill in comes out: its sheets, fields, names, hints and examples."""
