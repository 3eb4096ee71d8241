"""Says what kamdeck finds in a company's brand, and renders a sample that shows it, for `kamdeck brand`."""
