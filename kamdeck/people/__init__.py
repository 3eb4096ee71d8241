"""Drawings of people: hierarchies, cards and their placement, and legends."""
