"""The tests: one folder for each package of kamdeck, and helpers that read and check finished documents."""
