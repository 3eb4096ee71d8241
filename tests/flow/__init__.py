"""Tests of the flows: paragraphs, tables, charts, pictures and drawings."""
