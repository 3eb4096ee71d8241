"""Tests of what kamdeck says about brands, and of the samples in them."""
