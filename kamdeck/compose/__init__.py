"""Compiles layout files, and makes documents from a layout and a plan or portfolio."""
