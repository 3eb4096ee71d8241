"""Geometry of drawings: trees, routes, hulls, time axes and gridlines. Nothing here knows a plan."""
