"""A company's own vocabulary in `kamdeck.yaml`: stages, periods, currencies, fields and rules."""
