"""Broken plans, layouts, brands and commands, each with the words that it must end in."""
