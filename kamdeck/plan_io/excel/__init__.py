"""Reads plans from Excel workbooks, and writes them as workbooks that people fill in.

The reader produces the same YAML nodes as a text file would, each marked with its cell.
"""
