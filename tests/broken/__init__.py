"""Broken plans, layouts, brands and commands, each with the error message that it must give."""
