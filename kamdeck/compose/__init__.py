"""Compiles layout files, and makes documents from a layout and a plan or portfolio."""

from kamdeck.compose.build import compose, file_name
from kamdeck.compose.layout import Layout, load_layout
from kamdeck.compose.terms import load_terms

__all__ = ["Layout", "compose", "file_name", "load_layout", "load_terms"]
