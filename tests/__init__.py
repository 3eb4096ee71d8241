"""The tests, a folder for every room of the house, and what they read documents with."""
