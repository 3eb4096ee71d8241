"""Tests of how flows are placed on pages."""
