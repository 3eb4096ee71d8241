"""Tests of the blocks: which flows each block makes."""
