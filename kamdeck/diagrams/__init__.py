"""Geometry of drawings: trees, routes, hulls, axes of time and gridlines. Nothing here knows a plan or a language."""
