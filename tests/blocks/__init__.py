"""Tests of the blocks: what each lowers itself to."""
