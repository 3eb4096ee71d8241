"""Writes reports as native Word documents in a company's brand. Only this package imports python-docx."""
