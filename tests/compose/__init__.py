"""Tests of the layout language."""
