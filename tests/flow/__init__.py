"""Tests of the five flows."""
