"""Flows and an opened brand go in; a native Word document comes out."""
