"""Drawings of people: their hierarchy, their cards, the legend, and where each card stands."""
